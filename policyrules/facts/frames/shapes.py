"""The types of columns, told apart by how their cells are read, and cells that say nothing."""

from __future__ import annotations

import narwhals as nw

#: What stands around words without meaning anything, as Python's own `strip` has it.
SPACES = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029)))
SPACES += "\u202f\u205f\u3000"


def is_whole(dtype: nw.dtypes.DType) -> bool:
    """Whether a column holds whole numbers."""
    return dtype.is_integer()


def is_float(dtype: nw.dtypes.DType) -> bool:
    """Whether a column holds binary fractions."""
    return dtype.is_float()


def is_decimal(dtype: nw.dtypes.DType) -> bool:
    """Whether a column holds decimals."""
    return dtype.is_decimal()


def is_text(dtype: nw.dtypes.DType) -> bool:
    """Whether a column holds text, or names from a list of categories."""
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def text_of(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """A column of text, or of categories, as text."""
    return cell if isinstance(dtype, nw.String) else cell.cast(nw.String)


def stripped(words: nw.Expr) -> nw.Expr:
    """Text without space around it; most text has none, and to look is quicker than to strip."""
    return nw.when(words.str.contains(rf"^[{SPACES}]|[{SPACES}]$")).then(words.str.strip_chars(SPACES)).otherwise(words)


def is_given(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """Whether a cell says something: it is not null, not blank, and no NaN. Never null."""
    if is_text(dtype):
        return text_of(cell, dtype).str.contains(rf"[^{SPACES}]").fill_null(value=False)
    if is_float(dtype):
        return (~cell.is_nan()).fill_null(value=False)
    return ~cell.is_null()
