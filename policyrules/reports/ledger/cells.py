"""What stands in the cells of a report, in one language: the same for a workbook, a page, a table and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyrules.decision.verdict_words import VERDICTS
from policyrules.language.definition.duties import Heading
from policyrules.reports.ledger import report
from policyrules.reports.ledger.report import LedgerReport, Row
from policyrules.text import Language, Text

#: The columns of a report, in their order.
COLUMNS: dict[str, Text] = {
    "number": Text("序号", "No."),
    "main_task": Text("主要任务", "Main task"),
    "work_point": Text("工作要点", "Work point"),
    "applies": Text("适用", "Applies"),
    "status": Text("落实情况", "Status"),
    "computed": Text("核算", "Computed"),
    "evidence": Text("佐证材料", "Evidence"),
    "missing": Text("待补充", "Still missing"),
    "due": Text("报送期限", "Due"),
    "filed_on": Text("报送日期", "Filed on"),
    "late": Text("是否迟报", "In time?"),
}
PUNCTUALITY: dict[str, Text] = {
    report.IN_TIME: Text("按时", "in time"),
    report.LATE: Text("迟报", "late"),
    report.UNDATED: Text("已报，日期未填", "filed, day not given"),
    report.NOT_FILED: Text("未报", "not filed"),
    report.OVERDUE: Text("逾期未报", "overdue"),
    report.NOT_APPLICABLE: Text("—", "—"),
}
APPLIES: dict[bool | None, Text] = {
    True: Text("适用", "yes"),
    False: Text("不适用", "no"),
    None: Text("待定", "unknown"),
}
_DOES_NOT_APPLY = Text("不适用", "does not apply")
_NOTHING = Text("尚未填报", "nothing filed yet")
_ORDINALS = "一二三四"
#: The columns whose words are short.
SHORT = ("number", "applies", "due", "filed_on", "late")
#: The widths of the columns, in digits.
WIDTHS: dict[str, float] = {
    "number": 5.5, "main_task": 13, "work_point": 25, "applies": 8, "status": 37, "computed": 28, "evidence": 16,
    "missing": 28, "due": 11.5, "filed_on": 11.5, "late": 10,
}  # fmt: skip
#: Where the words of the status come from: what was typed, what was computed, neither.
Source = Literal["filed", "computed", "none"]


@dataclass(frozen=True)
class Cells:
    """The cells of one row, by column, and where its status comes from."""

    row: Row
    values: dict[str, str | int]
    source: Source
    section: str
    """The heading within its main task; empty where there is none."""

    @property
    def is_behind(self) -> bool:
        """Whether it was filed late, or is overdue."""
        return self.row.punctuality in (report.LATE, report.OVERDUE)

    def is_computed(self, key: str) -> bool:
        """Whether the words in a column are computed, not filed."""
        return key == "computed" or (key == "status" and self.source == "computed")

    def look(self, key: str) -> str:
        """How a column is to look, in names that pages know."""
        if key == "late" and self.is_behind:
            return "short behind"
        return "computed" if self.is_computed(key) else "short" if key in SHORT else ""

    def __getitem__(self, key: str) -> str | int:
        return self.values[key]


def cells(row: Row, found: LedgerReport, language: Language) -> Cells:
    """The cells of a row."""
    status, source = _status(row, language)
    filing = row.filing
    top, *below = row.headings or (None,)
    values: dict[str, str | int] = {
        "number": row.task.work_point,
        "main_task": "" if top is None else heading_words(top, None, language),
        "work_point": row.duty.label.pick(language),
        "applies": APPLIES[row.applies].pick(language),
        "status": status,
        "computed": _computed(row, source, language),
        "evidence": (filing.evidence or "") if filing else "",
        "missing": "\n".join(each.pick(language) for each in row.missing),
        "due": "" if row.applies is False else found.due.isoformat(),
        "filed_on": filing.filed_on.isoformat() if filing and filing.filed_on else "",
        "late": PUNCTUALITY[row.punctuality].pick(language),
    }
    section = " · ".join(heading_words(each, top, language) for each in below if each is not None)
    return Cells(row, values, source, section)


def heading_words(heading: Heading, above: Heading | None, language: Language) -> str:
    """A heading with its number; under another without that one's number: 三（一） → （一）."""
    clause = heading.clause.removeprefix(above.clause) if above is not None else heading.clause
    if language == "en":
        return f"{clause} {heading.label.en}".strip()
    return f"{clause}{'' if clause.endswith('）') or not clause else '、'}{heading.label.zh}"


def quarter_words(quarter: str, language: Language) -> str:
    """A quarter for people: 2025年第二季度, 2025 Q2."""
    year, number = quarter.split("Q")
    return f"{year}年第{_ORDINALS[int(number) - 1]}季度" if language == "zh" else f"{year} Q{number}"


def title(found: LedgerReport, unit: str | None, language: Language) -> tuple[str, str]:
    """What a sheet is called, and below it the document, the unit, the quarter and its due day."""
    quarter, document = quarter_words(found.quarter, language), found.decision.program.document
    who = unit or Text("全市", "all units").pick(language)
    label = found.ledger.label.pick(language)
    if language == "zh":
        below = f"文号：{document}　　填报单位：{who}　　季度：{quarter}（{found.quarter}）　　报送期限：{found.due}"
        return f"{who}{quarter}{label}", below
    below = f"document: {document}    unit: {who}    quarter: {quarter} ({found.quarter})    due: {found.due}"
    return f"{label}: {who}, {quarter}", below


def notes(found: LedgerReport, language: Language) -> list[str]:
    """What stands below a report: skipped numbers, what its colours mean, what it was computed from."""
    program = found.decision.program
    words = [
        Text(f"官方编号没有 {number}：{why.zh}。", f"The official numbering has no {number}: {why.en}.")
        for number, why in found.duties.skipped.items()
    ]
    day = found.ledger.due_day_counts
    words += [
        Text(
            "“落实情况”以填报原文为准；彩色文字由事实核算得出，灰色为不适用。",
            "The status is what was filed, word for word; coloured words are computed from the facts; "
            "grey does not apply.",
        ),
        Text(
            f"截止日当天填报{'算按时' if day else '算迟报'}"
            + (f"；截至 {found.as_of} 尚未填报且已过期限的为逾期未报。" if found.as_of else "。"),
            f"A report on the due day itself is {'in time' if day else 'late'}"
            + (f"; what was not filed by {found.as_of} although it was due is overdue." if found.as_of else "."),
        ),
        Text(
            f"核算年度 {program.year}；{program.document}；policyrules {found.decision.library}。",
            f"Computed for {program.year}; {program.document}; policyrules {found.decision.library}.",
        ),
    ]
    return [each.pick(language) for each in (*words, *found.caveats)]


def _status(row: Row, language: Language) -> tuple[str, Source]:
    """What was typed, else what was computed."""
    if row.filing is not None and row.filing.status:
        return row.filing.status, "filed"
    if row.applies is False:
        return _DOES_NOT_APPLY.pick(language), "none"
    if row.computed is not None:
        return row.computed.pick(language), "computed"
    return _NOTHING.pick(language), "none"


def _computed(row: Row, source: Source, language: Language) -> str:
    """The verdict; and what it rests on where what was typed stands in the place of that."""
    verdict = None if row.applies is False else row.task.verdict
    word = "" if verdict is None else VERDICTS[verdict].pick(language)
    if source != "filed" or row.computed is None:
        return word
    words = row.computed.pick(language)
    return words if verdict in (None, "no_bound") or words.startswith(word) else f"{word}\n{words}"
