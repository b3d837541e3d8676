"""Limits within one payee's case on symbolic claims: `engines/limits.py`, with terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from policyrules.program.program import CapRule, CaseLimit, Cut, ExclusiveRule, LimitRule
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.ordering import KEPT, in_order, in_proportion
from policyrules.proof.facts.register import RegisterView
from policyrules.proof.logic.terms import (
    Bool,
    Int,
    at_most,
    both,
    either,
    greatest,
    implies,
    less,
    negation,
    number_of,
    total,
    when,
)


def under(limit: LimitRule, claims: Sequence[SymbolicClaim]) -> list[SymbolicClaim]:
    """The claims that a limit may be about; only live ones have anything due."""
    return [claim for claim in claims if claim.award.id in limit.awards]


def limit_case(limit: CaseLimit, claims: Sequence[SymbolicClaim], payee: str, register: RegisterView) -> None:
    """Apply a limit to the claims of one payee."""
    if isinstance(limit, CapRule):
        _cap(limit, under(limit, claims), payee, register)
    else:
        keep_highest(sides(limit, claims, payee, register))


def _cap(limit: CapRule, claims: Sequence[SymbolicClaim], payee: str, register: RegisterView) -> None:
    _, paid = register.paid_to(payee, limit.awards, limit.whole_period)
    left = greatest(0, limit.amount - paid)
    pro_rata = limit.cut is Cut.PRO_RATA
    kept = in_proportion(claims, left) if pro_rata else in_order(claims, KEPT[limit.cut], left)
    for claim, due in zip(claims, kept, strict=True):
        claim.due = due


class Contender(Protocol):
    """What exclusivity settles: a claim, or all claims of an award together."""

    there: Bool

    def exclude(self, condition: Bool) -> None:
        """Exclude it where the condition holds."""

    def leave_open(self, condition: Bool) -> None:
        """Make it unknown where the condition holds."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one of several exclusive awards comes to for a payee.

    `there`: there are claims in question; `open`: one of them is unknown; `bounded`: what it could come to has a
    bound, `most`.
    """

    claims: tuple[Contender, ...]
    there: Bool
    paid: Bool
    open: Bool
    amount: Int
    bounded: Bool
    most: Int

    @property
    def settled(self) -> Bool:
        """There, and of a known amount."""
        return both(self.there, negation(self.open))


def sides(limit: ExclusiveRule, claims: Sequence[SymbolicClaim], payee: str, register: RegisterView) -> list[Side]:
    """The sides of an exclusive limit, in its order."""
    by_award = {award: [each for each in claims if each.award.id == award] for award in limit.awards}
    return [_side(by_award[award], award, payee, register) for award in limit.awards]


def _side(claims: Sequence[SymbolicClaim], award: str, payee: str, register: RegisterView) -> Side:
    unknown = [both(each.there, each.unknown) for each in claims]
    live = [both(each.there, each.live) for each in claims]
    amount = total(each.due for each in claims)
    bounded = both(*(negation(each) for each, claim in zip(unknown, claims, strict=True) if claim.award.cap is None))
    beyond = total(when(each, claim.award.cap or 0, 0) for each, claim in zip(unknown, claims, strict=True))
    paid, _ = register.paid_to(payee, (award,), whole_period=False)
    return Side(
        tuple(claims), either(*unknown, *live), paid, either(*unknown), amount, bounded, total([amount, beyond])
    )


def keep_highest(found: Sequence[Side]) -> None:
    """Exclude every side but the highest, or all but one that was paid before; or leave all open."""
    paid = either(*(side.paid for side in found))
    contested = both(negation(paid), less(1, number_of(side.there for side in found)))
    best = [_is_best(index, found) for index in range(len(found))]
    highest = total(when(is_best, side.amount, 0) for is_best, side in zip(best, found, strict=True))
    clear = both(
        either(*best),
        *(implies(side.there, both(side.bounded, at_most(side.most, highest))) for side in found),
    )
    for index, side in enumerate(found):
        after_payment = either(*(other.paid for other in found if other is not side))
        loses = both(contested, clear, negation(best[index]))
        for claim in side.claims:
            claim.exclude(both(claim.there, either(after_payment, loses)))
            claim.leave_open(both(claim.there, contested, negation(clear)))


def _is_best(index: int, found: Sequence[Side]) -> Bool:
    """Whether a side is the first of those with the greatest known amount."""
    side = found[index]
    beaten = [
        both(other.settled, at_most(side.amount, other.amount) if at < index else less(side.amount, other.amount))
        for at, other in enumerate(found)
        if at != index
    ]
    return both(side.settled, negation(either(*beaten)))
