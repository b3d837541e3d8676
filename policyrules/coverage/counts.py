"""Counts of things: each condition seen true, false and unknown for some thing, as the one that decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyrules.coverage.conditions import Condition, shown
from policyrules.coverage.obligation import Key
from policyrules.coverage.run import Run
from policyrules.coverage.settlings import Asked, Found, of_conditions
from policyrules.engines.cases import World
from policyrules.language.definition import Chosen, Count, Definition
from policyrules.language.definition import Condition as Written
from policyrules.language.tree import Expression, Switched
from policyrules.program.lowering.settling import Settling
from policyrules.program.target_rules import CountRule


def catalogue(definition: Definition, address: str, count: Count, settled: Sequence[Settling]) -> Found:
    """What should be seen of the conditions of a count that stands at `address`."""
    conditions = [Asked(f"{address}.criteria.{each.id}", each.label, written_as(each)) for each in count.criteria]
    tests: list[list[Expression | None]] = []
    for each in settled:
        asked = [each.condition_asked(one.test) for one in count.criteria]
        tests.append([None if test is None else each.ground(test) for test in asked])
    yield from of_conditions(definition, count.of, conditions, tests)


def seen(run: Run, address: str, count: Count, rule: CountRule, world: World, year: int) -> Iterator[Key]:
    """What the things that were counted show."""
    setting = run.settling.in_year(year).setting
    written = {each.id: each for each in count.criteria}
    conditions = [
        Condition(f"{address}.criteria.{each.id}", "", written_as(written[each.id]), each.test)
        for each in rule.criteria
    ]
    for thing in world.things(rule.of):
        yield from shown(conditions, setting, world.lookup(thing))


def written_as(condition: Written) -> Expression:
    """A condition as one formula: an option that asks nothing has none."""
    test = condition.test
    if not isinstance(test, Chosen):
        return test
    options = tuple((option, formula) for option, formula in test.options.items() if formula is not None)
    return options[0][1] if len(options) == 1 else Switched(test.interpretation, options, options[0][1].kind)
