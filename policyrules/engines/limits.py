"""Limits within one payee's case: what a cap leaves, who stays when awards exclude each other.

These are the acts. When to act is decided by each engine on its own: the reference evaluator in plain Python, the
rete engine by its rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from policyrules.engines.cases import Register
from policyrules.engines.claims import Claim, State
from policyrules.program.program import CapRule, Cut, ExclusiveRule, LimitRule


def of_limit(limit: LimitRule, claims: Sequence[Claim]) -> list[Claim]:
    """The live claims that a limit is about."""
    return [claim for claim in claims if claim.state is State.LIVE and claim.award.id in limit.awards]


# Sharing an amount out


def in_order(claims: Sequence[Claim], limit: LimitRule, left: int) -> None:
    """Serve claims in the order given until nothing is left; the one that it ends in gets a part."""
    for claim in claims:
        served = min(claim.due, left)
        left -= served
        claim.reduce(limit, served)


def in_proportion(claims: Sequence[Claim], limit: LimitRule, left: int) -> None:
    """Leave every claim the same share of what is due, rounded down to the fen."""
    total = sum(claim.due for claim in claims)
    for claim in claims:
        if total > left:
            claim.reduce(limit, claim.due * left // total)


def rank_order(claim: Claim) -> tuple[Any, ...]:
    """Sorts the highest-ranked first; an unknown figure last; a tie by the smaller subject id."""
    figures = tuple((1, 0) if figure is None else (0, -figure) for figure in claim.rank)
    return (*figures, claim.subject.id, claim.tier or 0)


def _larger_first(claim: Claim) -> tuple[Any, ...]:
    return (-claim.due, claim.subject.id, claim.tier or 0)


def _earlier_clause_first(claim: Claim) -> tuple[Any, ...]:
    return (claim.award.index, *_larger_first(claim))


#: The order in which claims are kept, for each order in which a cap cuts.
_KEPT: dict[Cut, Callable[[Claim], tuple[Any, ...]]] = {
    Cut.LOWER_RANK_FIRST: rank_order,
    Cut.SMALLER_FIRST: _larger_first,
    Cut.LATER_CLAUSES_FIRST: _earlier_clause_first,
}


# Caps


def left_of_cap(cap: CapRule, payee: str, register: Register) -> int:
    """What earlier payments leave of a cap, in fen."""
    paid = register.to_payee(payee, cap.awards, cap.whole_period)
    return max(0, cap.amount - sum(each.amount for each in paid)) if paid else cap.amount


def apply_cap(cap: CapRule, claims: Sequence[Claim], left: int) -> None:
    """Cut the claims of one payee down to `left`, as the cap says."""
    of_cap = of_limit(cap, claims)
    if cap.cut is Cut.PRO_RATA:
        in_proportion(of_cap, cap, left)
    else:
        in_order(sorted(of_cap, key=_KEPT[cap.cut]), cap, left)


# Exclusivity


@dataclass(frozen=True, slots=True)
class Side:
    """What one of several exclusive awards comes to for a payee.

    `amount` is None where a claim of it is unknown; `most` is then the most that it could be (None: no bound).
    """

    award: str
    claims: tuple[Claim, ...]
    paid: bool
    amount: int | None
    most: int | None


def sides(limit: ExclusiveRule, claims: Sequence[Claim], payee: str, register: Register) -> list[Side]:
    """The sides of an exclusive limit, in its order; a side without claims in question has none."""
    return [_side(award, claims, bool(register.to_payee(payee, (award,)))) for award in limit.awards]


def _side(award: str, claims: Sequence[Claim], paid: bool) -> Side:
    own = tuple(each for each in claims if each.award.id == award and each.state in (State.LIVE, State.UNKNOWN))
    known = sum(claim.due for claim in own)
    unknown = [claim.award.cap for claim in own if claim.state is State.UNKNOWN]
    if not unknown:
        return Side(award, own, paid, known, known)
    return Side(award, own, paid, None, None if None in unknown else known + sum(cap or 0 for cap in unknown))


def keep_only(limit: ExclusiveRule, found: Sequence[Side], kept: Sequence[Side]) -> None:
    """Exclude the claims of every side but those kept."""
    names = tuple(side.award for side in kept)
    for side in found:
        if side not in kept:
            for claim in side.claims:
                claim.settle(limit, State.EXCLUDED, names)


def leave_open(limit: ExclusiveRule, found: Sequence[Side]) -> None:
    """Which side is the higher cannot be known yet: every claim in question is unknown."""
    waiting = tuple(claim for side in found for claim in side.claims if claim.state is State.UNKNOWN)
    for side in found:
        for claim in side.claims:
            if claim.state is State.LIVE:
                claim.settle(limit, State.UNKNOWN, tuple(each.award for each in found if each.claims))
                claim.waits_for = waiting


def exclude_after_payment(limit: ExclusiveRule, found: Sequence[Side]) -> None:
    """One of the awards was paid for the year already: the claims of the others are excluded."""
    paid = tuple(side for side in found if side.paid)
    for side in found:
        others = tuple(other.award for other in paid if other is not side)
        if others:
            for claim in side.claims:
                claim.settle(limit, State.EXCLUDED, others)
