"""`policyrules ledger`: what it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from reports import ledger_facts

from .conftest import Run

LEDGER = "ledger zhanjiang ledger.json"


@pytest.fixture(autouse=True)
def _facts(folder: Path) -> None:
    """Facts of some counties, beside the other files of the folder."""
    (folder / "ledger.json").write_text(json.dumps(ledger_facts.facts()), encoding="utf-8")


def test_a_county_and_the_city(run: Run, folder: Path) -> None:
    """One sheet for a county, by any of its names; for the city an overview and a sheet for each county."""
    assert run(f"{LEDGER} --county 遂溪县 --quarter 2025年第二季度 --output one.xlsx --lang zh").code == 0
    assert openpyxl.load_workbook(folder / "one.xlsx").sheetnames == ["遂溪"]
    done = run(f"{LEDGER} --all --quarter 2025Q2 --output all.xlsx --lang en")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert openpyxl.load_workbook(folder / "all.xlsx").sheetnames == [
        "Overview", "赤坎", "霞山", "坡头", "麻章", "雷州", "廉江", "吴川", "遂溪", "徐闻", "经开区",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        ("--county 遂溪", "2025 Q2"),
        ("--all", "2025 Q2"),
        ("--county 遂溪 --format csv", "county,number,main_task,work_point,applies,status,"),
        ("--county 遂溪 --format html", "<!doctype html>"),
        ("--all --format html", "<!doctype html>"),
        ("--all --format json", "{\n"),
    ],
)
def test_formats(run: Run, arguments: str, start: str) -> None:
    """Every format stands alone on stdout."""
    done = run(f"{LEDGER} --quarter 2025Q2 {arguments} --lang en")
    assert (done.code, done.err) == (0, "")
    assert start in done.out[:200]


def test_year_options_and_day(run: Run) -> None:
    """The year is the quarter's unless told; options and the day of the report reach it, and a reader is told."""
    found = json.loads(run(f"{LEDGER} --quarter 2024Q4 --all --format json").out)
    assert (found["year"], found["due"]) == (2024, "2024-12-31")
    line = f"{LEDGER} --quarter 2025Q2 --county 遂溪 --year 2026 --as-of 2025-07-01 --set due_day_counts=no"
    found = json.loads(run(f"{line} --format json").out)
    rows = {each["work_point"]: each["punctuality"] for each in found["counties"][0]["rows"]}
    assert (found["year"], rows[3], rows[6]) == (2026, "overdue", "late")
    assert "due_day_counts=no" in run(line).out


BAD = {
    "ledger ganzhou facts.json --quarter 2025Q2 --all": "`ganzhou` has no ledger",
    f"{LEDGER} --all": "--quarter",
    f"{LEDGER} --quarter 2025Q5 --all": "2025Q2",
    f"{LEDGER} --quarter Q2 --all": "--quarter Q2",
    f"{LEDGER} --quarter 1025Q2 --all": "--quarter 1025Q2",
    f"{LEDGER} --quarter 2025Q2": "--all",
    f"{LEDGER} --quarter 2025Q2 --all --county 遂溪": "not both",
    f"{LEDGER} --quarter 2025Q2 --county 遂西": "did you mean `遂溪`?",
    f"{LEDGER} --quarter 2025Q2 --county 南康区": "赤坎, 霞山",
    f"{LEDGER} --quarter 2025Q2 --all --as-of 2025-02-30": "--as-of 2025-02-30",
    f"{LEDGER} --quarter 2025Q2 --all --format xlsx": "--output",
    f"{LEDGER} --quarter 2025Q2 --all --output folder.xlsx": "it is a folder",
    f"{LEDGER} --quarter 2025Q2 --all --output none/x.xlsx": "there is no folder",
    f"{LEDGER} --quarter 2025Q2 --all --output ledger.json": "replace the input",
    f"{LEDGER} --quarter 2025Q2 --all --output x.pdf": ".xlsx",
    f"{LEDGER} --quarter 2025Q2 --all --year 12": "1900",
    f"{LEDGER} --quarter 2025Q2 --all --set due_day=no": "due_day_counts",
    "ledger zhanjiang bad.json --quarter 2025Q2 --all": "bad.json:/",
}


@pytest.mark.parametrize(("line", "said"), BAD.items())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_reported_is_told(line: str, said: str, language: str, run: Run, folder: Path) -> None:
    """A wrong county, quarter, day, policy or file: exit code 2, one line for each problem, nothing written."""
    (folder / "folder.xlsx").mkdir()
    before = sorted(folder.rglob("*"))
    done = run(f"--lang {language} {line}")
    assert (done.code, done.out) == (2, "")
    assert said in done.err or (language == "zh" and any("一" <= each <= "鿿" for each in done.err))
    assert done.err.count("\n") == 1 or "bad.json" in line
    assert sorted(folder.rglob("*")) == before
