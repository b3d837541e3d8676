"""A comparison as a workbook: every figure of every line. The same comparison gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.comparison.comparison import Comparison
from policyrules.reports.comparison import grids, moved, population
from policyrules.reports.comparison.check_grid import checks, existing
from policyrules.reports.comparison.examples import example_grids
from policyrules.reports.comparison.headings import about, caveats, heading, reasons_for
from policyrules.reports.comparison.words import column
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.workbook import book_of
from policyrules.text import Language, Text


def book(comparison: Comparison, language: Language) -> bytes:
    """The workbook: summary, who is affected, checks, changes, groups, moves, what is judged and tested otherwise.

    Raises UsageError where a sheet would be longer than a workbook can hold.
    """
    return book_of(_grids(comparison, language), comparison.library)


def _grids(comparison: Comparison, language: Language) -> Iterator[Grid]:
    if comparison.has_awards:
        yield grids.summary(comparison, language)
        yield grids.effects(comparison, language)
    if comparison.checks is not None:
        yield checks(comparison.checks, language)
    yield grids.changes(comparison, language, addresses=True)
    yield from grids.groups(comparison, language, full=True)
    yield from population.grids(comparison, language)
    if comparison.has_awards:
        yield moved.figures(comparison, language)
        yield moved.reasons_of(comparison, language)
    judged = moved.judged(comparison, language)
    if judged.rows:
        yield judged
    if comparison.checks is not None and comparison.checks.base_changed:
        yield existing(comparison.checks, language)
    if comparison.checks is not None:
        yield from example_grids(comparison.checks, language)
    yield _about(comparison, language)


def _about(comparison: Comparison, language: Language) -> Grid:
    rows: list[tuple[Cell, ...]] = [(Text("对比", "Comparison").pick(language), heading(comparison, language))]
    reason = Text("理由", "Reason").pick(language)
    rows += [(f"{reason} {name}", words) for name, words in reasons_for(comparison, language)]
    rows += [("", words) for words in caveats(comparison, language)]
    rows += about(comparison, language)
    columns = (column("item", language), column("value", language, "words"))
    return Grid("about", Text("说明", "About").pick(language), columns, tuple(rows))
