"""Is there a payee that gets one thing and not another?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from policyrules.decision.lines import AwardLine
from policyrules.policy import Policy
from policyrules.proof.logic.terms import negation
from policyrules.proof.questions.answers import Existence
from policyrules.proof.questions.asking import Clock, Question, Size, asked_of, growing
from policyrules.proof.questions.example import ENGINES, Example, examined, smallest_shown
from policyrules.proof.questions.gets import Get, gets_of

Json = dict[str, Any]


def exists(policy: Policy, year: int, gets: Iterable[str], lacks: Iterable[str], most: Size, limit: float) -> Existence:
    """See `questions.exists`."""
    program, clock = policy.program(year), Clock(limit)
    wanted, unwanted = gets_of(program, gets), gets_of(program, lacks)
    answer = (tuple(map(str, wanted)), tuple(map(str, unwanted)))
    decided = True
    for size in growing(most):
        question = Question(policy, year, size)
        own = question.claims()
        formulas = [each.symbolic(own) for each in wanted] + [negation(each.symbolic(own)) for each in unwanted]
        solved = question.solve(formulas, clock)
        if solved.model is not None:
            found = _shown(policy, year, question.read(solved.model), wanted, unwanted)
            return Existence(asked_of(policy, year, size), "yes", *answer, *found)
        decided = solved.outcome == "unsat"
    return Existence(asked_of(policy, year, most), "no" if decided else "undecided", *answer)


def _shown(
    policy: Policy, year: int, facts: Json, wanted: Sequence[Get], unwanted: Sequence[Get]
) -> tuple[Example, tuple[AwardLine, ...]]:
    """The smallest case in which a payee gets what is wanted and nothing that is not, and that payee's lines."""
    payees = policy.program(year).payees

    def such(given: Json, engine: str) -> list[tuple[AwardLine, ...]]:
        decision = examined(policy, given, year, engine)
        by_payee = [
            tuple(line for line in decision.awards if line.enterprise == thing.id)
            for thing in decision.facts.lists[payees]
        ]
        return [
            lines
            for lines in by_payee
            if all(each.found(lines) for each in wanted) and not any(each.found(lines) for each in unwanted)
        ]

    small = smallest_shown(facts, policy.definition.vocabulary, lambda given, engine: bool(such(given, engine)))
    return Example(year, {}, small, ENGINES), such(small, ENGINES[0])[0]
