"""In which order claims are served: whether one comes before another, as a term."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policyrules.program.program import Cut
from policyrules.proof.deciding.claims import Figure, SymbolicClaim
from policyrules.proof.logic.terms import Bool, Int, both, either, greatest, least, less, negation, same, total, when

#: Whether the first of two claims comes before the second; their places in the list settle what nothing else does.
Before = Callable[[SymbolicClaim, SymbolicClaim, bool], Bool]


def by_rank(one: SymbolicClaim, other: SymbolicClaim, first: bool) -> Bool:
    """The higher-ranked first; an unknown figure last."""
    found = _tie(one, other, first)
    for mine, theirs in reversed(list(zip(one.rank, other.rank, strict=False))):
        found = either(_above(mine, theirs), both(_level(mine, theirs), found))
    return found


def larger_first(one: SymbolicClaim, other: SymbolicClaim, first: bool) -> Bool:
    """The larger claim first."""
    return either(less(other.due, one.due), both(same(one.due, other.due), _tie(one, other, first)))


def earlier_clause_first(one: SymbolicClaim, other: SymbolicClaim, first: bool) -> Bool:
    """The award that stands first, within it the larger claim."""
    if one.award.index != other.award.index:
        return one.award.index < other.award.index
    return larger_first(one, other, first)


KEPT: dict[Cut, Before] = {
    Cut.LOWER_RANK_FIRST: by_rank,
    Cut.SMALLER_FIRST: larger_first,
    Cut.LATER_CLAUSES_FIRST: earlier_clause_first,
}


def _above(mine: Figure, theirs: Figure) -> Bool:
    return both(mine.known, either(negation(theirs.known), less(theirs.term, mine.term)))


def _level(mine: Figure, theirs: Figure) -> Bool:
    equal = both(mine.known, theirs.known, same(mine.term, theirs.term))
    return either(equal, both(negation(mine.known), negation(theirs.known)))


def _tie(one: SymbolicClaim, other: SymbolicClaim, first: bool) -> Bool:
    if one.subject != other.subject:
        return one.subject < other.subject
    return either(less(one.tier, other.tier), both(same(one.tier, other.tier), first))


def precedes(before: Before, claims: Sequence[SymbolicClaim], index: int, other: int) -> Bool:
    """Whether the claim at `index` comes before the one at `other`."""
    return before(claims[index], claims[other], index < other)


def in_order(claims: Sequence[SymbolicClaim], before: Before, left: Int) -> list[Int]:
    """What is left of each claim where they are served in order until nothing is left."""
    served: list[Int] = []
    for index, claim in enumerate(claims):
        earlier = total(
            when(precedes(before, claims, other, index), each.due, 0)
            for other, each in enumerate(claims)
            if other != index
        )
        served.append(least(claim.due, greatest(0, left - earlier)))
    return served


def in_proportion(claims: Sequence[SymbolicClaim], left: Int) -> list[Int]:
    """What is left of each claim where all keep the same share, rounded down."""
    claimed = total(claim.due for claim in claims)
    return [when(less(left, claimed), _share(claim.due, left, claimed), claim.due) for claim in claims]


def _share(due: Int, left: Int, claimed: Int) -> Int:
    if isinstance(due, int) and due == 0:
        return 0
    if all(isinstance(each, int) for each in (due, left, claimed)):
        return due * left // claimed if claimed else 0
    return (due * left) / claimed
