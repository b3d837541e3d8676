"""Standards, targets and tasks as tables: whole, in step with the decision, readable in a terminal, harmless."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

import pytest
from language.folders import WELLS
from rich.cells import cell_len

import policyrules as pr
from policyrules.decision.decision import Decision
from policyrules.decision.verdict_words import MARKS, VERDICTS
from policyrules.reports import problem_grid, standard_grids, target_grids, task_grids
from policyrules.reports.csv_table import csv_table
from policyrules.reports.flat import SECTIONS, flat
from policyrules.reports.grid import Grid, Status
from policyrules.reports.page import page
from policyrules.reports.sections import in_workbook, on_screen
from policyrules.reports.summary import summary
from policyrules.reports.tables import fits
from policyrules.text import LANGUAGES, Language

from . import cases, zhanjiang

WIDTH = 100
WELL_FACTS: dict[str, Any] = {
    "households": [{"id": "H1"}],
    "wells": [
        {
            "id": "W1",
            "owner": "H1",
            "public": True,
            "town": "东镇",
            "cover": {"parts": ["lid", "ring"]},
            "water": {"tests": ["bacteria"], "samples": 3, "samples_good": 2},
            "pump_cost": {"2024": 600_000},
        },
        {"id": "W2", "owner": "H1", "public": False},
    ],
    "towns": [{"name": "东镇", "keeper": "hired", "reports": [{"work_point": 7, "quarter": "2024Q1", "status": "好"}]}],
}


def _wells() -> Decision:
    return pr.load_policy(WELLS).decide(WELL_FACTS, 2024, engine="reference")


def _column(grid: Grid, key: str) -> list[Any]:
    index = [column.key for column in grid.columns].index(key)
    return [row[index] for row in grid.rows]


def test_a_centre_is_a_row_with_a_sign_for_each_block() -> None:
    """The overview agrees with the decision: verdicts, blocks, how many items are short and open."""
    decision = zhanjiang.decision()
    (grid,) = standard_grids.standards(decision, "zh")
    assert _column(grid, "subject") == [line.subject for line in decision.standards]
    for index, block in enumerate(decision.standards[0].blocks):
        signs = _column(grid, f"block:{block.rule.id}")
        expected = [MARKS[line.blocks[index].verdict.value] for line in decision.standards]
        judged = [line.verdict != "not_applicable" for line in decision.standards]
        assert [sign.words for sign in signs] == [
            each if ok else MARKS["not_applicable"] for each, ok in zip(expected, judged, strict=True)
        ]
    short = _column(grid, "lacking_or_open")[1].split("\n")
    assert short == [
        "核心区域：电商培训室、直播带货区",
        "长期稳定的供货合作：农户、种养加工基地、农副产品营销大户",
        "线上和线下渠道：线下",
    ]
    assert "保障措施*" in [column.title for column in grid.columns]
    assert "只列出，不影响结论" in grid.note


def test_every_item_is_a_row() -> None:
    """The sheet of items leaves out none, and says of each what is there and what lacks."""
    decision = zhanjiang.decision()
    grid = standard_grids.items(decision, "zh")
    assert len(grid.rows) == sum(len(block.items) for line in decision.standards for block in line.blocks)
    rows = dict(zip(zip(_column(grid, "subject"), _column(grid, "item"), strict=True), grid.rows, strict=True))
    assert "产品展示区、仓储物流区、电商办公区" in rows["T2", "核心区域"]
    assert "功能区：直播带货区（/town_centres/2/site/zones/live_stream）" in rows["T3", "核心区域"]


def test_targets_stand_with_bound_gap_and_verdict() -> None:
    """Ranges are ranges, a bound says whether it must be exceeded, and nothing is said to be lacking of a met one."""
    grid = target_grids.targets(cases.decision({"city": {"online_retail": {"2025": 81_000_000_000}}}), "zh")
    assert grid.rows[0][3:7] == ("810 亿元", "超过 800 亿元", "", Status("met", "达到"))
    below = target_grids.targets(cases.decision({"city": {"online_retail": {"2025": 80_000_000_000}}}), "zh")
    assert below.rows[0][5:7] == ("0.01 元", Status("not_met", "未达到"))
    second = target_grids.targets(zhanjiang.decision(), "en")
    assert [row[3:7] for row in second.rows] == [
        ("1–2", "at least 2", "", Status("unknown", "unknown")),
        ("1–2", "at least 20", "19", Status("not_met", "not met")),
        ("4–5", "at least 30", "26", Status("not_met", "not met")),
    ]


def test_counties_add_up_to_the_city() -> None:
    """Where every enterprise names its county and its sales, each column of the matrix adds up to its last row."""
    data = zhanjiang.facts()
    data["enterprises"] = data["enterprises"][:4]
    grid = target_grids.contributions(zhanjiang.decision(data), "zh")
    assert grid is not None
    assert grid.footer is not None
    assert [row[0] for row in grid.rows] == list(zhanjiang.decision(data).program.places)
    for index, total in list(enumerate(grid.footer))[1:]:
        counts = [cell for row in grid.rows if isinstance(cell := row[index], int)]
        assert sum(counts) == total
    assert grid.footer[1:] == (1, 1, 3)


def test_the_pipeline_is_nearest_first() -> None:
    """Each target's name stands once, and below it those that need least."""
    grid = target_grids.pipeline(zhanjiang.decision(), "zh")
    assert grid is not None
    assert [(row[0] != "", row[1], row[-1]) for row in grid.rows[:5]] == [
        (True, "Z2", "9,000 万元"),
        (False, "Z3", "9,050 万元"),
        (False, "-Z6", "9,400 万元"),
        (True, "Z2", "须超过"),
        (False, "Z3", "50 万元"),
    ]


