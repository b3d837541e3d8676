"""A decision as one HTML page that needs nothing else. Every word in it is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policyrules.decision.decision import Decision
from policyrules.language.quantities import Value
from policyrules.reports import decision_grids, target_grids, task_grids
from policyrules.reports.closing import caveats, year_label
from policyrules.reports.decision_page import overview
from policyrules.reports.decision_page.awards import award_cards
from policyrules.reports.decision_page.choices import NOWHERE, choices
from policyrules.reports.decision_page.duties import duty_cards
from policyrules.reports.decision_page.inline import inline
from policyrules.reports.decision_page.labels import labels
from policyrules.reports.decision_page.model import Cards
from policyrules.reports.decision_page.progress import progress
from policyrules.reports.decision_page.standards import standard_cards
from policyrules.reports.grid import Grid
from policyrules.reports.markup import rendered
from policyrules.reports.problem_grid import problems
from policyrules.reports.words import column
from policyrules.text import Language, Text

#: More problems than this are folded away: they would part the overview from the cards.
_MOST_PROBLEMS = 30


def page(decision: Decision, language: Language, defaults: Mapping[str, str | Value] | None = None) -> str:
    """The page of a decision: overview, targets, duties, problems, a card for each thing, interpretations.

    `defaults` are the options of the policy unless told otherwise: readings that differ from them stand on top.
    """
    say, readings, found = labels(language), _numbered(decision, language), problems(decision, language)
    sections = [each for each in _sections(decision, readings, language) if each.cards]
    targets, duties = _target_grids(decision, language), _task_grids(decision, language)
    money = {each.money for each in sections}
    by_rank = "by_rank" if len(money) > 1 else "by_paid" if True in money else "by_short"
    about = decision_grids.about(decision, language)
    label = year_label(decision)
    made = Text(
        f"{label.zh} {decision.year} · 引擎 {decision.engine}",
        f"{label.en.lower()} {decision.year} · {decision.engine} engine",
    )
    contents = [
        ("overview", say["overview"]),
        *([("targets", say["targets"])] if decision.targets else []),
        *(("duties", each.title) for each in duties),
        *([("problems", f"{found.title} {len(found.rows)}")] if found.rows else []),
        *((each.key, f"{each.title} {len(each.cards):,}") for each in sections),
        ("interpretations", readings.title),
        ("about", about.title),
    ]
    return rendered(
        "decision.html.j2",
        language,
        title=f"{decision.policy['document']} · {decision.year}",
        inline=inline(decision, language),
        say=say,
        contents=contents,
        made=made.pick(language),
        caveats=[each.pick(language) for each in caveats(decision, defaults or {})],
        tiles=overview.tiles(decision, language),
        budget=overview.budget(decision, language),
        counts=overview.counts(decision, language),
        progress=progress(decision, language),
        target_grids=targets,
        task_grids=duties,
        problems=found,
        most_problems=_MOST_PROBLEMS,
        choices=choices(decision, sections, language),
        nowhere=NOWHERE,
        by_rank=say[by_rank],
        money=True in money,
        sections=sections,
        interpretations=readings,
        about=about,
    )


def _sections(decision: Decision, readings: Grid, language: Language) -> Iterator[Cards]:
    if decision.program.awards:
        name = [each.key for each in readings.columns].index("item")
        numbers = {str(row[name]): number for number, row in enumerate(readings.rows, 1)}
        yield award_cards(decision, numbers, language)
    yield from standard_cards(decision, language)
    if decision.tasks:
        yield duty_cards(decision, language)


def _numbered(decision: Decision, language: Language) -> Grid:
    """The interpretations, with the numbers under which explanations name them."""
    grid = decision_grids.interpretations(decision, language)
    rows = tuple((number, *row) for number, row in enumerate(grid.rows, 1))
    return replace(grid, columns=(column("number", language, "number"), *grid.columns), rows=rows)


def _target_grids(decision: Decision, language: Language) -> list[Grid]:
    if not decision.targets:
        return []
    found = (target_grids.contributions(decision, language), target_grids.pipeline(decision, language))
    return [each for each in found if each is not None]


def _task_grids(decision: Decision, language: Language) -> list[Grid]:
    return [task_grids.matrix(decision, language)] if decision.tasks else []
