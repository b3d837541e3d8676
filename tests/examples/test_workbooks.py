"""The committed workbooks are those that the generator writes, and say that they are synthetic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.paths import BAD, GANZHOU, GOOD

Cells = dict[str, list[tuple[str, Any, str]]]


def _write(folder: Path) -> Path:
    folder.mkdir()
    subprocess.run([sys.executable, str(GANZHOU / "make_workbooks.py"), str(folder)], check=True)
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


@pytest.mark.parametrize("name", [GOOD.name, BAD.name])
def test_generator_writes_what_is_committed(written: Path, name: str) -> None:
    assert _cells(written / name) == _cells(GANZHOU / name)


def test_two_runs_write_the_same_bytes(written: Path) -> None:
    again = _write(written.parent / "again")
    for name in (GOOD.name, BAD.name):
        assert (written / name).read_bytes() == (again / name).read_bytes()


@pytest.mark.parametrize("path", [GOOD, BAD], ids=lambda path: path.stem)
def test_every_sheet_says_that_it_is_synthetic(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path).worksheets:
        top = " ".join(str(sheet.cell(row, 1).value) for row in (1, 2))
        assert "合成" in top, sheet.title
        assert "ynthetic" in top, sheet.title


def _column(sheet: str, column: int = 1) -> list[Any]:
    rows = openpyxl.load_workbook(GOOD)[sheet].iter_rows(min_row=3, values_only=True)
    return [row[column - 1] for row in rows]


def test_size_of_the_example() -> None:
    assert len(set(_column("企业"))) >= 60
    assert len(set(_column("平台"))) >= 10
    assert len(set(_column("直播基地"))) >= 15
    assert len(set(_column("企业", column=3))) >= 8
