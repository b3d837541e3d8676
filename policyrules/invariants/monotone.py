"""Invariants of the kind `monotone`, held against two decisions: on facts, and on the same with one higher figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.engines.claims import State
from policyrules.engines.run import Engine, run
from policyrules.facts.records import Facts, Thing
from policyrules.invariants.rules import MonotoneRule
from policyrules.invariants.violation import Violation
from policyrules.invariants.wording import paid_less
from policyrules.language.quantities import Value
from policyrules.program.program import Program


def lowered(rule: MonotoneRule, program: Program, lower: Facts, higher: Facts, engine: Engine) -> Iterator[Violation]:
    """Payees that get less on facts of which one figure is higher than on the facts as they were.

    The second facts differ from the first in the figure of one thing or of several. Nothing is said of a payee of
    whom a line under the awards is unknown on either side, since its payment is neither lower nor higher, and nothing
    at all where the register is not empty and the promise is about an empty one. Raises EngineError.
    """
    if lower.paid and not rule.any_register:
        return
    asked = asked_of(rule, program)
    before, after = (_paid(rule, asked, facts, engine) for facts in (lower, higher))
    for payee in sorted({_payee(thing, program) for thing in _raised(rule, lower, higher)}):
        least, now = before.get(payee), after.get(payee)
        if least is not None and now is not None and now < least:
            yield paid_less(rule, payee, least, now)


def asked_of(rule: MonotoneRule, program: Program) -> Program:
    """The program under whose limits the promise is made: without those over all payees, unless they are named."""
    if rule.over_all:
        return program
    return replace(program, stages=tuple(replace(stage, over_all=None) for stage in program.stages))


def _paid(rule: MonotoneRule, program: Program, facts: Facts, engine: Engine) -> dict[str, int | None]:
    """What each payee is paid under the awards, in fen; None where a line is unknown."""
    found: dict[str, int | None] = {}
    for claim in run(engine, program, facts).claims:
        if rule.awards is None or claim.award.id in rule.awards:
            before = found.get(claim.payee.id, 0)
            unknown = claim.state is State.UNKNOWN
            found[claim.payee.id] = None if unknown or before is None else before + claim.due
    return found


def _raised(rule: MonotoneRule, lower: Facts, higher: Facts) -> Iterator[Thing]:
    """The things whose figure is higher on the second facts: as it counts, with what an absent one stands for."""
    now = {thing.id: thing for thing in higher.lists.get(rule.things, ())}
    for thing in lower.lists.get(rule.things, ()):
        least, most = _figure(rule, thing), _figure(rule, now.get(thing.id))
        if isinstance(least, int) and isinstance(most, int) and least < most:
            yield thing


def _figure(rule: MonotoneRule, thing: Thing | None) -> Value | None:
    return None if thing is None else thing.value(rule.figure.field, rule.figure.year)


def _payee(thing: Thing, program: Program) -> str:
    """Who is paid for a thing: what its payee names, or the thing itself."""
    ways = (award.payee for award in program.awards if award.subject == thing.group and award.payee is not None)
    way = next(ways, None)
    return thing.id if way is None else str(thing.value(way))
