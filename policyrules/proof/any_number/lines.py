"""Promises about single lines, proved for one subject whatever else there is.

Limits only take from lines: what no line breaks when it is entitled, no line breaks at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policyrules.invariants.rules import MostRule, NeedsRule, OnceRule
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, Combine, Program
from policyrules.proof.any_number.summary import Entries, RegisterSummary
from policyrules.proof.deciding.claims import SymbolicClaim, claims_of
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.facts.shape import Shape
from policyrules.proof.facts.variables import Variables
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.formulas import Chosen
from policyrules.proof.logic.terms import Bool, Int, both, either, greatest, less, negation, same, total, when
from policyrules.proof.promises.payments import needs

LineRule = NeedsRule | OnceRule | MostRule


class AnyLine:
    """One subject of an award, with a register of any length: its claims before any limit."""

    def __init__(self, program: Program, vocabulary: Vocabulary, award: AwardRule, chosen: Chosen) -> None:
        self.world = SymbolicWorld(program, vocabulary, one_of(program, vocabulary, award.subject), chosen=chosen)
        self.variables = Variables(vocabulary, self.world.words, "line.")
        self.register = RegisterSummary(program, vocabulary, self.variables)
        self.award = award
        (self.subject, *_) = self.world.shape.of(award.subject)
        payee = self.subject if award.payee is None else self.world.shape.payees[award.subject, self.subject]
        formulas = self.world.formulas(award.subject, self.subject)
        self.claims = claims_of(award, formulas, self.register, self.subject, payee)

    @property
    def constraints(self) -> list[Bool]:
        """What is demanded of the facts and of the register."""
        return [*self.world.constraints, *self.variables.constraints]

    def broken(self, rule: LineRule) -> Bool | None:
        """Whether the subject's lines break a promise before any limit; None where they alone do not tell."""
        if isinstance(rule, NeedsRule):
            return needs(rule, SymbolicDecision(self.world.program, self.world, tuple(self.claims), 0, None))
        if isinstance(rule, OnceRule):
            return either(*(self._paid_again(claim) for claim in self.claims))
        if rule.earlier or self._has_others(rule):
            return None
        return less(greatest(0, rule.amount), total(claim.due for claim in self.claims))

    def _has_others(self, rule: MostRule) -> bool:
        """Whether a promise about a subject counts lines of other awards, too."""
        others = (each for each in self.world.program.awards if each.id != self.award.id)
        return any(
            each.subject == self.award.subject and (rule.awards is None or each.id in rule.awards) for each in others
        )

    def _paid_again(self, claim: SymbolicClaim) -> Bool:
        """Whether a line pays more than what the register does not have, where it has some of what the line is for."""
        paid = self.register.of_subject(self.award, self.subject)
        untiered = both(same(claim.tier, 0), either(*(each.ever for each in paid.values())), less(0, claim.due))
        tiered = (
            both(
                same(claim.tier, number),
                either(*self._parts(number, paid)),
                less(self._unpaid(number, paid), claim.due),
            )
            for number in self._numbers
        )
        return both(claim.there, either(untiered, *tiered))

    @property
    def _numbers(self) -> list[int]:
        return [tier.number for tier in self.award.tiers if tier.number is not None]

    def _parts(self, number: int, paid: dict[str, Entries]) -> Iterator[Bool]:
        """Whether the tiers that a line of tier `number` also pays for were paid."""
        for each in self._numbers:
            if each == number or (self.award.combine is Combine.SUM and each < number):
                yield paid[str(each)].ever

    def _unpaid(self, number: int, paid: dict[str, Entries]) -> Int:
        """Where tiers add up: what those up to `number` come to that were not paid."""
        if self.award.combine is not Combine.SUM:
            return 0
        formulas = self.world.formulas(self.award.subject, self.subject)
        found: list[Int] = []
        for tier in self.award.tiers:
            if tier.number is not None and tier.number <= number:
                known, amount = formulas.whole(tier.amount)
                found.append(when(both(known, negation(paid[str(tier.number)].ever)), amount, 0))
        return total(found)


def one_of(program: Program, vocabulary: Vocabulary, *lists: str) -> Shape:
    """One thing of each list given, its payee, and as many others as references can name."""
    numbers = Counter(target for target in program.references.values())
    numbers.update(lists)
    if program.payees:
        numbers[program.payees] = max(numbers[program.payees], 1)
    things = {
        name: tuple(_ids(vocabulary, name, numbers[name]))
        for name, rule in vocabulary.lists.items()
        if numbers[name] and not rule.register_of_awards and rule.within is None
    }
    leads = {
        (award.subject, each): things[program.payees][0]
        for award in program.awards
        if award.payee is not None
        for each in things.get(award.subject, ())
    }
    return Shape(things, leads)


def _ids(vocabulary: Vocabulary, name: str, number: int) -> Sequence[str]:
    rule = vocabulary.lists[name]
    if rule.id_field is not None and rule.fields[rule.id_field].type == "place" and vocabulary.places is not None:
        return [unit.name for unit in vocabulary.places.units[:number]]
    return [f"{name}-{index}" for index in range(1, number + 1)]
