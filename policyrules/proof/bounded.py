"""A promise held against all facts about a few things: refuted by a case, or proved for no more things than these."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Literal

from policyrules.errors import EngineError
from policyrules.invariants.rules import AnyRule, MonotoneRule
from policyrules.policy import Policy
from policyrules.proof.confirming import Breaking
from policyrules.proof.counterexample import Counterexample, HigherFigure
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.models import facts_of
from policyrules.proof.facts.shape import Shape, shape_of
from policyrules.proof.facts.variables import value_of, written
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import Solved
from policyrules.proof.promises.broken import broken
from policyrules.proof.promises.raised import Raised, broken_monotone, raised
from policyrules.proof.small import small_model

#: How many payees, things of each list for each payee, and entries of the register.
Size = tuple[int, int, int]
#: The sizes that are tried: few first, since small cases read better.
SIZES: tuple[Size, ...] = ((1, 1, 0), (1, 2, 0), (1, 1, 1), (2, 1, 0), (1, 2, 1), (2, 2, 1), (1, 4, 0))


@dataclass(frozen=True)
class Bounded:
    """What became of a promise for the facts of a shape: refuted by a counterexample, kept, or not decided."""

    outcome: Literal["refuted", "kept", "undecided"]
    shape: Shape
    counterexample: Counterexample | None = None


@dataclass(frozen=True)
class BoundedProof:
    """A promise of which nothing is known yet, under the readings of `policy`; `searched` has those asked about."""

    policy: Policy
    rule: AnyRule
    year: int
    searched: Policy
    deadline: float

    def at(self, size: Size, quick: bool = False) -> Bounded:
        """What becomes of the promise for so many things. `quick`: what is not found soon is undecided.

        Raises ProofError where an execution does not confirm the counterexample.
        """
        shape = shape_of(self.policy.program(self.year), self.policy.definition.vocabulary, *size)
        left = self.deadline - monotonic()
        if left <= 0:
            return Bounded("undecided", shape)
        try:
            is_rise = isinstance(self.rule, MonotoneRule)
            return self._rises(shape, left, quick) if is_rise else self._breaks(shape, left, quick)
        except EngineError:  # something of the policy is not encoded
            return Bounded("undecided", shape)

    def _breaks(self, shape: Shape, limit: float, quick: bool) -> Bounded:
        assert not isinstance(self.rule, MonotoneRule)
        world = SymbolicWorld(self.policy.program(self.year), self.policy.definition.vocabulary, shape)
        is_broken = broken(self.rule, decide(world))
        solved = small_model(world, [is_broken, *world.constraints], limit, quick)
        return self._outcome(solved, shape, world, None)

    def _rises(self, shape: Shape, limit: float, quick: bool) -> Bounded:
        """Any of the things may be the one whose figure is higher: ties are settled by their ids."""
        assert isinstance(self.rule, MonotoneRule)
        program, vocabulary = self.policy.program(self.year), self.policy.definition.vocabulary
        found = Bounded("kept", shape)
        for thing in shape.of(self.rule.things):
            pair = raised(self.rule, program, vocabulary, shape, thing)
            solved = small_model(pair.before.world, [broken_monotone(pair), *pair.constraints], limit, quick)
            found = self._outcome(solved, shape, pair.before.world, pair)
            if found.outcome != "kept":
                break
        return found

    def _outcome(self, solved: Solved, shape: Shape, world: SymbolicWorld, pair: Raised | None) -> Bounded:
        if solved.model is None:
            return Bounded("kept" if solved.outcome == "unsat" else "undecided", shape)
        facts, higher = facts_of(world, solved.model), None
        if pair is not None and isinstance(self.rule, MonotoneRule):
            figure, key = self.rule.figure, (self.rule.things, pair.thing)
            value = value_of(pair.after.world.raw(key, figure.field, figure.year), solved.model, world.words)
            assert value is not None
            higher = HigherFigure(*key, figure.field, figure.year, written(figure.kind, value))
        breaking = Breaking(self.rule, self.policy, self.year)
        return Bounded("refuted", shape, breaking.counterexample(facts, self.searched, higher))
