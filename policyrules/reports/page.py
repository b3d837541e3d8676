"""A decision as one HTML page that needs nothing else. Every word in it is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from policyrules.decision.decision import Decision
from policyrules.language.quantities import Value
from policyrules.reports import decision_grids, section_grids
from policyrules.reports.closing import caveats, totals_lines
from policyrules.reports.explained import Explained
from policyrules.reports.explanation_view import View
from policyrules.reports.grid import shown
from policyrules.text import Language, Text

_TITLE = Text("政策决定", "Policy decision")
_LINES = Text("逐项解释", "Line by line")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment


def page(decision: Decision, language: Language, defaults: Mapping[str, str | Value] | None = None) -> str:
    """The page of a decision: totals, lines with their explanations, enterprises, problems, interpretations.

    `defaults` are the options of the policy unless told otherwise: readings that differ from them stand on top.
    """
    grids = section_grids.sections(decision, language)
    views: tuple[View, ...] = ()
    if decision.program.awards:
        grids = [
            decision_grids.awards(decision, language, brief=True),
            decision_grids.enterprises(decision, language),
            *grids,
        ]
        views = Explained(tuple(line.explain() for line in decision.awards), language).views
    return (
        _environment()
        .get_template("decision.html.j2")
        .render(
            html_language="zh-CN" if language == "zh" else "en",
            title=f"{decision.policy['document']} · {decision.year}",
            heading=_TITLE.pick(language),
            about=decision_grids.about(decision, language),
            closing=[each.pick(language) for each in totals_lines(decision)],
            caveats=[each.pick(language) for each in caveats(decision, defaults or {})],
            grids=grids,
            views=views,
            lines_heading=_LINES.pick(language),
            problems=decision_grids.problems(decision, language),
            interpretations=decision_grids.interpretations(decision, language),
            separator="；" if language == "zh" else "; ",
            asked=_ASKED.pick(language),
            style=_style(),
        )
    )


_ASKED = Text("实际", "found")


def explanation_html(views: tuple[View, ...], language: Language) -> str:
    """Explanations as a fragment of HTML with its own style."""
    template = _environment().get_template("fragment.html.j2")
    separator = "；" if language == "zh" else "; "
    return template.render(views=views, style=_style(), separator=separator, asked=_ASKED.pick(language))


def _style() -> Markup:
    # The project's own file, and the only words that enter a page unescaped.
    return Markup((Path(__file__).parent / "templates" / "style.css").read_text(encoding="utf-8"))
