"""Facts about duties: a unit of which a condition decides, what stands for a reference, what was filed when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from policyrules.coverage.building import Building
from policyrules.coverage.candidates import standards
from policyrules.coverage.candidates.candidate import Candidate, deciding, domains_of, holding, unusual, usual_first
from policyrules.coverage.candidates.targets import crowd, things_for
from policyrules.coverage.conditions import Condition
from policyrules.coverage.obligation import Obligation
from policyrules.coverage.settlings import settlings_of
from policyrules.language.definition import Definition, Duty
from policyrules.language.definition.duties import ByCondition, ByCount, ByMeasures, ByStandard, ByTargets
from policyrules.language.tree import Attribute, attributes
from policyrules.program.duty_rules import ConditionStatus, CountStatus, DutyRule, DutyRules
from policyrules.program.lowering.duties import lower_duties
from policyrules.program.lowering.settling import Settling
from policyrules.program.lowering.standards import lower_standard
from policyrules.program.lowering.targets import lower_target

Facts = dict[str, Any]


def candidates(definition: Definition, obligation: Obligation) -> Iterator[Candidate]:
    """Facts that could show something of the duties."""
    duties = definition.duties
    assert duties.ledger is not None
    for duty in duties.duties:
        if duty.number is None or not _concerns(duty, obligation):
            continue
        for settled in usual_first(definition, settlings_of(definition, (duty, definition.standards))):
            rules = lower_duties(settled, _units(definition))
            rule = next(each for each in rules.duties if each.id == duty.id)
            for facts in _facts(definition, duty, rule, rules, settled, obligation):
                yield Candidate(facts, settled.setting.year, unusual(definition, settled))


def _units(definition: Definition) -> tuple[str, ...]:
    places = definition.vocabulary.places
    return () if places is None else tuple(each.name for each in places.units)


def _concerns(duty: Duty, obligation: Obligation) -> bool:
    section, name = obligation.address.split(".")[:2]
    return section == "ledger" or duty.id == name or (section == "references" and name in duty.external)


def _facts(
    definition: Definition, duty: Duty, rule: DutyRule, rules: DutyRules, settled: Settling, obligation: Obligation
) -> Iterator[Facts]:
    yield {}
    unit = rules.ledger.unit if rules.ledger else ""
    place = rule.places[0] if rule.places else ""
    if obligation.section == "ledger":
        yield from _filings(definition, rules, settled, rule, place)
        return
    for each in rule.external:
        if each.fact is not None:
            for value in domains_of(definition, unit, [each.fact]).of(each.fact)[-2:]:
                yield _unit(definition, unit, place, {each.fact: value})
    if duty.applies is not None and rule.applies is not None:
        condition = Condition(f"duties.{duty.id}.applies", "", duty.applies, rule.applies)
        domains = domains_of(definition, unit, [rule.applies])
        for found in deciding([condition], obligation.key, settled, domains):
            yield _unit(definition, unit, place, found)
    yield from _of_status(definition, duty, rule, unit, settled, obligation)


def _unit(definition: Definition, unit: str, place: str, values: dict[Attribute, Any]) -> Facts:
    building = Building(definition)
    building.thing(unit, values, {definition.vocabulary.lists[unit].id_field or "": place})
    return building.facts


def _of_status(
    definition: Definition, duty: Duty, rule: DutyRule, unit: str, settled: Settling, obligation: Obligation
) -> Iterator[Facts]:
    place = rule.places[0] if rule.places else ""
    match duty.status, rule.status:
        case ByCondition(cases=cases), ConditionStatus(by_place=by_place):
            for where, criterion in by_place.items():
                index = int(criterion.id.rpartition("_")[2]) - 1
                address = f"duties.{duty.id}.status.cases.{index}"
                condition = Condition(address, "", cases[index].test, criterion.test)
                for found in deciding(
                    [condition], obligation.key, settled, domains_of(definition, unit, [criterion.test])
                ):
                    yield _unit(definition, unit, where, found)
        case ByStandard(standard=name, by=by), _:
            yield from _of_standard(definition, name, by, place, settled, obligation)
        case ByTargets(targets=names), _:
            for index, target in enumerate(definition.targets):
                counted = lower_target(settled, index, target).count
                if target.id in names and counted is not None:
                    tests = [each.test for each in counted.criteria]
                    for values in holding(tests, domains_of(definition, counted.of, tests)):
                        yield crowd(definition, counted, values, 1, place=place)
        case ByCount(count=count), CountStatus(count=counted):
            address = f"duties.{duty.id}.status.count"
            for values in things_for(definition, address, count, counted, settled, obligation.key):
                yield crowd(definition, counted, values, 1, place=place)
            tests = [each.test for each in counted.criteria]
            for values in holding(tests, domains_of(definition, counted.of, tests)):
                yield crowd(definition, counted, values, 1, place=place)
            yield crowd(definition, counted, {}, 0, open_=1, place=place)
        case ByMeasures(measures=measures), _:
            asked = [each for measure in measures for each in attributes(settled.ground(measure.figure))]
            building = Building(definition)
            building.thing(unit, dict.fromkeys(asked, 100), {definition.vocabulary.lists[unit].id_field or "": place})
            yield building.facts


def _of_standard(
    definition: Definition, name: str, by: str, place: str, settled: Settling, obligation: Obligation
) -> Iterator[Facts]:
    """A thing of the place that meets the standard, and for each of its items one that misses it alone."""
    index, standard = next((at, each) for at, each in enumerate(definition.standards) if each.id == name)
    rule = lower_standard(settled, index, standard)
    wanted = [Obligation(f"standards.{name}", "met", obligation.label)]
    for block in standard.blocks:
        for item in block.items:
            address = f"standards.{name}.blocks.{block.id}.items.{item.id}"
            wanted += [Obligation(address, aspect, item.label) for aspect in ("false", "unknown")]
    for each in wanted:
        for values in standards.values_for(definition, standard, rule, settled, each):
            building = Building(definition)
            building.thing(standard.subject, values, {by: place})
            yield building.facts
            break


def _filings(
    definition: Definition, rules: DutyRules, settled: Settling, rule: DutyRule, place: str
) -> Iterator[Facts]:
    """A filing of each quarter, on the day on which it is due and on the next one."""
    ledger = rules.ledger
    assert ledger is not None
    for quarter in ledger.due:
        due = ledger.due_on(settled.setting.year, quarter)
        for day in (due, due + timedelta(days=1)):
            filed = {
                "work_point": rule.number,
                "quarter": f"{settled.setting.year}Q{quarter}",
                "filed_on": day.isoformat(),
            }
            facts = _unit(definition, ledger.unit, place, {})
            facts[ledger.unit][0][ledger.filings] = [filed]
            yield facts
