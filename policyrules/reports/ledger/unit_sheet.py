"""The sheet of one unit: as a person would lay out the table that the unit files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from policyrules.reports import paper, safe
from policyrules.reports.ledger.cells import COLUMNS, SHORT, WIDTHS, Cells, cells, notes, title
from policyrules.reports.ledger.report import LedgerReport, UnitReport
from policyrules.text import Language, Text

_KEYS = list(COLUMNS)
_LAST = len(_KEYS)
_MAIN = _KEYS.index("main_task") + 1
_SIGNED = Text(
    "填报单位（盖章）：　　　　　　　　　　填报人：　　　　　　　　审核人：　　　　　　　　填报日期：",
    "Unit (seal):                              Filled in by:                    Checked by:                    Date:",
)


def unit_sheet(sheet: Worksheet, found: LedgerReport, unit: UnitReport, language: Language) -> None:
    """Write the report of a unit on an empty sheet."""
    widths = [WIDTHS[key] for key in _KEYS]
    paper.lay_across(sheet, "2:2", widths)
    head(sheet, title(found, unit.unit, language), sum(widths), _LAST)
    for index, key in enumerate(_KEYS, 1):
        paper.put(sheet, 2, index, COLUMNS[key].pick(language), paper.BOLD, paper.MIDDLE, paper.HEAD)
    sheet.row_dimensions[2].height = paper.height_of(1.4)
    at = 3
    rows = [cells(row, found, language) for row in unit.rows]
    for main_task, group in groupby(rows, lambda each: str(each["main_task"])):
        at = _main_task(sheet, at, main_task, list(group))
    sheet.freeze_panes = "D3"
    below(sheet, at, [*notes(found, language), "", _SIGNED.pick(language)], sum(widths), _LAST)


def head(sheet: Worksheet, words: tuple[str, str], width: float, columns: int) -> None:
    """The title over all columns: its name large, and below it the particulars."""
    name, particulars = (safe.plain(each) for each in words)
    large, small = InlineFont(rFont=paper.FACE, sz=15, b=True), InlineFont(rFont=paper.FACE, sz=10)
    cell = sheet.cell(1, 1, CellRichText(TextBlock(large, f"{name}\n"), TextBlock(small, particulars)))
    cell.alignment, cell.border = paper.MIDDLE, paper.BORDER
    lines = 1.8 * paper.lines_of(name, width / 1.6) + paper.lines_of(particulars, width)
    sheet.row_dimensions[1].height = paper.height_of(lines)
    paper.merge(sheet, 1, 1, 1, columns)


def below(sheet: Worksheet, at: int, lines: Iterable[str], width: float, columns: int) -> int:
    """Lines over all columns, without borders; where the next row is."""
    for line in lines:
        cell = paper.put(sheet, at, 1, line, paper.SOFT)
        cell.border = paper.NO_BORDER
        sheet.row_dimensions[at].height = paper.height_of(paper.lines_of(line, width))
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=columns)
        at += 1
    return at


def _main_task(sheet: Worksheet, at: int, main_task: str, rows: Sequence[Cells]) -> int:
    """The work points under one main task, its name merged beside them; where the next row is."""
    first = at
    for section, group in groupby(rows, lambda each: each.section):
        if section:
            paper.put(sheet, at, 1, None, fill=paper.BAND)
            paper.put(sheet, at, _MAIN + 1, section, paper.BOLD, paper.LEFT, paper.BAND)
            paper.merge(sheet, at, _MAIN + 1, at, _LAST)
            sheet.row_dimensions[at].height = paper.height_of(1.2)
            at += 1
        for each in group:
            at = _row(sheet, at, each)
    paper.put(sheet, first, _MAIN, main_task, paper.BOLD, paper.LEFT)
    _make_room(sheet, first, at - 1, main_task)
    paper.merge(sheet, first, _MAIN, at - 1, _MAIN)
    return at


def _row(sheet: Worksheet, at: int, each: Cells) -> int:
    """One work point; where the next row is. Words that are too many for the highest row there can be take several."""
    applies = each.row.applies is not False
    fill = None if applies else paper.IDLE
    for index, key in enumerate(_KEYS, 1):
        if key == "main_task":
            continue
        font = paper.BODY if applies else paper.GREY
        if applies and each.is_computed(key):
            font = paper.COMPUTED
        if key == "status" and each.source == "none":
            font = paper.GREY
        place = paper.TOP if key in SHORT else paper.LEFT
        paper.put(sheet, at, index, each[key], font, place, paper.BAD if key == "late" and each.is_behind else fill)
    lines = max(paper.lines_of(each[key], WIDTHS[key]) for key in _KEYS if key != "main_task")
    rows = ceil(lines / paper.MOST_LINES)
    for more in range(rows):
        sheet.row_dimensions[at + more].height = paper.height_of(lines / rows)
    for index, key in enumerate(_KEYS, 1):
        if rows > 1 and key != "main_task":
            paper.merge(sheet, at, index, at + rows - 1, index)
    return at + rows


def _make_room(sheet: Worksheet, first: int, last: int, main_task: str) -> None:
    """Make the last row higher where the rows together are too low for the words merged over them."""
    heights = sum(sheet.row_dimensions[row].height or 0 for row in range(first, last + 1))
    lacking = paper.height_of(paper.lines_of(main_task, WIDTHS["main_task"])) - heights
    if lacking > 0:
        sheet.row_dimensions[last].height = (sheet.row_dimensions[last].height or 0) + lacking
