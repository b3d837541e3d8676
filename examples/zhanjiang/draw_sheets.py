"""Sheets of an example workbook: a notice, headings in one row or two, rows; the same bytes on every run."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | datetime.date | None
Row = tuple[Cell, ...]

REMARK = "备注"
_DAY = datetime.datetime(2026, 1, 15)
_NOTICE = "合成示例数据，全部虚构，不代表任何真实企业、镇或中心。  Synthetic example data: everything here is invented."
_RED = "9C0006"
_HEAD, _GROUP = PatternFill("solid", fgColor="DDE6F0"), PatternFill("solid", fgColor="C9D8E8")
_LINE = Side(style="thin", color="B8C4D0")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_UNIT = re.compile(r"（(?:亿元|万元|元|个|场)）$")
_WIDEST, _WIDEST_OF_MANY, _WIDEST_REMARK, _NARROWEST = 44, 26, 72, 8
#: Columns with longer texts than this, in half-width characters, stand on the left.
_LONG = 20
_MANY = 20


@dataclass(frozen=True)
class Sheet:
    """A table. `over` is an upper row of headings, as long as `headings`; neighbours that agree are merged.

    A column whose heading is empty has its name in the upper row alone, over both rows.
    """

    headings: Sequence[str]
    rows: Sequence[Row]
    over: Sequence[str] = ()
    fixed: int = 1
    """How many columns stay in sight on the left."""

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than one page takes."""
        return len(self.headings) > _MANY


def workbook(about: Iterable[tuple[str, str]], sheets: dict[str, Sheet]) -> Workbook:
    """A workbook of these sheets behind a page of notes."""
    book = Workbook()
    book.properties.creator = "policyrules examples"
    book.properties.title = "合成示例数据 / synthetic example data"
    book.properties.created = _DAY
    note = book.worksheets[0]
    note.title = "说明"
    for line in about:
        for text in line:
            note.append([text])
    note.column_dimensions["A"].width = 118
    note["A1"].font = note["A2"].font = Font(bold=True, size=13, color=_RED)
    for title, sheet in sheets.items():
        _fill(book.create_sheet(title), sheet)
    return book


def as_bytes(book: Workbook) -> bytes:
    """The workbook as bytes, with the dates that openpyxl and the archive take from the clock replaced."""
    drawn, fixed = io.BytesIO(), io.BytesIO()
    book.save(drawn)
    day = _DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(drawn) as archive, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day, content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, content)
    return fixed.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.append([_NOTICE])
    page["A1"].font = Font(italic=True, color=_RED)
    if sheet.over:
        page.append(list(sheet.over))
    # A line break before the unit, as people set it; readers of headings do not mind.
    page.append([_UNIT.sub(lambda unit: f"\n{unit[0]}", heading) or None for heading in sheet.headings])
    top = page.max_row
    for row in sheet.rows:
        page.append(list(row))
    for number in range(2, top + 1):
        _heading_row(page, number, group=number < top)
    if sheet.over:
        _merge(page, sheet)
    for column in range(1, len(sheet.headings) + 1):
        _column(page, column, sheet, top)
    page.freeze_panes = page.cell(top + 1, 1 + sheet.fixed).coordinate
    page.print_title_rows = f"1:{top}"
    if sheet.is_wide:
        page.print_title_cols = f"A:{get_column_letter(sheet.fixed)}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3 if sheet.is_wide else page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 2 if sheet.is_wide else 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _heading_row(page: Worksheet, number: int, *, group: bool) -> None:
    for cell in page[number]:
        cell.font, cell.fill, cell.border = Font(bold=True), _GROUP if group else _HEAD, _GRID
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    page.row_dimensions[number].height = 34 if group else 62


def _merge(page: Worksheet, sheet: Sheet) -> None:
    """Merge what the upper row says over several columns, and what it says over both rows."""
    for over, columns in groupby(range(len(sheet.over)), key=lambda at: (sheet.over[at], bool(sheet.headings[at]))):
        first, *others = columns
        last = others[-1] if others else first
        if not over[1]:
            page.merge_cells(start_row=2, end_row=3, start_column=first + 1, end_column=first + 1)
        elif last > first:
            page.merge_cells(start_row=2, end_row=2, start_column=first + 1, end_column=last + 1)


def _column(page: Worksheet, column: int, sheet: Sheet, top: int) -> None:
    """Number format, alignment and width of one column."""
    heading = sheet.headings[column - 1] or sheet.over[column - 1]
    cells = {number: page.cell(number, column) for number in range(top + 1, page.max_row + 1)}
    longest = max((_width(line) for cell in cells.values() for line in _shown(cell.value).split("\n")), default=0)
    widest = _WIDEST_REMARK if heading == REMARK else _WIDEST_OF_MANY if sheet.is_wide else _WIDEST
    words = _width(_UNIT.sub("", heading))
    wrapped = words + 3 if words < _LONG // 2 + 4 else words // 3 + 4
    width = min(max(longest + 3, wrapped, _NARROWEST), widest)
    page.column_dimensions[get_column_letter(column)].width = width
    left = longest > _LONG or heading == REMARK or heading.endswith("名称")
    for number, cell in cells.items():
        cell.border = _GRID
        horizontal = "right" if "元" in heading else "left" if left else "center"
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True, indent=int(left))
        if isinstance(cell.value, datetime.date):
            cell.number_format = "yyyy-mm-dd"
        elif "元" in heading and isinstance(cell.value, int | float):
            cell.number_format = "#,##0.00####"
        # Nobody sets the heights of wrapped rows for us.
        lines = sum(1 + _width(line) // (width - 2) for line in _shown(cell.value).split("\n"))
        if lines > 1:
            row = page.row_dimensions[number]
            row.height = max(row.height or 0, 15 * lines)


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else "" if value is None else str(value)


def _width(text: str) -> int:
    return sum(2 if ord(character) > 255 else 1 for character in text)
