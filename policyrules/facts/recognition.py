"""Which list, single thing or series a table is for, where its headings stand, what each column holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from policyrules.errors import Problem
from policyrules.facts import wording
from policyrules.facts.cells import is_empty
from policyrules.facts.grids import Grid, Row
from policyrules.facts.grouping import grouped
from policyrules.facts.headings import YEAR, Heading, Headings, key, noted_unit, ways
from policyrules.facts.plan import Group, Plan
from policyrules.language.quantities import Kind
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

#: How far down a sheet its heading row may stand, under titles and notes.
HEADING_ROWS = 10
_NOTES = frozenset({"说明", "填表说明", "填写说明", "notes", "note", "readme", "about", "readmefirst"})
_REMARKS = frozenset({"序号", "备注", "no", "#", "remarks", "remark"})


@dataclass(frozen=True)
class Table:
    """A grid that is understood. `series` names the one series that a long table is for."""

    grid: Grid
    group: Group
    series: str | None
    columns: dict[int, Heading]
    repeated: frozenset[int]
    """Columns that hold what one before them holds; they are left out of `columns`."""
    heading: Row | None
    rows: tuple[Row, ...]

    def column_of(self, field: str, year: int | None = None) -> int | None:
        """The column that holds a property, or a year of it."""
        exact = self._at.get((field, year))
        return self._at.get((field, None)) if exact is None else exact

    @cached_property
    def _at(self) -> dict[tuple[str, int | None], int]:
        return {(each.field, each.year): index for index, each in self.columns.items()}


class Recognition:
    """The names and headings of a vocabulary's tables."""

    def __init__(self, plan: Plan, counting: set[str]) -> None:
        self.plan = plan
        self.headings = {name: Headings(group.fields, counting) for name, group in plan.groups.items()}
        self._names: dict[str, tuple[Group, str | None]] = {}
        for group in plan.groups.values():
            for way in ways(group.name, group.source):
                self._names.setdefault(key(way), (group, None))
        for group in plan.groups.values():
            for field in (name for name, each in group.fields.items() if each.series):
                for way in ways(group.name, group.source):
                    for field_way in ways(field, group.fields[field]):
                        self._names.setdefault(key(way + field_way), (group, field))

    def is_note(self, grid: Grid) -> bool:
        """Whether a sheet is there for people alone, by its name, or is empty and unnamed."""
        return key(grid.name) in _NOTES or (key(grid.name) not in self._names and not _filled(grid))

    def table(self, grid: Grid, *, alone: bool) -> Table | Problem:
        """The table in a grid, or a Problem; one that stands alone may be known by its headings."""
        target = self._names.get(key(grid.name))
        if target is None and alone:
            target = self._by_headings(grid)
        if target is None:
            allowed = Text("表名须为事实中的列表名称", "the name of a table must be that of a list in the facts")
            hint = did_you_mean(grid.name, {way for g in self.plan.groups.values() for way in ways(g.name, g.source)})
            return Problem("unknown_table", grid.place(), grid.name, allowed, hint)
        group, series = target
        if not _filled(grid) or (grid.heading_first and not grid.rows[0].cells):
            return Table(grid, group, series, {}, frozenset(), None, ())
        found = self._heading_row(grid, group, series)
        if found is None:
            return _no_heading(grid, group)
        position, heading = found
        columns = self._columns(grid, group, series, position, heading)
        firsts: dict[Heading, int] = {}
        for index, each in columns.items():
            firsts.setdefault(Heading(each.field, each.year), index)
        kept = {index: columns[index] for index in firsts.values()}
        repeated = frozenset(columns) - frozenset(kept)
        return Table(grid, group, series, kept, repeated, heading, tuple(grid.rows[position + 1 :]))

    def problems(self, table: Table) -> Iterator[Problem]:
        """What is wrong with the headings of a table."""
        grid, heading = table.grid, table.heading
        if heading is None or not table.columns:
            return
        width = max(len(row.cells) for row in (heading, *table.rows))
        for index in range(width):
            cell, place = heading.cell(index), grid.place(heading.number, index)
            found = table.columns.get(index)
            if is_empty(cell):
                yield from _unheaded(table, index)
            elif index in table.repeated:
                allowed = Text("同一列只能出现一次", "a column may stand only once")
                yield Problem("duplicate_heading", place, wording.shown(cell), allowed)
            elif found is None:
                if key(str(cell)) not in _REMARKS:
                    yield self._unknown(table, cell, place_index=index, row=heading.number)
            elif self._lacks_year(table, found, index):
                allowed = Text(
                    "逐年数值的列须写明年份，或另设年度列",
                    "a series needs its year in the heading, or a year column",
                )
                yield Problem("heading", place, wording.shown(cell), allowed)

    def _unknown(self, table: Table, cell: object, *, place_index: int, row: int) -> Problem:
        hint = did_you_mean(wording.shown(cell), self.headings[table.group.name].known())
        allowed = Text(f"{table.group.source.label.zh}没有这一列", f"`{table.group.name}` has no such column")
        return Problem("unknown_heading", table.grid.place(row, place_index), wording.shown(cell), allowed, hint)

    @staticmethod
    def _lacks_year(table: Table, found: Heading, index: int) -> bool:
        field = table.group.fields.get(found.field)
        if field is None or not field.series or found.year is not None:
            return False
        # A dataframe may hold a whole series in one cell.
        whole = any(isinstance(row.cell(index), dict | list) for row in table.rows)
        return not whole and table.column_of(YEAR) is None

    def _by_headings(self, grid: Grid) -> tuple[Group, str | None] | None:
        fitting = [group for group in self.plan.groups.values() if self._fits(grid, group)]
        return (fitting[0], None) if len(fitting) == 1 else None

    def _fits(self, grid: Grid, group: Group) -> bool:
        heading = self._heading_row(grid, group, None)
        if heading is None:
            return False
        cells = [cell for cell in heading[1].cells if not is_empty(cell)]
        headings = [self.headings[group.name].read(cell) for cell in cells if key(str(cell)) not in _REMARKS]
        found = {each.field for each in headings if each is not None}
        return None not in headings and found >= set(group.required)

    def _heading_row(self, grid: Grid, group: Group, series: str | None) -> tuple[int, Row] | None:
        """Where the heading of a table ends, and its cells."""
        if grid.heading_first:
            return 0, grid.rows[0]
        reader = self.headings[group.name]

        def read(cell: object) -> Heading | None:
            return reader.read(cell, value_of=series)

        needed = {group.id_field} if group.id_field else set(group.required)
        for position, row in enumerate(grid.rows[:HEADING_ROWS]):
            found = {each.field for each in self._read(row, group, series).values()}
            if found and found >= needed:
                return grouped(grid.rows, position, read, needed) or (position, row)
        return None

    def _read(self, row: Row, group: Group, series: str | None) -> dict[int, Heading]:
        reader = self.headings[group.name]
        found = {index: reader.read(cell, value_of=series) for index, cell in enumerate(row.cells)}
        return {index: each for index, each in found.items() if each is not None}

    def _columns(self, grid: Grid, group: Group, series: str | None, position: int, heading: Row) -> dict[int, Heading]:
        columns = self._read(heading, group, series)
        unit = next((u for row in grid.rows[:position] if (u := noted_unit(row.cells))), None)
        if unit is None:
            return columns
        money = {name for name, field in group.fields.items() if field.kind is Kind.MONEY}
        return {
            index: replace(each, unit=unit) if each.field in money and each.unit is None else each
            for index, each in columns.items()
        }


def _filled(grid: Grid) -> bool:
    return any(not is_empty(cell) for row in grid.rows for cell in row.cells)


def _unheaded(table: Table, index: int) -> Iterator[Problem]:
    for row in table.rows:
        if not is_empty(row.cell(index)):
            allowed = Text("有内容的列须有标题", "a column with contents must have a heading")
            shown = wording.shown(row.cell(index))
            yield Problem("heading", table.grid.place(row.number, index), shown, allowed)
            return


def _no_heading(grid: Grid, group: Group) -> Problem:
    needed = [group.id_field] if group.id_field else list(group.required) or list(group.fields)[:1]
    zh, en = (
        "、".join(group.fields[each].label.zh for each in needed),
        ", ".join(f"`{each}`" for each in needed),
    )
    allowed = Text(
        f"前 {HEADING_ROWS} 行中须有含“{zh}”的标题行",
        f"the first {HEADING_ROWS} rows must hold a heading row with {en}",
    )
    return Problem("heading", grid.place(), "", allowed)
