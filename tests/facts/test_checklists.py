"""Tables of what the Zhanjiang document asks of town centres: checklists, and several sheets for one list."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import polars
import pyarrow
import pytest

from policyrules.errors import FactsError
from policyrules.facts.load import load, read
from policyrules.language.vocabulary import Vocabulary

from .test_tables import Sheets, workbook

Rows = list[list[Any]]
ZONES = {"display": True, "storage": False, "live_stream": True}


def lines(source: Any, vocabulary: Vocabulary) -> list[str]:
    """The problems as lines, without the name of the file."""
    with pytest.raises(FactsError) as caught:
        load(source, vocabulary)
    found = caught.value.lines("en")
    assert len(caught.value.lines("zh")) == len(found)
    return [line.removeprefix(f"{source}:") for line in found]


CHECKLISTS: dict[str, Rows] = {
    "labels": [
        ["中心编号", "功能区：产品展示区", "功能区:仓储物流区", "功能区（电商办公区）", "核心区域－直播带货区"],
        ["T1", "✓", "×", None, "有"],
    ],
    "ids": [
        ["id", "zones: display", "site.zones: storage", "zones_office", "zones.live_stream"],
        ["T1", 1, 0, "", True],
    ],
    "English": [
        ["Centre id", "Zones: product display", "zones storage and logistics", "Zones (office)", "Zones: live_stream"],
        ["T1", "yes", "no", " ", "TRUE"],
    ],
    "two rows": [
        ["中心编号", "功能区", None, None, None],
        [None, "产品展示区", "仓储物流区", "电商办公区", "直播带货区"],
        ["T1", "√", "无", None, "是"],
    ],
    "under a title": [
        ["典型镇电商运营中心“六有”核验表"],
        ["编号", "名称", "功能区", "", "", ""],
        ["", "", "产品展示区", "仓储物流区", "电商办公区", "直播带货区"],
        ["T1", "", "对", "否", "", "✔"],
    ],
    "the first option alone": [["中心编号", "功能区", "备注"], [None, "产品展示区", None], ["T1", "√", None]],
}


@pytest.mark.parametrize("name", CHECKLISTS)
def test_a_column_for_each_option(name: str, zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A tick says that an option is there, a cross that it is not, an empty cell nothing; in a workbook and as CSV."""
    rows = CHECKLISTS[name]
    expected = {"display": True} if "alone" in name else ZONES
    text = tmp_path / "town_centres.csv"
    with text.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    for path in (workbook(tmp_path / "a.xlsx", {"六有核验表": rows}), text):
        centre = load(path, zhanjiang).lists["town_centres"][0]
        assert centre.given == {"id": "T1", "site.zones": expected}
        assert centre.pointer_of("site.zones", member="office") == "/town_centres/0/site/zones/office"


CELLS: dict[str, list[str]] = {
    "产品展示区、仓储物流区": ["display", "storage"],
    " 产品展示区 ，office\n直播带货区;": ["display", "office", "live_stream"],
    "Product display; training room / live-stream area": ["display", "training", "live_stream"],
    "storage": ["storage"],
    "无": [],
    "None": [],
}


