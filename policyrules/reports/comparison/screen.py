"""A comparison for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.comparison.comparison import Comparison
from policyrules.reports.comparison import grids, moved, population
from policyrules.reports.comparison.check_grid import checks, existing
from policyrules.reports.comparison.examples import example_grids
from policyrules.reports.comparison.headings import caveats, heading, verdict
from policyrules.reports.comparison.words import THE_SAME
from policyrules.reports.grid import Grid
from policyrules.reports.tables import render
from policyrules.text import Language

#: How many moves a terminal shows; files have them all.
MOST_MOVES = 30


def screen(comparison: Comparison, language: Language, width: int | None = None, colour: bool = False) -> str:
    """The comparison as text: tables, and below them how it came out. Without a width every move is shown."""
    most = None if width is None else MOST_MOVES
    shown = [grid for grid in _grids(comparison, language, most) if grid.rows]
    closing = [] if comparison.changes else [THE_SAME.pick(language)]
    closing += caveats(comparison, language)
    found = verdict(comparison, language)
    if found is not None:
        closing.append(found.words)
    return "\n".join([heading(comparison, language), "", render(shown, width, colour), *closing]).rstrip("\n") + "\n"


def _grids(comparison: Comparison, language: Language, most: int | None) -> Iterator[Grid]:
    if comparison.has_awards:
        yield grids.summary(comparison, language)
        yield grids.effects(comparison, language)
    if comparison.checks is not None:
        yield checks(comparison.checks, language)
        yield from example_grids(comparison.checks, language)
    yield grids.changes(comparison, language)
    yield from grids.groups(comparison, language)
    yield from population.grids(comparison, language)
    yield moved.moves(comparison, language, most)
    yield moved.judged(comparison, language)
    if comparison.checks is not None:
        yield existing(comparison.checks, language)
