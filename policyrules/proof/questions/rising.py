"""A figure raised while all else stays: two symbolic decisions that share every other fact, limit by limit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import z3

from policyrules.policy import Policy
from policyrules.program.program import BudgetRule, CapRule
from policyrules.proof.facts.shape import payee_fields
from policyrules.proof.facts.variables import whole_of
from policyrules.proof.facts.world import FactKey, Key
from policyrules.proof.logic.solving import Solved, solve
from policyrules.proof.logic.terms import Bool, Int, at_most, both, either, less, negation, same
from policyrules.proof.logic.values import Quantity, Words
from policyrules.proof.questions.asking import Clock, Question, Size, due
from policyrules.proof.questions.figures import Figure
from policyrules.proof.questions.sharing import Shared, capped, is_proportional, shared

Json = dict[str, Any]


class Rising:
    """One figure of a thing of one payee, and the same figure `more` units greater.

    `before[n]` and `after[n]` are what the payee is due in all after the first n limits, in fen.
    """

    def __init__(self, policy: Policy, year: int, size: Size, figure: Figure, place: int = 0) -> None:
        program = policy.program(year)
        self.figure = figure
        self._limits = program.limits()
        self.more: Any = z3.Int("more")
        words = Words()
        number = len(self._limits)
        common: Any = {"words": words}
        self.whole = Question(policy, year, size, **common)
        self._thing = _thing(self.whole, figure, place)
        key: tuple[Key, FactKey] = ((figure.things, self._thing), (figure.field, figure.year, None))
        raw = self.whole.world.raw(key[0], figure.field, figure.year)
        assert isinstance(raw, Quantity)
        self.raw = raw
        other: Any = {key: Quantity(True, raw.term + self.more)}
        self.after_all = Question(policy, year, size, other=other, **common)
        self._lower = [Question(policy, year, size, limits=each, **common) for each in range(number)]
        self._upper = [Question(policy, year, size, limits=each, other=other, **common) for each in range(number)]
        self.before: list[Int] = [due(each.claims()) for each in (*self._lower, self.whole)]
        self.after: list[Int] = [due(each.claims()) for each in (*self._upper, self.after_all)]

    @property
    def demanded(self) -> list[Bool]:
        """That the figure is known and raised, and that facts allow it before and after."""
        return [self.raw.known, at_most(1, self.more), *self.whole.allowed, *self.after_all.allowed]

    @property
    def by_one(self) -> Bool:
        """That it is raised by one unit."""
        return same(self.more, 1)

    @property
    def known(self) -> Bool:
        """That nothing of the payee is unknown, before or after."""
        claims = [*self.whole.claims(), *self.after_all.claims()]
        return negation(either(*(claim.status("unknown") for claim in claims)))

    @property
    def left_open(self) -> Bool:
        """That all of the payee's lines are known before, and one of those that pay is unknown after."""
        before = negation(either(*(claim.status("unknown") for claim in self.whole.claims())))
        pairs = zip(self.whole.claims(), self.after_all.claims(), strict=True)
        return both(before, either(*(both(less(0, one.due), other.status("unknown")) for one, other in pairs)))

    def loses(self, limits: int) -> Bool:
        """That less is due after so many limits."""
        return less(self.after[limits], self.before[limits])

    def first_loses(self, limits: int) -> Bool:
        """That less is due after so many limits, and not after fewer."""
        return both(self.loses(limits), *(negation(self.loses(each)) for each in range(limits)))

    @property
    def first_budget(self) -> int | None:
        """How many limits stand before the first budget."""
        return next((at for at, each in enumerate(self._limits) if isinstance(each, BudgetRule)), None)

    @property
    def budget_suffices(self) -> list[Bool]:
        """That the budget leaves all that is claimed of it, before and after."""
        uses = [each.decision.budget for each in (self.whole, self.after_all)]
        return [at_most(use.claimed, use.available) for use in uses if use is not None]

    def shared_fitting(self) -> list[Bool]:
        """That every tranche of the budget fits that is shared in proportion, before and after."""
        return [tranche.fits for side in self._shared for tranche in side.tranches]

    def shared_loss(self) -> tuple[Int, list[Bool]]:
        """What the payee loses in the end, and what is true of shares in proportion: see `sharing`."""
        low, high = self._shared
        true = [each for side in self._shared for tranche in side.tranches for each in tranche.bounds]
        pairs = zip(low.tranches, high.tranches, strict=True)
        return low.due - high.due, [*true, *(one.beside(other) for pair in pairs for one, other in (pair, pair[::-1]))]

    @cached_property
    def _shared(self) -> tuple[Shared, Shared]:
        """What the last limit, a budget, leaves the payee, before and after."""
        limit = self._limits[-1]
        assert isinstance(limit, BudgetRule)
        sides = [(self._lower[-1], self.whole, "before"), (self._upper[-1], self.after_all, "after")]
        low, high = (
            shared(limit, part.decision.claims, _available(whole), part.payee, name) for part, whole, name in sides
        )
        return low, high

    def capped_loss(self, limits: int) -> tuple[Int, list[Bool]]:
        """What the payee loses after so many limits, the last a cap in proportion, and what is true of its rounding.

        The payee's lines under the cap come to what is left of it, less a part of a fen for each.
        """
        low, high = self._capped(self._lower[limits - 1], limits), self._capped(self._upper[limits - 1], limits)
        lost = low.due - high.due
        return lost, [each for side in (low, high) for tranche in side.tranches for each in tranche.bounds]

    def caps_fitting(self, limits: int) -> list[Bool]:
        """That none of the first limits that is a cap in proportion cuts anything, before or after."""
        numbers = [at + 1 for at, each in enumerate(self._limits[:limits]) if is_proportional(each)]
        sides = [self._capped(each[at - 1], at) for at in numbers for each in (self._lower, self._upper)]
        return [tranche.fits for side in sides for tranche in side.tranches]

    def _capped(self, question: Question, limits: int) -> Shared:
        limit = self._limits[limits - 1]
        assert isinstance(limit, CapRule)
        side = "before" if question is self._lower[limits - 1] else "after"
        return capped(limit, question.claims(), question.world.register, question.payee, f"{side}.{limits}")

    def solve(self, wanted: Iterable[Bool], clock: Clock) -> Solved:
        """Whether there are facts of which all that is wanted holds."""
        return solve([*self.demanded, *wanted], clock.left)

    def read(self, model: z3.ModelRef) -> Json:
        """The facts of a model before the figure is raised (`facts`), and by how many units it is (`more`)."""
        return {"facts": self.whole.read(model), "more": whole_of(self.more, model)}


def _available(question: Question) -> Int:
    assert question.decision.budget is not None
    return question.decision.budget.available


def _thing(question: Question, figure: Figure, place: int) -> str:
    """The thing whose figure is raised: the payee itself, or one of those that lead to it."""
    shape, program = question.world.shape, question.world.program
    if figure.things not in payee_fields(program):
        return question.payee
    return shape.subjects(figure.things, question.payee)[place]
