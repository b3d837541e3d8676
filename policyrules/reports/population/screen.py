"""A decision over frames for a terminal: sums, verdicts, targets, the first lines, and what a reader must know."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policyrules.decision.frame_decision import FrameDecision
from policyrules.language.quantities import Value
from policyrules.reports import target_grids, task_grids
from policyrules.reports.closing import caveats, totals_lines
from policyrules.reports.grid import Grid
from policyrules.reports.population import grids
from policyrules.reports.population.view import View
from policyrules.reports.tables import render
from policyrules.text import Language, Text

_WITHOUT = Text(
    "按列计算，不给出理由；需要理由时，用 --engine rete 单独决定该个案的事实",
    "decided as columns, without reasons: to have them, decide the facts of one case by --engine rete",
)


def summary(
    decision: FrameDecision,
    language: Language,
    defaults: Mapping[str, str | Value],
    only: Collection[str] = (),
    width: int | None = None,
    colour: bool = False,
    section: str = "",
) -> str:
    """The decision as text. `defaults`, `only` and `section` are those of `reports.summary`. Raises EngineError."""
    view = View(decision)
    shown = [each for each in _grids(decision, view, language, only, section) if each is not None and each.rows]
    closing = [*totals_lines(view), *caveats(view, defaults), _WITHOUT]
    lines = [render(shown, width, colour), *(each.pick(language) for each in closing)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _grids(
    decision: FrameDecision, view: View, language: Language, only: Collection[str], section: str
) -> list[Grid | None]:
    program, found = decision.program, list[Grid | None]()
    if program.awards and section in ("", "awards"):
        found.append(grids.sums(decision, language, only))
    if program.standards and section in ("", "standards"):
        found.append(grids.verdicts(decision, language))
    if program.standards and section == "items":
        found.append(grids.items(decision, language))
    if view.targets and section in ("", "targets"):
        found += [target_grids.targets(view, language, brief=True), target_grids.contributions(view, language)]
    if view.tasks:
        found += {
            "": [task_grids.counts(view, language)],
            "tasks": [task_grids.matrix(view, language), task_grids.tasks(view, language)],
            "filings": [task_grids.filings(view, language)],
        }.get(section, [])
    if program.awards and section in ("", "awards"):
        found.append(grids.first_lines(decision, language, only))
    return found
