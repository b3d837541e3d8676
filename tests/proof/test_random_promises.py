"""Promises of policies that nobody wrote: what `prove` says of them is so, under every reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import policies
from thoroughness import tries

from policyrules.invariants.rules import MonotoneRule, settle
from policyrules.language.definition import (
    AnyInvariant,
    Award,
    Budget,
    Cap,
    Chosen,
    Definition,
    Exclusive,
    Most,
    NeedsBlocks,
    Once,
    OneOf,
    WithinBudget,
    WithinYears,
)
from policyrules.policy import Policy
from policyrules.proof import prove
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.promises import broken
from policyrules.testing import options
from policyrules.text import Text, same

#: The id, clause, label and exceptions of a promise.
Said = tuple[str, str, Text, None]
#: Few enough that a proof which says no more than "for one of each" is held to no more.
SIZE = (1, 1, 0)


@st.composite
def promising(draw: st.DrawFn) -> Policy:
    """A random policy with one promise: mostly one that something of it is meant to keep."""
    definition = draw(policies()).definition
    return Policy(replace(definition, invariants=(draw(st.sampled_from(list(promises(definition)))),)))


def promises(definition: Definition) -> Iterator[AnyInvariant]:
    """What the limits, awards and standards of a policy suggest, read as they are read."""
    numbers = count()

    def said() -> Said:
        return f"promise_{next(numbers)}", "一", same("promise"), None

    for limit in definition.limits:
        match limit:
            case Cap(awards=awards, amount=amount, period=period):
                yield Most(*said(), awards, amount, period, "payee")
                yield Most(*said(), awards[:1], amount, "decision", "payee")
            case Exclusive(awards=awards):
                yield OneOf(*said(), awards)
            case Budget(awards=awards, amount=amount, less=less) if not isinstance(amount, Chosen):
                yield WithinBudget(*said(), awards, amount, less)
                yield WithinBudget(*said(), None, amount, None)
    for award in definition.awards:
        yield from _of_award(award, said)
    for standard in definition.standards:
        yield NeedsBlocks(*said(), standard.id, tuple(block.id for block in standard.blocks))


def _of_award(award: Award, said: Callable[[], Said]) -> Iterator[AnyInvariant]:
    yield Once(*said(), (award.id,))
    yield WithinYears(*said(), (award.id,), award.first_year, award.last_year)
    if award.cap is not None:
        yield Most(*said(), (award.id,), award.cap, "decision", "subject")
        yield Most(*said(), (award.id,), award.cap, "year", "payee")


@pytest.mark.thorough
@settings(
    max_examples=tries(8), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(promising(), st.data())
def test_what_is_proved_holds_and_what_is_refuted_is_confirmed(policy: Policy, data: st.DataObject) -> None:
    """Else a reading is left out of a proof, or a counterexample is none: then `prove` raises."""
    (proof,) = prove(policy, limit=4.0).proofs
    if proof.outcome == "refuted":
        assert proof.counterexample is not None
        assert proof.counterexample.violations
    elif proof.outcome == "proved":
        read = policy.interpret(**data.draw(options(policy)))
        program, vocabulary = read.program(data.draw(st.sampled_from(proof.scope.years))), policy.definition.vocabulary
        world = SymbolicWorld(program, vocabulary, shape_of(program, vocabulary, *SIZE))
        decision = decide(world)
        for rule in settle(policy.definition, program.year, read.options):
            assert not isinstance(rule, MonotoneRule)
            assert solve([broken(rule, decision), *world.constraints], 2.0).outcome != "sat"
