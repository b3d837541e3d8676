"""The overview of a quarter: work points against units in short marks, what each mark means, and how many are filed."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.decision.verdict_words import MARKS, VERDICTS
from policyrules.program.duty_rules import DutyRule
from policyrules.reports.ledger import report
from policyrules.reports.ledger.cells import PUNCTUALITY
from policyrules.reports.ledger.report import LedgerReport, Row
from policyrules.text import Language, Text

#: One sign for each way of being filed.
FILED_MARKS: dict[str, str] = {
    report.IN_TIME: "●",
    report.LATE: "▲",
    report.UNDATED: "◎",
    report.NOT_FILED: "○",
    report.OVERDUE: "△",
}
_COMPUTED_MARKS = {code: MARKS[code] for code in ("met", "not_met", "unknown")}
_FIGURES = "#"
_FIGURES_WORDS = Text("只列数值", "figures only")
#: What is counted for each unit: a heading, and the ways of being filed that it takes together.
COUNTS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text("已报", "Filed"), (report.IN_TIME, report.LATE, report.UNDATED)),
    (Text("其中迟报", "of these late"), (report.LATE,)),
    (Text("未报", "Not filed"), (report.NOT_FILED, report.OVERDUE)),
    (Text("其中逾期", "of these overdue"), (report.OVERDUE,)),
    (Text("不适用", "Does not apply"), (report.NOT_APPLICABLE,)),
)


@dataclass(frozen=True)
class Line:
    """A work point, and its row in each unit."""

    duty: DutyRule
    rows: tuple[Row, ...]


def lines(found: LedgerReport) -> list[Line]:
    """One line per work point, by number; the units in the order of the report."""
    by_number = [{row.task.work_point: row for row in unit.rows} for unit in found.units]
    return [Line(duty, tuple(rows[duty.number or 0] for rows in by_number)) for duty in found.duties.numbered()]


def mark(row: Row) -> str:
    """A row in two signs: what was computed, and how it was filed."""
    verdict = row.task.verdict or ""
    if row.applies is False and row.filing is None:
        return MARKS["not_applicable"]
    computed = _FIGURES if verdict == "no_bound" else _COMPUTED_MARKS.get(verdict, "")
    return f"{computed} {FILED_MARKS.get(row.punctuality, '')}".strip()


def legend(language: Language) -> list[str]:
    """What the signs mean."""
    computed = [(sign, VERDICTS[code]) for code, sign in _COMPUTED_MARKS.items()]
    computed += [(_FIGURES, _FIGURES_WORDS), (MARKS["not_applicable"], VERDICTS["not_applicable"])]
    filed = [(sign, PUNCTUALITY[code]) for code, sign in FILED_MARKS.items()]
    space, colon = ("　", "：") if language == "zh" else ("   ", ": ")
    heads = Text("核算", "Computed"), Text("填报", "Filed")
    return [
        f"{head.pick(language)}{colon}" + space.join(f"{sign} {words.pick(language)}" for sign, words in signs)
        for head, signs in zip(heads, (computed, filed), strict=True)
    ]
