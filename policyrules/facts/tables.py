"""Tables as facts: one list for each sheet, file or dataframe; series by year in columns or in rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts import cells, wording
from policyrules.facts.grids import Grid, Row
from policyrules.facts.headings import YEAR, key
from policyrules.facts.plan import Group, plan_of
from policyrules.facts.pointers import joined, steps_of
from policyrules.facts.reading import Reading
from policyrules.facts.recognition import Recognition, Table
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

_TOTALS = frozenset({"合计", "总计", "小计", "total", "totals", "sum"})
_TOTAL = Text("合计行不是一项事实，请删去", "a row of totals is no item: remove it")
_BROKEN = Text(
    "单元格须有值，不得为错误或未计算的公式",
    "a cell must hold a value, not an error or an uncalculated formula",
)
_TWICE = Text("同一数值只能给出一次", "a value may be given only once")
_NO_YEAR = Text("须为年份", "must be a year")


def assemble(grids: Iterable[Grid], vocabulary: Vocabulary, others: Mapping[str, Any] | None = None) -> Reading:
    """The facts in some grids, and in JSON pieces beside them (`others`); each value remembers its cell."""
    plan = plan_of(vocabulary)
    recognition = Recognition(plan, vocabulary.counting_words())
    assembly = Assembly(dict(others or {}))
    given = list(grids)
    filled = [grid for grid in given if not recognition.is_note(grid)]
    found = [recognition.table(grid, alone=len(filled) == 1) for grid in filled]
    tables = [each for each in found if isinstance(each, Table)]
    assembly.problems += [each for each in found if isinstance(each, Problem)]
    # Long tables add to the things of the plain ones.
    for table in sorted(tables, key=lambda each: each.series is not None):
        assembly.problems += recognition.problems(table)
        assembly.add(table)
    return Reading(assembly.data, assembly.place, assembly.problems)


class Assembly:
    """Facts in the making: the data so far, and where each thing and each figure came from."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.problems: list[Problem] = []
        self._tables: dict[str, Table] = {}
        self._items: dict[str, tuple[Table, Row]] = {}
        self._figures: dict[str, Place] = {}

    def place(self, pointer: str) -> Place:
        """Where the thing at a pointer stands: its cell, else its row, else its table."""
        if pointer in self._figures:
            return self._figures[pointer]
        steps = steps_of(pointer)
        for length in (2, 1):
            origin = self._items.get(joined(*steps[:length]))
            if origin is not None and len(steps) >= length:
                table, row = origin
                field, year = (*steps[length:], "", "")[:2]
                column = table.column_of(field, int(year) if year.isdecimal() else None) if field else None
                return table.grid.place(row.number, column, pointer)
        whole = self._tables.get(steps[0]) if steps else None
        return whole.grid.place(pointer=pointer) if whole else Place(pointer=pointer)

    def add(self, table: Table) -> None:
        """Add the rows of a table to the facts."""
        group = table.group
        if table.series is None and (group.name in self._tables or group.name in self.data):
            allowed = Text(f"{group.source.label.zh}只能有一张表", f"`{group.name}` may have only one table")
            self.problems.append(Problem("duplicate_table", table.grid.place(), table.grid.name, allowed))
            return
        complete = group.name in self.data
        if table.series is None:
            self._tables[group.name] = table
        self._tables.setdefault(group.name, table)
        items = self.data.setdefault(group.name, [] if group.is_list else {})
        index = _Index(group, items)
        for row in table.rows:
            if all(cells.is_empty(row.cell(each)) for each in range(len(row.cells))):
                continue
            if _is_total(row):
                self.problems.append(Problem("total_row", table.grid.place(row.number), "", _TOTAL))
                continue
            self._row(table, row, items, index, complete)

    def _row(self, table: Table, row: Row, items: Any, index: _Index, complete: bool) -> None:
        if not table.group.is_list:
            pointer = joined(table.group.name)
            self._items.setdefault(pointer, (table, row))
            self._fill(table, row, items, pointer)
            return
        name = _name(table, row)
        repeats = table.series is not None or (table.column_of(YEAR) is not None and YEAR not in table.group.fields)
        at = index.find(name) if repeats else None
        if at is None:
            if complete and table.series is not None:
                self._stranger(table, row, name)
                return
            at = len(items)
            items.append({})
            index.add(name, at)
            self._items[joined(table.group.name, at)] = (table, row)
        self._fill(table, row, items[at], joined(table.group.name, at))

    def _stranger(self, table: Table, row: Row, name: object) -> None:
        id_field = table.group.id_field or ""
        place = table.grid.place(row.number, table.column_of(id_field))
        label = table.group.source.label.zh
        allowed = Text(f"须为{label}中已有的编号", f"must be the id of one of `{table.group.name}`")
        self.problems.append(Problem("reference", place, wording.shown(name), allowed))

    def _fill(self, table: Table, row: Row, item: dict[str, Any], pointer: str) -> None:
        year = self._year(table, row)
        for column, heading in table.columns.items():
            field = table.group.fields.get(heading.field)
            cell = row.cell(column)
            if field is None or cells.is_empty(cell):
                continue
            where = f"{pointer}/{heading.field}"
            if not field.series or isinstance(cell, dict | list):
                value = _series(cell) if field.series else cells.value(cell, field, heading.unit)
                self._put(table, row, column, item, heading.field, value, where)
            elif (at := heading.year or year) is not None:
                name = f"{at:04d}"
                where = f"{where}/{name}"
                if heading.year is None or table.series is not None:
                    # Not in the row of its thing: the place is kept figure by figure.
                    self._figures[where] = table.grid.place(row.number, column, where)
                series = item.setdefault(heading.field, {})
                value = cells.value(cell, field, heading.unit)
                self._put(table, row, column, series, name, value, where)

    def _put(
        self,
        table: Table,
        row: Row,
        column: int,
        into: dict[str, Any],
        name: str,
        value: object,
        pointer: str,
    ) -> None:
        cell = row.cell(column)
        if cells.is_broken(cell):
            code, allowed = "cell", _BROKEN
        elif name not in into:
            into[name] = value
            return
        elif into[name] != value or name.isdecimal():
            code, allowed = "duplicate_value", _TWICE
        else:
            return
        place = table.grid.place(row.number, column, pointer)
        self.problems.append(Problem(code, place, wording.shown(cell), allowed))

    def _year(self, table: Table, row: Row) -> int | None:
        column = table.column_of(YEAR)
        if column is None or YEAR in table.group.fields:
            return None
        cell = row.cell(column)
        year = None if cells.is_empty(cell) else cells.year_of(cell)
        if year is None:
            found = "" if cells.is_empty(cell) else wording.shown(cell)
            self.problems.append(Problem("year", table.grid.place(row.number, column), found, _NO_YEAR))
        return year


