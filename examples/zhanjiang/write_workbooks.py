"""Write the two example workbooks: `zhanjiang-2025.xlsx`, and `zhanjiang-2025-bad.xlsx`, which is full of mistakes.

    python examples/zhanjiang/write_workbooks.py [FOLDER]

All data are synthetic. Each run writes the same bytes: no clock, and fixed seeds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import centre_rows
import county_rows
import enterprise_rows
import filing_rows
import mistaken_rows
from draw_sheets import Sheet, as_bytes, workbook
from openpyxl import Workbook

_ABOUT = (
    ("本工作簿全部数据均为合成，纯属虚构。", "All data in this workbook are synthetic and invented."),
    (
        "企业、镇、中心、金额、填报内容和全市数据都不是真实的；县（市、区）名称仅用于说明格式。",
        "No enterprise, town, centre, amount, report or city figure is real. County names only show the format.",
    ),
    ("年度：2025年。政策：湛商务〔2025〕69号。", "Year 2025. Policy: 湛商务〔2025〕69号."),
    (
        "空白单元格表示未知，不表示没有。没有的请填“否”“无”或 0。",
        "An empty cell means unknown, not absent. For what is not there write 否, 无 or 0.",
    ),
    (
        "“六有核验表”每个中心一行、每一项一列：✓、是、有、1 表示有，×、否、无、0 表示没有。",
        "六有核验表 has a row for each centre and a column for each thing: ✓ 是 有 1 for yes, × 否 无 0 for no.",
    ),
    (
        "主表中一格可以写几项，用顿号隔开；写了就算写全。",
        "A cell of the main sheet may name several things, joined by 、; it is then complete.",
    ),
    (
        "备注列说明该行是什么情形，程序不读取。",
        "The remarks column (备注) says what each row is an example of; the program does not read it.",
    ),
)  # fmt: skip


def write(folder: Path) -> None:
    """Write both workbooks into a folder."""
    (folder / "zhanjiang-2025.xlsx").write_bytes(as_bytes(good()))
    (folder / "zhanjiang-2025-bad.xlsx").write_bytes(as_bytes(bad()))


def good() -> Workbook:
    """The workbook without mistakes."""
    checklist = Sheet(centre_rows.CHECKLIST, centre_rows.checklist(), centre_rows.CHECKLIST_OVER, fixed=2)
    return workbook(
        _ABOUT,
        {
            "企业": Sheet(enterprise_rows.HEADINGS, enterprise_rows.enterprises(), fixed=2),
            "镇域电商运营中心": Sheet(centre_rows.MAIN, centre_rows.centres(), fixed=2),
            "六有核验表": checklist,
            "各县（市、区）": Sheet(county_rows.COUNTIES, county_rows.counties()),
            "落实情况台账": Sheet(filing_rows.HEADINGS, filing_rows.filings(), fixed=3),
            "全市": Sheet(county_rows.CITY, county_rows.city()),
            "外部标准": Sheet(county_rows.OUTSIDE, county_rows.outside(), fixed=0),
        },
    )


def bad() -> Workbook:
    """The workbook that `policyrules validate` complains about."""
    purpose = ("本工作簿故意含有填写错误，用于练习。", "This workbook holds mistakes on purpose, to practise on.")
    return workbook((*_ABOUT[:2], purpose), mistaken_rows.sheets())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
