"""Duties and the ledger, settled."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.definition import Duties, Duty
from policyrules.language.definition import duties as definition
from policyrules.language.tree import Attribute
from policyrules.program.criterion import CriterionRule
from policyrules.program.duty_rules import (
    ConditionStatus,
    CountStatus,
    DutyRule,
    DutyRules,
    DutyStatus,
    LedgerRule,
    MeasureRule,
    MeasureStatus,
    ReferenceRule,
)
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.settling import Settling
from policyrules.program.lowering.targets import lower_count


def lower_duties(settling: Settling, places: tuple[str, ...]) -> DutyRules:
    """All duties; `places` are the units of the city."""
    duties = settling.definition.duties
    lowering = _Lowering(settling, duties, places)
    return DutyRules(
        duties=tuple(lowering.duty(index, each) for index, each in enumerate(duties.duties)),
        headings=tuple(duties.headings.values()),
        bodies=duties.bodies,
        skipped=duties.skipped,
        ledger=lowering.ledger(),
    )


@dataclass(frozen=True)
class _Lowering:
    settling: Settling
    duties: Duties
    places: tuple[str, ...]

    def duty(self, index: int, duty: Duty) -> DutyRule:
        return DutyRule(
            id=duty.id,
            index=index,
            number=duty.number,
            clause=duty.clause,
            heading=None if duty.heading is None else self.duties.headings[duty.heading],
            label=duty.label,
            modality=duty.modality,
            verb=duty.verb,
            bodies=duty.bodies,
            period=duty.period,
            places=tuple(place for place in self.places if not duty.places or place in duty.places),
            applies=self.settling.maybe(duty.applies),
            external=tuple(self.reference(name) for name in duty.external),
            status=None if duty.status is None else self.status(duty.status),
            interpretations=interpretations(duty),
        )

    def reference(self, name: str) -> ReferenceRule:
        each = self.duties.references[name]
        fact = each.fact if isinstance(each.fact, Attribute) else None
        return ReferenceRule(name, each.label, each.clause, fact)

    def status(self, status: definition.DutyStatus) -> DutyStatus:
        match status:
            case definition.ByCondition(cases=cases):
                return ConditionStatus(self.by_place(cases))
            case definition.ByStandard() | definition.ByTargets():
                return status
            case definition.ByCount(count=count):
                return CountStatus(lower_count(self.settling, count))
            case definition.ByMeasures(measures=measures):
                ground = self.settling.ground
                return MeasureStatus(tuple(MeasureRule(each.id, each.label, ground(each.figure)) for each in measures))

    def by_place(self, cases: tuple[definition.ConditionCase, ...]) -> dict[str, CriterionRule]:
        """The condition of each place: that of the first case which names it, or which names none."""
        found: dict[str, CriterionRule] = {}
        for index, case in enumerate(cases):
            rule = self.settling.condition(f"case_{index + 1}", case.label, case.test)
            for place in case.places or self.places:
                found.setdefault(place, rule)
        return found

    def ledger(self) -> LedgerRule | None:
        ledger = self.duties.ledger
        if ledger is None:
            return None
        return LedgerRule(
            clause=ledger.clause,
            label=ledger.label,
            unit=ledger.unit,
            filings=ledger.filings,
            due={quarter: (each.month, each.day) for quarter, each in ledger.due.items()},
            due_day_counts=self.settling.pick(ledger.due_day_counts),
        )
