"""Promises that a higher figure never lowers what a payee is paid, proved for any number of other things."""

from __future__ import annotations

from collections.abc import Mapping

from policyrules.invariants.rules import MonotoneRule
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, Program
from policyrules.proof.any_number.bundles import Bundle, of_any, of_claims, together
from policyrules.proof.any_number.case import AnyCase
from policyrules.proof.any_number.lines import one_of
from policyrules.proof.any_number.summary import RegisterSummary
from policyrules.proof.deciding.claims import claims_of
from policyrules.proof.facts.variables import Variables
from policyrules.proof.facts.world import FactKey, Key, SymbolicWorld
from policyrules.proof.logic.formulas import Chosen
from policyrules.proof.logic.terms import Bool, both, less, negation
from policyrules.proof.logic.values import Quantity, Symbol, Words


class AnyRise:
    """A payee before and after one figure of one thing of its is higher, all else equal, whatever else it has.

    No award for another thing may ask for that figure (`lowered.asks_of_another`): those are taken to stay as they are.
    """

    def __init__(self, program: Program, vocabulary: Vocabulary, rule: MonotoneRule, chosen: Chosen) -> None:
        self.program, self.vocabulary, self.rule = program, vocabulary, rule
        self._chosen, self._words = chosen, Words()
        self._shape = one_of(program, vocabulary, rule.things)
        (self._thing, *_) = self._shape.of(rule.things)
        self._shared = Variables(vocabulary, self._words, "shared.")
        self._demanded: list[Variables] = [self._shared]
        self.before = self._world({})
        field = vocabulary.lists[rule.things].fields[rule.figure.field]
        higher = self._shared.fact("higher", field, None)
        fact = ((rule.things, self._thing), (rule.figure.field, rule.figure.year, None))
        self.after = self._world({fact: higher})

    def _world(self, other: Mapping[tuple[Key, FactKey], Symbol]) -> SymbolicWorld:
        return SymbolicWorld(
            self.program, self.vocabulary, self._shape, words=self._words, other=other, chosen=self._chosen
        )

    @property
    def constraints(self) -> list[Bool]:
        """What is demanded of both sides."""
        worlds = [each for world in (self.before, self.after) for each in world.constraints]
        return [*worlds, *(each for made in self._demanded for each in made.constraints)]

    def broken(self, rule: MonotoneRule) -> Bool | None:
        """Whether the payee is surely paid less with the higher figure; None where it alone does not tell."""
        if rule.over_all:
            return None
        sides = [self._case(world, f"side{number}.") for number, world in enumerate((self.before, self.after))]
        low, high = (world.value((self.rule.things, self._thing), *self._figure) for world in (self.before, self.after))
        assert isinstance(low, Quantity)
        assert isinstance(high, Quantity)
        raised = both(low.known, high.known, less(low.term, high.term))
        asked = [each for each in sides[0].bundles if self.rule.awards is None or each in self.rule.awards]
        known = (negation(side.bundles[name].unknown) for side in sides for name in asked)
        return both(raised, *known, less(sides[1].paid(asked), sides[0].paid(asked)))

    @property
    def _figure(self) -> tuple[str, int | None]:
        return self.rule.figure.field, self.rule.figure.year

    def _case(self, world: SymbolicWorld, name: str) -> AnyCase:
        fresh = Variables(self.vocabulary, self._words, name)
        self._demanded.append(fresh)
        register = RegisterSummary(self.program, self.vocabulary, self._shared, is_empty=not self.rule.any_register)
        bundles = {award.id: self._bundle(award, world, register, fresh) for award in self.program.awards}
        case = AnyCase(bundles, register, world.formulas(), fresh)
        return case.run(self.program.stages, over_all=False)

    def _bundle(self, award: AwardRule, world: SymbolicWorld, register: RegisterSummary, fresh: Variables) -> Bundle:
        """The claim of the raised thing, and those of all others, which are the same on both sides."""
        if award.subject != self.rule.things:
            return of_any(award, f"due.{award.id}", self._shared, fresh)
        payee = self._thing if award.payee is None else self._shape.payees[award.subject, self._thing]
        claims = claims_of(award, world.formulas(award.subject, self._thing), register, self._thing, payee)
        own = of_claims(award, claims, fresh)
        return own if award.payee is None else together(own, of_any(award, f"due.{award.id}", self._shared, fresh))
