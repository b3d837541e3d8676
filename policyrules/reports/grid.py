"""A grid: the one shape that terminal tables, Markdown, workbooks and pages are rendered from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: `id` is never broken over lines, `words` may be; the others are short.
Sort = Literal["id", "text", "words", "status", "number"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen."""

    fen: int

    def __str__(self) -> str:
        return f"{self.fen // 100:,}.{self.fen % 100:02d}"


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
    """Rows under headings, in one language. `footer` is a row of totals."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    footer: tuple[Cell, ...] | None = None


def shown(cell: Cell) -> str:
    """A cell in words; empty where there is nothing."""
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
