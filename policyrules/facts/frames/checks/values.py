"""Cells that hold what their property may not, and required ones that hold nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from operator import and_

import narwhals as nw

from policyrules.errors import Problem
from policyrules.facts import wording
from policyrules.facts.frames.checks.faults import Fault, of_rows
from policyrules.facts.frames.checks.rereading import reread
from policyrules.facts.frames.checks.tables import Column, Row, Table
from policyrules.facts.plan import Property

#: What other checks say of a cell.
_OTHERS = frozenset({"missing", "reference", "duplicate_id", "duplicate_value", "check", "before_founding"})


def refused(table: Table) -> Iterator[Fault]:
    """A fault for each column: the type, the bounds, the decimals, the options or the names are not such as allowed."""
    for column in table.columns:
        wrong = column.given & column.value.is_null()
        yield of_rows(wrong, (column,), partial(_refusals, table, column))


def _refusals(table: Table, column: Column, rows: Sequence[Row]) -> list[list[Problem]]:
    return reread(table, (column,), rows, lambda code: code not in _OTHERS)


def years(table: Table) -> Iterator[Fault]:
    """The rows of a table of figures by year that do not say of which year they are."""
    if table.year is not None and table.id is not None:
        columns = (table.year, table.id)
        yield of_rows(table.year.value.is_null(), columns, partial(_without_year, table, columns))


def _without_year(table: Table, columns: tuple[Column, ...], rows: Sequence[Row]) -> list[list[Problem]]:
    return reread(table, columns, rows, lambda code: code == "year")


def missing(table: Table) -> Iterator[Fault]:
    """A fault for each required property: rows that leave it empty."""
    for prop in table.group.properties.values():
        columns = tuple(table.of(prop.name))
        if prop.field.required and columns:
            empty: nw.Expr = reduce(and_, (~column.given for column in columns))
            yield of_rows(empty, columns, partial(_absences, table, columns[0], prop))


def _absences(table: Table, column: Column, prop: Property, rows: Sequence[Row]) -> list[list[Problem]]:
    allowed = wording.required(prop.name, prop.field)
    return [[Problem("missing", table.place(row, column), "", allowed)] for row in rows]
