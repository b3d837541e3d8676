"""Facts about targets: a measure on its bound and beside it; so many things that count, or may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policyrules.coverage.building import Building
from policyrules.coverage.candidates.candidate import Candidate, deciding, domains_of, holding, unusual, usual_first
from policyrules.coverage.conditions import Condition
from policyrules.coverage.counts import written_as
from policyrules.coverage.obligation import Key, Obligation
from policyrules.coverage.settlings import settlings_of
from policyrules.coverage.witness import Assignment, Domains
from policyrules.language.definition import Count, Definition
from policyrules.language.tree import attributes
from policyrules.program.lowering.settling import Settling
from policyrules.program.lowering.targets import lower_target
from policyrules.program.target_rules import CountRule, TargetRule

#: More things than this are never made: a target of thousands is shown by nobody.
_MOST_THINGS = 200


def candidates(definition: Definition, obligation: Obligation) -> Iterator[Candidate]:
    """Facts that could show something of a target."""
    index, target = next(
        (at, each) for at, each in enumerate(definition.targets) if obligation.address.split(".")[1] == each.id
    )
    for settled in usual_first(definition, settlings_of(definition, target)):
        rule = lower_target(settled, index, target)
        by = rule.by if rule.by is not None else settled.setting.year
        for year in (by, by + 1) if rule.by is not None else (by,):
            at = settled.in_year(year)
            of_year = lower_target(at, index, target)
            if target.count is None:
                yield from _measured(definition, of_year, at)
            else:
                yield from _counted(definition, target.count, of_year, at, obligation)


def _measured(definition: Definition, rule: TargetRule, settled: Settling) -> Iterator[Candidate]:
    assert rule.measure is not None
    formulas = [rule.measure] if rule.test is None else [rule.test]
    domains = domains_of(definition, "", formulas, (0, 1))
    options = unusual(definition, settled)
    yield Candidate({}, settled.setting.year, options)
    asked = attributes(rule.measure)
    for value in domains.of(asked[0]) if asked else ():
        building = Building(definition)
        building.shared(dict.fromkeys(asked, value))
        yield Candidate(building.facts, settled.setting.year, options)


def _counted(
    definition: Definition, count: Count, rule: TargetRule, settled: Settling, obligation: Obligation
) -> Iterator[Candidate]:
    assert rule.count is not None
    options, year = unusual(definition, settled), settled.setting.year
    if ".criteria." in obligation.address:
        at = settled.in_year(rule.year)
        for found in things_for(definition, f"targets.{rule.id}.count", count, rule.count, at, obligation.key):
            yield Candidate(crowd(definition, rule.count, found, 1), year, options)
        return
    bound = 1 if rule.bound is None else int(rule.bound)
    full = next(holding([each.test for each in rule.count.criteria], _domains(definition, rule.count)), None)
    if full is None:
        return
    for number in (0, bound, bound - 1, bound + 1, 1):
        if 0 <= number <= _MOST_THINGS:
            yield Candidate(crowd(definition, rule.count, full, number), year, options)
            yield Candidate(crowd(definition, rule.count, full, number, open_=1), year, options)


def things_for(
    definition: Definition, address: str, count: Count, rule: CountRule, settled: Settling, key: Key
) -> Iterator[Assignment]:
    """Values of one thing of which a condition of a count shows an obligation."""
    written = {each.id: each for each in count.criteria}
    conditions = [
        Condition(f"{address}.criteria.{each.id}", "", written_as(written[each.id]), each.test)
        for each in rule.criteria
    ]
    yield from deciding(conditions, key, settled, _domains(definition, rule))


def _domains(definition: Definition, rule: CountRule) -> Domains:
    return domains_of(definition, rule.of, [each.test for each in rule.criteria])


def crowd(
    definition: Definition, rule: CountRule, values: Assignment, number: int, open_: int = 0, place: str | None = None
) -> dict[str, Any]:
    """So many things of one place that count, and some of which nothing is known."""
    building = Building(definition)
    units: Sequence[str] = (
        [each.name for each in definition.vocabulary.places.units] if definition.vocabulary.places else ()
    )
    where = {} if rule.by is None or not units else {rule.by: place or units[0]}
    for _ in range(number):
        building.thing(rule.of, values, where)
    for _ in range(open_):
        building.thing(rule.of, {}, where)
    return building.facts
