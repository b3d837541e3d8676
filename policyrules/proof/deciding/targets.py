"""What becomes of a target on symbolic facts: its value as far as it is known, for the city and for its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from policyrules.errors import EngineError
from policyrules.program.target_rules import CountRule, TargetRule
from policyrules.proof.deciding.verdicts import NO_BOUND, SymbolicVerdict, verdict_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import Bool, Int, at_most, both, either, less, negation, same, total, when
from policyrules.proof.logic.values import Quantity, Truth, Word


@dataclass(frozen=True)
class SymbolicTarget:
    """A target for the city (`place` None) or for one of its units.

    `least` and `most` are what the value surely is at least and at most: of a count how many things surely count,
    and how many may; of a measure the value itself, known where it is.
    """

    rule: TargetRule
    place: str | None
    least: Quantity
    most: Quantity
    verdict: SymbolicVerdict


def target_outcomes(world: SymbolicWorld) -> Iterator[SymbolicTarget]:
    """Every target, for the city and then for its units where the facts tell them apart."""
    for rule in world.program.targets:
        if rule.count is None:
            yield _measured(rule, world)
            continue
        truths = truths_of(rule.count, world)
        yield _counted(rule, None, truths)
        if rule.count.by is not None:
            for place in sorted(world.program.places):
                yield _counted(rule, place, truths_in(rule.count, place, truths, world))


def truths_of(count: CountRule, world: SymbolicWorld) -> dict[str, Truth]:
    """When each thing of the counted list, by its id, counts. Raises EngineError for things inside other things."""
    if world.vocabulary.lists[count.of].within is not None:
        raise EngineError(f"a count of `{count.of}` cannot be proved: they stand inside other things")
    return {thing: world.formulas(count.of, thing).truth(count.test) for thing in world.shape.of(count.of)}


def truths_in(count: CountRule, place: str, truths: Mapping[str, Truth], world: SymbolicWorld) -> dict[str, Truth]:
    """When the things of one place count. One whose place is unknown may be of any: at most it may count."""
    if count.by is None:
        return {thing: Truth(False, truth.missed) for thing, truth in truths.items()}
    found: dict[str, Truth] = {}
    for thing, truth in truths.items():
        here, nowhere = located(world, count.of, thing, count.by, place)
        found[thing] = Truth(both(here, truth.met), either(truth.missed, negation(either(here, nowhere))))
    return found


def located(world: SymbolicWorld, name: str, thing: str, by: str, place: str) -> tuple[Bool, Bool]:
    """When a thing of the list `name` is in a place by its place field `by`, and when its place is unknown."""
    where = world.value((name, thing), by)
    assert isinstance(where, Word)
    return both(where.known, same(where.code, world.words.code(place))), negation(where.known)


def bounds_of(truths: Mapping[str, Truth]) -> tuple[Int, Int]:
    """How many things surely count, and how many at most."""
    least = total(when(truth.met, 1, 0) for truth in truths.values())
    return least, total(when(truth.missed, 0, 1) for truth in truths.values())


def _counted(rule: TargetRule, place: str | None, truths: Mapping[str, Truth]) -> SymbolicTarget:
    least, most = bounds_of(truths)
    # The document sets the number for the whole city: a unit only contributes to it.
    verdict = NO_BOUND if rule.bound is None or place is not None else _verdict(rule, Fraction(rule.bound), least, most)
    return SymbolicTarget(rule, place, Quantity(True, least, 1), Quantity(True, most, 1), verdict)


def _verdict(rule: TargetRule, bound: Fraction, least: Int, most: Int) -> SymbolicVerdict:
    def reaches(count: Int) -> Bool:
        reached = count * bound.denominator
        return less(bound.numerator, reached) if rule.strict else at_most(bound.numerator, reached)

    return SymbolicVerdict(met=reaches(least), not_met=negation(reaches(most)))


def _measured(rule: TargetRule, world: SymbolicWorld) -> SymbolicTarget:
    assert rule.measure is not None
    formulas = world.formulas(None, None)
    value = formulas.number(rule.measure)
    verdict = NO_BOUND if rule.test is None else verdict_of(formulas.truth(rule.test))
    return SymbolicTarget(rule, None, value, value, verdict)
