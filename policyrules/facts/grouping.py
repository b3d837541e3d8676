"""Headings in two rows: `网络销售额（万元）` over `2024年` and `2025年`, merged or beside blank cells.

A cell of the upper row reaches right, over blank cells, as far as the lower row says something beneath; it is
read together with the cell below it: `功能区` over `产品展示区`. A lower cell may also stand on its own, under
the name of a section.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from policyrules.facts.cells import is_empty
from policyrules.facts.grids import Row
from policyrules.facts.headings import YEAR, Heading

Reader = Callable[[object], Heading | None]


def grouped(rows: Sequence[Row], position: int, read: Reader, needed: Collection[str]) -> tuple[int, Row] | None:
    """Where the last row of a heading in two rows stands, and the two as one; None where it is one row alone.

    `rows[position]` is the row that holds the `needed` columns. The other row is the next, where it is blank
    under those, or the one before, where that is no title or note of a single cell.
    """
    row = rows[position]
    ids = [at for at, cell in enumerate(row.cells) if (found := read(cell)) and found.field in needed]
    by_rows = not ids and any((found := read(cell)) and found.field == YEAR for cell in row.cells)
    below = _beside(rows, position, 1)
    if below is not None and not by_rows and all(is_empty(below.cell(at)) for at in ids):
        joined = _joined(row, below, read)
        if _said(joined, read) > _said(row, read):
            return position + 1, joined
    above = _beside(rows, position, -1)
    if above is not None and sum(not is_empty(cell) for cell in above.cells) > 1:
        joined = _joined(above, row, read)
        if _said(joined, read) > _said(row, read):
            return position, joined
    return None


def _beside(rows: Sequence[Row], position: int, step: int) -> Row | None:
    """The next row or the one before, if no blank row (which grids leave out) stands between."""
    at = position + step
    adjacent = 0 <= at < len(rows) and rows[at].number == rows[position].number + step
    return rows[at] if adjacent else None


def _said(row: Row, read: Reader) -> int:
    """How much the headings of a row say: a column counts one, and one more with its year or its option."""
    found = [each for each in map(read, row.cells) if each is not None]
    return len(found) + sum(each.year is not None or each.member is not None for each in found)


def _joined(upper: Row, lower: Row, read: Reader) -> Row:
    cells: list[object] = []
    over: object = None
    for at in range(max(len(upper.cells), len(lower.cells))):
        top, bottom = upper.cell(at), lower.cell(at)
        over = over if is_empty(top) and not is_empty(bottom) else top
        together = f"{_words(over)} {_words(bottom)}"
        alone = bottom if is_empty(over) or (read(together) is None and not _is_year(bottom)) else together
        cells.append(over if is_empty(bottom) else alone)
    return Row(lower.number, cells)


def _is_year(cell: object) -> bool:
    return _words(cell).rstrip("年度").isdecimal()


def _words(cell: object) -> str:
    return f"{cell:.0f}" if isinstance(cell, float) else str(cell).strip()
