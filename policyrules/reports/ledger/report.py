"""The report of a quarter as data: for each unit one row per work point, computed, as filed, and in time or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policyrules.decision.decision import Decision
from policyrules.decision.fact_names import label_of
from policyrules.decision.tasks import Filing, TaskLine, due_of
from policyrules.language.definition.duties import Heading
from policyrules.program.duty_rules import DutyRule, DutyRules, LedgerRule
from policyrules.reports.ledger.missing import MissingFacts
from policyrules.reports.ledger.status import StatusWords
from policyrules.text import Text

#: Filed in time, late, or on a day that is not said; not filed, or not filed though the day is past.
IN_TIME, LATE, UNDATED, NOT_FILED, OVERDUE = "in_time", "late", "undated", "not_filed", "overdue"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Row:
    """One work point of one unit."""

    task: TaskLine
    headings: tuple[Heading, ...]
    """The headings above it, the outermost first."""
    filing: Filing | None
    computed: Text | None
    missing: tuple[Text, ...]
    punctuality: str

    @property
    def duty(self) -> DutyRule:
        """The duty."""
        return self.task.duty

    @property
    def applies(self) -> bool | None:
        """Whether it applies to the unit; None where that is unknown."""
        return self.task.applies


@dataclass(frozen=True)
class UnitReport:
    """The rows of one unit, by number."""

    unit: str
    rows: tuple[Row, ...]

    def count(self, *punctualities: str) -> int:
        """How many rows are filed so."""
        return sum(row.punctuality in punctualities for row in self.rows)


@dataclass(frozen=True)
class LedgerReport:
    """The report of one quarter."""

    decision: Decision
    ledger: LedgerRule
    quarter: str
    due: date
    as_of: date | None
    units: tuple[UnitReport, ...]
    caveats: tuple[Text, ...] = ()
    """What a reader must not miss, such as readings that are not the usual ones."""

    @property
    def duties(self) -> DutyRules:
        """The duties, with the numbers that are skipped."""
        return self.decision.program.duties


def ledger_report(
    decision: Decision,
    quarter: str,
    units: Sequence[str],
    as_of: date | None = None,
    caveats: Sequence[Text] = (),
) -> LedgerReport:
    """The report of a quarter (`2025Q2`) for some units.

    What is not filed although its day is past on the day `as_of` is overdue; without one, it is only not filed.
    """
    ledger = decision.program.duties.ledger
    assert ledger is not None
    rows = _Rows(decision, ledger, quarter, as_of)
    found = tuple(UnitReport(unit, tuple(rows.of(unit))) for unit in units)
    return LedgerReport(decision, ledger, quarter, due_of(quarter, ledger), as_of, found, tuple(caveats))


class _Rows:
    def __init__(self, decision: Decision, ledger: LedgerRule, quarter: str, as_of: date | None) -> None:
        self.decision, self.ledger, self.quarter = decision, ledger, quarter
        due = due_of(quarter, ledger)
        self.is_past = as_of is not None and (as_of > due or (as_of == due and not ledger.due_day_counts))
        self.vocabulary = decision.prose[""].vocabulary
        self.status = StatusWords(decision)
        self.missing = MissingFacts(self.vocabulary, decision.facts)

    def of(self, unit: str) -> Iterator[Row]:
        for task in self.decision.tasks:
            if task.county == unit:
                filing = task.filing(self.quarter)
                yield Row(
                    task=task,
                    headings=headings_of(task.duty, self.decision.program.duties),
                    filing=filing,
                    computed=self.status.computed(task),
                    missing=tuple(self._missing(task, filing)),
                    punctuality=self._punctuality(task, filing),
                )

    def _punctuality(self, task: TaskLine, filing: Filing | None) -> str:
        if filing is not None:
            return UNDATED if filing.late is None else LATE if filing.late else IN_TIME
        if task.applies is False:
            return NOT_APPLICABLE
        return OVERDUE if self.is_past else NOT_FILED

    def _missing(self, task: TaskLine, filing: Filing | None) -> Iterator[Text]:
        """The facts that would settle it, then what the filing lacks."""
        if task.applies is False and filing is None:
            return
        yield from self.missing.words(self._pointers(task), task.county)
        labels = {name: label_of(field) for name, field in self.vocabulary.lists[self.ledger.filings].fields.items()}
        if filing is None:
            status = labels["status"]
            yield Text(f"{status.zh}（未填报）", f"{status.en} (not filed)")
            return
        given = {"status": filing.status, "evidence": filing.evidence, "filed_on": filing.filed_on}
        yield from (labels[name] for name, value in given.items() if not value)

    def _pointers(self, task: TaskLine) -> list[str]:
        """What an unknown status needs, and the figures behind the targets that the unit contributes to."""
        computed = task.outcome.computed
        lines = [self.status.target(each.rule.id, task.county) for each in computed.targets] if computed else []
        more = [pointer for line in lines if line is not None for pointer in line.missing]
        return list(dict.fromkeys([*task.missing, *more]))


def headings_of(duty: DutyRule, duties: DutyRules) -> tuple[Heading, ...]:
    """The headings above a duty, the outermost first."""
    found: list[Heading] = []
    heading = duty.heading
    while heading is not None:
        found.insert(0, heading)
        heading = None if heading.under is None else duties.heading(heading.under)
    return tuple(found)
