"""Grids as tables for a terminal, with Chinese at its true width.

Tables of tens of thousands of rows are printed, so the layout is done here, and rich gives the widths of characters
and the colours. There are only rules that lie flat: the width of upright ones is ambiguous beside Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.style import Style

from policyrules.reports.grid import Cell, Column, Grid, Status, shown
from policyrules.reports.wrapping import wrap

#: Where nothing tells the width (a file, a pipe), explanations are wrapped at this many cells and nothing else is.
WORDS_WIDTH = 64
#: In a terminal explanations are not made narrower than this, nor names; ids, amounts and the like never give way.
_LEAST_WORDS, _LEAST_TEXT = 32, 14
_GAP, _LONG_HEADING = 2, 28
_STYLES = {
    "paid": "green", "met": "green", "reduced": "yellow", "excluded": "yellow", "unknown": "magenta",
    "warning": "yellow", "error": "red", "not_met": "red", "not_eligible": "bright_black",
    "already_paid": "bright_black", "no_bound": "bright_black", "not_applicable": "bright_black",
}  # fmt: skip


def render(grids: Iterable[Grid], width: int | None = None, colour: bool = False) -> str:
    """The grids one below the other. Without a `width` each is as wide as it needs: nothing is cut or broken.

    In a `width` explanations and names are wrapped. Where even that is too wide, explanations follow the table;
    where the table without them is too wide as well, each row becomes a few lines.
    """
    return "\n".join("\n".join(_lines_of(grid, width, colour)) for grid in grids)


def _lines_of(grid: Grid, width: int | None, colour: bool) -> list[str]:
    title = [grid.title] if width is None else wrap(grid.title, width)
    return [*title, "", *_render(grid, width, colour), *_note(grid, width), ""]


def _note(grid: Grid, width: int | None) -> list[str]:
    return wrap(grid.note, width or WORDS_WIDTH * 2) if grid.note else []


def fits(grid: Grid, width: int | None) -> bool:
    """Whether the grid is a table in that width, be it that its explanations follow it."""
    return _fitted(grid, width) is not None or _fitted(_without_words(grid), width) is not None


def _render(grid: Grid, width: int | None, colour: bool) -> Iterator[str]:
    fitted = _fitted(grid, width)
    if fitted is not None:
        yield from _table(grid, fitted, colour)
        return
    assert width is not None
    bare = _without_words(grid)
    fitted = _fitted(bare, width)
    if fitted is None:
        yield from _cards(grid, width)
    else:
        yield from _table(bare, fitted, colour)
        yield from _words_below(grid, width)


def _natural(grid: Grid) -> list[int]:
    """The width that each column would take."""
    rows = [*grid.rows, *([grid.footer] if grid.footer else [])]
    return [
        max([_heading_width(column.title), *(_width(shown(row[index])) for row in rows)])
        for index, column in enumerate(grid.columns)
    ]


def _heading_width(title: str) -> int:
    """A long heading is broken into lines about as long as each other rather than the column made as wide."""
    lines = -(-cell_len(title) // _LONG_HEADING)
    return max(map(cell_len, wrap(title, -(-cell_len(title) // max(lines, 1)) + 2))) if lines > 1 else cell_len(title)


def _width(words: str) -> int:
    return max(map(cell_len, words.split("\n"))) if "\n" in words else cell_len(words)


def _fitted(grid: Grid, width: int | None) -> list[int] | None:
    """Widths of the columns within a width: explanations give way first, then names. None where it is too narrow."""
    natural = _natural(grid)
    words = [index for index, column in enumerate(grid.columns) if column.sort == "words"]
    if width is None:
        return [min(each, WORDS_WIDTH) if index in words else each for index, each in enumerate(natural)]
    for widths in (list(natural), _narrowed(grid, natural, width)):
        room = width - _GAP * (len(widths) - 1) - sum(each for i, each in enumerate(widths) if i not in words)
        if room >= sum(min(natural[index], _LEAST_WORDS) for index in words):
            for number, index in enumerate(sorted(words, key=lambda index: natural[index])):
                widths[index] = min(natural[index], room // (len(words) - number))
                room -= widths[index]
            return widths
    return None


def _narrowed(grid: Grid, natural: list[int], width: int) -> list[int]:
    """Names at their narrowest; where no explanations need the room, no narrower than the width asks for."""
    names = [index for index, column in enumerate(grid.columns) if column.sort == "text"]
    narrowest = [min(each, _LEAST_TEXT) if index in names else each for index, each in enumerate(natural)]
    if any(column.sort == "words" for column in grid.columns):
        return narrowest
    room = width - _GAP * (len(natural) - 1) - sum(narrowest)
    for _ in range(max(room, 0)):
        most = max(names, key=lambda index: natural[index] - narrowest[index], default=None)
        if most is None or narrowest[most] == natural[most]:
            break
        narrowest[most] += 1
    return narrowest


def _table(grid: Grid, widths: list[int], colour: bool) -> Iterator[str]:
    full = sum(widths) + _GAP * (len(widths) - 1)
    for line in _row(tuple(each.title for each in grid.columns), grid.columns, widths, False):
        yield _styled(line, "bold") if colour else line
    yield "─" * full
    for row in grid.rows:
        yield from _row(row, grid.columns, widths, colour)
    if grid.footer is not None:
        yield " " * full
        yield from _row(grid.footer, grid.columns, widths, False)


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int], colour: bool) -> list[str]:
    """A row as lines of equal width."""
    parts = [_lines(shown(cell), width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, parts))):
        pieces = []
        for cell, column, width, part in zip(cells, columns, widths, parts, strict=True):
            words = part[number] if number < len(part) else ""
            blank = " " * (width - cell_len(words))
            if colour and isinstance(cell, Status):
                words = _styled(words, _STYLES.get(cell.code, ""))
            pieces.append(blank + words if column.sort == "number" else words + blank)
        lines.append((" " * _GAP).join(pieces))
    return lines


def _lines(words: str, width: int) -> list[str]:
    return [words] if "\n" not in words and cell_len(words) <= width else wrap(words, width)


def _styled(words: str, style: str) -> str:
    return Style.parse(style).render(words) if style and words else words


def _without_words(grid: Grid) -> Grid:
    return grid.taking([index for index, column in enumerate(grid.columns) if column.sort != "words"])


def _words_below(grid: Grid, width: int) -> Iterator[str]:
    """The explanations of each row, headed by what tells the row from others."""
    for row in grid.rows:
        if any(cell and column.sort == "words" for cell, column in zip(row, grid.columns, strict=True)):
            yield ""
            yield from wrap(_head(row, grid.columns), width)
            yield from _explained(row, grid.columns, width)


def _cards(grid: Grid, width: int) -> Iterator[str]:
    """Each row as lines: what it is about, its figures, its explanations."""
    for number, row in enumerate([*grid.rows, *([grid.footer] if grid.footer else [])]):
        figures = [
            f"{column.title} {shown(cell)}"
            for cell, column in zip(row, grid.columns, strict=True)
            if column.sort in ("status", "number") and shown(cell)
        ]
        if number:
            yield ""
        yield from wrap(_head(row, grid.columns), width)
        yield from (f"    {line}" for line in wrap("  ".join(figures), width - 4) if line)
        yield from _explained(row, grid.columns, width)


def _head(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    cells = zip(row, columns, strict=True)
    return " · ".join(shown(cell) for cell, column in cells if column.sort in ("id", "text") and cell)


def _explained(row: tuple[Cell, ...], columns: tuple[Column, ...], width: int) -> Iterator[str]:
    """The explanations of a row; of several kinds each under its heading."""
    several = sum(column.sort == "words" for column in columns) > 1
    for cell, column in zip(row, columns, strict=True):
        if column.sort == "words" and cell:
            words = f"{column.title}: {shown(cell)}" if several else shown(cell)
            yield from (f"    {line}" for line in wrap(words, width - 4))
