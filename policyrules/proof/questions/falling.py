"""What one payee loses when a figure rises, by decisions on facts: limit by limit, and line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.engines.claims import Claim, State
from policyrules.language.quantities import SCALE
from policyrules.policy import Policy
from policyrules.proof.questions.cliff import Fall, Moved
from policyrules.proof.questions.example import examined
from policyrules.proof.questions.figures import Figure

Json = dict[str, Any]


def falls(policy: Policy, year: int, facts: Json, figure: Figure, more: int, engine: str) -> Iterator[tuple[Fall, int]]:
    """For each thing of which the facts give the figure: what its payee loses if that is `more` units greater.

    With it comes the number of limits after which its payee is first due less; -1 where nothing is lost but a line
    that was paid is unknown. Things whose payee loses nothing are left out. Raises FactsError, EngineError.
    """
    before = examined(policy, facts, year, engine)
    key = policy.definition.vocabulary.lists[figure.things].id_field or ""
    for index, thing in enumerate(facts.get(figure.things, ())):
        low = figure.of(facts, index)
        if low is None:
            continue
        high = figure.written(int(Fraction(str(low)) * SCALE[figure.kind]) + more)
        after = examined(policy, figure.raised(facts, index, high), year, engine)
        payee = _payee(policy, year, figure, thing, key)
        found = _fall(before, after, payee)
        if found is not None:
            limits, loss, paid, moved = found
            yield Fall(str(thing[key]), low, high, loss, payee, paid, moved), limits


def _payee(policy: Policy, year: int, figure: Figure, thing: Json, key: str) -> str:
    ways = {award.subject: award.payee for award in policy.program(year).awards}
    field = ways.get(figure.things)
    return str(thing[key if field is None else field])


def _fall(before: Decision, after: Decision, payee: str) -> tuple[int, int, tuple[int, int], tuple[Moved, ...]] | None:
    """After how many limits a payee first has less, how much it loses in the end, what it is paid, which lines move."""
    sides = [[line for line in each.awards if line.enterprise == payee] for each in (before, after)]
    paid = (_paid(sides[0]), _paid(sides[1]))
    moved = _moved(*sides)
    opened = any(each.before[1] and each.after[1] is None for each in moved)
    if opened:
        return -1, paid[0] - paid[1], paid, moved
    limits = [limit.id for limit in before.program.limits()]
    for number in range(len(limits) + 1):
        due = [sum(_due(line.claim, limits[:number]) for line in side) for side in sides]
        if due[1] < due[0]:
            return number, paid[0] - paid[1], paid, moved
    return None


def _due(claim: Claim, limits: Sequence[str]) -> int:
    """What a claim was due after the limits named, in fen."""
    if claim.state is State.UNKNOWN or (claim.settled_by is not None and claim.settled_by.id in limits):
        return 0
    return (claim.entitled or 0) - sum(cut.taken for cut in claim.cuts if cut.limit.id in limits)


def _paid(lines: Sequence[AwardLine]) -> int:
    return sum(line.paid_fen or 0 for line in lines)


def _moved(before: Sequence[AwardLine], after: Sequence[AwardLine]) -> tuple[Moved, ...]:
    """The lines that differ, by award, subject and place among several: a line that is not there has no status."""
    sides = [_by_place(before), _by_place(after)]
    found = []
    for key in dict.fromkeys((*sides[0], *sides[1])):
        one, other = (side.get(key, ("", 0)) for side in sides)
        if one != other:
            found.append(Moved(key[0], key[1], one, other))
    return tuple(found)


def _by_place(lines: Sequence[AwardLine]) -> dict[tuple[str, str, int], tuple[str, int | None]]:
    found: dict[tuple[str, str, int], tuple[str, int | None]] = {}
    for line in lines:
        number = sum(key[:2] == (line.award, line.subject) for key in found)
        found[line.award, line.subject, number] = (line.status, line.paid_fen)
    return found
