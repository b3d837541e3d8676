"""Grids as files: comma-separated values, a workbook, a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from policyrules.reports import paper
from policyrules.reports.grid import Cell, Column, Grid, Sort, shown
from policyrules.reports.markup import rendered
from policyrules.text import Language

_NARROWEST = 6
_WIDEST: dict[Sort, int] = {"id": 16, "text": 22, "words": 44, "status": 14, "number": 14}


def csv_of(grid: Grid) -> str:
    """One row for each of the grid, under the keys of its columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in grid.columns])
    writer.writerows([paper.words(_plain(cell)) for cell in row] for row in grid.rows)
    return out.getvalue()


def page_of(title: str, closing: str, grids: Sequence[Grid], language: Language) -> str:
    """The grids as one page under a title."""
    return rendered("grids.html.j2", language, title=title, closing=closing, grids=grids)


def workbook_of(title: str, closing: str, grids: Sequence[Grid], creator: str) -> bytes:
    """A sheet for each grid, under a title and above a closing line."""
    book = paper.new_book(creator)
    for grid in grids:
        _sheet(book.create_sheet(paper.sheet_name(grid.title)), grid, title, closing)
    return paper.saved(book)


def _sheet(sheet: Worksheet, grid: Grid, title: str, closing: str) -> None:
    widths = [_width(grid, index, column) for index, column in enumerate(grid.columns)]
    paper.lay_across(sheet, "1:2", widths)
    paper.put(sheet, 1, 1, title, paper.TITLE, paper.MIDDLE)
    sheet.row_dimensions[1].height = paper.height_of(2 * paper.lines_of(title, sum(widths) / 1.6))
    paper.merge(sheet, 1, 1, 1, len(widths))
    for index, column in enumerate(grid.columns, 1):
        paper.put(sheet, 2, index, column.title, paper.BOLD, paper.MIDDLE, paper.HEAD)
    for number, row in enumerate(grid.rows, 3):
        for index, (cell, column) in enumerate(zip(row, grid.columns, strict=True), 1):
            place = paper.TOP if column.sort == "number" else paper.LEFT
            paper.put(sheet, number, index, cell if isinstance(cell, int) else shown(cell), paper.BODY, place)
        heights = [paper.lines_of(shown(cell), width) for cell, width in zip(row, widths, strict=True)]
        sheet.row_dimensions[number].height = paper.height_of(max(heights))
    sheet.freeze_panes = "A3"
    end = len(grid.rows) + 3
    paper.put(sheet, end, 1, closing, paper.SOFT).border = paper.NO_BORDER
    sheet.merge_cells(start_row=end, start_column=1, end_row=end, end_column=len(widths))


def _width(grid: Grid, index: int, column: Column) -> float:
    lines = [line for row in grid.rows for line in shown(row[index]).split("\n")]
    natural = max([_NARROWEST, cell_len(column.title) + 2, *(cell_len(line) + 2 for line in lines)])
    return min(natural, _WIDEST[column.sort])


def _plain(cell: Cell) -> str:
    return str(cell) if isinstance(cell, int) else shown(cell)
