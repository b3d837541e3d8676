"""A sheet as text: what a prompt shows, and `print`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from policyrules.reports.comparison.cards import Card
from policyrules.reports.explanation_view import view_text
from policyrules.reports.notebook.sheet import Sheet
from policyrules.reports.notebook.shortening import shortened
from policyrules.reports.tables import render
from policyrules.text import Language


def as_text(sheet: Sheet, language: Language) -> str:
    """The sheet as lines, as wide as the terminal where there is one."""
    return "\n\n".join(_parts(shortened(sheet, language), language))


def _parts(sheet: Sheet, language: Language) -> Iterator[str]:
    head = [sheet.title, sheet.about, *(_card(each, language) for each in sheet.cards)]
    yield "\n".join(each for each in (*head, *(line.words for line in sheet.lines)) if each)
    if sheet.grids:
        yield render(sheet.grids, _width()).rstrip("\n")
    for view in sheet.views:
        yield "\n".join(view_text(view, language))
    if sheet.closing:
        yield "\n".join(sheet.closing)


def _card(card: Card, language: Language) -> str:
    below = "" if not card.below else f"（{card.below}）" if language == "zh" else f" ({card.below})"
    return f"{card.heading}{'：' if language == 'zh' else ': '}{card.figure}{below}"


def _width() -> int | None:
    """The width of the terminal; None where what is printed goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None
    except (OSError, ValueError):  # what stands in for a terminal may have no file
        return None
