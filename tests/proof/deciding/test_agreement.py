"""The symbolic decision at given facts is the decision of the reference evaluator, in all that it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_policies.drawing import Json
from strategies import decisions
from thoroughness import tries

from policyrules.policy import Policy, load_policy
from policyrules.testing import facts, options

from ..agreement import disagreements

Decided = tuple[Policy, Json, int]
TESTS = Path(__file__).parents[2]
#: The bundled policies, and two that use what these do not.
POLICIES = ["ganzhou", "zhanjiang", str(TESTS / "language/wells"), str(TESTS.parent / "examples/new-policy")]
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def written(draw: st.DrawFn, name: str) -> Decided:
    """A policy under random readings, with facts that aim at its thresholds, and a sales year."""
    policy = load_policy(name)
    policy = policy.interpret(**draw(options(policy)))
    year = draw(st.sampled_from([2025, 2026, 2024, 2027]))
    return policy, draw(facts(policy, year, unknown=draw(st.booleans()))), year


@pytest.mark.thorough
@settings(SLOW, max_examples=tries(40))
@given(decisions())
def test_any_policy_is_decided_as_the_reference_decides_it(decided: Decided) -> None:
    """Else a proof is about another policy language: tiers, limits, ranks, registers, counts, the unknown."""
    assert disagreements(*decided) == []


@pytest.mark.parametrize("name", POLICIES, ids=lambda name: Path(name).name)
def test_written_policies_are_decided_as_the_reference_decides_them(name: str) -> None:
    """Else what is proved of documents is not what they pay and ask: standards, targets and duties, too."""

    @settings(SLOW, max_examples=tries(15))
    @given(written(name))
    def agree(decided: Decided) -> None:
        assert disagreements(*decided) == []

    agree()
