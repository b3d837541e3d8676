"""A sheet: what a result shows of itself, in one language, before it is HTML or text."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.reports.comparison.cards import Card
from policyrules.reports.explanation_view import View
from policyrules.reports.grid import Grid

#: How many rows of a table are shown, unless a sheet says otherwise.
ROWS = 10


@dataclass(frozen=True)
class Line:
    """A sentence, and the code of its colour (empty for none)."""

    words: str
    code: str = ""


@dataclass(frozen=True)
class Sheet:
    """A heading and what it is about, figures on cards, sentences, tables, explanations.

    `folded` are tables that a notebook shows when they are opened, and text leaves out. `closing` says where there is
    more, or what was decided by what.
    """

    title: str
    about: str = ""
    cards: tuple[Card, ...] = ()
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    views: tuple[View, ...] = ()
    folded: tuple[Grid, ...] = ()
    closing: tuple[str, ...] = ()
    rows: int = ROWS
    """How many rows of a table are shown at most."""