def test_each_duty_counts_each_county_once() -> None:
    """The table of a terminal accounts for every county, and the matrix shows each of them."""
    decision = zhanjiang.decision()
    counts, matrix = task_grids.counts(decision, "zh"), task_grids.matrix(decision, "zh")
    numbers = [duty.number for duty, _ in task_grids.duties(decision)]
    assert _column(counts, "number") == _column(matrix, "number") == numbers
    assert 23 not in numbers
    assert len(numbers) == 27
    for number, row in zip(numbers, counts.rows, strict=True):
        verdicts = Counter(line.verdict for line in decision.tasks if line.work_point == number)
        shown = dict(zip([column.key for column in counts.columns], row, strict=True))
        assert {code: shown.get(code) or 0 for code in VERDICTS if code != "filed"} == {
            code: verdicts[code] for code in VERDICTS if code != "filed"
        }
    places = decision.program.places
    assert [column.title for column in matrix.columns][-len(places) :] == list(places)
    by_number = {row[0]: dict(zip(places, row[-len(places) :], strict=True)) for row in matrix.rows}
    assert str(by_number[1]["遂溪"]) == "已报"
    assert str(by_number[9]["遂溪"]) == "1/1"
    assert str(by_number[20]["遂溪"]) == "✓"
    assert str(by_number[11]["赤坎"]) == "–"


def test_a_late_report_is_seen() -> None:
    """A county whose latest report was late is not shown as if it had filed in time."""
    data = zhanjiang.facts()
    del data["counties"][0]["filings"][1]
    decision = zhanjiang.decision(data)
    row = task_grids.matrix(decision, "en").rows[0]
    assert Status("warning", "late") in row
    assert _column(task_grids.filings(decision, "en"), "punctual")[0] == Status("warning", "late")


def test_problems_name_every_open_fact_once() -> None:
    """What must be found out for open verdicts of every section is one list, without awards and their columns."""
    decision = zhanjiang.decision()
    grid = problem_grid.problems(decision, "zh")
    where = _column(grid, "where")
    needed = {pointer for line in decision.standards for pointer in line.missing}
    needed |= {pointer for line in decision.tasks for pointer in line.missing}
    needed |= {
        pointer
        for line in decision.targets
        if line.county is None and line.verdict == "unknown"
        for pointer in line.missing
    }
    assert set(where) == needed
    assert len({each for each in where if "/-/" not in each}) == sum("/-/" not in each for each in where)
    assert "enterprise" not in [column.key for column in grid.columns]
    assert {whose for whose, place in zip(_column(grid, "subject"), where, strict=True) if place[:6] == "/city/"} == {
        ""
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["", *SECTIONS])
@pytest.mark.parametrize("width", [WIDTH, 60])
def test_nothing_is_wider_than_the_terminal(section: str, language: Language, width: int) -> None:
    """At 100 columns, and at 60, no line is too long, no word is cut, and nobody is left out."""
    for decision in (zhanjiang.decision(), cases.decision(), _wells()):
        text = summary(decision, language, {}, (), width, section=section)
        tables = text.split(decision.policy["document"])[0]
        assert max(map(cell_len, tables.split("\n"))) <= width
        assert "…" not in tables
        if section in ("", "standards"):
            assert all(line.subject in tables for line in decision.standards)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["standards", "targets"])
