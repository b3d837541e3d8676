"""Both engines agree on every decision, down to the reasons and the missing facts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.policy import load_policy
from policyrules.testing import engines_agree, facts, options, years

GANZHOU = load_policy("ganzhou")


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_engines_agree(data: st.DataObject) -> None:
    """On facts that sit on and around the thresholds, in any year, under any interpretation."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    year = data.draw(years(GANZHOU))
    engines_agree(policy, data.draw(facts(policy, year)), year)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_engines_agree_where_limits_bite(data: st.DataObject) -> None:
    """With many bases and platforms of few enterprises, every cap has something to cut."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    engines_agree(policy, data.draw(facts(policy, 2025, max_payees=2, max_things=8, unknown=False)), 2025)
