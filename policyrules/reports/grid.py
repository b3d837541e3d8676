"""A grid: the one shape that terminal tables, Markdown, workbooks and pages are rendered from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

#: `id` is never broken over lines, `words` may be; the others are short.
Sort = Literal["id", "text", "words", "status", "number"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen."""

    fen: int
    number_format: ClassVar[str] = "#,##0.00"

    def __str__(self) -> str:
        return f"{self.fen // 100:,}.{self.fen % 100:02d}"


@dataclass(frozen=True, slots=True)
class Change(Money):
    """By how much an amount changes, in fen: `+100,000.00`, `−50,000.00`, `0.00`."""

    number_format: ClassVar[str] = "+#,##0.00;-#,##0.00;0.00"

    @property
    def code(self) -> str:
        """Whether it is a gain, a loss or neither."""
        return "gain" if self.fen > 0 else "loss" if self.fen < 0 else "same"

    def __str__(self) -> str:
        sign = "+" if self.fen > 0 else "−" if self.fen < 0 else ""
        return sign + str(Money(abs(self.fen)))


@dataclass(frozen=True, slots=True)
class Status:
    """A word for people, and the code behind it."""

    code: str
    words: str

    def __str__(self) -> str:
        return self.words


Cell = str | int | Money | Status | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a stable key, its heading, what it holds."""

    key: str
    title: str
    sort: Sort = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under headings, in one language. `footer` is a row of totals, `note` says how the signs are read.

    `sheet` is a short title for the sheet of a workbook, where the title is long.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    footer: tuple[Cell, ...] | None = None
    note: str = ""
    sheet: str = ""

    def taking(self, kept: Sequence[int]) -> Grid:
        """The same grid with some of its columns."""

        def pick(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(row[index] for index in kept)

        return replace(
            self,
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(map(pick, self.rows)),
            footer=None if self.footer is None else pick(self.footer),
        )

    def without_empty(self, optional: Collection[str]) -> Grid:
        """The same grid without those `optional` columns that are empty in every row."""
        kept = [
            index
            for index, each in enumerate(self.columns)
            if each.key not in optional or any(row[index] not in (None, "") for row in self.rows)
        ]
        return self.taking(kept)


def shown(cell: Cell) -> str:
    """A cell in words; empty where there is nothing."""
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
