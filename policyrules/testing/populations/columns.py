"""Columns of a population, and the frames that they make in each library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow
from numpy.typing import NDArray

from policyrules.facts.nesting import DOT, room
from policyrules.testing.populations.draws import Mask
from policyrules.testing.populations.plan import SHARE_PARTS

Json = dict[str, Any]
Sort = Literal["whole", "share", "flag", "word", "options", "name"]
#: The digits of made-up ids.
DIGITS = 9
#: Shares are exact decimals, with as many decimals as facts may give as text.
_SHARE = (38, 12)


@dataclass
class Column:
    """One column: a field, or one year of it.

    `values` are whole numbers (of units, of ten-thousandths for a share, of a `words` for a word), flags, flags for
    each of several options, or for names the numbers of things. `missing` marks what is left open.
    """

    field: str
    year: int | None
    sort: Sort
    values: NDArray[Any]
    missing: Mask | None = None
    words: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What the column is called in frames: plain names, since some libraries take a dot for a step."""
        name = self.field.replace(DOT, "_")
        return name if self.year is None else f"{name}_{self.year}"


def table(columns: list[Column]) -> pyarrow.Table:
    """Columns side by side, under their headings."""
    return pyarrow.table({each.heading: array(each) for each in columns})


def frame(columns: pyarrow.Table, library: str) -> Any:
    """A table as a frame of polars, pandas or pyarrow. Raises ImportError where the library is not installed."""
    return _LIBRARIES[library](columns)


def array(column: Column) -> pyarrow.Array:
    """A column in Arrow's form, mostly without copying it."""
    match column.sort:
        case "name":
            return _names(column)
        case "word":
            return pyarrow.DictionaryArray.from_arrays(
                pyarrow.array(column.values, mask=column.missing), pyarrow.array(column.words, pyarrow.string())
            ).cast(pyarrow.string())
        case "options":
            return _options(column)
        case "share":
            return _shares(column)
    return pyarrow.array(column.values, mask=column.missing)


def records(columns: list[Column]) -> list[Json]:
    """Columns as JSON-like things; what is left open is left out."""
    found: list[Json] = [{} for _ in range(len(columns[0].values))]
    for column in columns:
        for thing, value in zip(found, array(column).to_pylist(), strict=True):
            if value is not None:
                into, last = room(thing, column.field)
                if column.year is None:
                    into[last] = value
                else:
                    into.setdefault(last, {})[str(column.year)] = value
    return found


def _names(column: Column) -> pyarrow.Array:
    """A letter and nine digits, laid out byte by byte: that is quicker than to spell numbers one by one."""
    (letter,) = column.words
    width = len(letter) + DIGITS
    spelled = np.empty((len(column.values), width), dtype=np.uint8)
    spelled[:, : len(letter)] = np.frombuffer(letter.encode("ascii"), dtype=np.uint8)
    left = column.values.astype(np.uint32)
    for place in range(width - 1, len(letter) - 1, -1):
        rest = left // np.uint32(10)
        spelled[:, place] = (left - rest * np.uint32(10) + np.uint32(48)).astype(np.uint8)
        left = rest
    ends = np.arange(0, (len(spelled) + 1) * width, width, dtype=np.int32)
    return pyarrow.StringArray.from_buffers(
        len(spelled), pyarrow.py_buffer(ends), pyarrow.py_buffer(spelled.reshape(-1)), _bitmap(column.missing)
    )


def _options(column: Column) -> pyarrow.Array:
    """The options that are there, as lists of words."""
    present = column.values if column.missing is None else column.values & ~column.missing[:, None]
    ends = np.concatenate([[0], np.cumsum(present.sum(axis=1))]).astype(np.int32)
    codes = np.nonzero(present)[1].astype(np.int32)
    options = pyarrow.array(column.words, pyarrow.string())
    words = pyarrow.DictionaryArray.from_arrays(codes, options).cast(pyarrow.string())
    mask = None if column.missing is None else pyarrow.array(column.missing)
    return pyarrow.ListArray.from_arrays(pyarrow.array(ends), words, mask=mask)


def _shares(column: Column) -> pyarrow.Array:
    """Exact decimals: ten-thousandths, laid out as numbers of 128 bits."""
    precision, scale = _SHARE
    laid_out = np.zeros((len(column.values), 2), dtype=np.int64)
    laid_out[:, 0] = column.values * (10**scale // SHARE_PARTS)
    kind = pyarrow.decimal128(precision, scale)
    return pyarrow.Array.from_buffers(kind, len(laid_out), [_bitmap(column.missing), pyarrow.py_buffer(laid_out)])


def _bitmap(missing: Mask | None) -> pyarrow.Buffer | None:
    return None if missing is None else pyarrow.py_buffer(np.packbits(~missing, bitorder="little"))


def _polars(table: pyarrow.Table) -> Any:
    import polars

    return polars.from_arrow(table)


def _pandas(table: pyarrow.Table) -> Any:
    import pandas

    # Types that hold gaps; whole numbers with gaps would otherwise become floating-point numbers.
    types = {
        pyarrow.int64(): pandas.Int64Dtype(),
        pyarrow.bool_(): pandas.BooleanDtype(),
        pyarrow.string(): pandas.StringDtype(),
    }
    return table.to_pandas(types_mapper=types.get)


_LIBRARIES: Mapping[str, Callable[[pyarrow.Table], Any]] = {
    "polars": _polars,
    "pandas": _pandas,
    "pyarrow": lambda table: table,
}
