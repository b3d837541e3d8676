"""Figures: exact numbers as columns of 64-bit integers, added and multiplied without ever leaving them.

A figure is `column × factor / under`: `factor` an exact fraction known beforehand, `under` a column of positive
whole numbers where the formula divides by a fact. Its bounds are carried along, so that what cannot leave 64 bits
is computed as it stands, and what could is guarded: the figure is then null and the guard says in which rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

import narwhals as nw

from policyrules.errors import EngineError
from policyrules.language.quantities import Number

MOST = 2**63 - 1
#: Takes note of the rows in which a formula would leave 64 bits.
Guard = Callable[[nw.Expr], None]
#: How many binary digits of a long division are one step of it.
_DIGIT = 12
_ZERO = nw.lit(0, nw.Int64)


@dataclass(frozen=True)
class Figure:
    """An exact number for each row: `column × factor / under`, and the least and the most that `column` may be.

    `is_whole` says that its value is an integer by its kind, and not by chance: money, counts, their sums; None where
    that depends on the row.
    """

    column: nw.Expr
    factor: Fraction
    least: int
    most: int
    is_whole: bool | None
    under: nw.Expr | None = None
    most_under: int = 1


def figure(column: nw.Expr, least: int, most: int, factor: Fraction = Fraction(1)) -> Figure:
    """A column of whole numbers within bounds, times a factor."""
    return Figure(column, factor, least, most, factor == 1)


def constant(value: Number) -> Figure:
    """A number known beforehand as a figure; null nowhere. Raises EngineError beyond 64 bits."""
    top, bottom = value.numerator, value.denominator
    if abs(top) > MOST:
        raise EngineError(f"the columnar engine computes in 64 bits; a formula holds the number {value}")
    return Figure(nw.lit(top, nw.Int64), Fraction(1, bottom), top, top, isinstance(value, int))


def at_most_64_bits(fen: int) -> nw.Expr:
    """An amount that sums are held against: more than they can come to says no more than the most that they can."""
    return nw.lit(max(-MOST, min(fen, MOST)), nw.Int64)


def nothing(number: Figure, whole: bool | None) -> Figure:
    """Zero where a figure is known."""
    known = ~number.column.is_null() if number.under is None else ~(number.column.is_null() | number.under.is_null())
    return Figure(nw.when(known).then(_ZERO), Fraction(1), 0, 0, whole)


def added(left: Figure, right: Figure, guard: Guard) -> Figure:
    """The sum of two columns of whole numbers."""
    column, least, most = plus(left, right, guard)
    return figure(column, least, most)


def on_one_footing(left: Figure, right: Figure, guard: Guard) -> tuple[Figure, Figure]:
    """The numerators of two figures over their common denominator, which is positive."""
    bottom = lcm(left.factor.denominator, right.factor.denominator)
    one, other = scaled(left, int(left.factor * bottom), guard), scaled(right, int(right.factor * bottom), guard)
    return _over(one, right, guard), _over(other, left, guard)


def _over(above: Figure, other: Figure, guard: Guard) -> Figure:
    """A numerator times what stands below the other figure."""
    if other.under is None:
        return above
    below = Figure(other.under, Fraction(1), 1, other.most_under, True)
    column, least, most = times(above, below, guard)
    return replace(above, column=column, least=least, most=most)


def joined_under(left: Figure, right: Figure, guard: Guard) -> tuple[nw.Expr | None, int]:
    """What stands below the product, or the sum, of two figures, and the most that it may be."""
    if left.under is None or right.under is None:
        return (right.under, right.most_under) if left.under is None else (left.under, left.most_under)
    one = Figure(left.under, Fraction(1), 1, left.most_under, True)
    other = Figure(right.under, Fraction(1), 1, right.most_under, True)
    column, _, most = times(one, other, guard)
    return column, most


def scaled(number: Figure, by: int, guard: Guard) -> Figure:
    """The column of a figure times a whole number."""
    if by == 1:
        return number
    if abs(by) > MOST:
        guard(number.column != 0)
        return replace(number, column=nw.when(number.column == 0).then(_ZERO), least=0, most=0)
    column, least, most = times(number, constant(by), guard)
    return replace(number, column=column, least=least, most=most)


def times(left: Figure, right: Figure, guard: Guard) -> tuple[nw.Expr, int, int]:
    """The product of two columns and its bounds."""
    corners = [one * other for one in (left.least, left.most) for other in (right.least, right.most)]
    least, most = min(corners), max(corners)
    product = left.column * right.column
    if least >= -MOST and most <= MOST:
        return product, least, most
    if right.least == right.most:
        leaves = _size(left.column) > nw.lit(MOST // abs(right.most), nw.Int64)
    else:
        room = nw.when(right.column != 0).then(nw.lit(MOST, nw.Int64) // _size(right.column))
        leaves = _size(left.column) > room
    return _guarded(product, leaves, guard), max(least, -MOST), min(most, MOST)


def plus(left: Figure, right: Figure, guard: Guard) -> tuple[nw.Expr, int, int]:
    """The sum of two columns and its bounds."""
    least, most = left.least + right.least, left.most + right.most
    total = left.column + right.column
    if least >= -MOST and most <= MOST:
        return total, least, most
    above = (right.column > 0) & (left.column > nw.lit(MOST, nw.Int64) - right.column)
    below = (right.column < 0) & (left.column < nw.lit(-MOST, nw.Int64) - right.column)
    return _guarded(total, above | below, guard), max(least, -MOST), min(most, MOST)


def share(amount: nw.Expr, left: nw.Expr, total: nw.Expr, most: int, most_left: int) -> nw.Expr:
    """`amount × left / total`, rounded down, of an amount that is part of a positive total above what is left.

    Where the product could leave 64 bits it is divided digit by digit, as on paper; a total too great even for that
    gives null.
    """
    if most * most_left <= MOST:
        return amount * left // total
    digits = max(1, -(-min(most_left, MOST).bit_length() // _DIGIT))
    base = nw.lit(2**_DIGIT, nw.Int64)
    found, rest = _ZERO, _ZERO
    for position in reversed(range(digits)):
        digit = left // nw.lit(2 ** (_DIGIT * position), nw.Int64) % base
        above = rest * base + amount * digit
        found, rest = found * base + above // total, above % total
    return nw.when(total < nw.lit(MOST >> (_DIGIT + 1), nw.Int64)).then(found)


def _size(column: nw.Expr) -> nw.Expr:
    return nw.when(column < 0).then(-column).otherwise(column)


def _guarded(column: nw.Expr, leaves: nw.Expr, guard: Guard) -> nw.Expr:
    guard(leaves)
    return nw.when(~leaves.fill_null(value=False)).then(column)
