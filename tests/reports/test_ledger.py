from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from facts.samples import documents
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

import policyrules as pr
from policyrules.policy import Policy
from policyrules.reports.grid_files import csv_of
from policyrules.reports.ledger import overview
from policyrules.reports.ledger.cells import COLUMNS, cells
from policyrules.reports.ledger.grids import all_rows, to_dict, unit_grid
from policyrules.reports.ledger.page import ledger_page
from policyrules.reports.ledger.report import LedgerReport, Row, ledger_report
from policyrules.reports.ledger.workbook import ledger_workbook
from policyrules.text import LANGUAGES, Language

from . import ledger_facts

NUMBERS = [number for number in range(1, 29) if number != 23]
COUNTIES = ("遂溪", "廉江", "吴川")
KEYS = list(COLUMNS)


def report(
    data: dict[str, Any] | None = None, quarter: str = "2025Q2", as_of: date | None = None, **options: str
) -> LedgerReport:
    return ledger_report(ledger_facts.decision(data, **options), quarter, COUNTIES, as_of)


def row(found: LedgerReport, county: str, number: int) -> Row:
    unit = next(each for each in found.units if each.unit == county)
    return next(each for each in unit.rows if each.task.work_point == number)


def sheet(found: LedgerReport, language: Language = "zh", name: str = "遂溪") -> Any:
    return openpyxl.load_workbook(io.BytesIO(ledger_workbook(found, language, overview=True)))[name]


def body(page: Any) -> dict[int, tuple[Any, ...]]:
    """The rows of a sheet by their official numbers."""
    return {cells_[0].value: cells_ for cells_ in page.iter_rows(min_row=3) if isinstance(cells_[0].value, int)}


# What the status says: county, work point, words that must be there.
SAID = [
    ("遂溪", 5, "待定：产业基地、选品中心和直播基地齐备"),
    ("遂溪", 5, "须先明确：湛江市电子商务直播基地认定标准（本文件未载）"),
    ("廉江", 5, "未达到：产业基地、选品中心和直播基地齐备"),
    ("遂溪", 6, "达到：协会已与市电商联合会对接（电商协会：已与市电子商务联合会对接）"),
    ("廉江", 6, "未达到：协会已与市电商联合会对接（电商协会：已成立）"),
    ("吴川", 6, "待定：协会已成立（电商协会：未知）"),
    ("遂溪", 7, "未达到 1 个：草潭中心（缺：运营管理团队）"),
    ("吴川", 7, "没有列出须核验的镇域电商运营中心"),
    ("遂溪", 9, "超千万元企业：1–2 家（海味公司；待定 1：园区公司）\n全市 2–3 家（不低于 20 家，差 18 家）"),
    ("廉江", 9, "县域网络零售额超亿元企业：0 家\n全市 1–2 家（不低于 2 家，待定）"),
    ("遂溪", 17, "全市网络零售额同比：15%\n农村电商零售额同比：未知"),
    ("遂溪", 19, "尚不能确定（待定 1：火龙果商行）\n须先明确：网络零售额统计入库限额（本文件未载）"),
    ("廉江", 20, "未达到：培训场数足够（2025年农村电商培训场次：0 场）"),
    ("吴川", 28, "是否适用于本地未知"),
]  # fmt: skip


@pytest.mark.parametrize(("county", "number", "words"), SAID)
def test_a_computed_status_says_its_figures_and_names(county: str, number: int, words: str) -> None:
    """A county reads what was computed, from which of its facts, who counts, and where the city stands."""
    computed = row(report(), county, number).computed
    assert computed is not None
    assert words in computed.zh
    assert computed.en


def test_a_threshold_that_is_given_settles_its_work_points() -> None:
    """With the figure that the document does not contain, the candidates are named and nothing is left open."""
    data = ledger_facts.facts() | {"parameters": {"statistical_threshold": 5_000_000}}
    computed = row(report(data), "遂溪", 19).computed
    assert computed is not None
    assert computed.zh == "属于个体，网络零售额达限：1 个（火龙果商行）"


# What is missing: county, work point, in words with the table and the row.
MISSING = [
    ("遂溪", 1, []),
    ("遂溪", 2, ["佐证材料"]),
    ("遂溪", 3, ["落实情况（未填报）"]),
    ("遂溪", 5, ["直播基地符合市认定标准（“各县（市、区）”表：遂溪）", "落实情况（未填报）"]),
    ("遂溪", 9, ["2025年县域网络零售额（“企业”表：园区公司）", "落实情况（未填报）"]),
    ("遂溪", 11, ["落实情况（未填报）"]),
    ("遂溪", 22, ["佐证材料", "填报日期"]),
    ("廉江", 11, []),
    ("吴川", 6, ["电商协会（“各县（市、区）”表：吴川）", "落实情况（未填报）"]),
    ("吴川", 7, ["“镇域电商运营中心”表未列出", "落实情况（未填报）"]),
    ("吴川", 19, ["网络零售额达限标准（“外部标准”表）", "落实情况（未填报）"]),
]


