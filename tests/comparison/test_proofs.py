"""A comparison proves the promises of the base: for everybody, or with a case that can be read and decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from proposals.written import proposal, wells

from policyrules import Policy, ProofReport, proof
from policyrules.comparison import promises
from policyrules.comparison.compare import compare
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.schema import comparison_schema
from policyrules.reports.comparison.book import book
from policyrules.reports.comparison.brief import brief
from policyrules.reports.comparison.page import page
from policyrules.reports.comparison.screen import screen

#: What the solver says does not depend on the Python underneath.
pytestmark = pytest.mark.thorough

FACTS: dict[str, Any] = {"households": [{"id": "H1", "members": 2}]}
#: The policy promises what its cap keeps: 8000元 for a household.
UNCAP = "  - {parameter: household_cap, value: 8500元}"
#: A promise that the policy itself does not keep.
GIVEN_UP = "gives_up: [{invariant: more_cost, reason: {zh: 原本不成立, en: it never held}}]\n"


def compared(folder: Path, proofs: float) -> Comparison:
    path = proposal(folder, UNCAP, more=GIVEN_UP)
    return compare(wells(), path, facts=FACTS, year=2025, engine="reference", search=0, proofs=proofs)


def test_who_breaks_the_cap_is_shown(tmp_path: Path) -> None:
    """Nobody in the facts gets too much; the solver finds who could, and everything else is proved for everybody."""
    comparison = compared(tmp_path, 30.0)
    assert comparison.checks is not None
    states = {each.id: each.state for each in comparison.checks.invariants}
    assert (states.pop("household_most"), states.pop("more_cost")) == ("broken", "given_up")
    assert set(states.values()) == {"proved"}
    assert not comparison.passed
    assert all(not each.scope.up_to for each in comparison.checks.of_state("proved") if each.scope is not None)

    (broken,) = comparison.checks.of_state("broken")
    example = broken.counterexample
    assert example is not None
    assert sum(float(each["paid"] or 0) for each in example["awards"]) > 8000
    assert example["confirmed_by"] == ["reference", "rete"]
    again = wells().amend(tmp_path / "more.yaml").interpret(**example["interpretations"])
    decided = again.decide(example["facts"], example["year"], guard=False)
    assert [each.paid for each in decided.awards if each.status != "not_eligible"] == [
        each["paid"] for each in example["awards"]
    ]
    jsonschema.Draft202012Validator(comparison_schema()).validate(comparison.to_dict())


def test_every_report_shows_the_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The facts as a table, and who gets what on them; in JSON too, which is the same in every run."""
    comparison = compared(tmp_path, 30.0)
    for text in (brief(comparison, "en"), page(comparison, "en"), screen(comparison, "en")):
        assert "Counterexample" in text
        assert "Who gets what" in text
        assert "found by the solver" in text
    assert book(comparison, "zh")[:2] == b"PK"
    monkeypatch.setattr(promises, "_KNOWN", {})
    assert comparison.to_json() == compared(tmp_path, 30.0).to_json()


def test_what_was_proved_is_not_proved_again_for_other_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof speaks of policies: to look at other facts costs no other. What was not decided is tried again."""
    asked: list[float] = []

    def counted(*policies: Policy, limit: float, **options: Any) -> ProofReport:
        asked.append(limit)
        return proved(*policies, limit=limit, **options)

    proved = proof.prove
    monkeypatch.setattr(proof, "prove", counted)
    monkeypatch.setattr(promises, "_KNOWN", {})
    for limit in (30.0, 30.0, 0.000001, 0.000001):
        compared(tmp_path, limit)
    assert asked == [30.0, 0.000001, 0.000001]


@pytest.mark.parametrize("proofs", [0.0, 0.000001])
def test_what_is_not_proved_is_not_called_so(proofs: float, tmp_path: Path) -> None:
    """Without proofs, or without time for them, the facts alone speak, as before."""
    comparison = compared(tmp_path, proofs)
    assert comparison.checks is not None
    assert {each.state for each in comparison.checks.invariants} <= {"not_searched", "given_up", "not_promised"}
    assert all(each.scope is None for each in comparison.checks.invariants)
    assert comparison.passed


def test_without_a_solver_it_is_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where z3 is missing nothing is proved, and nothing fails."""
    monkeypatch.setattr(promises, "installed", lambda: False)
    comparison = compared(tmp_path, 30.0)
    assert comparison.checks is not None
    assert not comparison.checks.of_state("proved")
    assert comparison.checks.of_state("not_searched")
