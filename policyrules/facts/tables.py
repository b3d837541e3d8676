"""Tables as facts: one list for each sheet, file or dataframe, or several for one; series in columns or rows."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from policyrules.errors import Problem
from policyrules.facts.assembly import Assembly
from policyrules.facts.grids import Grid
from policyrules.facts.plan import plan_of
from policyrules.facts.reading import Reading
from policyrules.facts.recognition import Recognition, Table
from policyrules.language.vocabulary import Vocabulary


def assemble(grids: Iterable[Grid], vocabulary: Vocabulary, others: Mapping[str, Any] | None = None) -> Reading:
    """The facts in some grids, and in JSON pieces beside them (`others`); each value remembers its cell."""
    plan = plan_of(vocabulary)
    recognition = Recognition(plan, vocabulary.counting_words())
    filled = [grid for grid in grids if not recognition.is_note(grid)]
    found = [recognition.table(grid, alone=len(filled) == 1) for grid in filled]
    tables = [each for each in found if isinstance(each, Table)]
    assembly = Assembly(plan, _untouched(others or {}, tables))
    assembly.problems += [each for each in found if isinstance(each, Problem)]
    for table in sorted(tables, key=lambda table: _turn(table, tables)):
        assembly.problems += recognition.problems(table)
        assembly.add(table)
    return Reading(assembly.data, assembly.origins.place, assembly.problems)


def _turn(table: Table, tables: list[Table]) -> tuple[bool, bool, bool]:
    """When a table is added: of several for a list first one with all that its things need, last what stands inside."""
    group = table.group
    several = sum(each.group is group and each.series is None for each in tables) > 1
    lacking = several and any(table.column_of(name) is None for name in group.required)
    return group.within is not None, table.series is not None, lacking


def _untouched(others: Mapping[str, Any], tables: list[Table]) -> dict[str, Any]:
    """The pieces beside the tables; those that tables add to as copies, for they belong to the caller."""
    added = {table.group.within or table.group.name for table in tables}
    return {name: copy.deepcopy(each) if name in added else each for name, each in others.items()}
