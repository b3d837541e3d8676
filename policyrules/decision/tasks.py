"""The lines of the section `tasks`: each numbered duty in each unit, computed and as filed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.decision.line import Line
from policyrules.decision.needs import needed
from policyrules.decision.standards import StandardLine
from policyrules.decision.targets import TargetLine
from policyrules.engines.tasks import TaskOutcome
from policyrules.engines.verdicts import Verdict
from policyrules.facts.pointers import joined
from policyrules.facts.records import Thing
from policyrules.language.definition.duties import ByStandard
from policyrules.language.quantities import plain_text
from policyrules.language.tree import Expression
from policyrules.program.duty_rules import (
    ConditionStatus,
    CountStatus,
    DutyRule,
    LedgerRule,
    MeasureStatus,
    ReferenceRule,
)
from policyrules.program.target_rules import CountRule
from policyrules.text import Language

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet


@dataclass(frozen=True)
class Filing:
    """What a unit filed on a duty for one quarter. `late` is None where the day of filing is not said."""

    quarter: str
    status: str | None
    evidence: str | None
    filed_on: date | None
    due: date
    late: bool | None

    def to_dict(self) -> dict[str, Any]:
        """The filing as the decision's JSON holds it."""
        return {
            "quarter": self.quarter,
            "status": self.status,
            "evidence": self.evidence,
            "filed_on": None if self.filed_on is None else self.filed_on.isoformat(),
            "due": self.due.isoformat(),
            "late": self.late,
        }


@dataclass(frozen=True)
class External:
    """Something that the document points to and does not contain, and whether the facts stand in for it."""

    rule: ReferenceRule
    resolved: bool

    def to_dict(self) -> dict[str, Any]:
        """The reference as the decision's JSON holds it."""
        label = self.rule.label
        return {"reference": self.rule.id, "label": label.zh, "label_en": label.en, "resolved": self.resolved}


