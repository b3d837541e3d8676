"""A decision as a workbook that an official can use. The same decision gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from rich.cells import cell_len

from policyrules.decision.decision import Decision
from policyrules.errors import UsageError
from policyrules.language.quantities import yuan_text
from policyrules.reports import decision_grids, safe
from policyrules.reports.grid import Cell, Column, Grid, Money, Status, shown
from policyrules.reports.paper import saved
from policyrules.reports.problem_grid import problems
from policyrules.reports.sections import in_workbook
from policyrules.reports.wrapping import wrap
from policyrules.text import Language, Text

MOST_ROWS = 1_048_576
#: A cell holds 32,767 characters; openpyxl would cut without a sign.
_MOST_CHARACTERS = 32_000
_NARROWEST, _WIDEST = 8, 74
#: Explanations share the paper: so wide is each of two, of three, of more.
_SHARED = {1: _WIDEST, 2: 46, 3: 34}
#: In points. A row is at most 409 points high.
_LINE_HEIGHT, _MOST_LINES = 16, 25
_LONG_HEADING = 24
_A4 = 9
_EPOCH = datetime(2000, 1, 1)
_HEAD = PatternFill("solid", fgColor="E7ECEF")
_LINE = Border(bottom=Side("thin", color="D9DFE2"))
_BOLD, _RIGHT = Font("Calibri", 11, bold=True), Alignment(horizontal="right", vertical="top")
_COLOURS = {
    code: Font("Calibri", 11, color=colour)
    for colour, codes in {
        "1B6E3C": ("paid", "met"),
        "8A5A00": ("reduced", "excluded", "warning"),
        "7B2D8E": ("unknown",),
        "A32020": ("not_met", "error"),
        "5B666B": ("not_eligible", "already_paid", "no_bound", "not_applicable", "filed"),
    }.items()
    for code in codes
}
#: Indented: they stand beside figures that end at the edge of their cell.
_LEFT = Alignment(horizontal="left", vertical="top", indent=1)
_HEAD_RIGHT = Alignment(horizontal="right", vertical="top", wrap_text=True)
_WRAP = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)


def workbook(decision: Decision, language: Language) -> bytes:
    """The workbook: awards, standards, targets and tasks as far as there are any, problems, interpretations, about.

    Raises UsageError where a sheet would be longer than a workbook can hold.
    """
    grids = [
        *in_workbook(decision, language),
        problems(decision, language),
        decision_grids.interpretations(decision, language),
        decision_grids.about(decision, language),
    ]
    return book_of(grids, decision.library)


def book_of(grids: Iterable[Grid], library: str) -> bytes:
    """A workbook with a sheet for each grid, written by a version of the library.

    Raises UsageError where a sheet would be longer than a workbook can hold.
    """
    book = Workbook(write_only=True)
    book.properties.creator = f"policyrules {library}"
    book.properties.created = book.properties.modified = _EPOCH
    for grid in grids:
        _add(book, grid)
    return saved(book)


def _add(book: Workbook, grid: Grid) -> None:
    if len(grid.rows) + 2 > MOST_ROWS:
        raise UsageError(
            Text(
                f"“{grid.title}”有 {len(grid.rows)} 行，工作簿最多 {MOST_ROWS} 行；请用 csv 或 json",
                f"`{grid.title}` has {len(grid.rows)} rows and a workbook holds {MOST_ROWS}; use csv or json",
            )
        )
    sheet = book.create_sheet(grid.sheet or grid.title)
    sheet.freeze_panes = "A2"
    # On paper: across, as wide as the sheet of paper, the heading on every page.
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.page_setup.paperSize = _A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    last = get_column_letter(len(grid.columns))
    sheet.auto_filter.ref = f"A1:{last}{max(len(grid.rows), 1) + 1}"
    widths = [_width(grid, index, column) for index, column in enumerate(grid.columns)]
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    if (lines := max(len(wrap(each.title, width - 4)) for each, width in zip(grid.columns, widths, strict=True))) > 1:
        sheet.row_dimensions[1].height = lines * _LINE_HEIGHT
    sheet.append([_heading(sheet, column) for column in grid.columns])
    for number, row in enumerate(grid.rows, 2):
        if (lines := _lines(row, grid.columns, widths)) > 1:
            # Not every program fits the height of a row to its words.
            sheet.row_dimensions[number].height = min(lines, _MOST_LINES) * _LINE_HEIGHT
        sheet.append([_cell(sheet, *each) for each in zip(row, grid.columns, strict=True)])
    if grid.footer is not None:
        total = [_cell(sheet, *each) for each in zip(grid.footer, grid.columns, strict=True)]
        for each in total:
            each.font = _BOLD
        sheet.append(total)


def _width(grid: Grid, index: int, column: Column) -> int:
    cells = [grid.footer[index]] if grid.footer is not None else []
    cells += [row[index] for row in grid.rows]
    lines = [line for cell in cells for line in shown(cell).split("\n")]
    several = sum(each.sort == "words" for each in grid.columns)
    widest = _SHARED.get(several, min(_SHARED.values())) if column.sort == "words" else _WIDEST
    # The heading leaves room for the button of the filter; a long one is broken.
    heading = max(cell_len(line) for line in wrap(column.title, _LONG_HEADING)) + 4
    return min(max([_NARROWEST, heading, *(cell_len(line) + 2 for line in lines)]), widest)


def _lines(row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int]) -> int:
    """How many lines the longest explanation of a row takes."""
    cells = zip(row, columns, widths, strict=True)
    return max([1, *(len(wrap(shown(cell), width - 2)) for cell, column, width in cells if column.sort == "words")])


def _heading(sheet: WriteOnlyWorksheet, column: Column) -> Any:
    cell = _words(sheet, column.title)
    cell.font, cell.fill = _BOLD, _HEAD
    cell.alignment = _HEAD_RIGHT if column.sort == "number" else _WRAP
    return cell


def _cell(sheet: WriteOnlyWorksheet, cell: Cell, column: Column) -> Any:
    match cell:
        case None:
            written = WriteOnlyCell(sheet)
        case Money(fen=fen):
            written = WriteOnlyCell(sheet)
            written.value = Decimal(yuan_text(fen))
            written.number_format = cell.number_format
        case int():
            written = WriteOnlyCell(sheet, cell)
        case _:
            written = _words(sheet, shown(cell))
    if column.sort == "words":
        written.alignment = _WRAP if isinstance(cell, str) else _LEFT
    else:
        written.alignment = _RIGHT if column.sort == "number" else _LEFT
    if isinstance(cell, Status) and cell.code in _COLOURS:
        written.font = _COLOURS[cell.code]
    written.border = _LINE
    return written


def _words(sheet: WriteOnlyWorksheet, words: str) -> Any:
    if len(words) > _MOST_CHARACTERS:
        words = words[:_MOST_CHARACTERS] + "…"
    cell = WriteOnlyCell(sheet, safe.cell(words))
    cell.data_type = "s"  # whatever it looks like: a formula, a number, an error
    return cell
