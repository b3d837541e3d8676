"""Both engines agree on every decision, down to the reasons and the missing facts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.policy import load_policy
from policyrules.testing import engines_agree, facts, options, years

GANZHOU = load_policy("ganzhou")


@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang"])
@settings(max_examples=tries(120), deadline=None)
@given(data=st.data())
def test_engines_agree(name: str, data: st.DataObject) -> None:
    """On facts that sit on and around the thresholds, in any year, under any interpretation."""
    whole = load_policy(name)
    policy = whole.interpret(**data.draw(options(whole)))
    year = data.draw(years(whole))
    engines_agree(policy, data.draw(facts(policy, year)), year)


@settings(max_examples=tries(30), deadline=None)
@given(st.data())
def test_engines_agree_where_limits_bite(data: st.DataObject) -> None:
    """With many bases and platforms of few enterprises, every cap has something to cut."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    engines_agree(policy, data.draw(facts(policy, 2025, max_payees=2, max_things=8, unknown=False)), 2025)


@settings(max_examples=tries(30), deadline=None)
@given(st.data())
def test_engines_agree_where_targets_are_nearly_met(data: st.DataObject) -> None:
    """With about as many enterprises as a target asks for, and things compared with figures that may be missing."""
    policy = load_policy("zhanjiang").interpret(**data.draw(options(load_policy("zhanjiang"))))
    engines_agree(policy, data.draw(facts(policy, 2025, max_things=2, crowded=True)), 2025)
