"""Facts about awards: a subject at the point at which a criterion, a tier, a cap, a year or a payment decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyrules.coverage.building import Building, as_fact
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
from policyrules.coverage.witness import Assignment, Domains, Wanted, witnesses
from policyrules.language.definition import Award, Definition
from policyrules.language.quantities import Kind
from policyrules.language.tree import attributes
from policyrules.program.lowering.awards import lower_award
from policyrules.program.lowering.settling import Settling
from policyrules.program.program import AwardRule, TierRule

#: So many ways to settle a policy are tried in turn.
_TOGETHER = 8


def candidates(definition: Definition, obligation: Obligation) -> Iterator[Candidate]:
    """Facts that could show something of an award."""
    index, award = next(
        (at, each) for at, each in enumerate(definition.awards) if obligation.address.split(".")[1] == each.id
    )
    several = []
    for settled in usual_first(definition, _years(definition, index, award)):
        rule = lower_award(settled, index, award)
        if ".criteria." in obligation.address:
            several.append(_criterion(definition, award, rule, settled, obligation))
        else:
            several.append(_eligible(definition, award, rule, settled))
    for first in range(0, len(several), _TOGETHER):
        yield from in_turn(several[first : first + _TOGETHER])


def _years(definition: Definition, index: int, award: Award) -> Iterator[Settling]:
    """Every way to settle an award, in its first and last year and the ones before and after."""
    for settled in settlings_of(definition, award, telling_years(definition)[-1:]):
        rule = lower_award(settled, index, award)
        for year in dict.fromkeys((rule.last_year, rule.first_year, rule.last_year + 1, rule.first_year - 1)):
            yield settled.in_year(year)


def _criterion(
    definition: Definition, award: Award, rule: AwardRule, settled: Settling, obligation: Obligation
) -> Iterator[Candidate]:
    if not rule.open:
        return
    for tier in rule.tiers:
        prefix = "" if tier.number is None else f"tier_{tier.number}"
        conditions = [
            Condition(f"awards.{award.id}.criteria.{each.id}", prefix, written.test, each.test)
            for written, each in zip(award.criteria, tier.criteria, strict=True)
        ]
        domains = amounts_in(definition, rule)
        if prefix and not obligation.aspect.startswith(f"{prefix}."):
            continue
        of_tier = settled if tier.number is None else settled.with_tier(award.tiers[tier.number])
        for found in deciding(conditions, obligation.key, of_tier, domains):
            for amount in _with_amount(found, tier, domains):
                yield _candidate(definition, rule, amount, settled)


def _eligible(definition: Definition, award: Award, rule: AwardRule, settled: Settling) -> Iterator[Candidate]:
    domains = amounts_in(definition, rule)
    for tier in reversed(rule.tiers):
        first = next(holding([each.test for each in tier.criteria], domains), None)
        if first is None:
            continue
        for amount in _with_amount(first, tier, domains):
            for entry in payments(rule, tier, settled.setting.year):
                for alone in (False, True):
                    yield _candidate(definition, rule, amount, settled, entry, alone=alone)


def amounts_in(definition: Definition, rule: AwardRule) -> Domains:
    """The values at which the criteria of an award turn, and at which its amounts meet its cap."""
    tests = [each.test for tier in rule.tiers for each in tier.criteria]
    domains = domains_of(definition, rule.subject, tests)
    return domains.learn(
        [tier.amount for tier in rule.tiers], (0, 100, *(() if rule.cap is None else (rule.cap, 2 * rule.cap)))
    )


def _with_amount(found: Assignment, tier: TierRule, domains: Domains) -> Iterator[Assignment]:
    """Values with those of the amount: something, as much as there may be, all others."""
    free = [each for each in attributes(tier.amount) if each not in found]
    if not free:
        yield found
        return
    values = [each for each in domains.of(free[0]) if each is not None]
    some = [
        values[-1],
        values[len(values) // 2],
        values[min(1, len(values) - 1)],
        values[-2 if len(values) > 1 else -1],
    ]
    for value in (*dict.fromkeys(some), None):
        yield {**found, **dict.fromkeys(free, value)}


def payments(rule: AwardRule, tier: TierRule, year: int) -> Iterator[dict[str, Any] | None]:
    """No payment, then such as may have been for the tier: in the year, before it, of a lower tier, not said."""
    yield None
    for when in (year, year - 1):
        own = {} if tier.number is None else {"tier": tier.number}
        yield {"year": when, **own, "subject": True}
        if tier.number is not None and tier.number > 1:
            yield {"year": when, "tier": tier.number - 1, "subject": True}
        if rule.payee is not None:
            yield {"year": when, **own}
        if tier.number is not None:
            yield {"year": when, "subject": True}


def _candidate(
    definition: Definition,
    rule: AwardRule,
    values: Assignment,
    settled: Settling,
    entry: dict[str, Any] | None = None,
    alone: bool = False,
) -> Candidate:
    building = Building(definition)
    item = building.thing(rule.subject, values)
    if alone:
        _miss_others(building, rule, item, values, settled)
    if entry is not None:
        pay(building, rule, item, entry)
    return Candidate(building.facts, settled.setting.year, unusual(definition, settled))


def _miss_others(
    building: Building, rule: AwardRule, item: dict[str, Any], values: Assignment, settled: Settling
) -> None:
    """Let the payee surely miss its own other awards: what is unknown of them could leave ours open."""
    definition = building.definition
    for index, award in enumerate(definition.awards):
        if award.id == rule.id or award.payee is not None:
            continue
        same = award.subject == rule.subject
        given = values if same else {}
        payee = item if same else building.first(award.subject)
        other = lower_award(settled, index, award)
        for criterion in other.tiers[0].criteria:
            if any(each in given for each in criterion.attributes):
                continue
            domains = domains_of(definition, award.subject, [criterion.test])
            missed = next(witnesses(Wanted(criterion.test, False), (), domains), None)
            if missed is not None:
                building.ask(award.subject, payee, missed)
                break


def pay(building: Building, rule: AwardRule, item: dict[str, Any], entry: dict[str, Any], fen: int = 100) -> None:
    """Note a payment for a thing in the register of awards, where the policy has one."""
    lists = building.definition.vocabulary.lists
    register = next((name for name, each in lists.items() if each.register_of_awards), None)
    if register is None:
        return
    subject = building.id_of(rule.subject, item)
    payee = subject if rule.payee is None else item[rule.payee]
    row = {"year": entry["year"], "award": rule.id, "enterprise": payee, "amount": as_fact(Kind.MONEY, fen)}
    if "tier" in entry:
        row["tier"] = entry["tier"]
    if entry.get("subject") and rule.payee is not None:
        row["subject"] = subject
    building.facts.setdefault(register, []).append(row)