@pytest.mark.parametrize("cell", CELLS)
def test_one_column_for_all_options(cell: str, zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A cell that lists options is complete: what it does not list is not there."""
    path = workbook(tmp_path / "a.xlsx", {"town_centres": [["id", "功能区"], ["T1", cell], ["T2", None]]})
    first, second = load(path, zhanjiang).lists["town_centres"]
    assert first.given["site.zones"] == {each: each in CELLS[cell] for each in first.fields["site.zones"].options}
    assert first.pointer_of("site.zones", member="office") == "/town_centres/0/site/zones"
    assert second.value("site.zones", member="office") is None


def test_a_label_may_hold_a_separator(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """The longest label wins: one that lists bodies is one option, not three words."""
    path = workbook(
        tmp_path / "a.xlsx",
        {"town_centres": [["id", "团队职责"], ["T1", "整体运营管理、协调政府、企业、农户，电商孵化指导"]]},
    )
    assert read(path, zhanjiang).data["town_centres"][0]["team"] == {
        "tasks": ["operation", "coordination", "incubation"]
    }


def test_nested_properties_by_their_labels_and_names(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A nested property is headed by its label, its dotted name, or its last step where only it has that."""
    rows: Rows = [
        ["id", "运营管理团队", "products.listed", "priority_listed", "products_supply_assured", "统仓共配"],
        ["T1", "有", 120, "40个", "yes", "否"],
    ]
    assert read(workbook(tmp_path / "a.xlsx", {"town_centres": rows}), zhanjiang).data["town_centres"] == [
        {
            "id": "T1",
            "team": {"management_team": True},
            "products": {"listed": 120, "priority_listed": 40, "supply_assured": True},
            "logistics": {"joint_delivery": False},
        }
    ]


@pytest.mark.parametrize("make", [pandas.DataFrame, polars.DataFrame, pyarrow.Table.from_pylist])
def test_dataframes_may_hold_lists_and_answers(make: Any, zhanjiang: Vocabulary) -> None:
    """A cell of a dataframe may be a list of options, or a mapping that answers some."""
    rows = [{"id": "T1", "site.zones": ["display", "office"], "rules": {"personnel": True, "finance": None}}]
    centre = load({"town_centres": make(rows)}, zhanjiang).lists["town_centres"][0]
    assert centre.value("site.zones", member="storage") is False
    assert centre.given["rules"] == {"personnel": True}


BASE: Rows = [["id", "中心名称", "是否典型镇"], ["T1", "甲中心", "是"], ["T2", "乙中心", "否"]]


def test_a_list_on_two_sheets(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A second sheet is joined by id, row by row, whichever sheet comes first; its problems stand in its cells."""
    checklist: Rows = [
        ["中心编号", "中心名称", "功能区：产品展示区", "上架产品"],
        ["T2", "乙中心", "✓", 5],
        ["T1", None, "maybe", -1],
    ]
    for order in ({"town_centres": BASE, "六有核验表": checklist}, {"六有核验表": checklist, "town_centres": BASE}):
        path = workbook(tmp_path / "a.xlsx", order)
        assert lines(path, zhanjiang) == [
            "六有核验表:C3: `site.zones` for `display` must be true or false (in tables: 是/否, yes/no); found `maybe`",
            "六有核验表:D3: `products.listed` must be a whole number, at least 0; found `-1`",
        ]
    checklist[2][2:] = ["×", 7]
    first, second = load(workbook(tmp_path / "a.xlsx", order), zhanjiang).lists["town_centres"]
    assert (first.value("typical_town"), first.value("site.zones", member="display")) == (True, False)
    assert second.given == {
        "id": "T2", "name": "乙中心", "typical_town": False, "site.zones": {"display": True}, "products.listed": 5,
    }  # fmt: skip


def test_what_two_sheets_say_must_agree(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A value given twice may be spelled differently, not differ; ids of a second sheet are those of the first."""
    sheets: Sheets = {
        "典型镇电商运营中心": [
            ["id", "县区", "规章制度", "功能区：产品展示区"],
            ["T1", "遂溪", "人员管理", "是"],
            ["T2", None, None, None],
        ],
        "六有核验表": [
            ["id", "县区", "规章制度", "功能区"],
            ["T1", "遂溪县", "personnel", "无"],
            ["T1", "廉江", "财务管理", None],
            ["T3", None, None, None],
            [None, "遂溪", None, None],
        ],
    }
    assert lines(workbook(tmp_path / "a.xlsx", sheets), zhanjiang) == [
        "六有核验表:A4: must be the id of one of `town_centres`; found `T3`; known names: `T1`, `T2`",
        "六有核验表:A5: `id` is required",
        "六有核验表:D2: a value may be given only once; found `无`",
        "六有核验表:B3: a value may be given only once; found `廉江`",
        "六有核验表:C3: a value may be given only once; found `财务管理`",
    ]


WRONG: dict[str, tuple[Rows, str]] = {
    "one column and many": (
        [["id", "功能区", "功能区：产品展示区"], ["T1", "无", "否"]],
        "C1: either one column for the whole property, or one for each option; found `功能区：产品展示区`",
    ),
    "the same option twice": (
        [["id", "zones: display", "功能区：产品展示区"], ["T1", "是", "否"]],
        "C1: a column may stand only once; found `功能区：产品展示区`",
    ),
    "no option": (
        [["id", "功能区"], ["T1", "产品展示区、厨房"]],
        "B2: `site.zones` must be one of: display, storage, office, training, live_stream; found `厨房`",
    ),
    "an option twice": (
        [["id", "功能区"], ["T1", "display、产品展示区"]],
        "B2: an option may stand only once; found `display`",
    ),
    "no answer": (
        [["id", "功能区：产品展示区"], ["T1", "部分"]],
        "B2: `site.zones` for `display` must be true or false (in tables: 是/否, yes/no); found `部分`",
    ),
    "no such option": (
        [["id", "功能区：产品展区"], ["T1", "是"]],
        "B1: `town_centres` has no such column; it has id, name, town, county, typical_town, site.location, "
        "site.zones, site.equipment.display, site.equipment.storage, site.equipment.office, site.equipment.training, "
        "site.equipment.live_stream, …; found `功能区：产品展区`; did you mean `功能区：产品展示区`?",
    ),
    "a broken cell": (
        [["id", "功能区：产品展示区"], ["T1", "#REF!"]],
        "B2: a cell must hold a value, not an error or an uncalculated formula; found `#REF!`",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_of_checklists_are_placed_at_their_cell(name: str, zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """One clear line at the cell, which says what is allowed."""
    rows, line = WRONG[name]
    assert lines(workbook(tmp_path / "a.xlsx", {"town_centres": rows}), zhanjiang) == [f"town_centres:{line}"]


def test_merged_cells_of_a_workbook(zhanjiang: Vocabulary, tmp_path: Path) -> None:
    """A heading merged over its options is that of each, with two properties side by side."""
    rows: Rows = [
        ["中心编号", "功能区", None, "规章制度", None, "典型镇"],
        [None, "产品展示区", "电商办公区", "人员管理", "财务管理", None],
        ["T1", "√", "×", "×", "√", "√"],
    ]
    path = workbook(tmp_path / "a.xlsx", {"town_centres": rows})
    book = openpyxl.load_workbook(path)
    for area in ("A1:A2", "B1:C1", "D1:E1", "F1:F2"):
        book.worksheets[0].merge_cells(area)
    book.save(path)
    assert load(path, zhanjiang).lists["town_centres"][0].given == {
        "id": "T1",
        "typical_town": True,
        "site.zones": {"display": True, "office": False},
        "rules": {"personnel": False, "finance": True},
    }
