"""The commission's heart: what the Ganzhou document promises never to exceed, in its own numbers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.policy import load_policy
from policyrules.testing import facts, options, raising_never_lowers, rises, years

from .official import OFFICIAL, paid_for_what_was_paid

GANZHOU = load_policy("ganzhou")


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_the_limits_of_the_document_hold(data: st.DataObject) -> None:
    """Under every interpretation, in every year, whatever was paid before."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    year = data.draw(years(GANZHOU))
    given_facts = data.draw(facts(policy, year))
    decision = policy.decide(given_facts, year).to_dict()
    for check in OFFICIAL:
        check(decision, given_facts)


@settings(max_examples=tries(50), deadline=None)
@given(st.data())
def test_many_claims_stay_within_the_budget(data: st.DataObject) -> None:
    """With many bases, so that the 100万 of an enterprise and what is left of the 1000万 really bite."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    given_facts = data.draw(facts(policy, 2025, max_payees=2, max_things=7, unknown=False, paid=()))
    left = data.draw(st.sampled_from([0, 1, 100_000, 500_000, 1_300_000]))
    given_facts["city"] = {"other_support": {"2025": 10_000_000 - left}}
    decision = policy.decide(given_facts, 2025).to_dict()
    for check in OFFICIAL:
        check(decision, given_facts)


@settings(max_examples=tries(50), deadline=None)
@given(st.data())
def test_a_one_time_award_is_not_paid_in_the_next_year(data: st.DataObject) -> None:
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    year = data.draw(st.sampled_from([2024, 2025, 2026]))
    assert not paid_for_what_was_paid(policy, data.draw(facts(policy, year)), year)


@settings(max_examples=tries(50), deadline=None)
@given(st.data())
def test_raising_a_figure_of_the_year_never_lowers_an_entitlement(data: st.DataObject) -> None:
    """Strict: the exceptions are no rounding and no luck, each is a finding with a test of its own."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    year = data.draw(years(GANZHOU))
    # One-time payments that contradict the figures are finding 10.
    consistent = facts(policy, year, paid=("platform", "agricultural"))
    given_facts, rise = data.draw(rises(policy, year, consistent))
    if rise is not None:
        raising_never_lowers(policy, given_facts, year, rise)
