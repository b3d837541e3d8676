"""The page of a decision as a file: what it may run, what its parts say. `tests/browser` opens it."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import policyrules as pr
from policyrules.decision.decision import Decision
from policyrules.errors import Place, Problem
from policyrules.language.quantities import Number
from policyrules.reports.decision_page.folded import folded
from policyrules.reports.decision_page.overview import budget
from policyrules.reports.decision_page.shares import FULL, share
from policyrules.reports.decision_page.warned import Warned
from policyrules.reports.explanation_view import PartView, PointView, View
from policyrules.reports.page import page
from policyrules.text import LANGUAGES, Language, same

from . import cases, zhanjiang

pytestmark = pytest.mark.thorough
NEW_POLICY = Path(__file__).parents[2] / "examples" / "new-policy"


def _new() -> Decision:
    return pr.load_policy(NEW_POLICY).decide(NEW_POLICY / "facts.json", 2026, engine="reference")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_allows_its_own_style_and_script_alone(language: Language) -> None:
    """The digests in the policy are those of what stands in the page: else a browser would show it bare and dead."""
    for decision in (cases.decision(), zhanjiang.decision(), _new()):
        text = page(decision, language)
        policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0])
        assert policy.startswith("default-src 'none'; ")
        for name in ("style", "script"):
            (content,) = re.findall(f"(?s)<{name}>(.*?)</{name}>", text)
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"{name}-src 'sha256-{digest}'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_policy_has_a_page(language: Language) -> None:
    """A third city's page has every section, its lists under their own names, and a line for all that is decided."""
    decision = _new()
    text = page(decision, language)
    assert text == page(_new(), language)
    lines = len(decision.awards) + len(decision.standards) + len(decision.tasks)
    assert text.count('class="line"') == lines
    for name in (decision.program.payees, decision.standards[0].outcome.rule.subject):
        assert f"<h2>{decision.prose[''].vocabulary.lists[name].label.text.pick(language)} " in text
    assert "企业" not in re.sub("(?s)<script>.*?</script>", "", page(decision, "en"))


@pytest.mark.parametrize("data", [{}, {"enterprises": []}, {"enterprises": [{"id": "E1"}]}])
def test_a_page_of_next_to_nothing(data: dict[str, Any]) -> None:
    """No facts at all still give a page that says so, without empty cards, filters or tables."""
    text = page(cases.decision(data), "zh")
    things = len(data.get("enterprises", ()))
    assert text.count("<article") == things
    assert ('id="filters"' in text) == (things > 0)
    assert "<tbody>\n</tbody>" not in text


def test_a_found_value_cannot_change_the_depth_of_its_line() -> None:
    """Line breaks and blanks in what was found make no heading and no point of their own."""
    points = (PointView("  a\n b", "met", "✓", ("\n\nc  d",)),)
    view = View("", "", "", "", "", (PartView(" h\n", points, "missed", "✗"), PartView("i", ())))
    assert folded(view, "en") == "✗ h:\n ✓ a b\n  c d\ni:"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 20, 0), (19, 20, 950), (20, 20, FULL), (21, 20, FULL), (-1, 20, 0), (1, 3, 333), (0, 0, 0), (5, 0, FULL),
        (Fraction(83, 100), Fraction(9, 10), 922), (10**30, 10**30 + 1, 999),
    ],
)  # fmt: skip
def test_a_bar_never_promises_more_than_there_is(part: Number, whole: Number, expected: int) -> None:
    """A bar is full where the bound is reached and not one thousandth before."""
    assert share(part, whole) == expected


@pytest.mark.parametrize(
    ("support", "within", "beyond", "words"),
    [
        (500_000, 73, 0, "可用预算 9,500,000.00 元，申报占 7.3%"),
        (9_300_000, FULL, 0, "可用预算 700,000.00 元，申报占 100.0%"),
        (9_900_000, 142, FULL - 142, "可用预算 100,000.00 元，申报占 700.0%，超出 600,000.00 元"),
        (10_000_000, 0, FULL, "可用预算 0.00 元，超出 700,000.00 元"),
    ],
)
def test_the_use_of_the_budget(support: int, within: int, beyond: int, words: str) -> None:
    """What is claimed within the budget and beyond it, also where nothing is left of it."""
    data = cases.facts()
    data["city"]["other_support"]["2025"] = support
    found = budget(cases.decision(data), "zh")
    assert found is not None
    assert (found.within, found.beyond, found.words) == (within, beyond, words)


def test_a_warning_stands_with_its_thing() -> None:
    """A warning about a figure is told on the card of its thing, once; one about the city is on no card."""
    decision = cases.decision()
    places = ("/enterprises/1/online_sales/2025", "/enterprises/1", "/city/other_support", "/enterprises", "")
    warning = Problem("odd", Place(), "", same("odd"), severity="warning")
    decision.warnings = [Problem("odd", Place(pointer=each), "", same("odd")) for each in places] + [warning]
    warned = Warned(decision, "en")
    assert warned.about("/enterprises/1") == ("odd",)
    assert warned.about("/enterprises/0") == warned.about("/enterprises") == warned.about("") == ()
