"""Where in which table each piece of the facts stands, so that a problem of a fact is shown at its cell."""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.errors import Place
from policyrules.facts.grids import Row
from policyrules.facts.nesting import DOT
from policyrules.facts.plan import Group
from policyrules.facts.pointers import joined, steps_of
from policyrules.facts.recognition import Table


class Origins:
    """The tables, rows and cells that facts came from, by JSON pointers."""

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {}
        self._rows: dict[str, tuple[Table, Row]] = {}
        self._cells: dict[str, tuple[Table, int, int | None]] = {}

    def of_table(self, pointer: str, table: Table) -> None:
        """A list, or a single thing, comes from a table; the first one counts."""
        self._tables.setdefault(pointer, table)

    def of_row(self, pointer: str, table: Table, row: Row) -> None:
        """A thing comes from a row; the first one counts."""
        self._rows.setdefault(pointer, (table, row))

    def of_cell(self, pointer: str, table: Table, row: Row, column: int | None) -> None:
        """What stands at a pointer, or within, comes from a cell that is not in the row of its thing."""
        self._cells.setdefault(pointer, (table, row.number, column))

    def place(self, pointer: str) -> Place:
        """Where the thing at a pointer stands: its cell, else its row, else its table."""
        steps = steps_of(pointer)
        for length in range(len(steps), 0, -1):
            outer = joined(*steps[:length])
            if outer in self._cells:
                table, number, column = self._cells[outer]
                return table.grid.place(number, column, pointer)
            if outer in self._rows:
                table, row = self._rows[outer]
                return table.grid.place(row.number, _column(table, steps[length:]), pointer)
            if outer in self._tables:
                return self._tables[outer].grid.place(pointer=pointer)
        return Place(pointer=pointer)


def _column(table: Table, steps: Sequence[str]) -> int | None:
    """The column for what stands at some steps from its thing."""
    for length in range(len(steps), 0, -1):
        name, rest = DOT.join(steps[:length]), steps[length:]
        if name in table.group.fields:
            return table.column_of(name, _part(table.group, name, rest[0]) if rest else None)
    return None


def _part(group: Group, name: str, step: str) -> int | str | None:
    """The year, or the option, that a step names; None for a place in a list."""
    if group.fields[name].series:
        return int(step) if step.isdecimal() else None
    return step if step in group.fields[name].options else None
