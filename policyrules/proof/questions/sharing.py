"""What a budget leaves one payee, told without products: true of every share in proportion, and enough to prove by.

A payee that claims m of a tranche of which L is left and others claim C gets g(m) in all, less a part of a fen for each
of its n lines. Where all fits (m + C ≤ L) g(m) = m. Else g(m) = mL/(m + C), of which we need but this:

- it is at most L and m, and at least L - C, since mL - (L - C)(m + C) = C(m + C - L) > 0;
- it rises with m and with L, and no faster than whichever of both rises more: its slopes are LC/(m + C)² and m/(m + C),
  which come to at most 1 together, as L ≤ m + C; where all fits they are 1 and 0, and at L = m + C both forms meet.

So facts that contradict these are excluded for every share, and nothing is multiplied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import z3

from policyrules.program.program import BudgetRule, CapRule, Cut, LimitRule
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.ordering import by_rank, in_order
from policyrules.proof.facts.register import SymbolicRegister
from policyrules.proof.logic.terms import Bool, Int, at_most, greatest, implies, negation, same, total, when


@dataclass(frozen=True)
class Tranche:
    """A tranche that is shared in proportion: what a payee and others claim, what is left, what the payee gets."""

    lines: int
    mine: Int
    others: Int
    left: Int
    share: Int

    @property
    def fits(self) -> Bool:
        """That all that is claimed is left."""
        return at_most(self.mine + self.others, self.left)

    @property
    def bounds(self) -> list[Bool]:
        """What is true of the share by itself."""
        cut = negation(self.fits)
        return [
            at_most(0, self.share),
            at_most(self.share, self.mine),
            implies(self.fits, same(self.share, self.mine)),
            implies(cut, at_most(self.share, self.left)),
            implies(cut, at_most(self.left - self.others - self.lines, self.share)),
        ]

    def beside(self, other: Tranche) -> Bool:
        """What is true of the share beside that of the same tranche in which others claim the same."""
        more_left, more_claimed = (greatest(0, one) for one in (self.left - other.left, self.mine - other.mine))
        no_more = at_most(self.share - other.share, total([greatest(more_left, more_claimed), self.lines]))
        return implies(same(self.others, other.others), no_more)


@dataclass(frozen=True)
class Shared:
    """What a payee is due after a budget, and the tranches that share in proportion."""

    due: Int
    tranches: tuple[Tranche, ...]


def is_proportional(limit: LimitRule) -> bool:
    """Whether a limit is a cap that cuts a payee's lines in proportion."""
    return isinstance(limit, CapRule) and limit.cut is Cut.PRO_RATA


def capped(
    limit: CapRule, claims: Sequence[SymbolicClaim], register: SymbolicRegister, payee: str, name: str
) -> Shared:
    """What a cap in proportion leaves a payee of its claims: as a tranche in which nobody else claims anything."""
    own = [claim for claim in claims if claim.award.id in limit.awards]
    outside = total(claim.due for claim in claims if claim.award.id not in limit.awards)
    _, paid = register.paid_to(payee, limit.awards, limit.whole_period)
    left, mine = greatest(0, limit.amount - paid), total(claim.due for claim in own)
    tranche = Tranche(len(own), mine, 0, left, z3.Int(f"share.{name}"))
    return Shared(total([outside, tranche.share]), (tranche,))


def shared(limit: BudgetRule, claims: Sequence[SymbolicClaim], available: Int, payee: str, name: str) -> Shared:
    """What a budget leaves a payee of the claims before it. `name` tells the shares from those of other decisions."""
    of_budget = [claim for claim in claims if claim.award.id in limit.awards]
    outside = total(claim.due for claim in claims if claim.payee == payee and claim.award.id not in limit.awards)
    left, parts, tranches = available, [outside], []
    for number, tranche in enumerate(limit.tranches):
        served = [claim for claim in of_budget if claim.award.id in tranche.awards]
        own = [claim for claim in served if claim.payee == payee]
        claimed = total(claim.due for claim in served)
        if tranche.by_rank:
            kept = in_order(served, by_rank, left)
            parts.append(total(due for claim, due in zip(served, kept, strict=True) if claim.payee == payee))
        else:
            mine = total(claim.due for claim in own)
            others = total(claim.due for claim in served if claim.payee != payee)
            tranches.append(Tranche(len(own), mine, others, left, z3.Int(f"share.{name}.{number}")))
            parts.append(tranches[-1].share)
        left = greatest(0, left - claimed)
    unserved = [each for each in of_budget if not any(each.award.id in tranche.awards for tranche in limit.tranches)]
    parts.append(total(claim.due for claim in unserved if claim.payee == payee))
    over = negation(at_most(total(claim.due for claim in of_budget), available))
    all_due = total(claim.due for claim in claims if claim.payee == payee)
    return Shared(when(over, total(parts), all_due), tuple(tranches))
