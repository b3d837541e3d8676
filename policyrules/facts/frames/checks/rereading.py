"""Bad rows read once more as single cases are: the codes, words and hints of their problems are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policyrules.errors import Problem
from policyrules.facts import grids, wording
from policyrules.facts.frames.checks.tables import Column, Row, Table
from policyrules.facts.nesting import DOT
from policyrules.facts.pointers import joined, steps_of
from policyrules.facts.tables import assemble
from policyrules.facts.validation import validate
from policyrules.language.quantities import Kind
from policyrules.text import Text

_NUMBERS = (Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.RATE)
_DIGITS = Text(
    "数据框中的数写作半角数字，单位写在列名中",
    "in dataframes a number is plain digits, and its unit stands in the name of the column",
)

_UNSPACED = Text("在数据框中首尾不得有空白", "in dataframes without space before or after it")


def reread(
    table: Table,
    columns: Sequence[Column],
    rows: Sequence[Row],
    is_meant: Callable[[str], bool],
    others: Mapping[str, Any] | None = None,
) -> list[list[Problem]]:
    """The problems of the first column in some rows, of the codes that are meant: at least one for each row.

    Only the cells of the columns are read; `others` are facts beside them.
    """
    column, names = columns[0], list(dict.fromkeys(each.name for each in columns))
    found: list[list[Problem]] = [[] for _ in rows]
    for problem in _problems(table, names, rows, others or {}):
        place = problem.place
        if place.sheet == table.name and place.heading == column.name and place.row and is_meant(problem.code):
            steps = steps_of(place.pointer or "")[2:]
            if _is_of(column, steps):
                at = table.place(rows[place.row - 1], column)
                # The row stands elsewhere in the whole list; within its thing all is as it was.
                pointer = None if at.pointer is None else joined(*steps_of(at.pointer)[:2], *steps)
                found[place.row - 1].append(replace(problem, place=replace(at, pointer=pointer)))
    return [each or [_plain(table, column, row)] for each, row in zip(found, rows, strict=True)]


def _problems(table: Table, names: Sequence[str], rows: Sequence[Row], others: Mapping[str, Any]) -> list[Problem]:
    cells = [grids.Row(number, [row[name] for name in names]) for number, row in enumerate(rows, start=1)]
    grid = grids.Grid(
        table.recognised_as, "", table.name, [grids.Row(0, names), *cells], lambda index: names[index], True
    )
    reading = assemble([grid], table.vocabulary, others)
    return [*reading.problems, *map(reading.placed, validate(reading.data, table.vocabulary))]


def _is_of(column: Column, steps: Sequence[str]) -> bool:
    """Whether what stands at some steps from the thing is of the column; one of structures holds several parts."""
    inside = steps[len(column.prop.name.split(DOT)) :]
    return column.source.inside is None or not inside or inside[0] == column.step


def _plain(table: Table, column: Column, row: Row) -> Problem:
    """What is said of a cell that columns alone refuse: they take less than tables for people."""
    cell, hint = row[column.name], None
    if isinstance(cell, str):
        hint = _DIGITS if column.prop.field.kind in _NUMBERS else _UNSPACED if cell != cell.strip() else None
    return Problem("value", table.place(row, column), wording.shown(cell), column.prop.allowed, hint)
