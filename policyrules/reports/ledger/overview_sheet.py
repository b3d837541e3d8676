"""The first sheet of a city's workbook: all work points in all units."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from policyrules.reports import paper
from policyrules.reports.ledger import overview, report
from policyrules.reports.ledger.cells import COLUMNS, notes, title
from policyrules.reports.ledger.report import LedgerReport, Row
from policyrules.reports.ledger.status import city_words
from policyrules.reports.ledger.unit_sheet import below, head
from policyrules.text import Language, Text

_NUMBER, _WORK_POINT, _UNIT = 5.5, 46, 9
_FILLS = {
    report.IN_TIME: paper.GOOD,
    report.UNDATED: paper.GOOD,
    report.LATE: paper.CARE,
    report.OVERDUE: paper.BAD,
    report.NOT_APPLICABLE: paper.IDLE,
}
_TARGETS = Text("全市目标", "Targets of the city")


def overview_sheet(sheet: Worksheet, found: LedgerReport, language: Language) -> None:
    """Write the overview on an empty sheet."""
    widths = [_NUMBER, _WORK_POINT, *(float(_UNIT) for _ in found.units)]
    paper.lay_across(sheet, "2:2", widths)
    # Read side by side, so on one page, marks, counts and legend together.
    sheet.page_setup.fitToHeight = 1
    head(sheet, title(found, None, language), sum(widths), len(widths))
    names = [COLUMNS["number"].pick(language), COLUMNS["work_point"].pick(language)]
    for index, name in enumerate([*names, *(unit.unit for unit in found.units)], 1):
        paper.put(sheet, 2, index, name, paper.BOLD, paper.MIDDLE, paper.HEAD)
    at = 3
    for line in overview.lines(found):
        label = line.duty.label.pick(language)
        paper.put(sheet, at, 1, line.duty.number, place=paper.MIDDLE)
        paper.put(sheet, at, 2, label)
        for index, row in enumerate(line.rows, 3):
            _mark(sheet, at, index, row)
        sheet.row_dimensions[at].height = paper.height_of(paper.lines_of(label, _WORK_POINT))
        at += 1
    at = _counts(sheet, at, found, language)
    sheet.freeze_panes = "C3"
    lines = [*overview.legend(language), *_targets(found, language), *notes(found, language)]
    below(sheet, at, lines, sum(widths), len(widths))


def _mark(sheet: Worksheet, at: int, column: int, row: Row) -> None:
    font = paper.GREY if row.punctuality == report.NOT_APPLICABLE else paper.BODY
    paper.put(sheet, at, column, overview.mark(row), font, paper.MIDDLE, _FILLS.get(row.punctuality))


def _counts(sheet: Worksheet, at: int, found: LedgerReport, language: Language) -> int:
    for words, codes in overview.COUNTS:
        paper.put(sheet, at, 1, None, fill=paper.BAND)
        paper.put(sheet, at, 2, words.pick(language), paper.BOLD, paper.LEFT, paper.BAND)
        for index, unit in enumerate(found.units, 3):
            paper.put(sheet, at, index, unit.count(*codes), paper.BOLD, paper.MIDDLE, paper.BAND)
        at += 1
    return at


def _targets(found: LedgerReport, language: Language) -> list[str]:
    """Where the city stands with each of its targets."""
    lines = [line for line in found.decision.targets if line.county is None]
    if not lines:
        return []
    colon = "：" if language == "zh" else ": "
    words = [f"{line.rule.label.pick(language)}{colon}{city_words(line).pick(language)}" for line in lines]
    return [f"{_TARGETS.pick(language)}{colon}" + ("；" if language == "zh" else "; ").join(words)]
