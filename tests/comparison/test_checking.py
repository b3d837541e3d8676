"""The checks of a comparison: whose cases fail, whose results change, which promises break."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

import policyrules as pr
from policyrules.comparison.checks import CaseCheck, Checks, InvariantCheck
from policyrules.comparison.compare import compare
from policyrules.comparison.schema import comparison_schema
from policyrules.language.definition import Monotone
from policyrules.text import same

from .policies import base, enterprise, platform

pytestmark = pytest.mark.thorough

#: 100万 in all: exactly what the cap per enterprise allows.
FACTS: dict[str, Any] = {
    "enterprises": [enterprise("E1", online_sales={"2024": 50_000_000, "2025": 450_000_000})],
    "platforms": [platform("P1", "E1", 40_000_000)],
    "live_bases": [base("B1", "E1")],
}
CASES = """
policy: ganzhou
year: 2025
facts:
  enterprises: [{{id: E1, recognized: true, founded_year: 2015}}]
  live_bases: [{{id: B1, operator: E1, founded_year: 2020, floor_area_m2: 1000, live_rooms: 20,
    resident_enterprises: 30, hosts: 30, live_sales: {{2024: 1, 2025: 6000万元}}}}]
cases:
  the_second_tier:
    expect: {{awards: [{{award: live_base, subject: B1, paid: {paid}}}]}}
"""


def proposal(folder: Path, changes: str, more: str = "", paid: str = "") -> Path:
    """A proposal for Ganzhou as it is, and a case of it where it is said what is to be paid."""
    path = folder / "proposal.yaml"
    digest = pr.load_policy("ganzhou").digest
    cases = ""
    if paid:
        (folder / "own.yaml").write_text(CASES.format(paid=paid), "utf-8")
        cases = "cases: [own.yaml]"
    path.write_text(
        f"id: ours\ntitle: {{zh: 提高, en: Raise}}\nreason: {{zh: 因为, en: Because}}\n"
        f"base: {{policy: ganzhou, digest: '{digest}'}}\nchanges:\n{changes}\n{cases}\n{more}\n",
        "utf-8",
    )
    return path


RAISE = "  - {parameter: live_base.tier_2.reward, value: 30万元}"


def gives_up(*invariants: str) -> str:
    given = [f"{{invariant: {each}, reason: {{zh: 有意, en: on purpose}}}}" for each in invariants]
    return f"gives_up: [{', '.join(given)}]"


UNCAP = "  - {parameter: enterprise_cap, value: 200万元}"


@pytest.mark.parametrize(
    ("changes", "more", "paid", "outcome", "state", "passed"),
    [
        pytest.param(RAISE, gives_up("base_most"), "30万元", "passed", "not_searched", True, id="as it should be"),
        pytest.param(RAISE, gives_up("base_most"), "20万元", "failed", "not_searched", False, id="a case that fails"),
        pytest.param(
            f"{RAISE}\n{UNCAP}", gives_up("base_most"), "30万元", "passed", "broken", False, id="a promise that breaks"
        ),
        pytest.param(
            f"{RAISE}\n{UNCAP}", gives_up("base_most", "enterprise_most"),
            "30万元", "passed", "given_up", True, id="a promise that is given up",
        ),
    ],
)  # fmt: skip
def test_what_a_review_must_catch(
    changes: str, more: str, paid: str, outcome: str, state: str, passed: bool, tmp_path: Path
) -> None:
    """A failing case or a broken promise is caught; what is given up, and what merely differs, is told."""
    path = proposal(tmp_path, changes, more, paid)
    comparison = compare("ganzhou", path, facts=FACTS, year=2025, engine="reference", search=0, proofs=0)
    checks = comparison.checks
    assert checks is not None
    assert [each.outcome for each in checks.cases] == [outcome]
    (most,) = [each for each in checks.invariants if each.id == "enterprise_most"]
    assert most.state == state
    assert comparison.passed is passed
    named = " ".join(each.en for each in most.findings)
    assert ("E1" in named and "1,100,000" in named) == (state in ("broken", "given_up"))
    assert checks.base_cases > len(checks.base_changed) > 0
    assert all("/" in each.file and not each.file.startswith("/") for each in checks.base_changed)
    jsonschema.Draft202012Validator(comparison_schema()).validate(comparison.to_dict())


def test_a_search_finds_what_the_facts_do_not_show(tmp_path: Path) -> None:
    """On facts of nobody every promise holds; searched decisions show that one does not."""
    facts = {"enterprises": [enterprise("E1")]}
    path = proposal(
        tmp_path, "  - {parameter: growth.cap, value: 60万元}\n  - {parameter: growth.tier_4.reward, value: 60万元}"
    )
    blind = compare("ganzhou", path, facts=facts, year=2025, engine="reference", search=0, proofs=0)
    assert blind.passed
    found = compare("ganzhou", path, facts=facts, year=2025, engine="reference", search=60, proofs=0)
    assert not found.passed
    assert found.checks is not None
    assert [each.id for each in found.checks.of_state("broken")] == ["growth_most"]
    # What is about two decisions no searched decision can show.
    assert {each.id for each in found.checks.of_state("not_searched")} == {
        each.id for each in pr.load_policy("ganzhou").definition.invariants if isinstance(each, Monotone)
    }
    assert {each.state for each in found.checks.invariants} == {"held", "broken", "not_searched"}


def test_only_cases_of_proposals_and_promises_decide() -> None:
    """A case of the base with another result is what a proposal is for; an unconfirmed case passes nothing."""
    case = CaseCheck("a", same("a"), "cases/a.yaml", 1, "failed")
    assert Checks(base_cases=3, base_changed=(case,)).passed
    assert not Checks(cases=(CaseCheck("a", same("a"), "a.yaml", 1, "unconfirmed"),)).passed
    assert not Checks(invariants=(InvariantCheck("a", same("a"), "", "broken"),)).passed


def test_the_schema_holds_for_every_kind_of_comparison() -> None:
    """Two policies without proposals, without checks, of a city without awards."""
    validator = jsonschema.Draft202012Validator(comparison_schema())
    validator.check_schema(comparison_schema())
    for policy in ("ganzhou", "zhanjiang"):
        found = compare(policy, facts={"enterprises": [{"id": "E1"}]}, year=2025, engine="reference", checks=False)
        validator.validate(found.to_dict())
        assert not found.moves
