"""The promises of a policy as properties: one for each invariant that it declares."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from policyrules.engines import choose
from policyrules.invariants.check import violations
from policyrules.invariants.monotone import lowered
from policyrules.invariants.rules import AnyRule, MonotoneRule
from policyrules.invariants.violation import Violation
from policyrules.language.definition import AnyInvariant, Monotone
from policyrules.policy import Policy
from policyrules.testing.changes import Json, Rise
from policyrules.testing.property import Change, Check
from policyrules.testing.rises import rises
from policyrules.testing.strategies import facts as facts_of

#: What the name of the property of an invariant begins with.
PREFIX = "invariant_"


def promises(policy: Policy) -> Mapping[str, Check | Change]:
    """A property for each invariant that a policy is held to, named `invariant_` and its id."""
    kept = [each for each in policy.base.invariants if each.id not in policy.given_up]
    return {
        f"{PREFIX}{each.id}": _of_rises(each) if isinstance(each, Monotone) else _of_decisions(each) for each in kept
    }


def _of_decisions(invariant: AnyInvariant) -> Check:
    """That no decision breaks an invariant."""

    def check(policy: Policy, facts: Json, year: int) -> None:
        rule = _asked(policy, year, invariant.id)
        if rule is not None:
            _none(violations((rule,), policy.decide(facts, year, guard=False)))

    check.__doc__ = invariant.label.en
    return check


def _of_rises(invariant: Monotone) -> Change:
    """That no higher figure breaks an invariant."""

    def check(policy: Policy, facts: Json, year: int, rise: Rise) -> None:
        rule = _asked(policy, year, invariant.id)
        if isinstance(rule, MonotoneRule):
            lower, higher = policy.facts(facts), policy.facts(rise.applied(facts))
            _none(tuple(lowered(rule, policy.program(year), lower, higher, choose("reference"))))

    @st.composite
    def drawn(draw: st.DrawFn, policy: Policy, year: int, facts: st.SearchStrategy[Json]) -> tuple[Json, Rise | None]:
        rule = _asked(policy, year, invariant.id)
        if not isinstance(rule, MonotoneRule):
            return draw(facts), None
        return draw(rises_for(rule, policy, year))

    check.__doc__ = invariant.label.en
    return Change(drawn, check)


def rises_for(rule: MonotoneRule, policy: Policy, year: int) -> st.SearchStrategy[tuple[Json, Rise | None]]:
    """Facts that a promise is about, and a rise of its figure; None where they have none that can be raised."""
    paid = None if rule.any_register else ()
    known = facts_of(policy, year, unknown=False, paid=paid, max_payees=1)
    if rule.over_all:
        known = known | facts_of(policy, year, unknown=False, paid=paid)  # others take from places and budgets
    return rises(policy, year, known, [(rule.things, rule.figure.field, rule.figure.year)])


def _asked(policy: Policy, year: int, name: str) -> AnyRule | None:
    """The invariant as it is promised under the readings of a policy; None where it is not."""
    return next((each for each in policy.promises(year) if each.id == name), None)


def _none(broken: tuple[Violation, ...]) -> None:
    assert not broken, "; ".join(f"{each.invariant}: {each.words.en}" for each in broken)
