"""What the solver says of the things of a list, whatever the facts are. Imported only where there is a solver."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from policyrules.errors import EngineError
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Compare, Constant, Expression
from policyrules.lint.witness import Json, Rise, met, smallest
from policyrules.policy import Policy
from policyrules.proof.facts.models import facts_of
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.variables import number_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import Solved, solve
from policyrules.proof.logic.terms import Bool, at_most, both, less, negation
from policyrules.proof.logic.values import Quantity, identical
from policyrules.text import Text

#: The seconds that one question may take.
LIMIT = 0.5
#: Amounts from here on, in fen, count as endless: facts hold no greater figures.
ENDLESS = 10**17


class Solver:
    """Questions about single things, each put to the solver once.

    An answer is None where the solver did not find it within the limit (`unsettled` counts these), or cannot be asked.
    """

    def __init__(self, policy: Policy, year: int) -> None:
        self.policy = policy
        self.program = policy.program(year)
        self.unsettled = 0
        self._answers: dict[Hashable, bool | None] = {}
        self._things: dict[str, _Thing] = {}

    def possible(self, subject: str, conditions: Sequence[Expression]) -> bool | None:
        """Whether facts can satisfy all conditions together."""
        return self._answer((subject, tuple(conditions)), lambda: self._known(subject).satisfying(conditions))

    def alike(self, subject: str, first: Expression, second: Expression) -> bool | None:
        """Whether two formulas come to the same whatever the facts are, known or not."""
        differing = self._answer((subject, first, second), lambda: self._known(subject).telling_apart(first, second))
        return None if differing is None else not differing

    def rises(self, subject: str, rise: Rise) -> bool | None:
        """Whether one figure of a thing can rise so."""
        return self._answer((subject, rise), lambda: _Rising(self._known(subject), rise).solve())

    def greatest(
        self, subject: str, conditions: Sequence[Expression], amount: Expression, cap: int | None = None
    ) -> int | None:
        """The most that an amount comes to where conditions hold, in fen, up to `cap`; None: not found."""

        def reaches(fen: int) -> bool | None:
            return self.possible(subject, [*conditions, Compare(">=", amount, Constant(fen, Kind.MONEY))])

        if cap is not None and reaches(cap):
            return cap
        reached, beyond = 0, 1
        while answer := reaches(beyond):
            reached, beyond = beyond, 2 * beyond
            if beyond > ENDLESS:
                return None
        while answer is not None and beyond - reached > 1:
            middle = (reached + beyond) // 2
            answer = reaches(middle)
            reached, beyond = (middle, beyond) if answer else (reached, middle)
        return None if answer is None else reached

    def example(self, subject: str, conditions: Sequence[Expression]) -> Json | None:
        """The smallest facts found under which a thing satisfies all conditions."""
        thing = self._thing(subject)
        model = thing.satisfying(conditions).model
        return None if model is None else self._smallest(thing, model, met(conditions))

    def risen(self, subject: str, rise: Rise) -> Json | None:
        """The smallest facts found under which a figure of a thing, lower and higher, would rise so."""
        rising = _Rising(self._thing(subject), rise)
        model = rising.lowest()
        if model is None:
            return None
        low, high = (number_of(Quantity(True, each), model) for each in (rising.low, rising.high))
        return self._smallest(rising.thing, model, rise.shown(low, high))

    def _smallest(self, thing: _Thing, model: z3.ModelRef, shows: Any) -> Json | None:
        return smallest(self.policy, self.program, thing.subject, facts_of(thing.world, model), shows)

    def _known(self, subject: str) -> _Thing:
        """A thing of a list, with all that has been asked about it."""
        if subject not in self._things:
            self._things[subject] = self._thing(subject)
        return self._things[subject]

    def _thing(self, subject: str) -> _Thing:
        """A thing of a list, or shared circumstances alone, in a world of its own."""
        vocabulary = self.policy.definition.vocabulary
        shape = shape_of(self.program, vocabulary)
        if subject and not shape.of(subject):
            raise EngineError(Text(f"无法证明关于 `{subject}` 的条件", f"nothing can be proved about `{subject}`"))
        return _Thing(SymbolicWorld(self.program, vocabulary, shape), subject)

    def _answer(self, question: Hashable, ask: Callable[[], Solved]) -> bool | None:
        if question not in self._answers:
            try:
                outcome = ask().outcome
            except EngineError:
                self._answers[question] = None
            else:
                self.unsettled += outcome == "unknown"
                self._answers[question] = None if outcome == "unknown" else outcome == "sat"
        return self._answers[question]


@dataclass(frozen=True)
class _Thing:
    """A symbolic thing of a list, or shared circumstances alone."""

    world: SymbolicWorld
    subject: str

    @property
    def id(self) -> str | None:
        return self.world.shape.of(self.subject)[0] if self.subject else None

    def met(self, conditions: Sequence[Expression]) -> Bool:
        formulas = self.world.formulas(self.subject or None, self.id)
        return both(*(formulas.truth(each).met for each in conditions))

    def satisfying(self, conditions: Sequence[Expression]) -> Solved:
        asked = self.met(conditions)
        return solve([*self.world.constraints, asked], LIMIT)

    def telling_apart(self, first: Expression, second: Expression) -> Solved:
        formulas = self.world.formulas(self.subject or None, self.id)
        differ = negation(identical(formulas.value(first), formulas.value(second)))
        return solve([*self.world.constraints, differ], LIMIT)


class _Rising:
    """A figure at three heights: the variable itself, and one below and one above that stand in its place."""

    def __init__(self, thing: _Thing, rise: Rise) -> None:
        self.thing = thing
        here, low, high = (thing.met(each) for each in (rise.here, rise.low, rise.high))
        figure: Attribute = rise.figure
        raw = thing.world.raw((thing.subject, thing.id or ""), figure.field, figure.year)
        assert isinstance(raw, Quantity)
        self.figure: Any = raw.term
        sort = raw.term.sort() if isinstance(raw.term, z3.ArithRef) else z3.IntSort()
        self.low, self.high = (z3.Const(f"{name}!height", sort) for name in ("low", "high"))
        demanded = both(*thing.world.constraints)
        self.constraints = [
            raw.known,
            less(self.low, self.figure),
            less(self.figure, self.high),
            demanded,
            here,
            self._at(self.low, both(demanded, low)),
            self._at(self.high, both(demanded, high)),
        ]

    def _at(self, height: Any, asked: Bool) -> Bool:
        return asked if isinstance(asked, bool) else z3.substitute(asked, (self.figure, height))

    def solve(self, *further: Bool) -> Solved:
        """Whether it can rise so."""
        return solve([*self.constraints, *further], LIMIT)

    def lowest(self) -> z3.ModelRef | None:
        """A model in which the figure at hand is as low as was found."""
        model = self.solve().model
        if model is None or self.figure.is_real():
            return model
        least, most = 0, int(model.eval(self.figure, model_completion=True).as_long())
        while least < most:
            middle = (least + most) // 2
            lower = self.solve(at_most(self.figure, middle))
            if lower.model is None:
                least = middle + 1
            else:
                model, most = lower.model, int(lower.model.eval(self.figure, model_completion=True).as_long())
        return model
