"""What is the most that one payee can be paid, and how?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal

from policyrules.decision.lines import AwardLine
from policyrules.policy import Policy
from policyrules.program.program import BudgetRule, CapRule, Program
from policyrules.proof.questions.answers import Greatest
from policyrules.proof.questions.ascent import BOUNDLESS, Reached, ascend, reach
from policyrules.proof.questions.asking import Clock, Question, Size, asked_of, due, growing
from policyrules.proof.questions.example import ENGINES, Example, examined, smallest_shown
from policyrules.proof.questions.gets import award_of

Json = dict[str, Any]


def greatest(policy: Policy, year: int, awards: Iterable[str] | None, most: Size, limit: float) -> Greatest:
    """See `questions.most`."""
    program, clock = policy.program(year), Clock(limit)
    names = _names(program, awards)
    found = Reached(0)
    for size in growing(most):
        found = _at_size(policy, year, size, names, found, clock)
        if _is_whole(program, names, found.amount):
            found.settled = True
            break
    outcome: Literal["most", "at_least", "unlimited"] = "most" if found.settled else "at_least"
    outcome = "unlimited" if found.amount >= BOUNDLESS else outcome
    example, lines = (None, ()) if found.facts is None else _shown(policy, year, found.facts, names, found.amount)
    whole = _is_whole(program, names, found.amount)
    return Greatest(asked_of(policy, year, most), outcome, names, found.amount, whole, example, lines)


def _names(program: Program, awards: Iterable[str] | None) -> tuple[str, ...]:
    asked = None if awards is None else {award_of(program, each) for each in awards}
    return tuple(award.id for award in program.awards if asked is None or award.id in asked)


def _is_whole(program: Program, awards: Collection[str], amount: int) -> bool:
    """Whether so much is all that a cap on these awards leaves, however many things there are."""
    caps = [each for each in program.limits() if isinstance(each, CapRule) and set(awards) <= set(each.awards)]
    return any(each.amount <= amount for each in caps)


def _at_size(policy: Policy, year: int, size: Size, awards: Collection[str], before: Reached, clock: Clock) -> Reached:
    """The most for facts of a size.

    Limits only ever cut: so what the limits before a budget leave bounds what it leaves, and is found much faster.
    Mostly the budget then leaves all of it, where it is asked for little else.
    """
    program = policy.program(year)
    likely = _likely(program)
    question = Question(policy, year, size)
    amount = due(question.claims(lambda claim: claim.award.id in awards))
    first = next((at for at, each in enumerate(program.limits()) if isinstance(each, BudgetRule)), None)
    if first is not None:
        fewer = Question(policy, year, size, limits=first)
        own = due(fewer.claims(lambda claim: claim.award.id in awards))
        bound = ascend(fewer, own, before, likely, clock)
        if bound.settled and bound.amount == before.amount:
            return bound
        if bound.settled and (found := reach(question, amount, bound.amount, clock)) is not None:
            found.settled = True
            return found
    return ascend(question, amount, before, likely, clock)


def _likely(program: Program) -> list[int]:
    """Amounts at which the most is likely to be: those of limits and of caps on single lines."""
    limits = [each.amount for each in program.limits() if isinstance(each, CapRule | BudgetRule)]
    return sorted({*limits, *(award.cap for award in program.awards if award.cap is not None)}, reverse=True)


def _shown(
    policy: Policy, year: int, facts: Json, awards: Collection[str], amount: int
) -> tuple[Example, tuple[AwardLine, ...]]:
    """The smallest case in which a payee gets the amount, and the lines that pay it."""
    payees = policy.program(year).payees

    def paying(given: Json, engine: str) -> list[tuple[AwardLine, ...]]:
        decision = examined(policy, given, year, engine)
        by_payee = [
            tuple(each for each in decision.awards if each.enterprise == thing.id and each.award in awards)
            for thing in decision.facts.lists[payees]
        ]
        return [lines for lines in by_payee if sum(line.paid_fen or 0 for line in lines) == amount]

    small = smallest_shown(facts, policy.definition.vocabulary, lambda given, engine: bool(paying(given, engine)))
    lines = tuple(line for line in paying(small, ENGINES[0])[0] if line.paid_fen)
    return Example(year, {}, small, ENGINES), lines
