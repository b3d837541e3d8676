"""A table as any reader hands it over, before anyone knows what its columns mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from policyrules.errors import Place


def letter(index: int) -> str:
    """The letter of a spreadsheet's column: 0 → A, 26 → AA."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the source counts, and its cells."""

    number: int
    cells: Sequence[object]

    def cell(self, index: int) -> object:
        """A cell; rows may be shorter than their heading."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells under a name: a sheet, a file, a dataframe."""

    name: str
    file: str
    sheet: str
    rows: Sequence[Row]
    column: Callable[[int], str] = letter
    heading_first: bool = False
    """The first row is the heading, as in formats that have column names."""

    def place(self, row: int = 0, column: int | None = None, pointer: str | None = None) -> Place:
        """The place of the grid, of a row in it, or of a cell."""
        name = "" if column is None else self.column(column)
        at = Place(file=self.file, sheet=self.sheet, row=row, pointer=pointer)
        return replace(at, heading=name) if self.heading_first else replace(at, column=name)