def test_overviews_are_tables_at_a_hundred_columns(section: str, language: Language) -> None:
    """An official's terminal shows rows under headings, not a card for each centre, target or enterprise."""
    for decision in (zhanjiang.decision(), cases.decision()):
        for grid in on_screen(decision, language, section=section, width=WIDTH):
            assert fits(grid, WIDTH)


def test_sections_have_an_order_and_only_what_there_is() -> None:
    """Awards first, as ever; standards, targets, tasks after them; nothing of what a policy does not have."""
    ends = ["interpretations", "about"]
    assert _parts(cases.decision()) == ["overview", "targets", "problems", "awards", *ends]
    assert _parts(zhanjiang.decision()) == ["overview", "targets", "duties", "problems", "standards-1", "tasks", *ends]
    assert [grid.sheet or grid.title for grid in in_workbook(zhanjiang.decision(), "zh")] == [
        "标准",
        "标准细项",
        "目标",
        "各县（市、区）目标",
        "目标企业",
        "重点任务",
        "各县重点任务",
    ]
    both = ["awards", "standards-1", "tasks"]
    assert _parts(_wells()) == ["overview", "targets", "duties", "problems", *both, *ends]
    assert _parts(cases.decision({})) == ["overview", "targets", "problems", *ends]


def _parts(decision: Decision) -> list[str]:
    """The sections of a page, in their order; each has a link on top."""
    text = page(decision, "en")
    found = re.findall(r'<section id="([^"]+)"', text)
    assert re.findall(r'<a href="#([^"]+)"', text) == found
    return found


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        (
            "zh",
            ["典型镇电商运营中心“六有”标准：达到 1，未达到 1，待定 2，不适用 1", "目标：未达到 2，待定 1", "年度 2025"],
            ["应得", "销售年度"],
        ),
        ("en", ["targets: 2 not met, 1 unknown", "year 2025"], ["entitled", "sales year", "budget"]),
    ],
)
def test_closing_lines_speak_of_what_there_is(language: Language, said: list[str], unsaid: list[str]) -> None:
    """A policy without awards has no totals of awards; its verdicts are summed up instead."""
    shown = re.sub("(?s)<(style|script)>.*?</", "", page(zhanjiang.decision(), language))
    text = summary(zhanjiang.decision(), language, {}) + shown
    assert all(each in text for each in said)
    assert not any(each in text for each in unsaid)


@pytest.mark.parametrize("section", SECTIONS)
def test_csv_holds_a_section_safely(section: str) -> None:
    """Each section is a table of its own, a row for each line, in which no cell is a formula or holds a control."""
    decision = zhanjiang.decision()
    lines: list[list[str]] = list(csv.reader(io.StringIO(csv_table(decision, "zh", section))))
    columns = flat(decision, section)
    if section != "awards":
        assert lines[0] == [column.name for column in columns]
        assert len(lines) - 1 == len(columns[0].values)
    cells = [cell for line in lines for cell in line]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert not any(ord(character) < 32 for cell in cells for character in cell)


def test_values_in_words_stay_in_words_only() -> None:
    """Flat columns hold plain values: figures as exact decimals, flags as flags, lists as lists."""
    columns = {column.name: column for column in flat(zhanjiang.decision(), "targets")}
    assert [str(each) for each in columns["least"].values[:1]] == ["1"]
    assert columns["strict"].values[0] is False
    assert columns["possible"].values[0] == ["Z5"]
    items = {column.name: column for column in flat(zhanjiang.decision(), "items")}
    assert {str(each) for each in items["value"].values if each is not None} == {"0.333333"}
