"""Which list, single thing or series a table is for, where its headings stand, what each column holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from policyrules.errors import Problem
from policyrules.facts import wording
from policyrules.facts.cells import is_empty
from policyrules.facts.grids import Grid, Row
from policyrules.facts.grouping import grouped
from policyrules.facts.headings import PARENT, YEAR, Heading, Headings, key, noted_unit, parents_ways, ways
from policyrules.facts.plan import Group, Plan
from policyrules.language.quantities import Kind
from policyrules.language.vocabulary import Things
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

    def column_of(self, field: str, part: int | str | None = None) -> int | None:
        """The column that holds a property, or a year or an option of it."""
        exact = self._at.get((field, part))
        return self._at.get((field, None)) if exact is None else exact

    @cached_property
    def _at(self) -> dict[tuple[str, int | str | None], int]:
        return {(each.field, each.member or each.year): index for index, each in self.columns.items()}


class Recognition:
    """The names and headings of a vocabulary's tables."""

    def __init__(self, plan: Plan, counting: set[str]) -> None:
        self.plan = plan
        self.headings = {
            name: Headings(group.fields, counting, self._parents_ways(group)) for name, group in plan.groups.items()
        }
        self._names: dict[str, tuple[Group, str | None]] = {}
        for group in plan.groups.values():
            for way in ways(group.name, group.source):
                self._names.setdefault(key(way), (group, None))
        for group in plan.groups.values():
            for field in (name for name, each in group.fields.items() if each.series and not group.within):
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
            allowed = wording.known_tables({name: each.source for name, each in self.plan.groups.items()})
            hint = did_you_mean(grid.name, {way for g in self.plan.groups.values() for way in ways(g.name, g.source)})
            return Problem("unknown_table", grid.place(), grid.name, allowed, hint)
        group, series = target
        if not _filled(grid) or (grid.heading_first and not grid.rows[0].cells):
            return Table(grid, group, series, {}, frozenset(), None, ())
        found = self._heading_row(grid, group, series)
        if found is None:
            return _no_heading(grid, group, self.plan)
        position, heading = found
        columns = self._columns(grid, group, series, position, heading)
        firsts: dict[Heading, int] = {}
        for index, each in columns.items():
            if not _is_answered_before(group, each, firsts):
                firsts.setdefault(replace(each, unit=None), index)
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
                yield Problem("duplicate_heading", place, wording.shown(cell), self._once(table, cell))
            elif found is None:
                if not _is_remark(cell, table.group):
                    yield self._unknown(table, cell, place_index=index, row=heading.number)
            elif self._lacks_year(table, found, index):
                allowed = Text(
                    "逐年数值的列须写明年份，或另设年度列",
                    "a series needs its year in the heading, or a year column",
                )
                yield Problem("heading", place, wording.shown(cell), allowed)

    def _once(self, table: Table, cell: object) -> Text:
        """What to say of a column that holds what one before it holds."""
        found = self.headings[table.group.name].read(cell, value_of=table.series)
        same = any(replace(each, unit=None) == replace(found, unit=None) for each in table.columns.values() if found)
        return wording.ONE_COLUMN if same else wording.ONE_COLUMN_OR_MANY

    def _parents_ways(self, group: Group) -> list[str]:
        holder = self.plan.groups[group.within].source if group.within else None
        return parents_ways(holder) if isinstance(holder, Things) else []

    def _unknown(self, table: Table, cell: object, *, place_index: int, row: int) -> Problem:
        hint = did_you_mean(wording.shown(cell), self.headings[table.group.name].known())
        allowed = wording.known_columns(table.group.name, table.group.source)
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
        headings = {str(cell): self.headings[group.name].read(cell) for cell in cells}
        found = {each.field for each in headings.values() if each is not None}
        known = all(each is not None or _is_remark(cell, group) for cell, each in headings.items())
        return known and found >= {*group.required, *_needed(group)}

    def _heading_row(self, grid: Grid, group: Group, series: str | None) -> tuple[int, Row] | None:
        """Where the heading of a table ends, and its cells."""
        if grid.heading_first:
            return 0, grid.rows[0]
        reader = self.headings[group.name]

        def read(cell: object) -> Heading | None:
            return reader.read(cell, value_of=series)

        needed = _needed(group)
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


def _no_heading(grid: Grid, group: Group, plan: Plan) -> Problem:
    needed = sorted(_needed(group), key=[PARENT, *group.fields].index) or list(group.fields)[:1]
    holder = plan.groups[group.within] if group.within else group
    labels = [(group.fields.get(each) or holder.fields[holder.id_field or ""]).label for each in needed]
    names = [(holder.id_field or "") if each == PARENT else each for each in needed]
    zh, en = "”和“".join(label.zh for label in labels), ", ".join(f"`{each}`" for each in names)
    allowed = Text(
        f"前 {HEADING_ROWS} 行中须有含“{zh}”的标题行",
        f"the first {HEADING_ROWS} rows must hold a heading row with {en}",
    )
    return Problem("heading", grid.place(), "", allowed)


def _needed(group: Group) -> set[str]:
    """The columns by which the heading row of a list is known."""
    if group.within:
        return {PARENT, *group.unique}
    return {group.id_field} if group.id_field else set(group.required)


def _is_remark(cell: object, group: Group) -> bool:
    """Whether a column is there for people alone, by its heading."""
    remarks = group.source.remarks if isinstance(group.source, Things) else ()
    return key(str(cell)) in _REMARKS or key(str(cell)) in map(key, remarks)


def _is_answered_before(group: Group, heading: Heading, before: Iterable[Heading]) -> bool:
    """Whether several options have been headed in the other way: all in one column, or each in its own."""
    field = group.fields.get(heading.field)
    others = (each for each in before if each.field == heading.field)
    is_several = field is not None and field.type == "choices"
    return is_several and any((each.member is None) != (heading.member is None) for each in others)
