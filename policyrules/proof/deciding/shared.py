"""Limits over all payees on symbolic claims: `engines/allocation.py`, with terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyrules.program.program import BudgetRule, PlacesRule
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.limits import under
from policyrules.proof.deciding.ordering import by_rank, in_order, in_proportion, precedes
from policyrules.proof.facts.register import SymbolicRegister
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import (
    Bool,
    Int,
    both,
    either,
    greatest,
    less,
    negation,
    number_of,
    total,
    when,
)


@dataclass(frozen=True, slots=True)
class SymbolicBudget:
    """What was available of a budget, in fen, and what was claimed of it."""

    available: Int
    claimed: Int

    @property
    def overrun(self) -> Int:
        """What was claimed above what was available."""
        return greatest(0, self.claimed - self.available)


def choose_places(limit: PlacesRule, claims: Sequence[SymbolicClaim], register: SymbolicRegister) -> None:
    """Leave only the first of the ranked subjects; those paid for the year already hold their places."""
    ranked, taken = under(limit, claims), register.places_taken(limit.awards)
    held = [register.holds_place(claim.award.id, claim.subject) for claim in ranked]
    free = [both(claim.there, claim.live, negation(own)) for claim, own in zip(ranked, held, strict=True)]
    has_room = [less(taken + _ahead(ranked, free, index), limit.places) for index in range(len(ranked))]
    for index, claim in enumerate(ranked):
        own = [
            both(each.there, each.live, True if at == index else precedes(by_rank, ranked, at, index), has_room[at])
            for at, each in enumerate(ranked)
            if _key(each) == _key(claim)
        ]
        claim.due = when(either(held[index], *own), claim.due, 0)


def _key(claim: SymbolicClaim) -> tuple[str, str]:
    return claim.award.id, claim.subject


def _ahead(ranked: Sequence[SymbolicClaim], free: Sequence[Bool], index: int) -> Int:
    """How many other subjects come before a claim and need a place of their own."""
    others: dict[tuple[str, str], list[Bool]] = {}
    for at, each in enumerate(ranked):
        if _key(each) != _key(ranked[index]):
            others.setdefault(_key(each), []).append(both(free[at], precedes(by_rank, ranked, at, index)))
    return number_of(either(*each) for each in others.values())


def share_budget(limit: BudgetRule, claims: Sequence[SymbolicClaim], world: SymbolicWorld) -> SymbolicBudget:
    """Serve the tranches of a budget in order from what is available."""
    of_budget = under(limit, claims)
    use = SymbolicBudget(available(limit, world), total(claim.due for claim in of_budget))
    over, left = less(use.available, use.claimed), use.available
    for tranche in limit.tranches:
        served = [claim for claim in of_budget if claim.award.id in tranche.awards]
        claimed = total(claim.due for claim in served)
        kept = in_order(served, by_rank, left) if tranche.by_rank else in_proportion(served, left)
        for claim, due in zip(served, kept, strict=True):
            claim.due = when(over, due, claim.due)
        left = greatest(0, left - claimed)
    return use


def available(limit: BudgetRule, world: SymbolicWorld) -> Int:
    """What other support and earlier payments leave of a budget. Unknown support counts as none."""
    support: Int = 0
    if limit.less is not None:
        known, amount = world.formulas().whole(limit.less)
        support = when(known, amount, 0)
    return greatest(0, limit.amount - support - world.register.paid_to_all(limit.awards))
