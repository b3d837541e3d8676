"""The same dataframes in other libraries, and whether they say what records say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import duckdb
import polars as pl

from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID, SHARE_SCALE, column_of
from policyrules.facts.plan import Group
from policyrules.facts.records import Facts
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute

Frames = dict[str, Any]
#: The years of which series are asked.
YEARS = range(2023, 2027)


def _each(frames: Mapping[str, Any], convert: Callable[[pl.DataFrame], Any]) -> Frames:
    return {name: convert(each) if isinstance(each, pl.DataFrame) else each for name, each in frames.items()}


def in_duckdb(frames: Mapping[str, Any]) -> Frames:
    """Every Polars frame as a DuckDB relation, all of one connection."""
    connection = duckdb.connect()
    return _each(frames, lambda frame: connection.from_arrow(frame.to_arrow()))


#: How to bring Polars frames to a library.
LIBRARIES: dict[str, Callable[[Mapping[str, Any]], Frames]] = {
    "polars": dict,
    "polars_lazy": lambda frames: _each(frames, lambda frame: frame.lazy()),
    "pandas": lambda frames: _each(frames, lambda frame: frame.to_pandas(use_pyarrow_extension_array=True)),
    "pyarrow": lambda frames: _each(frames, lambda frame: frame.to_arrow()),
    "duckdb": in_duckdb,
}


def attributes_of(group: Group, years: range) -> Iterator[Attribute]:
    """Everything that a formula may ask of a thing itself."""
    for name, field in group.fields.items():
        if field.series:
            yield from (Attribute(name, field.kind, year=year) for year in years)
        elif field.type == "choices":
            yield from (Attribute(name, Kind.FLAG, member=option) for option in field.options)
        else:
            yield Attribute(name, field.kind)


def rows(frames: FactFrames, name: str, attributes: Sequence[Attribute]) -> dict[str, dict[str, Any]]:
    """The values of a normalised table, by id."""
    found = frames.backend.collected(frames.table(name, attributes)).to_dicts()
    assert len({row[ID] for row in found}) == len(found)
    return {row[ID]: row for row in found}


def records_hold(frames: FactFrames, facts: Facts) -> None:
    """Every attribute of every thing is what the records say."""
    for name, things in facts.lists.items():
        if frames.group(name).within is None:
            attributes = list(attributes_of(frames.group(name), YEARS))
            found = rows(frames, name, attributes)
            assert set(found) == {thing.id for thing in things}
            for thing in things:
                wanted = {column_of(each): thing.value(each.field, each.year, each.member) for each in attributes}
                got = {column: value for column, value in found[thing.id].items() if column != ID}
                assert got == {column: _unit(value) for column, value in wanted.items()}
                assert {column: type(value) for column, value in got.items()} == {
                    column: type(_unit(value)) for column, value in wanted.items()
                }


def _unit(value: Any) -> Any:
    return int(value * SHARE_SCALE) if isinstance(value, Fraction) else value
