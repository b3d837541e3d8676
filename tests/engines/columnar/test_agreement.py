"""The columnar engine decides what the reference evaluator decides: the same lines, amounts, statuses and verdicts."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import decisions
from thoroughness import tries

from policyrules.decision.decision import Decision
from policyrules.errors import EngineError
from policyrules.policy import Policy, load_policy
from policyrules.testing import facts, options, population, years

from .agreement import KINDS, agree, frames_in, same_decision

#: What columns compute does not depend on the Python that asks for it.
pytestmark = pytest.mark.thorough

Decided = tuple[Policy, dict[str, Any], int]
POLICIES = {name: load_policy(name) for name in ("ganzhou", "zhanjiang")}


@st.composite
def bundled(draw: st.DrawFn) -> Decided:
    """Facts of a bundled policy that aim at its thresholds, under any reading; some give every figure."""
    whole = POLICIES[draw(st.sampled_from(sorted(POLICIES)))]
    policy = whole.interpret(**draw(options(whole)))
    year = draw(years(whole))
    return policy, draw(facts(policy, year, max_payees=4, max_things=5, unknown=draw(st.booleans()))), year


@settings(max_examples=tries(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bundled(), st.sampled_from(["polars", "polars", "polars_lazy", "pandas", "pyarrow"]))
def test_frames_are_decided_as_cases_are(decided: Decided, kind: str) -> None:
    """Else an enterprise of a population gets another amount than the same enterprise by itself."""
    agree(*decided, kind)


@settings(max_examples=tries(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(decisions(), st.sampled_from(["polars", "polars_lazy"]))
def test_any_policy_is_decided_alike(decided: Decided, kind: str) -> None:
    """Else the columns know two policies, not the policy language."""
    agree_or_refuse(decided, kind)


@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(decisions())
def test_duckdb_decides_any_policy_alike(decided: Decided) -> None:
    """Else nulls, divisions or orders that differ between the libraries would change amounts."""
    agree_or_refuse(decided, "duckdb")


def agree_or_refuse(decided: Decided, kind: str) -> None:
    """Random policies multiply random figures: what may leave 64 bits is refused, and nothing else."""
    try:
        agree(*decided, kind)
    except EngineError as error:
        if "64 bits" not in str(error):
            raise


@cache
def sample(name: str) -> tuple[dict[str, Any], Decision]:
    """5,000 simulated payees with what they own and were paid, and what the reference decides of them."""
    given = population(POLICIES[name], 5_000, 7, paid=True)
    return given, POLICIES[name].decide(given, 2025, engine="reference")


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("name", sorted(POLICIES))
def test_a_population_is_decided_alike(name: str, kind: str) -> None:
    """Rankings and budgets over thousands of claims, with ties: what few cases never show."""
    given, expected = sample(name)
    same_decision(expected, POLICIES[name].decide_frame(frames_in(given, kind), 2025))
