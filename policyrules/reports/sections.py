"""Which grids show which sections of a decision: all of them in a workbook, the telling ones on a screen."""

from __future__ import annotations

from collections.abc import Collection

from policyrules.decision.decision import Decision
from policyrules.reports import decision_grids, standard_grids, target_grids, task_grids
from policyrules.reports.grid import Grid
from policyrules.reports.tables import fits
from policyrules.text import Language


def on_screen(
    decision: Decision,
    language: Language,
    only: Collection[str] = (),
    section: str = "",
    width: int | None = None,
) -> list[Grid]:
    """The tables of a terminal of some width: those of one section where it alone is asked for.

    Together with others the duties are only counted, and items are left out.
    """
    grids: list[Grid | None] = []
    if decision.program.awards and section in ("", "awards"):
        grids.append(decision_grids.awards(decision, language, only, brief=True))
    if section in ("", "standards"):
        full = standard_grids.standards(decision, language)
        narrow = standard_grids.standards(decision, language, brief=True)
        grids += [wide if fits(wide, width) else slim for wide, slim in zip(full, narrow, strict=True)]
    if decision.standards and section == "items":
        grids.append(standard_grids.items(decision, language))
    if section in ("", "targets"):
        grids += _targets(decision, language)
    if decision.tasks:
        grids += {
            "": [task_grids.counts(decision, language)],
            "tasks": [task_grids.matrix(decision, language), task_grids.tasks(decision, language)],
            "filings": [task_grids.filings(decision, language)],
        }.get(section, [])
    return [each for each in grids if each is not None]


def in_workbook(decision: Decision, language: Language) -> list[Grid]:
    """The sheets of a workbook: whatever there is, line by line."""
    grids: list[Grid | None] = []
    if decision.program.awards:
        grids += [decision_grids.awards(decision, language), decision_grids.enterprises(decision, language)]
    if decision.standards:
        grids += [*standard_grids.standards(decision, language), standard_grids.items(decision, language)]
    if decision.targets:
        grids += [target_grids.targets(decision, language), target_grids.contributions(decision, language)]
        grids.append(target_grids.contributors(decision, language))
    if decision.tasks:
        grids += [task_grids.matrix(decision, language), task_grids.tasks(decision, language)]
    return [each for each in grids if each is not None]


def _targets(decision: Decision, language: Language) -> list[Grid | None]:
    if not decision.targets:
        return []
    return [
        target_grids.targets(decision, language, brief=True),
        target_grids.contributions(decision, language),
        target_grids.pipeline(decision, language),
    ]
