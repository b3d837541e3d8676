"""All claims of one payee under one award, taken together: what they come to, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyrules.program.program import AwardRule, Combine
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.limits import Side
from policyrules.proof.facts.variables import Variables
from policyrules.proof.logic.terms import Bool, Int, at_most, both, either, implies, less, negation, total, when


@dataclass(slots=True, eq=False)
class Bundle:
    """The claims of a payee under an award. `due` is what the live ones come to, in fen.

    `live`, `unknown`: whether some are; `beyond`: the most that the unknown ones could come to, where there is a cap.
    `fresh` makes variables for what limits leave open.
    """

    award: AwardRule
    due: Int
    live: Bool
    unknown: Bool
    beyond: Int
    fresh: Variables
    there: Bool = True

    def side(self, paid: Bool) -> Side:
        """The bundle as a side of an exclusive limit."""
        bounded = True if self.award.cap is not None else negation(self.unknown)
        most = total([self.due, when(self.unknown, self.beyond, 0)])
        return Side((self,), either(self.live, self.unknown), paid, self.unknown, self.due, bounded, most)

    def exclude(self, condition: Bool) -> None:
        """Exclude all claims where the condition holds."""
        self.due = when(condition, 0, self.due)
        self.live, self.unknown = both(self.live, negation(condition)), both(self.unknown, negation(condition))

    def leave_open(self, condition: Bool) -> None:
        """Make the live claims unknown where the condition holds."""
        opened = both(condition, self.live)
        self.beyond = when(opened, _times_cap(self.award, self.fresh.another("opened", 1)), self.beyond)
        self.due = when(opened, 0, self.due)
        self.live, self.unknown = both(self.live, negation(opened)), either(self.unknown, opened)


def of_claims(award: AwardRule, claims: Sequence[SymbolicClaim], fresh: Variables) -> Bundle:
    """The bundle of the claims that there are."""
    unknown = [both(each.there, each.unknown) for each in claims]
    return Bundle(
        award,
        total(each.due for each in claims),
        either(*(both(each.there, each.live) for each in claims)),
        either(*unknown),
        total(when(each, award.cap or 0, 0) for each in unknown),
        fresh,
    )


def of_any(award: AwardRule, name: str, variables: Variables, fresh: Variables) -> Bundle:
    """The bundle of any number of claims (of one, where a payee has no more), of which nothing else is known."""
    if not award.open:
        return Bundle(award, 0, False, False, 0, fresh)
    due, live, unknown = variables.whole(name), variables.truth(name + ".live"), variables.truth(name + ".unknown")
    variables.constraints.append(implies(less(0, due), live))
    number: Int = 1
    if award.payee is None and award.combine is not Combine.EACH:
        variables.constraints.append(negation(both(live, unknown)))
        if award.cap is not None:
            variables.constraints.append(at_most(due, award.cap))
    else:
        number = variables.whole(name + ".number", 1)
    return Bundle(award, due, live, unknown, _times_cap(award, number), fresh)


def together(one: Bundle, other: Bundle) -> Bundle:
    """Two bundles of one payee and award as one."""
    beyond = total([when(one.unknown, one.beyond, 0), when(other.unknown, other.beyond, 0)])
    live, unknown = either(one.live, other.live), either(one.unknown, other.unknown)
    return Bundle(one.award, total([one.due, other.due]), live, unknown, beyond, one.fresh)


def _times_cap(award: AwardRule, number: Int) -> Int:
    """The most that so many unknown claims could come to."""
    return 0 if award.cap is None else number * award.cap
