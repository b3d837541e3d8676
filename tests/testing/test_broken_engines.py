"""A property that cannot fail proves nothing: break one helper of the engines, and see it caught."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from policyrules.engines import allocation, cases, limits, run
from policyrules.engines.claims import Claim
from policyrules.engines.rete import patterns
from policyrules.policy import Policy, load_policy
from policyrules.program.program import AwardRule
from policyrules.testing import CHANGES, PROPERTIES, facts

from .breaking import GANZHOU, is_caught, many
from .test_broken_judgements import CODE as JUDGEMENTS

pytestmark = pytest.mark.thorough

Patch = Callable[[pytest.MonkeyPatch], None]


def _no_earlier_payments(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cases.Register, "to_payee", lambda *_, **__: [])


def _nothing_is_cut(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Claim, "reduce", lambda *_: None)


def _two_are_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Claim, "settle", lambda *_: None)


def _the_lower_is_kept(patch: pytest.MonkeyPatch) -> None:
    keep_only = limits.keep_only
    wrong = lambda limit, found, kept: keep_only(limit, found, [side for side in found if side not in kept])  # noqa: E731
    patch.setattr("policyrules.engines.reference.keep_only", wrong)
    patch.setattr("policyrules.engines.rete.claims_chain.keep_only", wrong)


def _more_than_entitled(patch: pytest.MonkeyPatch) -> None:
    execute = run.run

    def generous(*arguments: Any) -> run.Outcome:
        outcome = execute(*arguments)
        for claim in outcome.claims:
            claim.due += 1
        return outcome

    patch.setattr("policyrules.policy.run", generous)


def _other_support_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(allocation, "other_support", lambda *_: 0)


def _years_never_end(patch: pytest.MonkeyPatch) -> None:
    always_open = lambda **given: AwardRule(**{**given, "open": True})  # noqa: E731
    patch.setattr("policyrules.program.lowering.awards.AwardRule", always_open)


def _nothing_was_paid_before(patch: pytest.MonkeyPatch) -> None:
    for module in ("policyrules.engines.reference", "policyrules.engines.rete.entitlement_chain"):
        patch.setattr(f"{module}.is_used", lambda *_: False)
    _no_earlier_payments(patch)


def _order_as_given(patch: pytest.MonkeyPatch) -> None:
    wrong = lambda claim: (claim.subject.pointer,)  # noqa: E731
    for order in list(limits._KEPT):
        patch.setitem(limits._KEPT, order, wrong)


def _by_the_hash_of_the_id(patch: pytest.MonkeyPatch) -> None:
    wrong = lambda claim: (sum(claim.subject.id.encode()) % 7, claim.subject.id)  # noqa: E731
    for order in list(limits._KEPT):
        patch.setitem(limits._KEPT, order, wrong)


def _one_engine_errs(patch: pytest.MonkeyPatch) -> None:
    comparison = patterns.comparison
    wrong = lambda sign, *rest: comparison(">=" if sign == ">" else sign, *rest)  # noqa: E731
    patch.setattr(patterns, "comparison", wrong)


def _chance(patch: pytest.MonkeyPatch) -> None:
    numbers = count()
    patch.setattr("policyrules.policy.library_version", lambda: str(next(numbers)))


CODE: dict[str, tuple[str, Patch, str]] = {
    "caps_hold: nothing is cut": ("caps_hold", _nothing_is_cut, "many"),
    "caps_hold: earlier payments do not count": ("caps_hold", _no_earlier_payments, "facts"),
    "line_caps_hold": ("line_caps_hold", _more_than_entitled, "facts"),
    "exclusive_awards_hold: two are kept": ("exclusive_awards_hold", _two_are_kept, "facts"),
    "exclusive_awards_hold: the lower is kept": ("exclusive_awards_hold", _the_lower_is_kept, "facts"),
    "budget_holds: nothing is cut": ("budget_holds", _nothing_is_cut, "many"),
    "budget_holds: other support is forgotten": ("budget_holds", _other_support_is_forgotten, "many"),
    "within_award_years": ("within_award_years", _years_never_end, "facts"),
    "paid_once": ("paid_once", _nothing_was_paid_before, "facts"),
    "invariants_hold: nothing is cut": ("invariants_hold", _nothing_is_cut, "many"),
    "invariants_hold: earlier payments do not count": ("invariants_hold", _no_earlier_payments, "facts"),
    "order_is_irrelevant": ("order_is_irrelevant", _order_as_given, "many"),
    "renaming_changes_ids_only": ("renaming_changes_ids_only", _by_the_hash_of_the_id, "many"),
    "engines_agree": ("engines_agree", _one_engine_errs, "many"),
    "reproducible": ("reproducible", _chance, "facts"),
}


@pytest.mark.parametrize("name", CODE)
def test_a_broken_engine_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check, patch, which = CODE[name]
    patch(monkeypatch)
    # A policy of its own: programs and networks made under the patch must not outlive it.
    policy = Policy(load_policy(GANZHOU).definition)
    year = 2023 if check == "within_award_years" else 2025
    strategy = many(policy, year) if which == "many" else facts(policy, year)
    assert is_caught(strategy, lambda each: PROPERTIES[check](policy, each, year))


def test_every_property_is_seen_to_fail() -> None:
    """Here, in the tests of broken judgements, or (a figure raised) in those of broken policies."""
    seen = {check for check, _, _ in (*CODE.values(), *JUDGEMENTS.values())}
    assert seen | {"raising_never_lowers"} == {*PROPERTIES, *CHANGES}
