"""Files for others: workbooks, pages, CSV, dataframes. Exact, safe, the same each time, whole or not there."""

from __future__ import annotations

import csv
import io
import sys
from decimal import Decimal
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from policyrules.errors import UsageError
from policyrules.reports import output
from policyrules.reports.csv_table import csv_table
from policyrules.reports.flat import SECTIONS
from policyrules.reports.page import page
from policyrules.reports.safe import cell, plain
from policyrules.reports.workbook import workbook
from policyrules.text import LANGUAGES, Language

from . import cases, zhanjiang

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def _sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows()) for sheet in book}


def test_a_workbook_holds_what_an_official_needs() -> None:
    """Awards, enterprises, targets, problems, interpretations and what was decided, in the language asked for."""
    decision = cases.decision()
    sheets = _sheets(workbook(decision, "zh"))
    assert list(sheets) == ["奖励", "企业合计", "目标", "各县（市、区）目标", "目标企业", "问题", "解释", "说明"]
    assert list(_sheets(workbook(decision, "en"))) == [
        "Awards", "Enterprises", "Targets", "Targets by county", "Who counts", "Problems", "Interpretations", "About",
    ]  # fmt: skip
    assert len(sheets["奖励"]) == len(decision.awards) + 2
    assert len(sheets["解释"]) == len(decision.interpretations) + 1
    awards = [row for row in sheets["问题"] if row[0].value == "待定" and row[1].value]
    assert len(awards) == 3
    assert sum(row[0].value == "警告" for row in sheets["问题"]) == len(decision.warnings) == 1
    about = {row[0].value: row[1].value for row in sheets["说明"]}
    assert about["政策摘要值"] == decision.policy["digest"]
    assert about["引擎"] == "reference"


def test_a_workbook_of_the_second_city_has_every_line() -> None:
    """Every centre, item, target, county and work point is a row; there are no sheets and no sums of awards."""
    decision = zhanjiang.decision()
    sheets = _sheets(workbook(decision, "zh"))
    rows = {name: len(found) - 1 for name, found in sheets.items()}
    items = sum(len(block.items) for line in decision.standards for block in line.blocks)
    assert rows == {
        "标准": len(decision.standards), "标准细项": items, "目标": 3, "各县（市、区）目标": 11,
        "目标企业": rows["目标企业"], "重点任务": 27, "各县重点任务": len(decision.tasks), "问题": rows["问题"],
        "解释": len(decision.interpretations), "说明": 7,
    }  # fmt: skip
    counted = sum(len(line.counted) + len(line.possible) + len(line.pipeline) for line in decision.targets[::11])
    assert rows["目标企业"] == counted
    assert not any("应得" in str(cell.value) for found in sheets.values() for row in found for cell in row)


def test_amounts_in_a_workbook_are_exact_numbers() -> None:
    """Amounts are numbers that a spreadsheet can add, and the sums of both sheets are those of the decision."""
    decision = cases.decision()
    sheets = _sheets(workbook(decision, "zh"))
    for rows, columns in ((sheets["奖励"], (7, 8)), (sheets["企业合计"], (4, 5))):
        for column, total in zip(columns, (decision.totals.entitled, decision.totals.paid), strict=True):
            cells = [row[column] for row in rows[1:] if row[column].value is not None]
            assert {each.number_format for each in cells} == {"#,##0.00"}
            *amounts, last = [Decimal(str(each.value)) for each in cells]
            assert sum(amounts) == last == Decimal(total) / 100


def test_same_facts_give_the_same_bytes() -> None:
    """Facts whose properties stand in another order give the same files, byte for byte: no clock, no hash order."""
    pairs = [
        (cases.decision(), cases.decision(cases.reversed_properties())),
        (zhanjiang.decision(), zhanjiang.decision(cases.reversed_properties(zhanjiang.facts()))),
    ]
    for (first, second), language in product(pairs, LANGUAGES):
        assert workbook(first, language) == workbook(second, language)
        assert page(first, language) == page(second, language)
        assert all(csv_table(first, language, each) == csv_table(second, language, each) for each in SECTIONS)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_things_changes_no_line(seed: int) -> None:
    """Facts whose things stand in another order give the same lines; only JSON pointers follow the order."""
    first, second = (workbook(each, "zh") for each in (cases.decision(), cases.decision(cases.shuffled(seed))))
    for sheet in ("奖励", "企业合计", "解释"):
        one, other = _sheets(first)[sheet], _sheets(second)[sheet]
        assert [[each.value for each in row] for row in one] == [[each.value for each in row] for row in other]


def test_no_cell_is_a_formula() -> None:
    """A name that begins with = + - @ is text in every spreadsheet that opens the file."""
    decision = cases.decision()
    for book in (workbook(decision, "zh"), workbook(zhanjiang.decision(), "zh")):
        cells = [each for rows in _sheets(book).values() for row in rows for each in row]
        assert not any(each.data_type == "f" for each in cells)
        assert not any(isinstance(each.value, str) and each.value.startswith(DANGEROUS) for each in cells)
    lines: list[list[str]] = list(csv.reader(io.StringIO(csv_table(decision, "zh"))))
    assert not any(value.startswith(DANGEROUS) for line in lines for value in line)
    assert "'-2+3" in {line[3] for line in lines}


