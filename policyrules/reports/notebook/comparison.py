"""A comparison in a notebook: who gains and loses, by award, and the largest moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.comparison.comparison import Comparison
from policyrules.reports.comparison import grids, moved, population
from policyrules.reports.comparison.cards import cards
from policyrules.reports.comparison.check_grid import checks
from policyrules.reports.comparison.examples import example_grids
from policyrules.reports.comparison.headings import caveats, heading, verdict
from policyrules.reports.comparison.words import THE_SAME
from policyrules.reports.grid import Grid
from policyrules.reports.notebook.sheet import ROWS, Line, Sheet
from policyrules.text import Language, Text

_FRAMES = Text(
    '数据框：.to_frame("moves")　.to_frame("payees")　…', 'frames: .to_frame("moves"), .to_frame("payees"), …'
)


def sheet(comparison: Comparison, language: Language) -> Sheet:
    """The comparison; only the first of the moves are put into words."""
    before = comparison.before
    return Sheet(
        heading(comparison, language),
        f"{before.document} · {comparison.year}",
        tuple(cards(comparison, language)),
        tuple(_lines(comparison, language)),
        tuple(each for each in _grids(comparison, language) if each.rows),
        folded=tuple(each for each in _folded(comparison, language) if each.rows),
        closing=(_FRAMES.pick(language), f"{before.policy} · {before.digest[:19]}… → {comparison.after.digest[:19]}…"),
    )


def _lines(comparison: Comparison, language: Language) -> Iterator[Line]:
    found = verdict(comparison, language)
    if found is not None:
        yield Line(found.words, found.code)
    if not comparison.changes:
        yield Line(THE_SAME.pick(language))
    yield from (Line(each, "unknown") for each in caveats(comparison, language))


def _grids(comparison: Comparison, language: Language) -> Iterator[Grid]:
    yield grids.changes(comparison, language)
    yield from (replace(each, note="") for each in grids.groups(comparison, language) if each.key == "awards")
    moves = moved.moves(comparison, language, ROWS, brief=True)
    yield replace(moves, note=moved.more(comparison.moved - len(moves.rows), language))


def _folded(comparison: Comparison, language: Language) -> Iterator[Grid]:
    yield from (each for each in grids.groups(comparison, language) if each.key != "awards")
    yield from population.grids(comparison, language)
    yield moved.judged(comparison, language)
    if comparison.checks is not None:
        yield checks(comparison.checks, language)
        yield from example_grids(comparison.checks, language)
