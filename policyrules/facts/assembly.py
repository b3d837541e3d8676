"""Facts in the making: the rows of tables as things, each its own, joined to others by id, or inside others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyrules.errors import Problem
from policyrules.facts import cells, wording
from policyrules.facts.filling import Filling, Item, columns_of
from policyrules.facts.grids import Row
from policyrules.facts.headings import PARENT, YEAR, key
from policyrules.facts.origins import Origins
from policyrules.facts.plan import Group, Plan
from policyrules.facts.pointers import joined
from policyrules.facts.properties import nearest
from policyrules.facts.recognition import Table
from policyrules.text import Text


class Assembly:
    """The data so far, where each piece of it came from, and what was wrong with the tables."""

    def __init__(self, plan: Plan, data: Item) -> None:
        self.data = data
        self.origins = Origins()
        self.problems: list[Problem] = []
        self._plan = plan
        self._filling = Filling(self.origins, self.problems)
        #: The groups whose things are all known: given as data, or by a table of their own.
        self._known, self._tabled = set(data), set[str]()
        self._indexes: dict[str, _Index] = {}

    def add(self, table: Table) -> None:
        """Add the rows of a table to the facts."""
        group = table.group
        if group.within is not None:
            self._add_inside(table, self._plan.groups[group.within])
        elif table.series is None and group.name in self._known and not self._may_be_joined(group):
            allowed = Text(f"{group.source.label.zh}只能有一张表", f"`{group.name}` may have only one table")
            self.problems.append(Problem("duplicate_table", table.grid.place(), table.grid.name, allowed))
        else:
            self.origins.of_table(joined(group.name), table)
            if group.is_list:
                self._add_things(table)
            else:
                self._add_single(table)
            if table.series is None:
                self._known.add(group.name)
                self._tabled.add(group.name)

    def _may_be_joined(self, group: Group) -> bool:
        """Whether a further table adds to the things of the first."""
        return group.name in self._tabled and (not group.is_list or group.id_field is not None)

    def _add_single(self, table: Table) -> None:
        group, pointer = table.group, joined(table.group.name)
        further, columns = group.name in self._known, columns_of(table)
        item = self.data.setdefault(group.name, {})
        for number, row in enumerate(self._rows(table) if isinstance(item, dict) else ()):
            self.origins.of_row(pointer, table, row)
            self._filling.fill(table, columns, row, item, pointer, apart=further or number > 0)

    def _add_things(self, table: Table) -> None:
        group, columns = table.group, columns_of(table)
        further = group.name in self._known
        by_year = table.column_of(YEAR) is not None and YEAR not in group.fields
        joins = further or by_year or table.series is not None
        items = self.data.setdefault(group.name, [])
        for row in self._rows(table) if isinstance(items, list) else ():
            name = _name(table, row, group.id_field or "", group)
            at = self._index(group).find(name) if joins else None
            known = at is not None
            if at is None and further:
                self._stranger(table, row, name)
                continue
            if at is None:
                at = self._new(group, name, items)
                self.origins.of_row(joined(group.name, at), table, row)
            self._filling.fill(table, columns, row, items[at], joined(group.name, at), apart=known)

    def _add_inside(self, table: Table, holder: Group) -> None:
        """Rows that say inside which thing they stand; one that there is not yet is made."""
        group, columns = table.group, columns_of(table)
        self.origins.of_table(joined(holder.name), table)
        holders = self.data.setdefault(holder.name, [])
        for row in self._rows(table) if isinstance(holders, list) else ():
            name = _name(table, row, PARENT, holder)
            at = self._index(holder).find(name)
            if at is None:
                at = self._new(holder, name, holders)
                holders[at].update({} if name is None else {holder.id_field: name})
                self.origins.of_cell(joined(holder.name, at), table, row, table.column_of(PARENT))
            if holders[at].get(group.name) is None:
                holders[at][group.name] = []
            items = holders[at][group.name]
            if isinstance(items, list):
                pointer = joined(holder.name, at, group.name, len(items))
                items.append({})
                self.origins.of_row(pointer, table, row)
                self._filling.fill(table, columns, row, items[-1], pointer, apart=False)

    def _rows(self, table: Table) -> Iterator[Row]:
        """The rows that say something of a thing."""
        for row in table.rows:
            if all(map(cells.is_empty, row.cells)):
                continue
            if _is_total(row):
                self.problems.append(Problem("total_row", table.grid.place(row.number), "", wording.NO_TOTALS))
            else:
                yield row

    def _index(self, group: Group) -> _Index:
        if group.name not in self._indexes:
            self._indexes[group.name] = _Index(group, self.data[group.name])
        return self._indexes[group.name]

    def _new(self, group: Group, name: object, items: list[Any]) -> int:
        items.append({})
        self._index(group).add(name, len(items) - 1)
        return len(items) - 1

    def _stranger(self, table: Table, row: Row, name: object) -> None:
        """A row for a thing that the facts do not have."""
        id_field = table.group.id_field or ""
        place = table.grid.place(row.number, table.column_of(id_field))
        if name is None:
            allowed = wording.required(id_field, table.group.fields[id_field])
            self.problems.append(Problem("missing", place, "", allowed))
            return
        label = table.group.source.label.zh
        allowed = Text(f"须为{label}中已有的编号", f"must be the id of one of `{table.group.name}`")
        hint = nearest(name, self._index(table.group).names())
        self.problems.append(Problem("reference", place, wording.shown(name), allowed, hint))


class _Index:
    """Where each id stands in a list."""

    def __init__(self, group: Group, items: list[Any]) -> None:
        self._group = group
        self._at: dict[object, int] = {}
        for at, item in enumerate(items):
            if isinstance(item, dict) and group.id_field:
                self.add(item.get(group.id_field), at)

    def find(self, name: object) -> int | None:
        return self._at.get(self._group.identity(name))

    def add(self, name: object, at: int) -> None:
        identity = self._group.identity(name)
        if identity is not None:
            self._at.setdefault(identity, at)

    def names(self) -> list[object]:
        return list(self._at)


def _is_total(row: Row) -> bool:
    first = next((cell for cell in row.cells if not cells.is_empty(cell)), None)
    return isinstance(first, str) and key(first) in cells.TOTALS


def _name(table: Table, row: Row, heading: str, group: Group) -> object:
    """The id of a thing in a row; None where there is none."""
    column = table.column_of(heading)
    cell = None if column is None else row.cell(column)
    if cells.is_empty(cell) or not group.id_field:
        return None
    return cells.value(cell, group.fields[group.id_field], None)