class TaskLine(Line):
    """A numbered duty in one unit."""

    def __init__(self, outcome: TaskOutcome, ledger: LedgerRule) -> None:
        self.outcome = outcome
        self.ledger = ledger

    @property
    def duty(self) -> DutyRule:
        """The duty as the program has it."""
        return self.outcome.duty

    @property
    def work_point(self) -> int:
        """The official number."""
        return self.duty.number or 0

    @property
    def county(self) -> str:
        """The unit."""
        return self.outcome.place

    @property
    def applies(self) -> bool | None:
        """Whether the duty applies to the unit; None where that is unknown."""
        return self.outcome.applies

    @property
    def verdict(self) -> str | None:
        """met, not_met, unknown, no_bound (figures without a number to reach) or not_applicable.

        None where the document gives nothing to compute: the status is then what is filed.
        """
        return None if self.outcome.verdict is None else self.outcome.verdict.value

    @cached_property
    def filings(self) -> tuple[Filing, ...]:
        """What the unit filed on the duty, by quarter."""
        return tuple(filing_of(each, self.ledger) for each in self.outcome.filings)

    @cached_property
    def external(self) -> tuple[External, ...]:
        """What the document points to and does not contain."""
        lookup = self.outcome.world.lookup(self.outcome.unit)
        return tuple(
            External(each, each.fact is not None and lookup(each.fact) is not None) for each in self.duty.external
        )

    def filing(self, quarter: str) -> Filing | None:
        """What was filed for a quarter."""
        return next((each for each in self.filings if each.quarter == quarter), None)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The pointers of the facts that an unknown status needs; else none."""
        if self.outcome.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(self._missing()))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The address of the duty."""
        return (f"duties.{self.duty.id}",)

    def to_dict(self) -> dict[str, Any]:
        """The line as the decision's JSON holds it."""
        return {
            "work_point": self.work_point,
            "county": self.county,
            "duty": self.duty.id,
            "clause": self.duty.clause,
            "modality": self.duty.modality,
            "applies": self.applies,
            "computed": self.outcome.computed is not None,
            "verdict": self.verdict,
            **self._basis(),
            "filings": [each.to_dict() for each in self.filings],
            "external": [each.to_dict() for each in self.external],
            "missing": list(self.missing),
        }

    def _basis(self) -> dict[str, Any]:
        """What a computed status rests on."""
        computed = self.outcome.computed
        if computed is None:
            return {}
        found: dict[str, Any] = {}
        if computed.standards:
            found["standards"] = [
                {"subject": each.subject.id, "verdict": each.verdict.value} for each in computed.standards
            ]
        if computed.targets:
            found["targets"] = [
                {key: line[key] for key in ("target", "value", "range") if key in line}
                for line in map(TargetLine, computed.targets)
            ]
        if computed.tally is not None:
            found["counted"] = [each.id for each in computed.tally.counted]
            found["possible"] = [each.id for each in computed.tally.possible]
        if computed.measures:
            found["measures"] = [
                {"measure": rule.id, "value": None if value is None else plain_text(rule.figure.kind, value)}
                for rule, value in computed.measures
            ]
        return found

    def _missing(self) -> Iterator[str]:
        outcome, duty = self.outcome, self.duty
        if outcome.applies is None:
            yield from self._needed(duty.applies)
        computed = outcome.computed
        if computed is None:
            return
        match duty.status:
            case ConditionStatus(by_place=by_place):
                yield from self._needed(by_place[self.county].test)
            case ByStandard(standard=standard, by=by):
                yield from self._of_standards(standard, by)
            case CountStatus(count=count):
                yield from self._of_count(count)
            case MeasureStatus(measures=measures):
                for measure in measures:
                    yield from self._needed(measure.figure)

    def _needed(self, expression: Expression | None) -> Iterator[str]:
        return needed(self.outcome.world, self.outcome.unit, expression, self.ledger.unit)

    def _of_standards(self, standard: str, by: str) -> Iterator[str]:
        """What the things of the unit need; where none is named, their list itself."""
        outcomes = self.outcome.computed.standards if self.outcome.computed else ()
        for each in outcomes:
            if each.applies is None:
                yield from needed(each.world, each.subject, each.rule.applies)
            yield from StandardLine(each).missing
            if each.subject.value(by) is None:
                yield each.subject.pointer_of(by)
        if not outcomes:
            yield joined(self.outcome.world.program.standard(standard).subject)

    def _of_count(self, count: CountRule) -> Iterator[str]:
        """What the things that may count need, and shared circumstances that say nothing even of nobody."""
        world, computed = self.outcome.world, self.outcome.computed
        tally = None if computed is None else computed.tally
        if computed is not None and tally is None and computed.least != computed.most:
            yield joined(count.of)  # who may count was not looked at one by one
        for thing in tally.possible if tally else ():
            yield from needed(world, thing, count.test)
            if count.by is not None and thing.value(count.by) is None:
                yield thing.pointer_of(count.by)
        lookup = world.lookup(None)
        for each in (each for criterion in count.criteria for each in criterion.attributes):
            if each.owner in world.facts.objects and lookup(each) is None:
                yield world.pointer(None, each)

    def __repr__(self) -> str:
        return f"TaskLine({self.work_point}, {self.county}, {self.verdict})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.lines import task

        return task(self, language)


def task_lines(outcomes: Iterable[TaskOutcome], ledger: LedgerRule | None) -> tuple[TaskLine, ...]:
    """The lines of the section, in the order of the outcomes."""
    return () if ledger is None else tuple(TaskLine(each, ledger) for each in outcomes)


def filing_of(filed: Thing, ledger: LedgerRule) -> Filing:
    """One filing, and whether it was late."""
    quarter, status, evidence, day = (filed.value(each) for each in ("quarter", "status", "evidence", "filed_on"))
    filed_on = date.fromisoformat(day) if isinstance(day, str) else None
    due = due_of(str(quarter), ledger)
    late = None if filed_on is None else filed_on > due or (filed_on == due and not ledger.due_day_counts)
    return Filing(
        quarter=str(quarter),
        status=status if isinstance(status, str) else None,
        evidence=evidence if isinstance(evidence, str) else None,
        filed_on=filed_on,
        due=due,
        late=late,
    )


def due_of(quarter: str, ledger: LedgerRule) -> date:
    """The day by which a quarter (`2025Q2`) is reported."""
    return ledger.due_on(int(quarter[:4]), int(quarter[-1]))
