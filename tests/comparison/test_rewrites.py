"""A proposal that says it changes no decision is held to it: proved, or shown the case that it does change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from proposals.written import proposal, wells

from policyrules.comparison import rewrites
from policyrules.comparison.compare import compare
from policyrules.comparison.schema import comparison_schema
from policyrules.reports.comparison.brief import brief
from policyrules.reports.comparison.page import page

#: What the solver says does not depend on the Python underneath.
pytestmark = pytest.mark.thorough

FACTS: dict[str, Any] = {"households": [{"id": "H1", "members": 2}]}
SAME = "  - {replace: awards.repair.criteria.use.test, with: 'use == \"drinking\" or public'}"
#: It helps no more where it is unknown whether the well is public.
NEARLY = "  - {replace: awards.repair.criteria.use.test, with: 'public or not public and use == \"drinking\"'}"
EFFECT = "effect: none\n"
#: A promise that the policy itself does not keep.
GIVEN_UP = "gives_up: [{invariant: more_cost, reason: {zh: 原本不成立, en: it never held}}]\n"


@pytest.mark.parametrize(
    ("changes", "more", "proofs", "states"),
    [
        pytest.param(SAME, EFFECT, 30.0, ["equivalent"], id="the same"),
        pytest.param(NEARLY, EFFECT, 30.0, ["different"], id="nearly the same"),
        pytest.param(NEARLY, EFFECT, 0.0, ["not_checked"], id="nothing is proved"),
        pytest.param(NEARLY, "", 30.0, [], id="it does not say so"),
    ],
)
def test_what_changes_nothing_is_proved(
    changes: str, more: str, proofs: float, states: list[str], tmp_path: Path
) -> None:
    """Only a proposal that is shown to change a decision fails, with the facts and both sides in every report."""
    path = proposal(tmp_path, changes, more=GIVEN_UP + more)
    comparison = compare(wells(), path, facts=FACTS, year=2025, engine="reference", search=0, proofs=proofs)
    assert comparison.checks is not None
    assert [each.state for each in comparison.checks.rewrites] == states
    assert comparison.passed is ("different" not in states)
    jsonschema.Draft202012Validator(comparison_schema()).validate(comparison.to_dict())
    for report in (brief(comparison, "en"), page(comparison, "en")):
        assert ("A case decided otherwise" in report) == ("different" in states)
        assert ("Means to change no decision" in report) == bool(states)
    if "different" in states:
        (rewrite,) = comparison.checks.rewrites
        assert rewrite.case is not None
        assert rewrite.case["facts"]["wells"][0]["use"] == "drinking"
        assert [each["after"]["status"] for each in rewrite.case["differences"]] == ["unknown"]


def test_without_a_solver_nothing_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where z3 is missing the report says what to install, and the proposal is neither passed off nor refused."""
    monkeypatch.setattr(rewrites, "installed", lambda: False)
    path = proposal(tmp_path, NEARLY, more=EFFECT)
    comparison = compare(wells(), path, facts=FACTS, year=2025, engine="reference", search=0, proofs=0)
    assert comparison.checks is not None
    (found,) = comparison.checks.rewrites
    assert found.state == "not_checked"
    assert "pip install 'policyrules[proof]'" in found.findings[0].en
    assert comparison.passed
