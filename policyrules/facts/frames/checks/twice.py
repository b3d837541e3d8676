"""Figures that two tables of one list give: its own by a column for the year, and a table with a row for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

import narwhals as nw

from policyrules.errors import Problem
from policyrules.facts import wording
from policyrules.facts.frames.checks.faults import COUNT, Fault
from policyrules.facts.frames.checks.tables import Column, Row, Rows, Table, checked
from policyrules.facts.frames.frames import FactFrames

_THING, _YEAR, _OTHER = "$thing", "$year", "$other"


def given_twice(table: Table, frames: FactFrames) -> Iterator[Fault]:
    """A fault for each column of a table of figures: those that a table before it gives as well.

    Tables with a column for each year may repeat a figure, if they agree on it.
    """
    if table.source.series is None:
        return
    tables = frames.lists[table.group.name].tables
    for source in takewhile(lambda each: each is not table.source, tables):
        other = checked(source, table.plan, table.vocabulary, is_ordered=table.is_ordered)
        before = [_figures(other.read(_read(other, each)), other, each) for each in other.of(table.source.series)]
        for column in table.of(table.source.series) if before else ():
            yield _repeated(table, column, nw.concat([each.select(_THING, _YEAR, _OTHER) for each in before]))


def _repeated(table: Table, column: Column, before: Rows) -> Fault:
    def rows(frame: Rows) -> Rows:
        both = _figures(frame, table, column).drop(_OTHER).join(before, on=[_THING, _YEAR], how="inner")
        return both if column.part[1] is None else both.filter(column.value != nw.col(_OTHER))

    columns = _read(table, column)
    count = rows(table.read(columns)).select(nw.len().alias(COUNT))
    return Fault(count, rows, columns, partial(_told, table, column))


def _read(table: Table, column: Column) -> tuple[Column, ...]:
    """The columns that say what a figure is, and whose."""
    return tuple(each for each in (column, table.id, table.year) if each is not None)


def _figures(frame: Rows, table: Table, column: Column) -> Rows:
    """The rows that give a figure, with its thing, its year and itself."""
    assert table.id is not None
    of_row = nw.lit(None, nw.Int64) if table.year is None else table.year.value
    year = of_row if column.part[1] is None else nw.lit(column.part[1], nw.Int64)
    named = frame.with_columns(table.id.known.alias(_THING), year.alias(_YEAR), column.value.alias(_OTHER))
    return named.filter(column.given & ~nw.col(_THING).is_null() & ~nw.col(_YEAR).is_null())


def _told(table: Table, column: Column, rows: Sequence[Row]) -> list[list[Problem]]:
    return [
        [Problem("duplicate_value", table.place(row, column), wording.shown(row[column.name]), wording.ONCE)]
        for row in rows
    ]
