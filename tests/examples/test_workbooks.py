"""The committed workbooks are those that their generators write, and say that they are synthetic."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.paths import BAD, GANZHOU, GOOD, ZHANJIANG, ZHANJIANG_BAD, ZHANJIANG_GOOD

Cells = dict[str, list[tuple[str, Any, str]]]
GENERATORS = [GANZHOU / "make_workbooks.py", ZHANJIANG / "write_workbooks.py"]
WORKBOOKS = [GOOD, BAD, ZHANJIANG_GOOD, ZHANJIANG_BAD]


def _write(folder: Path) -> Path:
    folder.mkdir()
    for generator in GENERATORS:
        subprocess.run([sys.executable, str(generator), str(folder)], check=True)
    return folder


def _cells(path: Path) -> Cells:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [(cell.coordinate, cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row]
        for sheet in book.worksheets
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _write(tmp_path_factory.mktemp("workbooks") / "first")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_generator_writes_what_is_committed(written: Path, path: Path) -> None:
    assert _cells(written / path.name) == _cells(path)


def test_two_runs_write_the_same_bytes(written: Path) -> None:
    again = _write(written.parent / "again")
    for path in WORKBOOKS:
        assert (written / path.name).read_bytes() == (again / path.name).read_bytes()


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_every_sheet_says_that_it_is_synthetic(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path).worksheets:
        top = " ".join(str(sheet.cell(row, 1).value) for row in (1, 2))
        assert "合成" in top, sheet.title
        assert "ynthetic" in top, sheet.title


def _column(path: Path, sheet: str, column: int = 1, first: int = 3) -> list[Any]:
    return [row[column - 1] for row in _rows(path, sheet)[first - 1 :]]


@cache
def _rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_size_of_the_example() -> None:
    assert len(set(_column(GOOD, "企业"))) >= 60
    assert len(set(_column(GOOD, "平台"))) >= 10
    assert len(set(_column(GOOD, "直播基地"))) >= 15
    assert len(set(_column(GOOD, "企业", column=3))) >= 8


def test_size_of_the_zhanjiang_example() -> None:
    """The city has ten units, 23 typical towns and 27 work points; the example has them all."""
    assert len(set(_column(ZHANJIANG_GOOD, "企业"))) == 80
    assert _column(ZHANJIANG_GOOD, "镇域电商运营中心", column=5).count("是") == 23
    assert len(set(_column(ZHANJIANG_GOOD, "各县（市、区）"))) == 10
    assert set(_column(ZHANJIANG_GOOD, "落实情况台账", column=3)) == {*range(1, 23), *range(24, 29)}
    # Each way to tick is there, and empty cells too.
    ticks = {tick for column in range(3, 46) for tick in _column(ZHANJIANG_GOOD, "六有核验表", column, first=4)[:23]}
    assert ticks == {"✓", "×", "是", "否", "有", "无", 1, 0, None}
