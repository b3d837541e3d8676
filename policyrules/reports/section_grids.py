"""Standards, targets and tasks of a decision as grids, drawn from what its JSON says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.reports.grid import Cell, Column, Grid
from policyrules.reports.safe import plain
from policyrules.reports.words import column, status
from policyrules.text import Language, Text

_TITLES = {
    "standards": Text("标准", "Standards"),
    "targets": Text("目标", "Targets"),
    "tasks": Text("任务", "Tasks"),
}
#: These come first, in this order; whatever else a section holds follows.
_FIRST = ("standard", "target", "task", "work_point", "subject", "county", "value", "bound", "verdict", "gap")


def sections(decision: Decision, language: Language) -> list[Grid]:
    """A grid for each section that has lines."""
    found: dict[str, Sequence[Mapping[str, Any]]] = {
        "standards": decision.standards,
        "targets": decision.targets,
        "tasks": decision.tasks,
    }
    return [_grid(key, lines, language) for key, lines in found.items() if lines]


def _grid(key: str, lines: Sequence[Mapping[str, Any]], language: Language) -> Grid:
    keys = list(dict.fromkeys(name for line in lines for name in line))
    keys.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    columns = tuple(_column(name, language) for name in keys)
    rows = tuple(tuple(_cell(line.get(name), name, language) for name in keys) for line in lines)
    return Grid(key, _TITLES[key].pick(language), columns, rows)


def _column(name: str, language: Language) -> Column:
    if name in ("blocks", "missing", "reasons"):
        return column(name, language, "words")
    return column(name, language, "status" if name in ("verdict", "status") else "text")


def _cell(value: Any, name: str, language: Language) -> Cell:
    match value:
        case None:
            return None
        case str() if name in ("verdict", "status"):
            return status(value, language)
        case bool():
            return (Text("是", "yes") if value else Text("否", "no")).pick(language)
        case Mapping():
            return " ".join(plain(str(each)) for part in value.values() for each in [_cell(part, "", language)] if each)
        case str() | int():
            return plain(str(value))
        case _:
            return "\n".join(str(_cell(each, name, language)) for each in value)