class _Index:
    """Where each id stands in a list."""

    def __init__(self, group: Group, items: Any) -> None:
        self._at: dict[object, int] = {}
        if group.id_field and isinstance(items, list):
            for at, item in enumerate(items):
                if isinstance(item, dict):
                    self.add(item.get(group.id_field), at)

    def find(self, name: object) -> int | None:
        return self._at.get(name) if isinstance(name, str) else None

    def add(self, name: object, at: int) -> None:
        if isinstance(name, str):
            self._at.setdefault(name, at)


def _is_total(row: Row) -> bool:
    first = next((cell for cell in row.cells if not cells.is_empty(cell)), None)
    return isinstance(first, str) and key(first) in _TOTALS


def _name(table: Table, row: Row) -> object:
    column = table.column_of(table.group.id_field) if table.group.id_field else None
    cell = None if column is None else row.cell(column)
    field = table.group.fields.get(table.group.id_field or "")
    return None if field is None or cells.is_empty(cell) else cells.value(cell, field, None)


def _series(cell: object) -> object:
    """A whole series in one cell of a dataframe: a mapping, or pairs of year and value."""
    if isinstance(cell, dict):
        pairs = list(cell.items())
    elif isinstance(cell, list) and all(isinstance(each, tuple) and len(each) == 2 for each in cell):
        pairs = cell
    else:
        return cell
    return {str(year): figure for year, figure in pairs if not cells.is_empty(figure)}