@pytest.mark.parametrize("start", DANGEROUS)
def test_what_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    """Each of the characters that start a formula is made harmless; other words stay as they are."""
    assert cell(f"{start}1") == f"'{start}1"
    assert cell(f"1{start}") == f"1{start}"
    assert not cell(plain(f"{start}1")).startswith(DANGEROUS)


def test_what_cannot_be_seen_is_written_as_its_code() -> None:
    """Control characters, marks that reorder text and halves of characters are spelled out; all else stays."""
    assert plain("a\x1b\u202e\ud800\n") == "a\\x1b\\u202e\\ud800\\x0a"
    assert plain("甲　乙 🎋") == "甲　乙 🎋"


def test_workbook_takes_any_character_and_any_length() -> None:
    """Characters that XML forbids, and words longer than a cell holds, end in a file that opens."""
    facts = cases.facts()
    facts["enterprises"][0]["name"] = "长\x00\x1f" + "名" * 40_000
    sheets = _sheets(workbook(cases.decision(facts), "zh"))
    names = {str(row[1].value) for row in sheets["企业合计"]}
    assert any(name.startswith("长\\x00\\x1f") and name.endswith("…") for name in names)


class _Tags(HTMLParser):
    """The elements of a page, and what it would load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.lines = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.lines += ("class", "line") in attrs
        risky = [(name, value or "") for name, value in attrs if name in ("src", "href", "style") or name[:2] == "on"]
        self.loaded += [f"{name}={value}" for name, value in risky if value[:1] != "#"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_cannot_put_markup_into_a_page(language: Language) -> None:
    """A page holds no element but its own, whatever things are called, and loads nothing."""
    for decision in (cases.decision(), zhanjiang.decision()):
        tags = _Tags()
        tags.feed(page(decision, language))
        assert {"b", "img", "link", "iframe", "object"}.isdisjoint(tags.tags)
        assert tags.tags.count("script") == tags.tags.count("style") == 1
        assert tags.loaded == []
        assert tags.lines == len(decision.awards) + len(decision.standards) + len(decision.tasks)
    fragment = _Tags()
    fragment.feed(cases.decision().explain("<b>E4</b>", language)._repr_html_())
    assert {"script", "b"}.isdisjoint(fragment.tags)
    assert fragment.tags.count("details") == 3


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_add_up_to_the_totals(library: str) -> None:
    """Amounts in a dataframe are exact: their sums are the totals, to the fen."""
    decision = cases.decision()
    frame: Any = decision.to_frame("awards", library)
    assert len(frame) == len(decision.awards)
    for name, total in (("entitled", decision.totals.entitled), ("paid", decision.totals.paid)):
        assert Decimal(str(frame[name].sum())) == Decimal(total) / 100
    assert list(frame["missing"])[-1] is not None
    nothing: dict[str, Any] = {"enterprises": []}
    assert list(cases.decision(nothing).to_frame("awards", library).columns) == list(frame.columns)


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_a_frame_of_flat_columns(section: str, library: str) -> None:
    """A row for each line, with the same columns where there is none; figures exact, counts and flags as such."""
    decision = zhanjiang.decision()
    frame: Any = decision.to_frame(section, library)
    lines = {
        "awards": decision.awards,
        "standards": decision.standards,
        "items": [item for line in decision.standards for block in line.blocks for item in block.items],
        "targets": decision.targets,
        "tasks": decision.tasks,
        "filings": [each for line in decision.tasks for each in line.filings],
    }[section]
    assert len(frame) == len(lines)
    assert list(zhanjiang.decision({}).to_frame(section, library).columns) == list(frame.columns)
    held = {type(value) for name in frame.columns for value in list(frame[name])}
    assert float not in held
    assert dict not in held
    if section == "targets":
        assert [each for each in list(frame["bound"]) if each is not None] == [2, 20, 30]
        assert list(frame["most"])[:1] == [Decimal(2)]


def test_frames_that_cannot_be_had_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong section or library, or one that is not installed, says what there is or how to get it."""
    decision = cases.decision()
    with pytest.raises(UsageError, match="did you mean `awards`"):
        decision.to_frame("award")
    with pytest.raises(UsageError, match="`pandas`"):
        decision.to_frame("awards", "excel")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"policyrules\[polars\]"):
        decision.to_frame("awards", "polars")


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while a file is written costs the new file, not the old, and leaves no scraps."""
    target = tmp_path / "old.json"
    target.write_text("old")

    def full(self: Path, _: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        output.write_file(target, b"new")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("old.json", "old")]


def test_written_files_keep_links_and_rights(tmp_path: Path) -> None:
    """Writing through a link changes what it points to; a file keeps its permissions."""
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    output.write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("path", "said"), [("none/x.json", "no folder"), (".", "it is a folder")])
def test_what_cannot_be_written_is_said(tmp_path: Path, path: str, said: str) -> None:
    """A missing folder, or a folder in the place of a file, is one clear line."""
    with pytest.raises(UsageError, match=said):
        output.write_file(tmp_path / path, b"")
