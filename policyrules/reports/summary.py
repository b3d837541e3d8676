"""A decision for a terminal: its tables, and below them what a reader must not miss."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policyrules.decision.decision import Decision
from policyrules.language.quantities import Value
from policyrules.reports import decision_grids, section_grids
from policyrules.reports.closing import caveats, totals_lines
from policyrules.reports.tables import render
from policyrules.text import Language, Text


def summary(
    decision: Decision,
    language: Language,
    defaults: Mapping[str, str | Value],
    only: Collection[str] = (),
    width: int | None = None,
    colour: bool = False,
) -> str:
    """The decision as text. `defaults` are the options of the policy unless told otherwise; `only` filters lines."""
    grids = section_grids.sections(decision, language)
    if decision.program.awards:
        grids.insert(0, decision_grids.awards(decision, language, only, brief=True))
    closing = [each.pick(language) for each in (*totals_lines(decision), *caveats(decision, defaults))]
    if only:
        count = sum(line.status in only for line in decision.awards)
        words = Text(
            f"只列出 {count} 项（共 {len(decision.awards)} 项）",
            f"{count} of {len(decision.awards)} lines are shown",
        )
        closing.insert(0, words.pick(language))
    return "\n".join([render(grids, width, colour), *closing]).lstrip("\n") + "\n"
