"""Grids as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable

from policyrules.reports.grid import Cell, Grid, shown

_ESCAPED = str.maketrans({"|": r"\|", "<": "&lt;", ">": "&gt;", "&": "&amp;", "*": r"\*", "_": r"\_", "`": r"\`"})


def markdown(grids: Iterable[Grid]) -> str:
    """The grids one below the other, each under its title. Markup in cells is escaped."""
    return "\n\n".join(_grid(grid) for grid in grids) + "\n"


def _grid(grid: Grid) -> str:
    rows = [_row(row) for row in (*grid.rows, *((grid.footer,) if grid.footer else ()))]
    head = _row(tuple(each.title for each in grid.columns))
    rule = "|" + "|".join("---:" if each.sort == "number" else "---" for each in grid.columns) + "|"
    note = ["", escaped(grid.note)] if grid.note else []
    return "\n".join([f"## {escaped(grid.title)}", "", head, rule, *rows, *note])


def _row(cells: tuple[Cell, ...]) -> str:
    return "| " + " | ".join(escaped(shown(cell)) for cell in cells) + " |"


def escaped(words: str) -> str:
    """Words in which nothing is markup."""
    return words.translate(_ESCAPED).replace("\n", "<br>")
