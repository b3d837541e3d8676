"""Things that nothing tells apart: an id that stands twice, a payment that is registered twice; and rows of totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

import narwhals as nw

from policyrules.errors import Problem
from policyrules.facts import cells, wording
from policyrules.facts.frames.checks.faults import Fault, of_rows
from policyrules.facts.frames.checks.tables import ROW, Column, Row, Rows, Table
from policyrules.facts.frames.names import ID
from policyrules.facts.frames.shapes import is_text

_KEY, _TIMES = "$key", "$times"
#: What stands between the cells of a row, and for a cell that says nothing: no text holds it.
_BETWEEN, _NOTHING = "\x1f", "\x1e"


def duplicates(table: Table) -> Iterator[Fault]:
    """The rows whose id stands in a row before: of figures by year with the year, without ids the whole contents."""
    if table.id is None:
        key, columns = _contents(table.columns), table.columns
    elif table.year is None:
        key, columns = table.id.known, (table.id, *_figures(table))
    else:
        year = table.year.value.cast(nw.String)
        key = nw.concat_str(table.id.known, year, separator=_BETWEEN)
        columns = (table.id, table.year, *_figures(table))
    yield Fault(_repeats(key), partial(_again, table, key), columns, partial(_told, table))


def totals(table: Table) -> Iterator[Fault]:
    """The rows that a spreadsheet sums others in: they would be decided as things."""
    if table.id is not None and is_text(table.id.source.dtype):
        spelled = {each for word in cells.TOTALS for each in (word, word.upper(), word.capitalize())}
        yield of_rows(table.id.known.is_in(sorted(spelled)), (table.id,), partial(_sums, table))


def _sums(table: Table, rows: Sequence[Row]) -> list[list[Problem]]:
    return [[Problem("total_row", table.place(row), "", wording.NO_TOTALS)] for row in rows]


def _figures(table: Table) -> tuple[Column, ...]:
    """Of a table of a series the column of figures that a problem is shown at."""
    own = (each for each in table.columns if each is not table.id)
    return () if table.source.series is None else tuple(islice(own, 1))


def _contents(columns: Sequence[Column]) -> nw.Expr:
    """All cells of a row as one text, the same for cells that are read as the same."""
    texts = (nw.coalesce(each.value.cast(nw.String), *_written(each)).fill_null(_NOTHING) for each in columns)
    return nw.concat_str(*texts, separator=_BETWEEN)


def _written(column: Column) -> tuple[nw.Expr, ...]:
    """The cells of a column as text, where it holds single cells."""
    return () if column.source.dtype.is_nested() else (column.source.cell.cast(nw.String),)


def _repeats(key: nw.Expr) -> nw.Expr:
    """How many rows repeat the key of another; rows without one repeat none."""
    # What is unknown counts as one of the different keys.
    return key.count().cast(nw.Int64) - key.n_unique().cast(nw.Int64) + (nw.len() > key.count()).cast(nw.Int64)


def _again(table: Table, key: nw.Expr, frame: Rows) -> Rows:
    """The rows that repeat one before them; where rows have no order, one for each key that is repeated."""
    keyed = frame.with_columns(key.alias(_KEY)).filter(~nw.col(_KEY).is_null())
    if table.is_ordered:
        return keyed.filter(nw.col(ROW) > nw.col(ROW).min().over(_KEY))
    if table.id is None:
        return keyed.filter(nw.len().over(_KEY) > 1).sort(_KEY).head(1)
    names = dict.fromkeys((ID, table.id.name, *(each.name for each in _figures(table))))
    shown = (nw.col(each).min().alias(each) for each in (*names, *([table.year.name] if table.year else [])))
    return keyed.group_by(_KEY).agg(nw.len().alias(_TIMES), *shown).filter(nw.col(_TIMES) > 1)


def _told(table: Table, rows: Sequence[Row]) -> list[list[Problem]]:
    return [[_repeated(table, row)] for row in rows]


def _repeated(table: Table, row: Row) -> Problem:
    if table.id is None:
        return Problem("duplicate_item", table.place(row), "", wording.UNIQUE_ITEM)
    column = next(iter(_figures(table)), table.id)
    place, cell = table.place(row, column), row[column.name]
    if table.source.series is not None:
        return Problem("duplicate_value", place, wording.shown(cell), wording.ONCE)
    return Problem("duplicate_id", place, wording.shown(cells.value(cell, column.prop.field, None)), wording.UNIQUE_ID)
