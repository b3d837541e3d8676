"""Promises held against columns find what they find on single cases: the same things, in the same order and words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import polars
import pytest
from comparison.test_population import facts as many
from engines.columnar.agreement import frames_in, frames_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import decisions
from thoroughness import tries

from policyrules.decision.decision import Decision
from policyrules.decision.frame_decision import FrameDecision
from policyrules.decision.lines import AwardLine
from policyrules.errors import EngineError
from policyrules.invariants.check import violations
from policyrules.invariants.frames import check
from policyrules.invariants.rules import AnyRule
from policyrules.policy import Policy, load_policy
from policyrules.testing import population

from ..copies import Edit, amended, limit
from .promises import promises

pytestmark = pytest.mark.thorough

_ALL = 1_000_000
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
_RECOGNIZED = "      - {id: recognized, label: {zh: 经认定, en: recognised}, test: recognized}\n"
#: Without caps, growth for those who are not recognised, one-time awards every year: most who are paid break something.
_UNBOUNDED: tuple[Edit, ...] = (
    *(("limits.yaml", limit(each), "") for each in ("enterprise_cap", "platform_cap", "growth_or_agricultural")),
    ("awards.yaml", "    subject: enterprises\n    paid: once", "    subject: enterprises\n    paid: yearly"),
    ("awards.yaml", f"{_RECOGNIZED}      - {{id: sales, label: {{zh: 年度", "      - {id: sales, label: {zh: 年度"),
    ("awards.yaml", "en: city treasury}\n    paid: once", "en: city treasury}\n    paid: yearly"),
)
#: A block that the verdict does not rest on, and a band above the next.
_UNASKED: tuple[Edit, ...] = (
    ("standards.yaml", "label: {zh: 有团队, en: a team}\n", "label: {zh: 有团队, en: a team}\n        counts: false\n"),
    ("parameters.yaml", "over_5m.sales: {value: 500万元", "over_5m.sales: {value: 5000万元"),
)


class Sample(NamedTuple):
    """A policy that decides a population, and in what way."""

    policy: str
    edits: tuple[Edit, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    year: int = 2026


SAMPLES = {
    "each keeps its promises": Sample("ganzhou"),
    "tiers that add up, without limits": Sample(
        "ganzhou", _UNBOUNDED, (("growth_tiers_in_one_year", "cumulative"), ("budget_rule", "report_only"))
    ),
    "each tier by itself, without limits": Sample(
        "ganzhou", _UNBOUNDED, (("base_tiers_in_one_year", "both"), ("budget_rule", "report_only"))
    ),
    "a block that does not count, and bands that do not nest": Sample("zhanjiang", _UNASKED, year=2025),
}


@cache
def drawn(name: str) -> tuple[Policy, dict[str, Any], Decision]:
    """A policy, a population with a register, and what the reference decides of it.

    The register has again, for the year before, what would be paid: every other entry without a tier, or of one below.
    """
    sample = SAMPLES[name]
    with TemporaryDirectory() as folder:
        policy = amended(Path(folder), sample.policy, *sample.edits).interpret(**dict(sample.options))
    facts = many() if sample.policy == "ganzhou" else population(policy, 600, 7, year=sample.year)
    decision = policy.decide(facts, sample.year, engine="reference", guard=False)
    if sample.edits and "awards_paid" in facts:
        again = [_entry(line, number) for number, line in enumerate(decision.awards) if line.paid_fen]
        entries = polars.DataFrame(again, schema=facts["awards_paid"].schema, orient="row")
        facts = {**facts, "awards_paid": polars.concat([facts["awards_paid"], entries])}
        decision = policy.decide(facts, sample.year, engine="reference", guard=False)
    return policy, facts, decision


def _entry(line: AwardLine, number: int) -> tuple[object, ...]:
    """What a line pays as an entry of the register for the year before, in whole yuan."""
    year, yuan = line.claim.case.world.program.year - 1, (line.paid_fen or 0) // 100
    tier = line.tier if number % 2 or line.tier is None else (line.tier - 1 or None)
    return year, line.award, tier, line.enterprise, None if line.subject == line.enterprise else line.subject, yuan


@cache
def decided(name: str, kind: str) -> tuple[Decision, FrameDecision]:
    """What the reference and the columns decide of it."""
    policy, facts, expected = drawn(name)
    return expected, policy.decide_frame(frames_in(facts, kind), expected.year, guard=False)


@pytest.mark.parametrize("kind", ["polars", "polars_lazy", "duckdb"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_promises_of_a_policy_are_broken_alike_by_a_population(name: str, kind: str) -> None:
    """Thousands of lines with a register, under the promises as they are written."""
    (expected, found), sample = decided(name, kind), SAMPLES[name]
    rules = load_policy(sample.policy).interpret(**dict(sample.options)).promises(sample.year)
    agree(rules, expected, found)
    assert bool(violations(rules, expected)) == bool(sample.edits), "this sample shows nothing"


@settings(max_examples=tries(15), deadline=None, suppress_health_check=_SLOW)
@given(st.sampled_from(sorted(SAMPLES)), st.sampled_from(["polars", "polars", "polars", "duckdb"]), st.data())
def test_any_promise_is_broken_alike_by_a_population(name: str, kind: str, data: st.DataObject) -> None:
    """Else a population is released that breaks a promise, or one is held back that keeps all."""
    expected, found = decided(name, kind)
    agree(data.draw(promises(expected)), expected, found)


@settings(max_examples=tries(5), deadline=None, suppress_health_check=_SLOW)
@given(decisions(), st.data(), st.sampled_from(["polars", "polars_lazy"]))
def test_any_promise_about_any_policy_is_broken_alike(
    case: tuple[Policy, dict[str, Any], int], data: st.DataObject, kind: str
) -> None:
    """Else the columns know the promises of two policies, not the policy language."""
    policy, facts, year = case
    expected = policy.decide(facts, year, engine="reference", guard=False)
    rules = data.draw(promises(expected))
    try:
        agree(rules, expected, policy.decide_frame(frames_of(policy, facts, kind), year, guard=False))
    except EngineError as error:
        # Random policies multiply random figures: what may leave 64 bits is refused, and nothing else.
        if "64 bits" not in str(error):
            raise


def agree(rules: tuple[AnyRule, ...], expected: Decision, found: FrameDecision) -> None:
    """All violations are those of single cases; the first, of which some are asked for, are the first of those."""
    breaches, few = check(rules, found, _ALL), check(rules, found, 2)
    assert tuple(each for breach in breaches for each in breach.first) == violations(rules, expected)
    assert [each.number for each in breaches] == [len(each.first) for each in breaches]
    assert [(each.first, each.number) for each in few] == [(each.first[:2], each.number) for each in breaches]
