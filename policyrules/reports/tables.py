"""Grids as tables for a terminal, with Chinese at its true width."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text as Styled

from policyrules.reports.grid import Cell, Column, Grid, Status, shown
from policyrules.reports.wrapping import wrap

#: Where nothing tells the width (a file, a pipe), explanations are wrapped at this many cells and nothing else is.
WORDS_WIDTH = 64
_LEAST_WORDS, _LEAST_TEXT = 32, 14
_STYLES = {
    "paid": "green", "met": "green", "reduced": "yellow", "excluded": "yellow", "unknown": "magenta",
    "warning": "yellow", "error": "red", "not_met": "red", "not_eligible": "bright_black",
    "already_paid": "bright_black", "match": "green", "differs": "red", "not_found": "red",
}  # fmt: skip


class Wrapped:
    """Words that take the width they are given."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Anything from nothing to the longest line; what a column needs is said by the column."""
        longest = max(map(cell_len, self.words.split("\n")))
        return Measurement(0, longest).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The words, wrapped."""
        yield Styled("\n".join(wrap(self.words, options.max_width)), no_wrap=True, overflow="fold")


def render(grids: Iterable[Grid], width: int | None = None, colour: bool = False) -> str:
    """The grids one below the other. Without a `width` each is as wide as it needs: nothing is cut or broken.

    In a `width` names and explanations are wrapped; where even that is too wide, explanations follow the table.
    """
    return "\n".join(_render(grid, width, colour) for grid in grids)


def _render(grid: Grid, width: int | None, colour: bool) -> str:
    if width is None:
        table = _table(grid, WORDS_WIDTH)
        return f"{grid.title}\n\n{_print(table, _measured(table).maximum, colour)}"
    bare = _without_words(grid)
    tables = [_table(grid), _table(grid, text_width=_LEAST_TEXT), _table(bare), _table(bare, text_width=_LEAST_TEXT)]
    # What is wider than the terminal even so is left for the terminal to wrap: cut off it would be lost.
    chosen = next((each for each in tables if _measured(each).minimum <= width), tables[-1])
    below = _words_below(grid, width) if chosen in tables[2:] else ()
    return f"{grid.title}\n\n{_print(chosen, max(width, _measured(chosen).minimum), colour)}{''.join(below)}"


def _measured(table: Table) -> Measurement:
    console = _console(io.StringIO(), 100_000, False)
    return Measurement.get(console, console.options, table)


def _print(table: Table, width: int, colour: bool) -> str:
    out = io.StringIO()
    _console(out, width, colour).print(table)
    return out.getvalue()


def _without_words(grid: Grid) -> Grid:
    kept = [index for index, column in enumerate(grid.columns) if column.sort != "words"]

    def pick(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(row[index] for index in kept)

    columns = tuple(grid.columns[index] for index in kept)
    footer = None if grid.footer is None else pick(grid.footer)
    return Grid(grid.key, grid.title, columns, tuple(pick(row) for row in grid.rows), footer)


def _words_below(grid: Grid, width: int) -> Iterator[str]:
    """The explanations of each row, headed by what tells the row from others."""
    for row in grid.rows:
        cells = list(zip(row, grid.columns, strict=True))
        words = [shown(cell) for cell, column in cells if column.sort == "words" and cell]
        if words:
            head = [shown(cell) for cell, column in cells if column.sort in ("id", "text") and cell]
            lines = [line for each in words for line in wrap(each, width - 4)]
            yield "\n".join(["", *wrap(" · ".join(head), width), *(f"    {line}" for line in lines)]) + "\n"


def _console(file: io.StringIO, width: int, colour: bool) -> Console:
    return Console(
        file=file, width=width, force_terminal=colour, color_system="standard" if colour else None,
        markup=False, emoji=False, highlight=False, legacy_windows=False, _environ={},
    )  # fmt: skip


def _table(grid: Grid, words_width: int | None = None, text_width: int | None = None) -> Table:
    """Only rules that lie flat: the width of upright ones is ambiguous beside Chinese in some terminals."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_footer=grid.footer is not None)
    table.show_edge, table.padding = False, (0, 1, 0, 0)
    most = {"words": words_width, "text": text_width}
    least = {"words": _LEAST_WORDS, "text": text_width}
    footer = grid.footer or ("",) * len(grid.columns)
    for index, (column, total) in enumerate(zip(grid.columns, footer, strict=True)):
        cells = [column.title, shown(total), *(shown(row[index]) for row in grid.rows)]
        natural = max(cell_len(line) for cell in cells for line in cell.split("\n"))
        table.add_column(
            Styled(column.title),
            Styled(shown(total)),
            justify="right" if column.sort == "number" else "left",
            # Only explanations give way when a table is fitted into a width.
            no_wrap=column.sort != "words",
            overflow="fold",
            min_width=min(natural, least.get(column.sort) or natural),
            max_width=most.get(column.sort),
        )
    for row in grid.rows:
        table.add_row(*(_cell(cell, column) for cell, column in zip(row, grid.columns, strict=True)))
    return table


def _cell(cell: Cell, column: Column) -> Wrapped | Styled:
    if column.sort in ("words", "text"):
        return Wrapped(shown(cell))
    style = _STYLES.get(cell.code, "") if isinstance(cell, Status) else ""
    return Styled(shown(cell), style=style, no_wrap=True, overflow="fold")
