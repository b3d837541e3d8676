"""A decision as one HTML page that needs nothing else. Every word in it is escaped."""

from __future__ import annotations

from collections.abc import Mapping

from policyrules.decision.decision import Decision
from policyrules.decision.standard_explanation import explain_standard
from policyrules.decision.subjects import Explanation
from policyrules.language.quantities import Value
from policyrules.reports import decision_grids
from policyrules.reports.closing import caveats, totals_lines
from policyrules.reports.explained import Explained
from policyrules.reports.explanation_view import View
from policyrules.reports.markup import rendered
from policyrules.reports.problem_grid import problems
from policyrules.reports.sections import on_page
from policyrules.text import Language, Text

_TITLE = Text("政策决定", "Policy decision")
_LINES = Text("逐项解释", "Line by line")
#: More problems than this are folded away: they would part the tables from the explanations.
_MOST_PROBLEMS = 30


def page(decision: Decision, language: Language, defaults: Mapping[str, str | Value] | None = None) -> str:
    """The page of a decision: totals, each section, problems, explanations, interpretations.

    `defaults` are the options of the policy unless told otherwise: readings that differ from them stand on top.
    """
    lines: list[Explanation] = [line.explain() for line in decision.awards]
    lines += [explain_standard(line, decision.prose[line.outcome.rule.subject]) for line in decision.standards]
    return rendered(
        "decision.html.j2",
        language,
        title=f"{decision.policy['document']} · {decision.year}",
        heading=_TITLE.pick(language),
        about=decision_grids.about(decision, language),
        closing=[each.pick(language) for each in totals_lines(decision)],
        caveats=[each.pick(language) for each in caveats(decision, defaults or {})],
        grids=on_page(decision, language),
        views=Explained(tuple(lines), language).views,
        lines_heading=_LINES.pick(language),
        problems=problems(decision, language),
        most_problems=_MOST_PROBLEMS,
        interpretations=decision_grids.interpretations(decision, language),
    )


def explanation_html(views: tuple[View, ...], language: Language) -> str:
    """Explanations as a fragment of HTML with its own style."""
    return rendered("fragment.html.j2", language, views=views)
