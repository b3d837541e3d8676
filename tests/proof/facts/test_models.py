"""Facts that the solver finds are facts that may be given, and come to what the solver says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import policies
from thoroughness import tries

from policyrules.policy import Policy, load_policy
from policyrules.testing import options

from ..models import of_shape, outcomes, seek, some_of

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def hold(policy: Policy, data: st.DataObject) -> None:
    """Some outcomes are sought; the facts found must be allowed, and decided just so."""
    policy = policy.interpret(**data.draw(options(policy)))
    year = data.draw(st.sampled_from([2025, 2026]))
    numbers = [data.draw(st.integers(*span)) for span in ((1, 2), (1, 2), (0, 2))]
    found = of_shape(policy, year, *numbers)
    ways = list(outcomes(found))
    wanted = data.draw(some_of([each for _, each in ways]))
    sought = seek(found, wanted)
    assert sought.differences(policy, year) == []


@pytest.mark.thorough
@settings(SLOW, max_examples=tries(25))
@given(policies(), st.data())
def test_of_any_policy(policy: Policy, data: st.DataObject) -> None:
    """Else counterexamples are no facts, or are not what was proved about: constraints, export, encoding."""
    hold(policy, data)


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang"])
def test_of_the_bundled_policies(name: str) -> None:
    """Else a counterexample to a promise of the two documents cannot be confirmed."""

    @settings(SLOW, max_examples=tries(10))
    @given(st.data())
    def held(data: st.DataObject) -> None:
        hold(load_policy(name), data)

    held()
