"""What the solver says of decisions: whether an award is ever paid. Imported only where there is a solver.

An award takes part in what stands before it is surely decided: the criteria, the amount, and the limits up to the last
that excludes it. What comes after can only cut, and cuts all of it only where it allows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyrules.errors import EngineError
from policyrules.policy import Policy
from policyrules.program.program import AwardRule, BudgetRule, CaseLimit, ExclusiveRule, PlacesRule, Program, Stage
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool, both, either, less, negation, same

#: The seconds that one question may take.
LIMIT = 1.0
#: The most things of each list that a payee is looked at with.
THINGS = 3


def pays(policy: Policy, year: int, award: str, tier: int | None) -> bool | None:
    """Whether some payee with up to three things of each list is paid under an award (for a tier) in a year.

    Others of the awards may have been paid to it before. None where the solver does not find out.
    """
    program = _before_later_limits(policy.program(year), award)
    if program is None:
        return None
    asked = _Asked(policy, program, award, tier)
    # Most awards are paid to somebody who gets no other: that is found at once.
    try:
        return asked.pays(1, alone=True) or asked.pays(1) or asked.pays(THINGS)
    except EngineError:
        return None


@dataclass(frozen=True)
class _Asked:
    """Whether an award (one of its tiers) is paid under a program."""

    policy: Policy
    program: Program
    award: str
    tier: int | None

    def pays(self, things: int, alone: bool = False) -> bool | None:
        """Whether it is to a payee with so many things of each list; `alone`: that misses all else, and got nothing."""
        vocabulary = self.policy.definition.vocabulary
        entries = 0 if alone else len(self.program.awards) - 1
        world = SymbolicWorld(self.program, vocabulary, shape_of(self.program, vocabulary, 1, things, entries))
        decision = decide(world)
        own = decision.of(awards=[self.award])
        paid = either(*(both(each.there, less(0, each.due), self._of_tier(each)) for each in own))
        others = [each.not_eligible for each in decision.claims if alone and each.award.id != self.award]
        outcome = solve([*world.constraints, *others, *self._before(world), paid], LIMIT).outcome
        return None if outcome == "unknown" else outcome == "sat"

    def _of_tier(self, claim: SymbolicClaim) -> Bool:
        return True if self.tier is None else same(claim.tier, self.tier)

    def _before(self, world: SymbolicWorld) -> Iterator[Bool]:
        """What was paid before: to this payee, and not under the award, since what is never paid is in no register."""
        (payee,) = world.shape.of(self.program.payees)
        for entry in world.register.entries:
            yield same(entry.payee, world.words.code(payee))
            if self.tier is None:
                yield negation(both(entry.there, same(entry.award, world.words.code(self.award))))


def _before_later_limits(program: Program, award: str) -> Program | None:
    """The award with all that can stand in its way up to the last limit that excludes it; None: other payees can."""
    limits = list(program.limits())
    while limits and not (isinstance(limits[-1], ExclusiveRule) and award in limits[-1].awards):
        limits.pop()
    names, grown = {award}, True
    while grown:
        beside = {name for limit in limits if names.intersection(limit.awards) for name in limit.awards}
        grown, names = not beside <= names, names | beside
    case_limits: list[CaseLimit] = []
    for limit in limits:
        if names.intersection(limit.awards):
            if isinstance(limit, PlacesRule | BudgetRule):
                return None
            case_limits.append(limit)
    awards: tuple[AwardRule, ...] = tuple(each for each in program.awards if each.id in names)
    return replace(program, awards=awards, stages=(Stage(tuple(case_limits), None),))
