"""Whether two pieces of programs come to the same for every thing: formula by formula, proved by the solver."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import z3

from policyrules.errors import EngineError
from policyrules.language.tree import Expression
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program
from policyrules.proof.equivalence.meaning import Piece
from policyrules.proof.equivalence.parts import Formula
from policyrules.proof.facts.shape import Shape
from policyrules.proof.facts.world import FactKey, Key, SymbolicWorld
from policyrules.proof.logic.formulas import Formulas, floor, is_whole
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool, both, either, equivalent, negation, same
from policyrules.proof.logic.values import Symbol, Word, Words, identical


@dataclass
class Alike:
    """Two programs that read the same facts. What was proved of two formulas is known from then on.

    `same_facts`: what both ask for means the same in both, so that a formula is the same as itself. Nothing is proved
    after `until` (`time.monotonic`).
    """

    one: Vocabulary
    other: Vocabulary
    until: float
    same_facts: bool
    _known: dict[tuple[Formula, Formula], bool] = field(default_factory=dict)

    def pieces(self, one: Piece, other: Piece, programs: tuple[Program, Program]) -> bool:
        """Whether two pieces were proved the same. False: they may differ, or it could not be proved."""
        if isinstance(one, Formula) and isinstance(other, Formula):
            return self.formulas(one, other, programs)
        if isinstance(one, tuple) and isinstance(other, tuple):
            pairs = zip(one, other, strict=False)
            return len(one) == len(other) and all(self.pieces(*pair, programs) for pair in pairs)
        return bool(one == other) and type(one) is type(other)

    def formulas(self, one: Formula, other: Formula, programs: tuple[Program, Program]) -> bool:
        """Whether two formulas were proved the same for every thing."""
        if (one.of, one.asked, one.where is None) != (other.of, other.asked, other.where is None):
            return False
        if (one, other) not in self._known:
            self._known[one, other] = (self.same_facts and one == other) or self._proved(one, other, programs)
        return self._known[one, other]

    def _proved(self, one: Formula, other: Formula, programs: tuple[Program, Program]) -> bool:
        left = self.until - time.monotonic()
        if left <= 0 or (one.asked == "rank" and not (is_whole(one.expression) and is_whole(other.expression))):
            return False
        words = Words()
        try:
            worlds = [
                SymbolicWorld(program, vocabulary, _shape(vocabulary), words=words, other=_any_ids(vocabulary))
                for program, vocabulary in zip(programs, (self.one, self.other), strict=True)
            ]
            differ = _differ(one, other, *(_about(each, one.of) for each in worlds))
        except EngineError:
            return False
        asked = [*worlds[0].constraints, *worlds[1].constraints, differ]
        return solve(asked, left).outcome == "unsat"


def _differ(one: Formula, other: Formula, first: Formulas, second: Formulas) -> Bool:
    """That two formulas differ on symbolic facts, and that it matters."""
    matters = [_holds(one.where, first), _holds(other.where, second)]
    return both(either(*matters), negation(_same(one, other, first, second)))


def _holds(where: Expression | None, formulas: Formulas) -> Bool:
    return True if where is None else formulas.truth(where).met


def _same(one: Formula, other: Formula, first: Formulas, second: Formulas) -> Bool:
    if one.asked == "truth":
        return identical(first.truth(one.expression), second.truth(other.expression))
    numbers = first.number(one.expression), second.number(other.expression)
    if one.asked != "whole":
        return identical(*numbers)
    known = equivalent(numbers[0].known, numbers[1].known)
    return both(known, either(negation(numbers[0].known), same(floor(numbers[0]), floor(numbers[1]))))


def _about(world: SymbolicWorld, of: str) -> Formulas:
    """The formulas about the first thing of a list, or about shared circumstances."""
    return world.formulas(of, world.shape.things[of][0]) if of else world.formulas()


def _shape(vocabulary: Vocabulary) -> Shape:
    """As many things of each list as one thing can lead to: what holds of it then holds of every thing, anywhere."""
    leads: Mapping[str, int] = {
        name: max(sum(field.to == name for field in group.fields.values()) for group in vocabulary.lists.values())
        for name in vocabulary.lists
    }
    things = {
        name: tuple(f"{name}-{index}" for index in range(1 + leads[name]))
        for name, group in vocabulary.lists.items()
        if not group.register_of_awards
    }
    return Shape(things, {}, 0)


def _any_ids(vocabulary: Vocabulary) -> dict[tuple[Key, FactKey], Symbol]:
    """Ids that may be any: what is proved of a thing must not rest on what it is called."""
    return {
        ((name, thing), (id_field, None, None)): Word(True, z3.Int(f"{thing}.{id_field}"))
        for name, things in _shape(vocabulary).things.items()
        for id_field in (vocabulary.lists[name].id_field,)
        for thing in things
        if id_field is not None
    }
