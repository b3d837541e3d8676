from __future__ import annotations

import csv
import datetime
import subprocess
import sys
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import polars
import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import FactsError
from policyrules.facts.headings import Heading, Headings
from policyrules.facts.load import load, read
from policyrules.language.vocabulary import Vocabulary

from .samples import documents, flat, whole

Sheets = dict[str, list[list[Any]]]


def workbook(path: Path, sheets: Sheets) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def grid(rows: list[dict[str, Any]]) -> list[list[Any]]:
    headings = list(dict.fromkeys(name for row in rows for name in row))
    return [headings, *([row.get(name) for name in headings] for row in rows)]


def wrong(path: Path, vocabulary: Vocabulary) -> list[tuple[str, str, int]]:
    """The code and cell of each problem."""
    with pytest.raises(FactsError) as caught:
        load(path, vocabulary)
    return [(each.code, each.place.column, each.place.row) for each in caught.value.problems]


@settings(max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_format_gives_the_same_records(data: st.DataObject, any_vocabulary: Vocabulary, tmp_path: Path) -> None:
    """The same facts as JSON, workbook, CSV, Parquet and dataframes are the same records, to the fen."""
    vocabulary = any_vocabulary
    facts = data.draw(documents(vocabulary))
    expected = load(facts, vocabulary)
    # A thing without any value has no table to stand in.
    rows, text = (
        {name: each for name, each in flat(facts, vocabulary, kind).items() if any(each)} for kind in (float, str)
    )
    place = Path(tempfile.mkdtemp(dir=tmp_path))
    workbook(place / "all.xlsx", {name: grid(each) for name, each in rows.items()})
    folder = place / "tables"
    folder.mkdir()
    for name, each in text.items():
        pandas.DataFrame(each).to_csv(folder / f"{name}.csv", index=False, encoding="gb18030")
    parquet = place / "parquet"
    parquet.mkdir()
    for name, each in rows.items():
        polars.DataFrame(each, infer_schema_length=None).write_parquet(parquet / f"{name}.parquet")
    sources: list[Any] = [
        place / "all.xlsx",
        folder,
        parquet,
        {name: pandas.DataFrame(each) for name, each in rows.items()},
        {name: polars.DataFrame(each, infer_schema_length=None) for name, each in rows.items()},
        {name: pyarrow.Table.from_pylist(grid_rows(each)) for name, each in rows.items()},
    ]
    for source in sources:
        found = load(source, vocabulary)
        assert (found.lists, found.objects) == (expected.lists, expected.objects)


def grid_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    headings, *cells = grid(rows)
    return [dict(zip(headings, row, strict=True)) for row in cells]


HEADINGS = {
    "online_sales_2025": Heading("online_sales", 2025),
    "online_sales 2025": Heading("online_sales", 2025),
    "2025年网络销售额（万元）": Heading("online_sales", 2025, "万元"),
    "网络销售额（万元）2025": Heading("online_sales", 2025, "万元"),
    "2025 网络销售额": Heading("online_sales", 2025),
    "２０２５年度\n网络销售额": Heading("online_sales", 2025),
    "网络销售额（2025年）(元)": Heading("online_sales", 2025, "元"),
    "Online sales 2025 (yuan)": Heading("online_sales", 2025, "yuan"),
    "2025年上行农产品网络销售额": Heading("agri_upstream_sales", 2025),
    "县（市、区）": Heading("county"),
    "统一社会信用代码": Heading("id"),
    "成立年份": Heading("founded_year"),
    "年度": Heading("year"),
    "上年网络销售额": None,
    "网络销售额（平方米）2025": None,
    "企业名称2025": None,
    "": None,
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings(heading: str, vocabulary: Vocabulary) -> None:
    """A heading in either language, with its year and unit anywhere, is understood, or refused."""
    assert Headings(vocabulary.lists["enterprises"].fields).read(heading) == HEADINGS[heading]


def test_a_chinese_workbook(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Titles, a unit for the whole table, text numbers and real dates are read as people mean them."""
    rows: list[list[Any]] = [
        ["2025年电商企业情况表"],
        ["单位：万元"],
        ["序号", "统一社会信用代码", "企业名称", "县（市、区）", "成立年份", "是否认定", "2024年网络销售额",
         "网络销售额（元）\n2025", "农产品年度网络销售额2025", "备注"],
        [1, 1001.0, "甲", "南康", datetime.date(2019, 5, 1), "是", 1234.5678, 12345678.91, "１,200.50", ""],
        [],
        [2, "E2", None, None, "2020年", "×", None, 0.1 + 0.2, None, "新"],
    ]  # fmt: skip
    facts = load(workbook(tmp_path / "a.xlsx", {"Sheet1": rows, "Sheet2": []}), vocabulary)
    first, second = facts.lists["enterprises"]
    assert first.given == {
        "id": "1001", "name": "甲", "county": "南康区", "founded_year": 2019, "recognized": True,
        "online_sales": {2024: 1_234_567_800, 2025: 1_234_567_891}, "agri_sales": {2025: 1_200_500_000},
    }  # fmt: skip
    assert second.given == {"id": "E2", "founded_year": 2020, "recognized": False, "online_sales": {2025: 30}}


def test_long_tables(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """A series in rows, alone, in its list or for the city, is what yeared columns would give."""
    sheets: Sheets = {
        "填表说明": [["随便写"]],
        "enterprises.online_sales": [["id", "year", "value（万元）"], ["E1", 2024, 1], ["E1", "2025年", 2.5]],
        "企业": [["id"], ["E1"]],
        "直播基地": [
            ["id", "operator", "年度", "直播销售额"],
            ["B1", "E1", 2024, 1],
            ["B1", "E1", 2025, 1.25],
        ],
        "全市": [
            ["年份", "全市网络零售额（亿元）", "快递进村覆盖率（%）"],
            [2024, 1, 82],
            [2025, 1.25, None],
        ],
    }
    assert read(workbook(tmp_path / "a.xlsx", sheets), vocabulary).data == {
        "enterprises": [{"id": "E1", "online_sales": {"2024": 10000, "2025": 25000}}],
        "live_bases": [{"id": "B1", "operator": "E1", "live_sales": {"2024": 1, "2025": Decimal("1.25")}}],
        "city": {
            "online_retail": {"2024": 10**8, "2025": 125 * 10**6},
            "courier_village_share": {"2024": Decimal("0.82")},
        },
    }


IDS = ["编号", "名称"]
SALES, AGRI = "网络销售额（万元）", "农产品网络销售额"
YEARS = ["2024年", "2025年"]
TWO_ROWS: dict[str, tuple[list[list[Any]], tuple[str, ...]]] = {
    "ids merged downwards": (
        [["2025年情况表"], [*IDS, SALES, None, AGRI, "备注"], [None, None, *YEARS, 2025]],
        ("A2:A3", "B2:B3", "C2:D2", "A1:F1"),
    ),
    "ids in a section": ([["基本情况", None, SALES, None, AGRI], [*IDS, *YEARS, "2025"]], ("A1:B1", "C1:D1")),
    "years above": (
        [[*IDS, "2024年", "2025年", None], [None, None, SALES, SALES, AGRI]],
        ("A1:A2", "D1:E1"),
    ),
    "one row": ([["单位：", None], [*IDS, f"2024{SALES}", f"2025{SALES}", f"2025{AGRI}"]], ()),
}


@pytest.mark.parametrize("name", TWO_ROWS)
def test_headings_in_two_rows(name: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Headings merged over years, or years over headings, are read together, in a workbook and as CSV."""
    rows, merged = TWO_ROWS[name]
    path = workbook(tmp_path / "企业.xlsx", {"企业": [*rows, ["E1", "甲", 1, 2.5, 7], ["E2", "乙", None, "x", 0]]})
    book = openpyxl.load_workbook(path)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    item = {
        "id": "E1",
        "name": "甲",
        "online_sales": {"2024": 10_000, "2025": 25_000},
        "agri_sales": {"2025": 7},
    }
    assert read(path, vocabulary).data["enterprises"][0] == item
    assert wrong(path, vocabulary) == [("value", "D", len(rows) + 2)]
    with pytest.raises(FactsError, match=f"企业.xlsx:企业:D{len(rows) + 2}: "):
        load(path, vocabulary)
    text = tmp_path / "企业.csv"
    with text.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*rows, ["E1", "甲", 1, 2.5, 7]])
    assert read(text, vocabulary).data["enterprises"] == [item]


def test_a_figure_under_a_heading_is_no_second_heading(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """The first row of a long table is data, though its figures may look like years."""
    sheets: Sheets = {"全市": [["年份", "网络零售额", "其他支持"], [2024, 2010, 2011]]}
    city = {"online_retail": {"2024": 2010}, "other_support": {"2024": 2011}}
    assert read(workbook(tmp_path / "a.xlsx", sheets), vocabulary).data == {"city": city}


WRONG_ROWS: dict[str, tuple[list[list[Any]], list[tuple[str, str, int]]]] = {
    "unknown heading": ([["id", "online_sale_2025"], ["E1", 1]], [("unknown_heading", "B", 1)]),
    "twice the same": (
        [["id", "online_sales_2025", "2025网络销售额"], ["E1", 1, 1]],
        [("duplicate_heading", "C", 1)],
    ),
    "no year": ([["id", "online_sales"], ["E1", 1]], [("heading", "B", 1)]),
    "no heading": ([["id", ""], ["E1", 1]], [("heading", "B", 2)]),
    "no id column": ([["name"], ["E1"]], [("heading", "", 0)]),
    "bad values": (
        [["id", "recognized", "county"], ["E1", "maybe", "长沙"]],
        [("value", "B", 2), ("value", "C", 2)],
    ),
    "no id": ([["id", "name"], ["E1", "a"], [None, "b"]], [("missing", "A", 3)]),
    "duplicate id": ([["id"], ["E1"], [None], ["E1"]], [("duplicate_id", "A", 4)]),
    "less than a fen": ([["id", "网络销售额（万元）2025"], ["E1", 1.2345678]], [("value", "B", 2)]),
    "error cells": (
        [["id", "name", "online_sales_2025"], ["E1", "#N/A", "=A1+1"]],
        [("cell", "B", 2), ("cell", "C", 2)],
    ),
    "totals": ([["id", "online_sales_2025"], ["E1", 1], ["合计", 1]], [("total_row", "", 3)]),
}


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_mistakes_are_placed_at_their_cell(name: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Each mistake in a sheet is one problem, with the row and column that the spreadsheet shows."""
    rows, expected = WRONG_ROWS[name]
    assert wrong(workbook(tmp_path / "a.xlsx", {"enterprises": rows}), vocabulary) == expected


def test_an_unknown_sheet_is_a_problem(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """A sheet is left out only if its name says that it is for people; else the nearest list is suggested."""
    path = workbook(tmp_path / "a.xlsx", {"enterprises": [["id"]], "platform": [["id"], ["P1"]], "说明": [["x"]]})
    with pytest.raises(FactsError, match="did you mean `platforms`"):
        load(path, vocabulary)


def test_percentages_are_read_as_shown(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """A cell that shows 82% is 0.82, whether or not its heading says %."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"city": [["courier_village_share_2024 (%)", "parcel_24h_share_2024"], [0.82, "82%"]]},
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A2"].number_format = "0%"
    book.save(path)
    city = load(path, vocabulary).objects["city"]
    assert city.value("courier_village_share", 2024) == city.value("parcel_24h_share", 2024) == Fraction(41, 50)


BROKEN: dict[str, bytes | None] = {
    "none.json": None, "empty.json": b"", "half.json": b'{"a": ',
    "latin.json": b'{"a": "\xff"}', "deep.json": b"[" * 100_000,
    "list.json": b"[]", "none.csv": None, "empty.csv": b" \n", "zero.csv": b"a\0b", "none.xlsx": None,
    "text.xlsx": b"hello",
    "zip.xlsx": b"PK\x03\x04" + b"\0" * 40, "text.parquet": b"hello", "none.parquet": None,
    "old.xls": b"x", "strange": b"x",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_unreadable_files_are_one_clear_line(name: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    """A file that cannot be read gives one problem that names the file, in both languages."""
    path = tmp_path / name
    content = BROKEN[name]
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        load(path, vocabulary)
    assert len(caught.value.problems) == 1
    assert name in caught.value.lines("zh")[0]


def test_dataframes_beside_json(vocabulary: Vocabulary) -> None:
    """A dataframe may stand for one list among JSON data; missing values are unknown, problems have rows."""
    data = whole()
    frame = pandas.DataFrame({"id": ["E1", "E2"], "founded_year": [2019, None], "online_sales_2025": [1.5, -1]})
    with pytest.raises(FactsError) as caught:
        load({**data, "enterprises": frame}, vocabulary)
    (problem,) = caught.value.problems
    assert str(problem.place) == "enterprises:online_sales_2025:row 2"
    assert problem.place.pointer == "/enterprises/1/online_sales/2025"


def test_importing_pulls_in_nothing_heavy() -> None:
    """The readers import their libraries at their first use."""
    names = ("load", "tables", "readers.workbook", "readers.parquet", "readers.frames", "validation")
    code = f"import sys; {'; '.join(f'import policyrules.facts.{name}' for name in names)}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"openpyxl", "pyarrow", "pandas", "polars", "jsonschema", "numpy"} & set(loaded)
