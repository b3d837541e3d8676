"""Who is paid, as the baseline sees a population: name, unit and band of size, one row for each payee."""

from __future__ import annotations

from math import ceil
from typing import Any

import narwhals as nw

from policyrules.comparison.bands import Bands
from policyrules.decision.frame_lines import no_lines
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID, column_of
from policyrules.language.quantities import Number
from policyrules.language.tree import Attribute
from policyrules.language.vocabulary import FieldType, Things

#: The columns beside `enterprise`. What the facts do not say is null.
SAID = ("name", "county", "band")


def payees(frames: FactFrames, name: str, bands: Bands | None) -> nw.LazyFrame[Any]:
    """The things of the payees' list: `enterprise`, `name`, `county` and `band` (from 0)."""
    group = frames.vocabulary.lists[name]
    said = {"name": _first(group, "text"), "county": _first(group, "place"), "figure": _figure(bands)}
    table = frames.table(name, [each for each in said.values() if each is not None])
    known = {key: nw.col(column_of(each)) for key, each in said.items() if each is not None}
    nothing = nw.lit(None, nw.String)
    return table.select(
        nw.col(ID).alias("enterprise"),
        *(known.get(key, nothing).alias(key) for key in ("name", "county")),
        _band(known.get("figure"), () if bands is None else bands.bounds).alias("band"),
    )


def nobody(frames: FactFrames) -> nw.LazyFrame[Any]:
    """The same columns without a row, where nobody is paid anything."""
    table = frames.backend.made(no_lines()).select(nw.col("enterprise"), nw.col("subject").alias("name"))
    return table.with_columns(nw.col("name").alias("county"), nw.lit(None, nw.Int64).alias("band"))


def has_units(group: Things) -> bool:
    """Whether the things of a list belong to a unit."""
    return _first(group, "place") is not None


def _first(group: Things, type_: FieldType) -> Attribute | None:
    """The first property of a type that is no series: see `decision.things`."""
    fields = ((name, each) for name, each in group.fields.items() if each.type == type_ and not each.series)
    return next((Attribute(name, each.kind) for name, each in fields), None)


def _figure(bands: Bands | None) -> Attribute | None:
    if bands is None:
        return None
    return Attribute(bands.name, bands.field.kind, year=bands.year if bands.field.series else None)


def _band(figure: nw.Expr | None, bounds: tuple[Number, ...]) -> nw.Expr:
    """How many bounds a figure has reached; null where it is unknown."""
    band = nw.lit(None, nw.Int64)
    for reached, bound in enumerate((None, *bounds) if figure is not None else ()):
        assert figure is not None
        there = ~figure.is_null() if bound is None else figure >= nw.lit(ceil(bound), nw.Int64)
        band = nw.when(there).then(nw.lit(reached, nw.Int64)).otherwise(band)
    return band
