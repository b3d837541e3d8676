"""A comparison as Markdown, short enough for a review comment: the summary, the awards, the largest moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.comparison.comparison import Comparison
from policyrules.reports.comparison import grids, moved, population
from policyrules.reports.comparison.check_grid import checks, existing
from policyrules.reports.comparison.examples import EXAMPLE_GRIDS, example_grids
from policyrules.reports.comparison.headings import caveats, heading, verdict
from policyrules.reports.comparison.words import THE_SAME
from policyrules.reports.grid import Grid
from policyrules.reports.markdown import escaped, markdown
from policyrules.text import Language, Text

#: How many moves, changes and findings are shown; of more it is said how many.
MOST = 10


def brief(comparison: Comparison, language: Language) -> str:
    """The comment, ending in a line break."""
    first = comparison.before
    about = Text(f"{first.document}　{comparison.year} 年度", f"{first.document}, {comparison.year}")
    head = [f"# {escaped(heading(comparison, language))}", escaped(about.pick(language))]
    found = verdict(comparison, language)
    if found is not None:
        head.append(f"**{escaped(found.words)}**")
    head += [escaped(each) for each in caveats(comparison, language)]
    if not comparison.changes:
        head.append(escaped(THE_SAME.pick(language)))
    every = {"moves": comparison.moved, "judged": comparison.judged_otherwise}
    shown = [_short(grid, language, every.get(grid.key)) for grid in _grids(comparison, language) if grid.rows]
    return "\n\n".join([*head, markdown(shown)])


def _grids(comparison: Comparison, language: Language) -> Iterator[Grid]:
    if comparison.has_awards:
        yield grids.summary(comparison, language)
        yield grids.effects(comparison, language)
    if comparison.checks is not None:
        yield checks(comparison.checks, language, brief=True)
        yield from example_grids(comparison.checks, language)
    yield grids.changes(comparison, language)
    yield from (replace(each, note="") for each in grids.groups(comparison, language) if each.key == "awards")
    yield from population.grids(comparison, language)
    yield replace(moved.moves(comparison, language, brief=True), note="")
    yield moved.judged(comparison, language)
    if comparison.checks is not None:
        yield existing(comparison.checks, language, brief=True)


def _short(grid: Grid, language: Language, every: int | None = None) -> Grid:
    """The first rows of a grid, and how many more there are: of `every`, where the grid does not have all.

    Made-up facts are few, and say nothing unless all of them are there.
    """
    if grid.key in EXAMPLE_GRIDS:
        return grid
    left = (len(grid.rows) if every is None else every) - len(grid.rows[:MOST])
    return replace(grid, rows=grid.rows[:MOST], note=moved.more(left, language))
