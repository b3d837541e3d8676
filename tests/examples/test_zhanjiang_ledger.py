"""The ledger of the Zhanjiang example: what each county filed for 2025Q2, counted by hand, and what it lacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.paths import ZHANJIANG_GOOD
from policyrules.cli.main import main

NUMBERS = [*range(1, 23), *range(24, 29)]
# county → filed, of these late, not filed, not applicable and not filed
COUNTS = {
    "赤坎": (6, 0, 19, 2),
    "霞山": (3, 0, 22, 2),
    # All but five, on the due day; 11 and 27 are of other counties. It files on 28, though it has no live-stream base.
    "坡头": (20, 0, 5, 2),
    "麻章": (25, 0, 0, 2),
    # From No. 15 on a day late.
    "雷州": (25, 12, 0, 2),
    "廉江": (26, 26, 0, 1),
    "吴川": (26, 0, 0, 1),
    "遂溪": (26, 0, 0, 1),
    "徐闻": (3, 0, 23, 1),
    "经开区": (0, 0, 25, 2),
}


def _ledger(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, Any]]:
    code = main(["ledger", "zhanjiang", str(ZHANJIANG_GOOD), "--format", "json", *arguments])
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    return {each["county"]: each for each in json.loads(printed.out)["counties"]}


def _row(county: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in county["rows"] if row["work_point"] == number)
    return found


def test_what_each_county_filed(capsys: pytest.CaptureFixture[str]) -> None:
    counties = _ledger(capsys, "--all", "--quarter", "2025Q2")
    names = ("filed", "late", "not_filed", "not_applicable")
    assert {name: tuple(each[key] for key in names) for name, each in counties.items()} == COUNTS
    assert all([row["work_point"] for row in each["rows"]] == NUMBERS for each in counties.values())


def test_what_is_due_and_not_filed_is_overdue_after_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    on_the_day = _ledger(capsys, "--all", "--quarter", "2025Q2", "--as-of", "2025-06-30")
    day_after = _ledger(capsys, "--all", "--quarter", "2025Q2", "--as-of", "2025-07-01")
    assert {each["overdue"] for each in on_the_day.values()} == {0}
    assert {name: each["overdue"] for name, each in day_after.items()} == {
        name: not_filed for name, (_, _, not_filed, _) in COUNTS.items()
    }


def test_rows_of_one_county(capsys: pytest.CaptureFixture[str]) -> None:
    suixi = _ledger(capsys, "--county", "遂溪县", "--quarter", "2025Q2")["遂溪"]
    training = _row(suixi, 20)
    assert (training["verdict"], training["punctuality"], training["filed_on"]) == ("met", "in_time", "2025-06-30")
    # Evidence without a status: the ledger says what is missing, and what the facts give instead.
    leading = _row(suixi, 9)
    assert (leading["status"], leading["evidence"]) == (None, "企业名单")
    assert "落实情况" in leading["missing"]
    # The threshold is in no part of the document.
    candidates = _row(suixi, 19)
    assert candidates["verdict"] == "unknown"
    assert [(each["reference"], each["resolved"]) for each in candidates["external"]] == [
        ("statistical_threshold", False)
    ]
    assert any("外部标准" in each for each in candidates["missing"])
    assert _row(suixi, 27)["applies"] is False


def test_what_a_county_typed_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """A status that the facts contradict, and one on a work point of another county."""
    potou = _ledger(capsys, "--county", "坡头", "--quarter", "2025Q2")["坡头"]
    assert (_row(potou, 20)["status"], _row(potou, 20)["verdict"]) == ("已举办培训1场", "not_met")
    leizhou = _ledger(capsys, "--county", "雷州", "--quarter", "2025Q1")["雷州"]
    assert (_row(leizhou, 11)["status"], _row(leizhou, 11)["applies"]) == ("已派人到园区学习", False)


def test_workbook_of_all_counties(tmp_path: Path) -> None:
    output = tmp_path / "ledger.xlsx"
    arguments = ["--all", "--quarter", "2025Q2", "--output", str(output), "--lang", "zh"]
    assert main(["ledger", "zhanjiang", str(ZHANJIANG_GOOD), *arguments]) == 0
    book = openpyxl.load_workbook(output)
    assert book.sheetnames[1:] == list(COUNTS)
    numbers = [cell.value for cell in book["遂溪"]["A"] if isinstance(cell.value, int)]
    assert numbers == NUMBERS
    said = [str(cell.value) for row in book["坡头"].iter_rows() for cell in row if cell.value is not None]
    assert "已举办培训1场" in said
    assert any("没有 23" in each for each in said)
