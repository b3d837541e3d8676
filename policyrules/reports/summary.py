"""A decision for a terminal: its tables, and below them what a reader must not miss."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policyrules.decision.decision import Decision
from policyrules.language.quantities import Value
from policyrules.reports.closing import caveats, totals_lines
from policyrules.reports.sections import on_screen
from policyrules.reports.tables import render
from policyrules.text import Language, Text


def summary(
    decision: Decision,
    language: Language,
    defaults: Mapping[str, str | Value],
    only: Collection[str] = (),
    width: int | None = None,
    colour: bool = False,
    section: str = "",
) -> str:
    """The decision as text. `defaults` are the options of the policy unless told otherwise.

    `only` filters the lines of awards; `section` shows one section alone.
    """
    grids = on_screen(decision, language, only, section, width)
    closing = [each.pick(language) for each in (*totals_lines(decision), *caveats(decision, defaults))]
    if only:
        count = sum(line.status in only for line in decision.awards)
        words = Text(
            f"只列出 {count} 项（共 {len(decision.awards)} 项）",
            f"{count} of {len(decision.awards)} lines are shown",
        )
        closing.insert(0, words.pick(language))
    return "\n".join([render(grids, width, colour), *closing]).lstrip("\n") + "\n"
