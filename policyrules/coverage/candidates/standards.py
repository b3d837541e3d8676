"""Facts about standards: a thing of which one item decides."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.coverage.building import Building
from policyrules.coverage.candidates.candidate import (
    Candidate,
    deciding,
    domains_of,
    holding,
    in_turn,
    unusual,
    usual_first,
)
from policyrules.coverage.conditions import Condition
from policyrules.coverage.obligation import Obligation
from policyrules.coverage.settlings import settlings_of, telling_years
from policyrules.coverage.witness import Assignment, Wanted
from policyrules.language.definition import Definition, Standard
from policyrules.program.lowering.settling import Settling
from policyrules.program.lowering.standards import lower_standard
from policyrules.program.standard_rules import StandardRule


def candidates(definition: Definition, obligation: Obligation) -> Iterator[Candidate]:
    """Facts that could show something of a standard."""
    index, standard = next(
        (at, each) for at, each in enumerate(definition.standards) if obligation.address.split(".")[1] == each.id
    )
    last = telling_years(definition)[-1:]
    ways = usual_first(definition, settlings_of(definition, standard, last))
    yield from in_turn(_of_setting(definition, index, standard, each, obligation) for each in ways)


def _of_setting(
    definition: Definition, index: int, standard: Standard, settled: Settling, obligation: Obligation
) -> Iterator[Candidate]:
    rule = lower_standard(settled, index, standard)
    for found in values_for(definition, standard, rule, settled, obligation):
        building = Building(definition)
        building.thing(standard.subject, found)
        yield Candidate(building.facts, settled.setting.year, unusual(definition, settled))


def values_for(
    definition: Definition, standard: Standard, rule: StandardRule, settled: Settling, obligation: Obligation
) -> Iterator[Assignment]:
    """Values of one thing of which the standard shows an obligation."""
    tests = [item.test for block in rule.blocks for item in block.items]
    domains = domains_of(definition, standard.subject, [*tests, *([rule.applies] if rule.applies else [])])
    deciding_items: list[Condition] = []
    others: list[Condition] = []
    for block, of_block in zip(standard.blocks, rule.blocks, strict=True):
        for item, item_rule in zip(block.items, of_block.items, strict=True):
            address = f"standards.{standard.id}.blocks.{block.id}.items.{item.id}"
            condition = Condition(address, "", item.test, item_rule.test)
            (deciding_items if item_rule.decides and of_block.counts else others).append(condition)
    applying = [Wanted(rule.applies, True)] if rule.applies is not None else []
    if obligation.address == f"standards.{standard.id}":
        tests = [each.settled for each in deciding_items] + [each.test for each in applying]
        yield from holding(tests, domains)
    elif obligation.address.endswith(".applies") and standard.applies is not None and rule.applies is not None:
        applies = Condition(obligation.address, "", standard.applies, rule.applies)
        met = [Wanted(each.settled, True) for each in deciding_items]
        yield from deciding([applies], obligation.key, settled, domains, met)
    else:
        yield from deciding(deciding_items, obligation.key, settled, domains, applying)
        for each in others:
            yield from deciding([each], obligation.key, settled, domains, applying)