@pytest.mark.parametrize(("county", "number", "words"), MISSING)
def test_what_is_missing_is_said_by_table_and_row(county: str, number: int, words: list[str]) -> None:
    """Whoever must fill a gap finds it: the fact's name, its table, its row; and what a filing lacks."""
    assert [each.zh for each in row(report(), county, number).missing] == words


# Filed on, the option of due_day_counts, the day of the report → in time or not.
PUNCTUAL = [
    ("2025-06-29", "yes", None, "in_time"),
    ("2025-06-30", "yes", None, "in_time"),
    ("2025-06-30", "no", None, "late"),
    ("2025-07-01", "yes", None, "late"),
    (None, "yes", None, "undated"),
    ("", "yes", None, "not_filed"),
    ("", "yes", date(2025, 6, 30), "not_filed"),
    ("", "no", date(2025, 6, 30), "overdue"),
    ("", "yes", date(2025, 7, 1), "overdue"),
]


@pytest.mark.parametrize(("filed_on", "option", "as_of", "expected"), PUNCTUAL)
def test_in_time_late_or_overdue(filed_on: str | None, option: str, as_of: date | None, expected: str) -> None:
    """The due day divides in time from late; only a day that is given makes what is not filed overdue."""
    data = ledger_facts.facts()
    filing = {"work_point": 8, "quarter": "2025Q2", "status": "有", "filed_on": filed_on}
    data["counties"][0]["filings"] = [] if filed_on == "" else [filing]
    assert row(report(data, as_of=as_of, due_day_counts=option), "遂溪", 8).punctuality == expected


def test_other_quarters_do_not_count() -> None:
    """What was filed for the first quarter is no report for the second, nor for the same quarter of another year."""
    assert row(report(), "遂溪", 20).punctuality == "not_filed"
    assert row(report(quarter="2025Q1"), "遂溪", 20).filing is not None
    assert report(quarter="2025Q4").due == date(2025, 12, 31)
    assert {each.punctuality for each in report(quarter="2026Q2").units[0].rows} <= {"not_filed", "not_applicable"}


def test_the_sheet_of_a_county() -> None:
    """The form as it is filed: who, which quarter, by when; each work point under its main task; no 23, and why."""
    page = sheet(report())
    title = str(page["A1"].value)
    assert all(each in title for each in ("湛商务〔2025〕69号", "遂溪", "2025Q2", "2025-06-30"))
    assert [cell.value for cell in page[2]] == [each.zh for each in COLUMNS.values()]
    rows = body(page)
    assert list(rows) == NUMBERS
    merged = [str(each) for each in page.merged_cells.ranges]
    assert "A1:K1" in merged
    main = next(each for each in page.merged_cells.ranges if each.min_col == 2 and each.min_row == rows[20][0].row)
    assert (main.max_row, page.cell(main.min_row, 2).value) == (rows[22][0].row, "四、电商人才培训")
    section = rows[9][0].row - 1
    assert page.cell(section, 3).value == "（一）标杆企业"
    assert f"C{section}:K{section}" in merged
    below = " ".join(str(each[0].value) for each in page.iter_rows(min_row=rows[28][0].row + 1))
    assert "官方编号没有 23" in below
    assert (page.page_setup.orientation, page.print_title_rows, page.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape", "$2:$2", True,
    )  # fmt: skip
    heights = {at: page.row_dimensions[at].height for at in range(1, page.max_row)}
    assert all(heights.values())


def test_typed_words_stay_and_do_no_harm() -> None:
    """A status is kept to the letter, its line break too; what a spreadsheet would run is text behind an apostrophe."""
    rows = body(sheet(report()))
    status, evidence = rows[1][KEYS.index("status")], rows[1][KEYS.index("evidence")]
    assert (status.value, status.data_type) == (f"'{ledger_facts.FORMULA}", "s")
    assert evidence.value == ledger_facts.MARKUP
    assert rows[6][KEYS.index("status")].value == "已签"
    assert str(rows[6][KEYS.index("computed")].value).startswith("达到：协会已与市电商联合会对接")
    assert "'=HYPERLINK" in csv_of(all_rows(report(), "zh"))


def test_long_words_are_seen_to_their_end() -> None:
    """A status longer than the highest row there can be takes several rows, and those below it keep their places."""
    data = ledger_facts.facts()
    data["counties"][0]["filings"][1]["status"] = "长" * 2_000
    page = sheet(report(data))
    rows = body(page)
    assert list(rows) == NUMBERS
    status = rows[2][KEYS.index("status")]
    (merged,) = [each for each in page.merged_cells.ranges if status.coordinate in each]
    assert merged.max_row == rows[3][0].row - 2  # a heading stands between
    heights = [page.row_dimensions[at].height for at in range(merged.min_row, merged.max_row + 1)]
    assert max(heights) <= 409
    assert sum(heights) > 14 * 2_000 * 2 / page.column_dimensions[status.column_letter].width


