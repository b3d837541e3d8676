"""All properties by name, each as a check of a policy on facts in a sales year that raises AssertionError."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyrules.decision.decision import Decision
from policyrules.policy import Policy
from policyrules.testing import amounts, relations
from policyrules.testing.changes import Json

Check = Callable[[Policy, Json, int], None]


def _of_decision(check: Callable[[Decision], None]) -> Check:
    """A check of one decision, as a check of the policy that makes it."""

    def checked(policy: Policy, facts: Json, year: int) -> None:
        check(policy.decide(facts, year))

    checked.__doc__ = check.__doc__
    return checked


#: Every property that needs no more than facts. Monotonicity needs a figure to raise: `rises`.
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
    "order_is_irrelevant": relations.order_is_irrelevant,
    "renaming_changes_ids_only": relations.renaming_changes_ids_only,
    "engines_agree": relations.engines_agree,
    "reproducible": relations.reproducible,
}
