"""All properties of a policy as a class of tests."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from policyrules.policy import Policy, load_policy
from policyrules.testing.changes import Json
from policyrules.testing.circumstances import options, years
from policyrules.testing.judged import bounds
from policyrules.testing.promises import promises
from policyrules.testing.properties import CHANGES, PROPERTIES, speaks_of
from policyrules.testing.property import Change, Check
from policyrules.testing.strategies import facts

#: Facts are large and decisions take milliseconds, so neither is held against an example.
DEFAULT = hypothesis.settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
#: The property that says at once what those of single invariants say.
_ALL_PROMISES = "invariants_hold"
#: Properties that look at many things at once where a target counts many.
_CROWDED = ("engines_agree", "targets_fit_their_values", "counts_add_up", "supplying_never_reverses")


def policy_properties(
    policy: str | Path | Policy,
    *,
    settings: hypothesis.settings = DEFAULT,
    without: Collection[str] = (),
    **properties: Check,
) -> type:
    """A class of tests, one for each property, for pytest to collect under a name that starts with Test.

        TestOurPolicy = policy_properties("policies/ours")

    Facts, sales years and interpretations vary. Properties of what the policy does not have (standards, say) have
    no test; each invariant that it declares has one, `test_invariant_` and its id. `without` leaves properties out by
    name (`invariants_hold`: those of all invariants); further keyword arguments add the policy's own: functions of a
    policy, facts and a year that raise AssertionError. `settings` are Hypothesis's, with 50 examples of each
    property unless given. Raises ValueError for a name in `without` that is no property.
    """
    held = policy if isinstance(policy, Policy) else load_policy(policy)
    own = promises(held)
    known: dict[str, Check | Change] = {**PROPERTIES, **properties, **CHANGES, **own}
    left_out = {*without, *(own if _ALL_PROMISES in without else ()), _ALL_PROMISES}
    if strange := set(without) - set(known):
        raise ValueError(f"no property is called {', '.join(sorted(strange))}; there are: {', '.join(known)}")
    tests = {
        f"test_{name}": _test(held, name, check, settings)
        for name, check in known.items()
        if name not in left_out and speaks_of(name, held)
    }
    return type("PolicyProperties", (), {"__doc__": f"The properties of the policy {held.id}.", **tests})


def _test(policy: Policy, name: str, check: Check | Change, settings: hypothesis.settings) -> Any:
    @settings
    @given(st.data())
    def test(self: object, data: st.DataObject) -> None:
        chosen = policy.interpret(**data.draw(options(policy), label="interpretations"))
        year = data.draw(years(policy), label="year")
        given_facts = _facts(chosen, year, name)
        if not isinstance(check, Change):
            check(chosen, data.draw(given_facts, label="facts"), year)
            return
        first, change = data.draw(check.drawn(chosen, year, given_facts), label="facts and change")
        if change is not None:
            check.check(chosen, first, year, change)

    test.__doc__ = check.check.__doc__ if isinstance(check, Change) else check.__doc__
    return test


def _facts(policy: Policy, year: int, name: str) -> st.SearchStrategy[Json]:
    if name == "raising_never_lowers":
        # What a register says against the facts is no question of monotonicity.
        return facts(policy, year, paid=())
    if name in _CROWDED and bounds(policy.program(year)):
        return facts(policy, year) | facts(policy, year, max_things=1, crowded=True)
    return facts(policy, year)
