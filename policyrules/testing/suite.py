"""All properties of a policy as a class of tests."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from policyrules.policy import Policy, load_policy
from policyrules.testing.properties import PROPERTIES, Check
from policyrules.testing.relations import raising_never_lowers
from policyrules.testing.rises import rises
from policyrules.testing.strategies import facts, options, years

MONOTONE = "raising_never_lowers"
#: Facts are large and decisions take milliseconds, so neither is held against an example.
DEFAULT = hypothesis.settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def policy_properties(
    policy: str | Path | Policy,
    *,
    settings: hypothesis.settings = DEFAULT,
    without: Collection[str] = (),
    **properties: Check,
) -> type:
    """A class of tests, one for each property, for pytest to collect under a name that starts with Test.

        TestOurPolicy = policy_properties("policies/ours")

    Facts, sales years and interpretations vary. `without` leaves properties out by name; further keyword
    arguments add the policy's own: functions of a policy, facts and a year that raise AssertionError.
    `settings` are Hypothesis's, with 50 examples of each property unless given.
    Raises ValueError for a name in `without` that is no property.
    """
    held = policy if isinstance(policy, Policy) else load_policy(policy)
    known = {**PROPERTIES, **properties}
    if strange := set(without) - {*known, MONOTONE}:
        raise ValueError(f"no property is called {', '.join(sorted(strange))}; there are: {', '.join(known)}")
    tests: dict[str, Any] = {
        f"test_{name}": _test(held, check, settings) for name, check in known.items() if name not in without
    }
    if MONOTONE not in without:
        tests[f"test_{MONOTONE}"] = _monotone(held, settings)
    return type("PolicyProperties", (), {"__doc__": f"The properties of the policy {held.id}.", **tests})


def _test(policy: Policy, check: Check, settings: hypothesis.settings) -> Any:
    @settings
    @given(st.data())
    def test(self: object, data: st.DataObject) -> None:
        chosen, year = _interpreted(policy, data)
        check(chosen, data.draw(facts(chosen, year), label="facts"), year)

    test.__doc__ = check.__doc__
    return test


def _monotone(policy: Policy, settings: hypothesis.settings) -> Any:
    @settings
    @given(st.data())
    def test(self: object, data: st.DataObject) -> None:
        chosen, year = _interpreted(policy, data)
        # What a register says against the facts is no question of monotonicity.
        given_facts, rise = data.draw(rises(chosen, year, facts(chosen, year, paid=())), label="facts and rise")
        if rise is not None:
            raising_never_lowers(chosen, given_facts, year, rise)

    test.__doc__ = raising_never_lowers.__doc__
    return test


def _interpreted(policy: Policy, data: st.DataObject) -> tuple[Policy, int]:
    options_drawn = data.draw(options(policy), label="interpretations")
    return policy.interpret(**options_drawn), data.draw(years(policy), label="year")
