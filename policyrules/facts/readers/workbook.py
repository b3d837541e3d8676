"""An Excel workbook: one table for each sheet. openpyxl is imported at the first use."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from policyrules.facts.grids import Grid, Row
from policyrules.facts.readers.files import read_bytes
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary

#: A workbook is a zip archive; one that unfolds to more than this is no table that a person made.
MOST_BYTES = 1 << 30


def read(path: Path, vocabulary: Vocabulary) -> Reading:
    """Read the sheets of a workbook. Raises FactsError where it is none."""
    content = read_bytes(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            calculated = size <= MOST_BYTES and any(b"<f" in archive.read(name) for name in sheets)
        if size > MOST_BYTES:
            raise unreadable(str(path), "", "工作簿过大", "the workbook is too large")
        values = _grids(path, content, saved_values=True)
        if calculated:
            values = [
                _with_formulas(*pair) for pair in zip(values, _grids(path, content, saved_values=False), strict=True)
            ]
    except _not_a_workbook() as error:
        raise unreadable(
            str(path), "", "文件不是可读取的 .xlsx 工作簿", "the file is no readable .xlsx workbook"
        ) from error
    return assemble(values, vocabulary)


def _not_a_workbook() -> tuple[type[Exception], ...]:
    """What openpyxl and the zip module raise for files that are damaged in one way or another."""
    import xml.etree.ElementTree as ElementTree

    from openpyxl.utils.exceptions import InvalidFileException

    return (
        InvalidFileException, zipfile.BadZipFile, ElementTree.ParseError, NotImplementedError, RuntimeError,
        EOFError, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, zlib_error(),
    )  # fmt: skip


def zlib_error() -> type[Exception]:
    """The error of damaged compressed data."""
    import zlib

    return zlib.error


def _grids(path: Path, content: bytes, *, saved_values: bool) -> list[Grid]:
    import openpyxl

    with warnings.catch_warnings():
        # openpyxl warns of styles and validations that it leaves out; values are all that is read here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=saved_values)
        try:
            return [Grid(sheet.title, str(path), sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[Row]:
    # The size that a sheet claims may be wrong; without it openpyxl reads what is there.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        values = [_value(cell) for cell in cells]
        if any(value is not None for value in values):
            yield Row(number, values)


def _value(cell: Any) -> object:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format or ""):
        # 82% is stored as 0.82; said as it is shown, a heading with % cannot divide it again.
        return f"{Decimal(f'{value:.15g}') * 100:f}%"
    return value


def _with_formulas(values: Grid, formulas: Grid) -> Grid:
    """A grid where each formula without a saved result shows itself."""
    known = {row.number: row for row in values.rows}
    rows: list[Row] = []
    for row in formulas.rows:
        kept = known.get(row.number, Row(row.number, ()))
        cells = [
            f"={cell}".replace("==", "=") if kept.cell(at) is None and _is_formula(cell) else kept.cell(at)
            for at, cell in enumerate(row.cells)
        ]
        rows.append(Row(row.number, cells))
    return Grid(values.name, values.file, values.sheet, rows)


def _is_formula(cell: object) -> bool:
    return (isinstance(cell, str) and cell.startswith("=")) or type(cell).__name__ in (
        "ArrayFormula",
        "DataTableFormula",
    )
