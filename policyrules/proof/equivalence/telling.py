"""Symbolic facts of a few things that tell two policies apart, or a proof that no facts of so many things do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from policyrules.errors import EngineError
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import BudgetRule, CapRule, Cut, Program
from policyrules.proof.deciding.run import decide
from policyrules.proof.equivalence.bounded import differ
from policyrules.proof.facts.models import facts_of
from policyrules.proof.facts.shape import Shape, shape_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.values import Words
from policyrules.proof.small import small_model

Json = dict[str, Any]
#: How many payees, things of each list for each payee, and payments before, from the fewest on.
Numbers = tuple[int, int, int]
SHAPES: tuple[Numbers, ...] = ((1, 1, 0), (1, 1, 1), (1, 2, 0), (2, 1, 0), (2, 2, 1))
#: The same where each payee can be looked at alone.
SHAPES_OF_ONE: tuple[Numbers, ...] = ((1, 1, 0), (1, 1, 1), (1, 2, 0), (1, 2, 1))


@dataclass(frozen=True)
class Told:
    """Whether facts of a shape tell two programs apart, and such facts."""

    outcome: Literal["apart", "alike", "unknown"]
    facts: Json | None = None


def told_apart(
    programs: tuple[Program, Program],
    vocabularies: tuple[Vocabulary, Vocabulary],
    sections: Collection[str],
    shape: Numbers,
    limit: float,
) -> Told:
    """Whether facts of so many things tell two programs apart, within `limit` seconds."""
    of_both, words = _shape(programs, vocabularies, shape), Words()
    try:
        worlds = [
            SymbolicWorld(program, vocabulary, of_both, words=words)
            for program, vocabulary in zip(programs, vocabularies, strict=True)
        ]
        apart = differ(decide(worlds[0]), decide(worlds[1]), sections)
        _asked_by_both(*worlds)
        demanded = [*worlds[0].constraints, *worlds[1].constraints, apart]
        if any(map(_is_proportional, programs)):
            solved = solve(demanded, limit, plain=False)
        else:
            solved = small_model(worlds[1], demanded, limit)
    except EngineError:
        return Told("unknown")
    if solved.model is None:
        return Told("alike" if solved.outcome == "unsat" else "unknown")
    return Told("apart", facts_of(worlds[1], solved.model))


def _is_proportional(program: Program) -> bool:
    """Whether amounts are shared in proportion: facts are then found, not such as are small as well."""
    shares = (each for limit in program.limits() if isinstance(limit, BudgetRule) for each in limit.tranches)
    cuts = (limit.cut for limit in program.limits() if isinstance(limit, CapRule))
    return Cut.PRO_RATA in cuts or not all(each.by_rank for each in shares)


def _asked_by_both(one: SymbolicWorld, other: SymbolicWorld) -> None:
    """What only the first asked becomes a fact of the other as well, so that its facts say it."""
    for key, (field, year, member) in list(one.facts):
        other.raw(key, field, year, member)


def _shape(programs: tuple[Program, Program], vocabularies: tuple[Vocabulary, Vocabulary], numbers: Numbers) -> Shape:
    """A shape in which the things that either program decides lead to payees, and all units that report are named."""
    sides = [shape_of(*pair, *numbers) for pair in zip(programs, vocabularies, strict=True)]
    names = dict.fromkeys((*sides[0].things, *sides[1].things))
    things = {name: max((side.of(name) for side in sides), key=len) for name in names}
    for program in programs:
        if program.duties.ledger is not None:
            things[program.duties.ledger.unit] = program.places
    return Shape(things, {**sides[0].payees, **sides[1].payees}, numbers[2])
