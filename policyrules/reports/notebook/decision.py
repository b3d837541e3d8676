"""A decision in a notebook: its sums, how many lines came to what, the first lines, what it was decided by."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from policyrules.decision.decision import Decision
from policyrules.reports import decision_grids, standard_grids, target_grids, task_grids
from policyrules.reports.closing import provisional, year_label
from policyrules.reports.comparison.cards import Card
from policyrules.reports.grid import Grid
from policyrules.reports.notebook.by_award import by_award
from policyrules.reports.notebook.decided import awards_cards, decided_by, verdict_card
from policyrules.reports.notebook.sheet import ROWS, Line, Sheet
from policyrules.reports.notebook.shortening import FOLDED_ROWS, more
from policyrules.reports.problem_grid import problems
from policyrules.text import Language, Text

_LINES = Text("逐项", "Line by line")


def sheet(decision: Decision, language: Language) -> Sheet:
    """The decision; only the first lines of each section are put into words."""
    totals, first = decision.totals, _first(decision)
    open_ = [Line(provisional(totals.unknown_lines).pick(language), "unknown")] if totals.provisional else []
    return Sheet(
        decision.program.document,
        f"{year_label(decision).pick(language)} {decision.year}",
        tuple(_cards(decision, language)),
        tuple(open_),
        (*_awards(decision, first, language), *_standards(decision, first, language), *_targets(decision, language)),
        folded=tuple(_folded(decision, language)),
        closing=(*_where_more_is(decision, language), decided_by(decision.program, decision.engine, language)),
    )


def _first(decision: Decision) -> Decision:
    """The decision with the first lines of its long sections alone."""
    short = copy.copy(decision)
    standards = [
        [line for line in decision.standards if line.standard == rule.id] for rule in decision.program.standards
    ]
    # These are cached properties: what is there already is not computed again.
    vars(short)["awards"] = decision.awards[:ROWS]
    vars(short)["standards"] = tuple(line for lines in standards for line in lines[:ROWS])
    return short


def _open(decision: Decision) -> Decision:
    """The decision with the first of the lines that lack facts alone."""
    short = copy.copy(decision)
    awards = (line for line in decision.awards if line.status == "unknown")
    standards = (line for line in decision.standards if line.verdict == "unknown")
    vars(short)["awards"] = tuple(islice(awards, FOLDED_ROWS))
    vars(short)["standards"] = tuple(islice(standards, FOLDED_ROWS))
    return short


def _cards(decision: Decision, language: Language) -> Iterator[Card]:
    if decision.awards:
        yield from awards_cards(decision.totals, language)
    for rule in decision.program.standards:
        verdicts = (line.verdict for line in decision.standards if line.standard == rule.id)
        yield from verdict_card(rule.label.pick(language), verdicts, language)
    targets = (line.verdict for line in decision.targets if line.county is None)
    yield from verdict_card(Text("目标", "Targets").pick(language), targets, language)
    tasks = (line.verdict for line in decision.tasks if line.verdict is not None)
    yield from verdict_card(Text("可判定的任务", "Tasks that can be judged").pick(language), tasks, language)


def _awards(decision: Decision, first: Decision, language: Language) -> Iterator[Grid]:
    if decision.awards:
        yield by_award(decision, language)
        # The row of totals would be of the first lines alone.
        grid = replace(decision_grids.awards(first, language, brief=True), title=_LINES.pick(language), footer=None)
        yield _of(len(decision.awards), grid.without_empty({"subject"}), language)


def _standards(decision: Decision, first: Decision, language: Language) -> Iterator[Grid]:
    """Each standard as a heat map: a sign for each block of each thing."""
    for grid in standard_grids.standards(first, language):
        name = grid.key.removeprefix("standard:")
        every = sum(line.standard == name for line in decision.standards)
        kept = [index for index, each in enumerate(grid.columns) if each.key != "lacking_or_open"]
        yield _of(every, grid.taking(kept), language)


def _of(every: int, grid: Grid, language: Language) -> Grid:
    """The first rows of a table that has `every` so many, and how many more there are."""
    left = more(every - len(grid.rows), Text("行", "rows"), language)
    return replace(grid, note="\n".join(each for each in (left, grid.note) if each))


def _targets(decision: Decision, language: Language) -> Iterator[Grid]:
    if decision.targets:
        yield target_grids.targets(decision, language, brief=True)


def _folded(decision: Decision, language: Language) -> Iterator[Grid]:
    if decision.targets:
        others = (target_grids.contributions(decision, language), target_grids.pipeline(decision, language))
        yield from (each for each in others if each is not None)
    if decision.tasks:
        yield task_grids.matrix(decision, language)
    if decision.interpretations:
        yield decision_grids.interpretations(decision, language)
    open_ = problems(_open(decision), language)
    if open_.rows:
        yield open_


def _where_more_is(decision: Decision, language: Language) -> Iterator[str]:
    """How to go on: whom to ask about, and the lines as frames."""
    awards, standards = decision.awards[:1], decision.standards[:1]
    subject = next(iter([*(line.subject for line in awards), *(line.subject for line in standards)]), "")
    sections = [name for name in ("awards", "standards", "targets", "tasks") if getattr(decision, name)]
    if subject and sections:
        frame, explain = f'.to_frame("{sections[0]}")', f".explain({subject!r})"
        yield Text(f"全部各项：{frame}　说明：{explain}", f"all lines: {frame}, explained: {explain}").pick(language)
