"""Columns of numbers, exact: whole numbers of the smallest unit, or null for what is none.

A binary fraction is the decimal that is next to it, if that has no more decimals than the smallest unit allows; else it
is refused, never rounded. Decimals, and digits in text with commas between thousands or without, are taken as they are
written.
"""

from __future__ import annotations

import narwhals as nw

from policyrules.facts.frames.columns import Source
from policyrules.facts.frames.shapes import is_decimal, is_float, is_text, is_whole, stripped, text_of

#: What a binary fraction times a power of ten may be off the whole number that is meant: half a unit in the last place
#: for the fraction, and as much for the product. Single cases allow for no less: they look at fifteen digits.
_NEAR = 2.0**-52
#: Whole numbers with more digits may be near to several binary fractions.
_NEAREST_BELOW = 10**15
_NOTHING = nw.lit(None, nw.Int64)
#: Thousands apart: 1,200,000.50.
_GROUPED = r"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
#: The digits of a decimal: more than any number that is allowed, and its unit, have together.
_DIGITS = 38


def whole(source: Source, scale: int, least: int, most: int) -> nw.Expr:
    """The numbers of a column times `scale`, a power of ten, where that is whole and within bounds; else null.

    The bounds are multiples of `scale`.
    """
    dtype, cell = source.dtype, source.cell
    low, high = least // scale, most // scale
    if is_whole(dtype):
        return _times(_as_whole(_within(cell, low, high), dtype), scale)
    if is_float(dtype):
        return _of_float(_within(cell, float(low), float(high)), scale)
    if is_decimal(dtype):
        return _of_decimal(_within(cell, low, high), scale)
    return _of_text(text_of(cell, dtype), scale, least, most) if is_text(dtype) else _NOTHING


def year(source: Source, first: int, last: int) -> nw.Expr:
    """The year of a number, of a date, or with which a text begins."""
    dtype = source.dtype
    if isinstance(dtype, nw.Date | nw.Datetime):
        return _within(source.cell.dt.year().cast(nw.Int64), first, last)
    if not is_text(dtype):
        return whole(source, 1, first, last)
    words = stripped(text_of(source.cell, dtype))
    is_year = words.str.contains(r"^[0-9]{4}(年度?|([-/.年][0-9]{1,2}([-/.月][0-9]{1,2}日?|月)?([ tT].*)?))?$")
    return _within(nw.when(is_year).then(words.str.slice(0, 4)).cast(nw.Int64), first, last)


def _within(number: nw.Expr, low: float, high: float) -> nw.Expr:
    """A number where it is within bounds, which no NaN is; else null."""
    return nw.when(number.is_between(low, high)).then(number)


def _as_whole(number: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    return number if isinstance(dtype, nw.Int64) else number.cast(nw.Int64)


def _times(number: nw.Expr, scale: int) -> nw.Expr:
    return number if scale == 1 else number * scale


def _of_float(number: nw.Expr, scale: int) -> nw.Expr:
    if scale == 1:
        return nw.when(number.floor() == number).then(number).cast(nw.Int64)
    given = number.cast(nw.Float64)
    product = given * float(scale)
    units = product.round()
    # Nothing is divided: some engines multiply by the reciprocal of a constant, which is another number.
    is_near = ((product - units).abs() <= units * _NEAR) & (units < float(_NEAREST_BELOW))
    large = nw.when(given.floor() == given).then(given).cast(nw.Int64) * scale
    return nw.coalesce(nw.when(is_near).then(units).cast(nw.Int64), large)


def _of_decimal(number: nw.Expr, scale: int) -> nw.Expr:
    places = len(str(scale)) - 1
    rounded = number.cast(nw.Decimal(_DIGITS, places))
    return (nw.when(rounded == number).then(rounded) * scale).cast(nw.Int64)


def _of_text(words: nw.Expr, scale: int, least: int, most: int) -> nw.Expr:
    places = len(str(scale)) - 1
    given = stripped(words)
    digits = nw.when(given.str.contains(_GROUPED)).then(given.str.replace_all(",", "")).otherwise(given)
    is_number = digits.str.contains(
        rf"^[0-9]{{1,16}}(\.[0-9]{{1,{places}}}0*|\.0+)?$" if places else r"^[0-9]{1,16}(\.0+)?$"
    )
    number = nw.when(is_number).then(digits).cast(nw.Decimal(_DIGITS, places))
    return (_within(number, least // scale, most // scale) * scale).cast(nw.Int64)
