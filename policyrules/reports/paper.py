"""Workbooks laid out for paper: A4 across, headings on every page, borders, rows as high as their words."""

from __future__ import annotations

import io
import re
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from policyrules.reports import safe
from policyrules.reports.wrapping import wrap

#: A cell holds 32,767 characters; openpyxl would cut without a sign.
_MOST_CHARACTERS = 32_000
#: In points: a line of text at the size of the body, the room above and below, and the highest row there can be.
_LINE, _ROOM, _HIGHEST = 14.0, 5.0, 409.0
MOST_LINES = int((_HIGHEST - _ROOM) / _LINE)
#: From this share of Latin letters on, words are measured as such.
_MOSTLY = 0.7
_EPOCH = datetime(2000, 1, 1)
_A4 = 9
_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")

FACE = "SimSun"
BODY, BOLD, TITLE = Font(name=FACE, size=10), Font(name=FACE, size=10, bold=True), Font(name=FACE, size=15, bold=True)
SOFT = Font(name=FACE, size=9, color="595959")
GREY = Font(name=FACE, size=10, color="8C8C8C")
COMPUTED = Font(name=FACE, size=10, color="1F4E79")
HEAD, BAND, IDLE, GOOD, CARE, BAD = (
    PatternFill("solid", fgColor=each) for each in ("DDE4EA", "F0F3F6", "F2F2F2", "E4F1E4", "FFF2CC", "FBE3D6")
)
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP = Alignment(horizontal="center", vertical="top", wrap_text=True)
_EDGE = Side(style="thin", color="7F7F7F")
NO_BORDER = Border()
BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def new_book(creator: str) -> Workbook:
    """A workbook without sheets, and without a date that would tell two of the same content apart."""
    book = Workbook()
    book.remove(book.worksheets[0])
    # The widths of columns are counted in digits of this font.
    styles: Any = book
    styles._named_styles["Normal"].font = BODY
    book.properties.creator = creator
    book.properties.created = book.properties.modified = _EPOCH
    return book


def saved(book: Workbook) -> bytes:
    """The file of a workbook: the same bytes for the same content."""
    out = io.BytesIO()
    ExcelWriter(book, _Archive(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


def sheet_name(words: str) -> str:
    """A name as a sheet may bear it."""
    return _NOT_IN_SHEET_NAMES.sub(" ", words).strip("' ")[:_SHEET_NAME] or "-"


def lay_across(sheet: Worksheet, heading_rows: str, widths: list[float]) -> None:
    """Paper across, as wide as the page; the heading rows (`1:2`) on every page; page numbers below."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", _A4, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = heading_rows
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.55
    margins.header = margins.footer = 0.25
    sheet.print_options.horizontalCentered = True
    assert sheet.oddFooter is not None
    sheet.oddFooter.center = HeaderFooterPart(text="&P / &N")
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width


def words(text: str) -> str:
    """Words as a cell holds them: harmless, their own line breaks kept, no longer than a cell may be."""
    lines = "\n".join(safe.plain(line) for line in re.split(r"\r\n|\r|\n", text))
    cut = lines[:_MOST_CHARACTERS] + "…" if len(lines) > _MOST_CHARACTERS else lines
    return safe.cell(cut)


def put(
    sheet: Worksheet, row: int, column: int, value: str | int | None, font: Font = BODY, place: Alignment = LEFT,
    fill: PatternFill | None = None,
) -> Any:  # fmt: skip
    """Write a cell with a border; text stays text, whatever it looks like."""
    cell = sheet.cell(row, column)
    if isinstance(value, str) and value:
        cell.value = words(value)
        cell.data_type = "s"
    elif value != "":
        cell.value = value
    cell.font, cell.alignment, cell.border = font, place, BORDER
    if fill is not None:
        cell.fill = fill
    return cell


def merge(sheet: Worksheet, row: int, column: int, to_row: int, to_column: int) -> None:
    """Make one cell of several, looking like the first of them."""
    first: Any = sheet.cell(row, column)
    for each in sheet.iter_rows(row, to_row, column, to_column):
        for cell in each:
            cell.border, cell.fill = copy(first.border), copy(first.fill)
    sheet.merge_cells(start_row=row, start_column=column, end_row=to_row, end_column=to_column)


def lines_of(text: str | int | None, width: float) -> float:
    """How many lines words take in a column of this width; Latin letters are narrower and lower than digits."""
    if text is None or text == "":
        return 1
    words = str(text)
    if sum(each.isascii() for each in words) > _MOSTLY * len(words):
        lines = len(wrap(words, max(int(width * 1.1 - 1.5), 2)))
        return lines * 0.88 if words.isascii() else lines
    return len(wrap(words, max(int(width - 1.5), 2)))


def height_of(lines: float) -> float:
    """The height of a row with so many lines."""
    return min(max(lines, 1) * _LINE + _ROOM, _HIGHEST)


class _Archive(ZipFile):
    """An archive whose members bear no date of their own."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        """Add `data` under a name."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file under a name."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())
