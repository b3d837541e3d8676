"""All properties by name, each as a check of a policy on facts in a sales year that raises AssertionError."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyrules.decision.decision import Decision
from policyrules.invariants.check import check as broken_invariants
from policyrules.policy import Policy
from policyrules.testing import amounts, judgements, relations
from policyrules.testing.additions import additions
from policyrules.testing.changes import Json
from policyrules.testing.gaps import completions
from policyrules.testing.property import Change, Check
from policyrules.testing.rises import rises


def _of_decision(check: Callable[[Decision], None]) -> Check:
    """A check of one decision, as a check of the policy that makes it."""

    def checked(policy: Policy, facts: Json, year: int) -> None:
        check(policy.decide(facts, year, guard=False))

    checked.__doc__ = check.__doc__
    return checked


def invariants_hold(policy: Policy, facts: Json, year: int) -> None:
    """No decision breaks what the policy's invariants.yaml promises."""
    broken = broken_invariants(policy.definition, policy.decide(facts, year, guard=False))
    assert not broken, "; ".join(f"{each.invariant}: {each.words.en}" for each in broken)


#: Every property that needs no more than facts.
PROPERTIES: Mapping[str, Check] = {
    **{
        check.__name__: _of_decision(check)
        for check in (
            amounts.caps_hold,
            amounts.line_caps_hold,
            amounts.exclusive_awards_hold,
            amounts.budget_holds,
            amounts.within_award_years,
        )
    },
    "paid_once": relations.paid_once,
    "invariants_hold": invariants_hold,
    "only_required_items_decide": judgements.only_required_items_decide,
    "targets_fit_their_values": judgements.targets_fit_their_values,
    "counts_add_up": judgements.counts_add_up,
    "order_is_irrelevant": relations.order_is_irrelevant,
    "renaming_changes_ids_only": relations.renaming_changes_ids_only,
    "engines_agree": relations.engines_agree,
    "reproducible": relations.reproducible,
}
#: Every property that needs a change of the facts.
CHANGES: Mapping[str, Change] = {
    "raising_never_lowers": Change(rises, relations.raising_never_lowers),
    "supplying_never_reverses": Change(completions, judgements.supplying_never_reverses),
    "more_is_never_worse": Change(additions, judgements.more_is_never_worse),
}
#: What a policy must have for a property to say anything; those not named here speak of every policy.
_ABOUT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("caps_hold", "line_caps_hold", "exclusive_awards_hold", "budget_holds"), ("awards",)),
    **dict.fromkeys(("within_award_years", "paid_once", "raising_never_lowers"), ("awards",)),
    **dict.fromkeys(("only_required_items_decide", "more_is_never_worse"), ("standards",)),
    **dict.fromkeys(("targets_fit_their_values", "counts_add_up"), ("targets",)),
    "supplying_never_reverses": ("standards", "targets"),
    "invariants_hold": ("invariants",),
}


def speaks_of(name: str, policy: Policy) -> bool:
    """Whether a policy has what a property is about."""
    about = _ABOUT.get(name, ())
    return not about or any(getattr(policy.definition, each) for each in about)
