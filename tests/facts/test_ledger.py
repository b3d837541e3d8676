"""The ledger of the counties as tables, beside data, and any tables whatever."""

from __future__ import annotations

import csv
import datetime
import re
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.facts.grids import Grid, Row
from policyrules.facts.load import load, problems_of, read
from policyrules.facts.records import build
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary

from .samples import whole
from .test_checklists import Rows, lines
from .test_tables import Sheets, workbook

LEDGER: Rows = [
    ["湛江市农村电商重点任务落实情况台账"],
    ["序号", "主要任务", "工作要点", "落实情况", "县（市、区）", "季度", "填报日期"],
    [20, "四", "…", "已开展", "遂溪县", "2025年第二季度", datetime.date(2025, 6, 28)],
    ["No. 6", "二", "…", None, "遂溪", "2025 Q2", "2025年6月30日"],
    ["第1项", "一", "…", "在建", "经开区", "2025年二季度", "2025/6/3"],
]


def test_the_ledger_of_the_counties(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """Filings go into their county, which need not be listed; numbers, quarters and days are read as written."""
    sheets: Sheets = {
        "台账": LEDGER,
        "各县（市、区）": [["县（市、区）", "产业基地", "培训场次2025"], ["遂溪", "有", 1]],
    }
    assert read(workbook(tmp_path / "a.xlsx", sheets), zhanjiang).data["counties"] == [
        {
            "name": "遂溪",
            "chain": {"industry_base": True},
            "training_events": {"2025": 1},
            "filings": [
                {"work_point": 20, "status": "已开展", "quarter": "2025Q2", "filed_on": "2025-06-28"},
                {"work_point": 6, "quarter": "2025Q2", "filed_on": "2025-06-30"},
            ],
        },
        {
            "name": "经开区",
            "filings": [{"work_point": 1, "status": "在建", "quarter": "2025Q2", "filed_on": "2025-06-03"}],
        },
    ]
    facts = load(tmp_path / "a.xlsx", zhanjiang)
    assert [each.id for each in facts.lists["filings"]] == ["经开区/1/2025Q2", "遂溪/6/2025Q2", "遂溪/20/2025Q2"]


def test_the_ledger_alone(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A single file is known by its headings, whatever its name, and several files for the ledger are one."""
    for name, rows in (
        ("二季度.csv", LEDGER[1:]),
        ("filings.csv", LEDGER[:3]),
        ("台账.csv", [*LEDGER[:2], *LEDGER[3:]]),
    ):
        folder = tmp_path / ("one" if name == "二季度.csv" else "two")
        folder.mkdir(exist_ok=True)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    one, two = load(tmp_path / "one" / "二季度.csv", zhanjiang), load(tmp_path / "two", zhanjiang)
    assert len(one.lists["filings"]) == 3
    assert [each.given for each in two.lists["filings"]] == [each.given for each in one.lists["filings"]]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_in_any_encoding_that_excel_writes(encoding: str, zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """In GB18030 the bytes of 霞山 happen to be UTF-8 as well; they are still Chinese."""
    path = tmp_path / "counties.csv"
    path.write_text("name\n霞山\n", encoding=encoding)
    assert [each.id for each in load(path, zhanjiang).lists["counties"]] == ["霞山"]
    path.write_text("id,name\nE1,Café\n", encoding="utf-8")
    assert load(path.rename(tmp_path / "enterprises.csv"), zhanjiang).lists["enterprises"][0].value("name") == "Café"


def test_mistakes_of_the_ledger_are_placed_at_their_cell(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """Each wrong county, number, quarter, day and repetition is one line at its cell, with what is allowed."""
    rows: Rows = [
        ["县（市、区）", "序号", "季度", "填报日期"],
        ["遂溪", 23, "2025年五季度", "2025-02-30"],
        ["遂西", 1, "2025Q1", None],
        ["遂西", "29", "2025Q1", None],
        ["廉江", 2, "2025Q1", None],
        [None, 3, "2025Q1", None],
        ["廉江市", 2, "2025年1季度", None],
        ["廉江", None, "2025Q1", "#N/A"],
    ]
    known = "; known names: `吴川`, `坡头`, `廉江`, `徐闻`, `经开区`, `赤坎`, `遂溪`, `雷州`, `霞山`, `麻章`"
    county = "`name` must be a county-level unit of the city; found `遂西`" + known
    found = lines(workbook(tmp_path / "a.xlsx", {"台账": rows}), zhanjiang)
    assert sorted(found, key=lambda line: re.findall(r"\d", line)[0]) == [
        "台账:B2: `work_point` has no 23: the official table skips it; found `23`",
        "台账:C2: `quarter` must be a quarter, like 2025Q2; found `2025年五季度`",
        "台账:D2: `filed_on` must be a day of the calendar, like 2025-06-28; found `2025-02-30`",
        f"台账:A3: {county}",
        f"台账:A4: {county}",
        "台账:B4: `work_point` must be one of: 1–22, 24–28; found `29`",
        "台账:A6: `name` is required",
        "台账:row 7: only one of each `work_point` and `quarter` within one of `counties`",
        "台账:B8: `work_point` is required",
        "台账:D8: a cell must hold a value, not an error or an uncalculated formula; found `#N/A`",
    ]


def test_headings_of_the_ledger_are_named_where_they_lack(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A ledger without its columns, and a sheet without a known name, say what is known."""
    sheets: Sheets = {"台账": [["季度", "落实情况"], ["2025Q1", "…"]], "县": [["县（市、区）"], ["遂溪"]]}
    assert lines(workbook(tmp_path / "a.xlsx", sheets), zhanjiang) == [
        "台账: the first 10 rows must hold a heading row with `name`, `work_point`, `quarter`",
        "县: the name of a table must be that of a list in the facts: enterprises, town_centres, counties, filings, "
        "city, parameters; found `县`",
    ]


def test_tables_add_to_data_without_changing_it(zhanjiang: Vocabulary) -> None:
    """Filings in a dataframe go into the counties given as data, which stay what they were."""
    data = whole(zhanjiang)
    frame = pandas.DataFrame(
        {
            "county": ["遂溪县", "经开区"],
            "work_point": [7, 7],
            "quarter": pandas.PeriodIndex(["2025Q3", "2025Q4"], freq="Q"),
            "filed_on": pandas.to_datetime(["2025-09-30", "2025-12-31"]),
        }
    )
    facts = load({**data, "filings": frame}, zhanjiang)
    assert [(each.id, each.value("filed_on")) for each in facts.lists["filings"]] == [
        ("经开区/7/2025Q4", "2025-12-31"),
        ("遂溪/6/2025Q2", None),
        ("遂溪/7/2025Q3", "2025-09-30"),
        ("遂溪/20/2025Q2", "2025-06-28"),
    ]
    assert data == whole(zhanjiang)


@pytest.mark.parametrize("counties", [{}, [None, {"name": 3}], [{"name": "遂溪", "filings": {}}], [{"filings": None}]])
def test_tables_beside_wrong_data_are_problems_not_crashes(counties: Any, zhanjiang: Vocabulary) -> None:
    """Whatever stands where a table is to be added, each problem can be shown."""
    frame = pandas.DataFrame({"county": ["遂溪"], "work_point": [7], "quarter": ["2025Q3"]})
    assert lines({"counties": counties, "filings": frame}, zhanjiang)


SHEETS = [
    "town_centres",
    "六有核验表",
    "counties",
    "台账",
    "filings",
    "enterprises",
    "city",
    "counties.training_events",
]
HEADINGS = [
    "id", "县（市、区）", "name", "序号", "季度", "填报日期", "功能区", "功能区：产品展示区", "zones: office",
    "规章制度", "典型镇", "上架产品", "农村电商培训场次", "2025", "年度", "人员管理", "产品展示区",
    "县域网络零售额（万元）2025", "", 2025,
]  # fmt: skip
ANY_CELL: st.SearchStrategy[object] = st.sampled_from(
    [
        "T1", "遂溪", "遂溪县", "长沙", "产品展示区、office", "无", "是", "×", 20, 23, "No. 6", "2025Q2",
        "2025年二季度", "合计", "=A1", 0.5, datetime.date(2025, 6, 28), "2025-06-31", True, None, "",
        ["display"], {"display": True}, {"display": "?"}, [None], float("nan"),
    ]
)  # fmt: skip


@settings(max_examples=tries(200), deadline=None)
@given(data=st.data())
def test_any_tables_give_facts_or_problems(data: st.DataObject, zhanjiang: Vocabulary) -> None:
    """Whatever stands in tables, alone, together or beside data, they are read or each problem has a line."""
    grids = []
    for number, name in enumerate(data.draw(st.lists(st.sampled_from(SHEETS), min_size=1, max_size=4))):
        heading = data.draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6))
        cells: Rows = [heading, *data.draw(st.lists(st.lists(ANY_CELL, max_size=len(heading)), max_size=4))]
        grids.append(Grid(name, "", f"{name} {number}", [Row(at, row) for at, row in enumerate(cells, start=1)]))
    others = data.draw(st.sampled_from([{}, whole(zhanjiang), {"town_centres": [{"id": "T1", "site": None}, 3]}]))
    reading = assemble(grids, zhanjiang, others)
    found = problems_of(reading, zhanjiang)
    assert all(each.line(language) for each in found for language in ("zh", "en"))
    if not any(each.severity == "error" for each in found):
        build(reading.data, zhanjiang)
