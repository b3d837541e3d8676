"""Write the two example workbooks: `ganzhou-2025.xlsx`, and `ganzhou-2025-bad.xlsx`, which is full of mistakes.

    python examples/ganzhou/make_workbooks.py [FOLDER]

All data are synthetic. Each run writes the same bytes: no clock, and a fixed seed.
"""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import bad_rows
import synthetic_rows as rows
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from synthetic_rows import Cell

_DAY = datetime.datetime(2026, 1, 15)
_NOTICE = "合成示例数据，全部虚构，不代表任何真实企业。  Synthetic example data: everything here is invented."
_ABOUT = (
    ("本工作簿全部数据均为合成，纯属虚构。", "All data in this workbook are synthetic and invented."),
    (
        "企业、平台、基地、金额和全市数据都不是真实的；县（市、区）名称仅用于说明格式。",
        "No enterprise, platform, base, amount or city figure is real. County names only show the format.",
    ),
    ("销售年度：2025年。政策：赣市府办字〔2024〕81号。", "Sales year 2025. Policy: 赣市府办字〔2024〕81号."),
    (
        "空白单元格表示未知，不表示零。没有销售额请填 0。",
        "An empty cell means unknown, not zero. Write 0 for no sales.",
    ),
    (
        "单位写在标题的括号内；单元格内也可以写“100,000,000.01元”。",
        "Units stand in the headings; a cell may bring its own, like 100,000,000.01元.",
    ),
    (
        "备注列说明该行是什么情形，程序不读取。",
        "The remarks column (备注) says what each row is an example of; the program does not read it.",
    ),
)  # fmt: skip
_CENTRED = frozenset({"成立年份", "经认定", "自建", "销售年度", "年度", "档次", "运营企业编号"})
_HEAD = PatternFill("solid", fgColor="DDE6F0")
_UNIT = re.compile(r"（(?:亿元|万元|元|%|个|间|家|名|平方米)）$")
_WIDEST, _NARROWEST = 84, 9


def write(folder: Path) -> None:
    """Write both workbooks into a folder."""
    (folder / "ganzhou-2025.xlsx").write_bytes(_bytes(good()))
    (folder / "ganzhou-2025-bad.xlsx").write_bytes(_bytes(bad()))


def good() -> Workbook:
    """The workbook without mistakes."""
    return _workbook(
        _ABOUT,
        {
            "企业": (rows.ENTERPRISES, rows.enterprises()),
            "平台": (rows.PLATFORMS, rows.platforms()),
            "直播基地": (rows.BASES, rows.bases()),
            "已发奖励": (rows.PAID, rows.paid()),
            "全市": (rows.CITY, rows.city()),
        },
    )


def bad() -> Workbook:
    """The workbook that `policyrules validate` complains about."""
    about = (
        *_ABOUT[:2],
        ("本工作簿故意含有填写错误，用于练习。", "This workbook holds mistakes on purpose, to practise on."),
    )
    return _workbook(about, bad_rows.SHEETS)


def _workbook(
    about: Iterable[tuple[str, str]], sheets: dict[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]]
) -> Workbook:
    book = Workbook()
    book.properties.creator = "policyrules examples"
    book.properties.title = "合成示例数据 / synthetic example data"
    book.properties.created = _DAY
    note = book.worksheets[0]
    note.title = "说明"
    for line in about:
        for text in line:
            note.append([text])
    note.column_dimensions["A"].width = 110
    note["A1"].font = note["A2"].font = Font(bold=True, size=13, color="9C0006")
    for title, (headings, content) in sheets.items():
        _fill(book.create_sheet(title), headings, content)
    return book


def _fill(sheet: Worksheet, headings: Sequence[str], content: Sequence[Sequence[Cell]]) -> None:
    sheet.append([_NOTICE])
    sheet["A1"].font = Font(italic=True, color="9C0006")
    # A line break before the unit, as people set it; readers of headings do not mind.
    sheet.append([_UNIT.sub(lambda unit: f"\n{unit[0]}", heading) for heading in headings])
    for row in content:
        sheet.append(list(row))
    for heading_cell in sheet[2]:
        heading_cell.font, heading_cell.fill = Font(bold=True), _HEAD
        heading_cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.row_dimensions[2].height = 48
    for column, heading in enumerate(headings, start=1):
        _column(sheet, column, heading)
    names = sum(heading.endswith(("编号", "名称")) for heading in headings[:2])
    sheet.freeze_panes = sheet.cell(3, 1 + names).coordinate
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _column(sheet: Worksheet, column: int, heading: str) -> None:
    """Number format, alignment and width of one column."""
    longest = 0
    for row in range(3, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        if "%" in heading and isinstance(cell.value, float):
            cell.number_format = "0%"
        elif "元" in heading and isinstance(cell.value, int | float):
            cell.number_format = "#,##0.00"
        elif isinstance(cell.value, datetime.date):
            cell.number_format = "yyyy-mm-dd"
        if "元" in heading:
            cell.alignment = Alignment(horizontal="right")
        elif heading == "备注":
            cell.alignment = Alignment(horizontal="left", indent=1)
        elif heading in _CENTRED:
            cell.alignment = Alignment(horizontal="center")
        longest = max(longest, _width(cell.value))
    # A long heading wraps over two or three lines.
    wrapped = max(_width(_UNIT.sub("", heading)) // 2, _width(heading) // 3) + 4
    width = min(max(longest + 2, wrapped, _NARROWEST), _WIDEST)
    sheet.column_dimensions[get_column_letter(column)].width = width


def _width(value: object) -> int:
    if isinstance(value, datetime.date):
        return 10
    text = f"{value:,.2f}" if isinstance(value, int | float) else "" if value is None else str(value)
    return sum(2 if ord(character) > 255 else 1 for character in text)


def _bytes(book: Workbook) -> bytes:
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


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
