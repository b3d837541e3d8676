"""`policyrules template`: an empty workbook that `validate` takes back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from policyrules.bundled_files import bundled_policies

from .conftest import Run


@pytest.mark.parametrize("policy", sorted(bundled_policies()))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_written_and_taken_back(run: Run, folder: Path, policy: str, language: str) -> None:
    """The workbook of each policy in each language is valid as it is, and again with a row in it."""
    assert run(f"template {policy} --output x.xlsx --lang {language}").code == 0
    assert run(f"validate {policy} x.xlsx").code == 0
    book = openpyxl.load_workbook(folder / "x.xlsx")
    book.worksheets[1]["A2"] = "E1"
    book.save(folder / "x.xlsx")
    assert run(f"validate {policy} x.xlsx --lang en").out.startswith("the facts are valid: enterprises 1,")


@pytest.mark.parametrize(
    ("policy", "more", "years"),
    [
        ("ganzhou", "", [2023, 2024, 2025, 2026]),
        ("zhanjiang", "", [2024, 2025]),
        ("zhanjiang", " --year 2027", [2026, 2027]),
    ],
)
def test_years(run: Run, folder: Path, policy: str, more: str, years: list[int]) -> None:
    """A series has a column for each year in force and the one before, or for the year asked for and the one before."""
    run(f"template {policy} --output x.xlsx --lang zh{more}")
    headings = [str(cell.value) for cell in openpyxl.load_workbook(folder / "x.xlsx")["企业"][1]]
    assert [year for year in range(2020, 2030) if any(each.startswith(f"{year}年") for each in headings)] == years


BAD = {
    "template zhanjiang": "--output",
    "template nowhere --output x.xlsx": "nowhere",
    "template zhanjiang --output x.csv": ".xlsx",
    "template zhanjiang --output none/x.xlsx": "there is no folder",
    "template zhanjiang --output x.xlsx --year 12": "1901",
    "template zhanjiang --output x.xlsx --year x": "x",
}


@pytest.mark.parametrize(("line", "said"), BAD.items())
def test_bad_usage_is_one_line(run: Run, folder: Path, line: str, said: str) -> None:
    """What cannot be written is told in one line, and nothing is."""
    done = run(line)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert not (folder / "x.xlsx").exists()
