"""What is proved for any number of things holds for a few of them, decided exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import policies
from thoroughness import tries

from policyrules.invariants.rules import (
    AnyRule,
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
)
from policyrules.language.tree import attributes
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy, load_policy
from policyrules.program.program import Program
from policyrules.proof.any_number.lemmas import unproved
from policyrules.proof.any_number.lines import AnyLine
from policyrules.proof.any_number.payees import AnyPayee
from policyrules.proof.any_number.raising import AnyRise
from policyrules.proof.any_number.things import AnyThing
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool
from policyrules.proof.promises import broken, broken_monotone, raised
from policyrules.testing import options
from policyrules.text import same

from .promises import promises

#: The seconds that a question may take; what takes longer says nothing here.
PATIENCE = 2.0


def is_proved(rule: AnyRule, program: Program, vocabulary: Vocabulary) -> bool:
    """Whether a promise is proved for any number of things."""
    asked = list(_questions(rule, program, vocabulary))
    return all(way is not None and solve([way, *demanded], PATIENCE).outcome == "unsat" for way, demanded in asked)


def _questions(rule: AnyRule, program: Program, vocabulary: Vocabulary) -> Iterator[tuple[Bool | None, list[Bool]]]:
    """How a promise could be broken, and what is demanded of the facts."""
    match rule:
        case NeedsRule() | OnceRule() | MostRule(per_subject=True):
            for award in program.awards:
                if award.id in _awards(rule):
                    line = AnyLine(program, vocabulary, award, {})
                    yield line.broken(rule), line.constraints
        case NeedsBlocksRule() | NestedRule():
            thing = AnyThing(program, vocabulary, rule, {})
            yield thing.broken(rule), thing.constraints
        case MonotoneRule() if _asks_from_afar(rule, program):
            yield None, []
        case MonotoneRule():
            stages = tuple(replace(each, over_all=None) for each in program.stages)
            rise = AnyRise(replace(program, stages=stages), vocabulary, rule, {})
            yield rise.broken(rule), rise.constraints
        case _:
            payee = AnyPayee(program, vocabulary)
            yield payee.broken(rule), payee.constraints


def _asks_from_afar(rule: MonotoneRule, program: Program) -> bool:
    """Whether an award for another thing asks for the figure: then nothing is proved (`lowered.asks_of_another`)."""
    return any(
        each.field == rule.figure.field and program.references.get((award.subject, each.owner)) == rule.things
        for award in program.awards
        for tier in award.tiers
        for formula in (*(one.test for one in tier.criteria), tier.amount)
        for each in attributes(formula)
    )


def _awards(rule: NeedsRule | OnceRule | MostRule) -> tuple[str, ...]:
    return (rule.award,) if isinstance(rule, NeedsRule) else rule.awards or ()


def breaking(rule: AnyRule, program: Program, vocabulary: Vocabulary, size: tuple[int, int, int]) -> list[Bool]:
    """What facts must be like, of so many payees, things and payments before, that break a promise."""
    shape = shape_of(program, vocabulary, *size)
    if isinstance(rule, MonotoneRule):
        pair = raised(rule, program, vocabulary, shape, shape.of(rule.things)[0])
        return [broken_monotone(pair), *pair.constraints]
    world = SymbolicWorld(program, vocabulary, shape)
    return [broken(rule, decide(world)), *world.constraints]


@pytest.mark.thorough
@settings(
    max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(policies(), st.data())
def test_what_is_proved_of_any_number_is_not_broken_by_a_few(policy: Policy, data: st.DataObject) -> None:
    """Else a sum, the register's summary or a lemma says more than is so, and what is false is proved."""
    policy = policy.interpret(**data.draw(options(policy)))
    program, vocabulary = policy.program(data.draw(st.sampled_from([2024, 2025, 2026]))), policy.definition.vocabulary
    rule = data.draw(promises(program))
    if is_proved(rule, program, vocabulary):
        for size in ((1, 1, 1), (2, 2, 1)):
            assert solve(breaking(rule, program, vocabulary, size), PATIENCE).outcome != "sat", rule


def test_awards_that_each_keep_a_promise_may_break_it_together() -> None:
    """Else what a subject gets at most is proved award by award, and it gets as much under each."""
    definition = load_policy("ganzhou").definition
    limits = tuple(each for each in definition.limits if each.id != "growth_or_agricultural")
    program = Policy(replace(definition, limits=limits)).program(2025)
    said = ("promise", "一", same("promise"))
    alone, together = (
        MostRule(*said, awards, 500_000_00, whole_period=False, per_subject=True, earlier=False)
        for awards in (("growth",), ("growth", "agricultural"))
    )
    assert is_proved(alone, program, definition.vocabulary)
    assert not is_proved(together, program, definition.vocabulary)
    assert solve(breaking(together, program, definition.vocabulary, (1, 1, 0))).outcome == "sat"


def test_the_lemmas_are_proved() -> None:
    """Else nothing can be proved of any number of things: all rests on them."""
    assert unproved() == ()
