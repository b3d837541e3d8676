"""The second half of a case's chain: from its claims to settled claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from policyrules.engines.cases import Case
from policyrules.engines.claims import Claim
from policyrules.engines.limits import (
    Side,
    apply_cap,
    exclude_after_payment,
    keep_only,
    leave_open,
    left_of_cap,
    of_limit,
    sides,
)
from policyrules.engines.rete import rules
from policyrules.engines.rete.network import Fact, within
from policyrules.engines.rete.rules import CapBites, Excludes, RuleBook, Settled
from policyrules.errors import EngineError
from policyrules.program.program import CapRule, ExclusiveRule, Program


class ClaimsChain:
    """From claims to settled claims: each limit that bites concludes new claims."""

    def __init__(self, program: Program, book: RuleBook, case: Case, claims: list[Claim], stage: int) -> None:
        self.program = program
        self.book = book
        self.case = case
        self.claims = claims
        self.stage = stage
        self.within = program.stages[stage].within_case
        self.step = 0
        self.done = False

    def finished(self) -> list[Claim]:
        """The claims, settled. Raises EngineError where the chain broke off."""
        if not self.done:
            raise EngineError(f"the rules came to no end for {self.case.payee.id}")
        return self.claims

    def act(self, rule: str, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """What a firing concludes."""
        meaning = self.book.meanings[rule]
        return self.ACTS[type(meaning)](self, meaning, fact)

    def settled(self, _: Settled, __: Mapping[str, Any]) -> Iterable[Fact]:
        """No limit bites any more."""
        self.done = True
        return ()

    def cap_bites(self, meaning: CapBites, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """The claims are cut down to what the cap leaves."""
        if not self.current(fact):
            return ()
        apply_cap(meaning.limit, self.claims, self.left(meaning.limit))
        return (self.claims_fact(self.within.index(meaning.limit) + 1),)

    def excludes(self, meaning: Excludes, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """One side is kept, or what was paid excludes the others, or nothing can be said yet."""
        if not self.current(fact):
            return ()
        found = self.sides(meaning.limit)
        contending = [side for side in found if side.claims]
        if meaning.paid:
            exclude_after_payment(meaning.limit, found)
        elif meaning.kept is not None:
            keep_only(meaning.limit, contending, [found[meaning.kept]])
        else:
            leave_open(meaning.limit, contending)
        return (self.claims_fact(self.within.index(meaning.limit) + 1),)

    ACTS: ClassVar[dict[type, Callable[..., Iterable[Fact]]]] = {
        Settled: settled,
        CapBites: cap_bites,
        Excludes: excludes,
    }

    def current(self, fact: Mapping[str, Any]) -> bool:
        """Whether a claims fact still stands: another limit may have replaced it."""
        return bool(fact["step"] == self.step)

    def left(self, limit: CapRule) -> int:
        """What earlier payments leave of a cap, in fen."""
        return left_of_cap(limit, self.case.payee.id, self.case.world.register)

    def sides(self, limit: ExclusiveRule) -> list[Side]:
        """The sides of an exclusive limit as the claims stand."""
        return sides(limit, self.claims, self.case.payee.id, self.case.world.register)

    def claims_fact(self, after: int = 0) -> Fact:
        """The claims as one wide fact; limits before `after` have had their turn and are quiet."""
        self.step += 1
        fact: Fact = {"kind": "claims", "stage": self.stage, "step": self.step}
        for index, limit in enumerate(self.within):
            quiet = index < after
            if isinstance(limit, CapRule):
                fact[rules.over_cap(index)] = 0 if quiet else self.over(limit)
            elif quiet:
                fact[rules.is_paid(index)] = fact[rules.contenders(index)] = 0
            else:
                fact.update(self.contest(index, limit))
        return fact

    def over(self, limit: CapRule) -> int:
        """How far the claims exceed a cap, in fen; negative where they stay below it."""
        total = sum(claim.due for claim in of_limit(limit, self.claims))
        return within(total - self.left(limit), limit.id)

    def contest(self, index: int, limit: ExclusiveRule) -> Fact:
        """How strong each side of an exclusive limit is. Amounts are spread so that of equals the first is stronger."""
        found = self.sides(limit)
        count = len(found)
        fact: Fact = {
            rules.is_paid(index): int(any(side.paid for side in found)),
            rules.contenders(index): sum(bool(side.claims) for side in found),
        }
        # Every side has both figures: the engine takes a comparison with a figure that is absent for one that holds
        # where a comparison before it has held.
        for place, side in enumerate(found):
            strength, reach = rules.WEAKEST, rules.UNREACHABLE
            if not side.claims:
                reach = rules.OUT_OF_QUESTION
            elif side.amount is not None:
                strength = reach = within(side.amount * count + (count - 1 - place), limit.id)
            elif side.most is not None:
                reach = within(side.most * count, limit.id)
            fact[rules.strength(index, place)], fact[rules.reach(index, place)] = strength, reach
        return fact
