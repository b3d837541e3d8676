"""Records as the normalised columns that frames give, for lists that came as JSON-like data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyrules.facts.frames.names import ID, SHARE_SCALE, column_of
from policyrules.facts.records import Paid, Thing
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Attribute

if TYPE_CHECKING:
    import polars as pl

_WHOLE = (Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.YEAR, Kind.RATE)


def table(things: Sequence[Thing], attributes: Sequence[Attribute]) -> pl.DataFrame:
    """The id of each thing, and the attributes asked of it."""
    import polars as pl

    columns = [pl.Series(ID, [thing.id for thing in things], dtype=pl.String)]
    for each in attributes:
        values = [_unit(thing.value(each.field, each.year, each.member)) for thing in things]
        columns.append(pl.Series(column_of(each), values, dtype=_type(each)))
    return pl.DataFrame(columns)


def _type(attribute: Attribute) -> type[pl.DataType]:
    import polars as pl

    if attribute.kind in _WHOLE:
        return pl.Int64
    return pl.Boolean if attribute.kind is Kind.FLAG or attribute.member is not None else pl.String


def _unit(value: Value | None) -> int | str | None:
    """A value as a column holds it; a share that 64 bits do not hold exactly is unknown."""
    if value is None or isinstance(value, int | str):
        return value
    scaled = value * SHARE_SCALE
    return int(scaled) if scaled.denominator == 1 else None


def register(paid: Sequence[Paid]) -> pl.DataFrame:
    """The awards already paid, an entry a row."""
    import polars as pl

    rows = [(each.year, each.award, each.tier, each.enterprise, each.subject, each.amount) for each in paid]
    types = {
        "year": pl.Int64,
        "award": pl.String,
        "tier": pl.Int64,
        "enterprise": pl.String,
        "subject": pl.String,
        "amount": pl.Int64,
    }
    return pl.DataFrame(rows, schema=types, orient="row")
