"""The cells of one row as the properties of its thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policyrules.errors import Problem
from policyrules.facts import cells, wording
from policyrules.facts.grids import Row
from policyrules.facts.headings import YEAR, Heading
from policyrules.facts.nesting import DOT, path
from policyrules.facts.origins import Origins
from policyrules.facts.plan import Property
from policyrules.facts.recognition import Table
from policyrules.facts.values import membership
from policyrules.text import Text

_BROKEN = Text(
    "单元格须有值，不得为错误或未计算的公式",
    "a cell must hold a value, not an error or an uncalculated formula",
)
_NO_YEAR = Text("须为年份", "must be a year")
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose cells are values of a property."""

    index: int
    heading: Heading
    prop: Property
    steps: tuple[str, ...]
    """The way to the property from its thing."""
    path: str
    """The same as a pointer."""


def columns_of(table: Table) -> list[Column]:
    """The columns of a table that hold properties of its things."""
    return [
        Column(index, heading, prop, tuple(heading.field.split(DOT)), path(heading.field))
        for index, heading in table.columns.items()
        if (prop := table.group.properties.get(heading.field)) is not None
    ]


class Filling:
    """Puts cells into things; keeps what is wrong with the cells, and the origins of those that stand apart."""

    def __init__(self, origins: Origins, problems: list[Problem]) -> None:
        self._origins = origins
        self._problems = problems

    def fill(self, table: Table, columns: list[Column], row: Row, item: Item, pointer: str, *, apart: bool) -> None:
        """The cells of a row, put into a thing; `apart` where that has another row of its own."""
        year = self._year(table, row)
        for column in columns:
            cell = row.cell(column.index)
            if cells.is_empty(cell):
                continue
            place = _place(column, cell, year)
            if place is None:
                continue
            way, last = place
            where = f"{pointer}{column.path}" if len(way) < len(column.steps) else f"{pointer}{column.path}/{last}"
            if apart:
                self._origins.of_cell(where, table, row, column.index)
            self._put(table, row, column, _room(item, way), last, where)

    def _put(self, table: Table, row: Row, column: Column, into: Item | None, name: str, where: str) -> None:
        cell = row.cell(column.index)
        if cells.is_broken(cell):
            code, allowed = "cell", _BROKEN
        else:
            value = _value(column, cell)
            if into is not None and into.get(name) is None:
                into[name] = value
                return
            # Rows of one table that repeat a figure are a mistake, even where they agree.
            repeats = column.prop.field.series and column.heading.year is None
            if into is not None and not repeats and _agree(column, into[name], value):
                return
            code, allowed = "duplicate_value", wording.ONCE
        place = table.grid.place(row.number, column.index, where)
        self._problems.append(Problem(code, place, wording.shown(cell), allowed))

    def _year(self, table: Table, row: Row) -> int | None:
        column = table.column_of(YEAR)
        if column is None or YEAR in table.group.fields:
            return None
        cell = row.cell(column)
        year = None if cells.is_empty(cell) else cells.year_of(cell)
        if year is None:
            found = "" if cells.is_empty(cell) else wording.shown(cell)
            self._problems.append(Problem("year", table.grid.place(row.number, column), found, _NO_YEAR))
        return year


def _place(column: Column, cell: object, year: int | None) -> tuple[tuple[str, ...], str] | None:
    """The way to the object into which a cell is put, and its name in there; None for a series without a year."""
    if column.heading.member is not None:
        return column.steps, column.heading.member
    if not column.prop.field.series or isinstance(cell, dict | list):
        return column.steps[:-1], column.steps[-1]
    at = column.heading.year or year
    return None if at is None else (column.steps, f"{at:04d}")


def _room(item: Item, way: tuple[str, ...]) -> Item | None:
    """The object at the end of a way, made where it is absent; None where something else stands in it."""
    for step in way:
        if item.get(step) is None:
            item[step] = {}
        item = item[step]
        if not isinstance(item, dict):
            return None
    return item


def _value(column: Column, cell: object) -> object:
    field = column.prop.field
    if column.heading.member is not None:
        return cells.answer(cell)
    if field.series and isinstance(cell, dict | list):
        return _series(cell)
    return cells.value(cell, field, column.heading.unit)


def _agree(column: Column, first: object, second: object) -> bool:
    """Whether two tables say the same of a property, in whatever way."""
    if first == second:
        return True
    if column.prop.field.type == "choices" and column.heading.member is None:
        known = membership(column.prop.field, first)
        return known == membership(column.prop.field, second) and len(known) == len(column.prop.field.options)
    read = column.prop.read(first)
    return read is not None and read == column.prop.read(second)


def _series(cell: dict[Any, Any] | list[Any]) -> object:
    """A whole series in one cell of a dataframe: a mapping, or pairs of year and value."""
    if isinstance(cell, dict):
        pairs = list(cell.items())
    elif all(isinstance(each, tuple) and len(each) == 2 for each in cell):
        pairs = cell
    else:
        return cell
    return {str(year): figure for year, figure in pairs if not cells.is_empty(figure)}
