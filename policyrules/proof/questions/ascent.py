"""The greatest value that a term can have: raised step by step, until the solver says that nothing is above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import z3

from policyrules.facts.numbers import MOST
from policyrules.proof.facts.variables import whole_of
from policyrules.proof.logic.solving import Solved
from policyrules.proof.logic.terms import Bool, Int, at_most
from policyrules.proof.questions.asking import Clock

Json = dict[str, Any]
#: What is greater than this is bounded by nothing but the greatest figures that facts may hold, in fen.
BOUNDLESS = MOST // 1_000


class Asks(Protocol):
    """What is asked, and how the facts of a model are read."""

    def solve(self, wanted: Iterable[Bool], clock: Clock) -> Solved:
        """Whether there are facts of which all that is wanted holds."""

    def read(self, model: z3.ModelRef) -> Json:
        """The facts of a model."""


@dataclass
class Reached:
    """The greatest value so far, facts that reach it, and whether nothing is above."""

    amount: int
    facts: Json | None = None
    settled: bool = False


def reach(question: Asks, term: Int, goal: int, clock: Clock, wanted: Sequence[Bool] = ()) -> Reached | None:
    """Facts in which a term is no less than a goal, if there are any; more may be possible."""
    solved = question.solve([at_most(goal, term), *wanted], clock)
    if solved.model is None:
        return None
    return Reached(whole_of(term, solved.model), question.read(solved.model))


def ascend(
    question: Asks, term: Int, start: Reached, likely: Sequence[int], clock: Clock, wanted: Sequence[Bool] = ()
) -> Reached:
    """The greatest value of a term, where it is above what was reached at the start. `wanted` holds of the facts.

    After the next above, `likely` values are tried, the greatest first; then leaps that grow, and halves between.
    """
    best = Reached(start.amount, start.facts)
    bound, step = BOUNDLESS + 1, 1
    goals = [start.amount + 1, *likely]
    while best.amount + 1 < bound and best.amount < BOUNDLESS:
        goals = [each for each in goals if best.amount < each < bound]
        goal = goals.pop(0) if goals else min(best.amount + step, (best.amount + bound + 1) // 2)
        solved = question.solve([at_most(goal, term), *wanted], clock)
        if solved.outcome == "unknown":
            return best
        if solved.model is None:
            bound = goal
        else:
            best = Reached(whole_of(term, solved.model), question.read(solved.model))
            step = 1 if goals else step * 1_000
    best.settled = True
    return best