def test_what_does_not_apply_is_grey_and_kept() -> None:
    """A work point for other counties says so and is not missed; what was filed on it all the same is kept."""
    rows = body(sheet(report(), name="廉江"))
    assert [rows[11][KEYS.index(key)].value for key in ("applies", "status", "due", "late")] == [
        "不适用", "不适用", None, "—",
    ]  # fmt: skip
    assert rows[11][3].fill.fgColor.rgb != rows[12][3].fill.fgColor.rgb
    assert body(sheet(report()))[27][KEYS.index("status")].value == "自愿申报"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_adds_up(language: Language) -> None:
    """Each county has a mark for each work point, every mark is explained, and the counts are those of the rows."""
    found = report(as_of=date(2025, 7, 5))
    page = openpyxl.load_workbook(io.BytesIO(ledger_workbook(found, language, overview=True))).worksheets[0]
    assert [cell.value for cell in page[2]][2:] == list(COUNTIES)
    signs = {sign for line in overview.lines(found) for each in line.rows for sign in overview.mark(each).split()}
    legend = " ".join(overview.legend(language))
    assert {"✓", "✗", "?", "#", "–", "●", "▲", "◎", "△"} == signs
    assert all(sign in legend for sign in signs)
    counts = {str(each[1].value): [cell.value for cell in each[2:]] for each in page.iter_rows() if each[1].value}
    filed, late, overdue = (
        ("已报", "其中迟报", "其中逾期") if language == "zh" else ("Filed", "of these late", "of these overdue")
    )
    assert counts[filed] == [5, 0, 0]
    assert counts[late] == [1, 0, 0]
    assert counts[overdue][0] == 27 - 5 - 0
    marks = body(page)
    assert list(marks) == NUMBERS
    assert marks[6][2].value == "✓ ●"
    assert marks[11][3].value == "–"


@settings(max_examples=tries(15), deadline=None)
@given(data=st.data())
def test_any_facts_end_in_a_report(data: st.DataObject) -> None:
    """Whatever counties file: every work point once per county, each filed, not filed or not applicable, in words."""
    policy = pr.load_policy("zhanjiang")
    decision = policy.decide(data.draw(documents(policy.definition.vocabulary)), 2025, engine="reference")
    quarter = data.draw(st.sampled_from(["2024Q4", "2025Q2"]))
    found = ledger_report(decision, quarter, decision.program.places, date(2025, 7, 1))
    for unit in found.units:
        assert [each.task.work_point for each in unit.rows] == NUMBERS
        assert sum(unit.count(*codes) for _, codes in overview.COUNTS[::2]) == len(NUMBERS)
        for each in unit.rows:
            for language in LANGUAGES:
                shown = cells(each, found, language)
                assert shown["status"]
                assert (shown["missing"] == "") == (each.missing == ())
    assert len(to_dict(found)["counties"]) == len(found.units)
    assert len(all_rows(found, "en").rows) == len(NUMBERS) * len(found.units)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_no_markup_but_its_own(language: Language) -> None:
    """What a county typed is words on the page."""
    found = _Tags()
    text = ledger_page(report(), language, with_overview=True)
    found.feed(text)
    assert {"script", "img", "link"}.isdisjoint(found.tags)
    assert "&lt;script&gt;" in text
    assert found.tags.count("table") == 1 + len(COUNTIES)


def test_machines_read_what_people_read() -> None:
    """The JSON holds, per county and work point, the typed words untouched, the computed ones, and the codes."""
    found = to_dict(report())
    (suixi, *_), first = found["counties"], found["counties"][0]["rows"][0]
    assert (found["quarter"], found["due"], suixi["filed"], suixi["late"]) == ("2025Q2", "2025-06-30", 5, 1)
    assert (first["status"], first["punctuality"]) == (ledger_facts.FORMULA, "in_time")
    assert [each["number"] for each in found["skipped"]] == [23]
    row_5 = next(each for each in suixi["rows"] if each["work_point"] == 5)
    assert row_5["missing_facts"] == ["/counties/0/chain/live_base_recognized"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_document_needs_no_headings(language: Language) -> None:
    """A ledger whose duties stand under no headings, and that skips no number, is laid out all the same."""
    known = pr.load_policy("zhanjiang").definition
    bare = tuple(replace(each, heading=None) for each in known.duties.duties)
    policy = Policy(replace(known, duties=replace(known.duties, duties=bare, headings={}, skipped={})))
    found = ledger_report(policy.decide(ledger_facts.facts(), 2025, engine="reference"), "2025Q2", COUNTIES)
    page = sheet(found, language)
    assert list(body(page)) == NUMBERS
    assert all("23" not in str(cell.value) for cell in page["A"] if cell.row > 3 and cell.value != 23)
    assert len(unit_grid(found, found.units[0], language).rows) == len(NUMBERS)


def test_the_same_report_has_the_same_bytes() -> None:
    """A report that is filed twice from the same facts does not differ."""
    assert ledger_workbook(report(), "zh", overview=True) == ledger_workbook(report(), "zh", overview=True)
