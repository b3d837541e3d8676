"""Exact arithmetic over figures, and numbers known beforehand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import lcm

import narwhals as nw

from policyrules.engines.columnar.comparing import compare
from policyrules.engines.columnar.figures import (
    MOST,
    Figure,
    Guard,
    constant,
    joined_under,
    nothing,
    on_one_footing,
    plus,
    scaled,
    times,
)
from policyrules.errors import EngineError
from policyrules.language.quantities import Number
from policyrules.language.tree import Comparison, Operator

#: A number known beforehand, an unknown one, or one for each row.
Numeric = Number | Figure | None
_ZERO = nw.lit(0, nw.Int64)


def calculate(operator: Operator, left: Numeric, right: Numeric, guard: Guard) -> Numeric:
    """Exact arithmetic; unknown where either side is, and where the divisor is zero."""
    if left is None or right is None:
        return None
    if operator == "*":
        return _product(left, right, guard)
    if operator == "/":
        return _quotient(left, right, guard)
    return _sum(left, right if operator == "+" else _product(right, -1, guard), guard)


def extremum(which: str, parts: list[Numeric], guard: Guard) -> Numeric:
    """The least or the greatest; unknown where any is."""
    found = parts[0]
    for other in parts[1:]:
        found = _better(which, found, other, guard)
    return found


def rounded_down(number: Numeric, guard: Guard) -> Numeric:
    """The whole part of a number that is not negative, and the next whole number below of one that is."""
    if not isinstance(number, Figure):
        return None if number is None else int(number // 1)
    top, bottom = number.factor.numerator, number.factor.denominator
    if number.under is None:
        return _whole_share(number, top, bottom, guard)
    above = scaled(number, top, guard)
    below = scaled(Figure(number.under, Fraction(1), 1, number.most_under, True), bottom, guard)
    least, most = min(above.least, 0), max(above.most, 0)
    return Figure(above.column // below.column, Fraction(1), least, most, True)


def _product(left: Number | Figure, right: Number | Figure, guard: Guard) -> Number | Figure:
    if not isinstance(left, Figure):
        return left * right if not isinstance(right, Figure) else _product(right, left, guard)
    if not isinstance(right, Figure):
        whole = left.is_whole and isinstance(right, int)
        return replace(left, factor=left.factor * right, is_whole=whole) if right else nothing(left, whole)
    column, least, most = times(left, right, guard)
    under, most_under = joined_under(left, right, guard)
    whole = left.is_whole and right.is_whole
    return Figure(column, left.factor * right.factor, least, most, whole, under, most_under)


def _quotient(left: Number | Figure, right: Number | Figure, guard: Guard) -> Numeric:
    if not isinstance(right, Figure):
        if not right:
            return None
        found = _product(left, Fraction(1) / right, guard)
        return replace(found, is_whole=False) if isinstance(found, Figure) else Fraction(found)
    # The divisor goes below as a positive number; a zero there is unknown, and the sign goes above.
    positive = nw.when(right.column > 0).then(right.column).when(right.column < 0).then(-right.column)
    sign = nw.when(right.column < 0).then(nw.lit(-1, nw.Int64)).otherwise(nw.lit(1, nw.Int64))
    least_sign = 1 if right.least >= 0 else -1
    above = Figure(_ZERO + 1 if least_sign == 1 else sign, Fraction(1), least_sign, 1, False)
    if right.under is not None:
        above = _as_figure(_product(above, Figure(right.under, Fraction(1), 1, right.most_under, False), guard))
    below = max(abs(right.least), abs(right.most))
    inverse = replace(above, factor=1 / right.factor, under=positive, most_under=below)
    return replace(_as_figure(_product(inverse, left, guard)), is_whole=False)


def _sum(left: Number | Figure, right: Number | Figure, guard: Guard) -> Number | Figure:
    if not isinstance(left, Figure):
        return left + right if not isinstance(right, Figure) else _sum(right, left, guard)
    whole = left.is_whole and (right.is_whole if isinstance(right, Figure) else isinstance(right, int))
    if not isinstance(right, Figure):
        right = constant(right)
    bottom = lcm(left.factor.denominator, right.factor.denominator)
    if left.under is not None or right.under is not None:
        one, other = on_one_footing(left, right, guard)
        under, most_under = joined_under(left, right, guard)
        column, least, most = plus(one, other, guard)
        return Figure(column, Fraction(1, bottom), least, most, whole, under, most_under)
    one, other = scaled(left, int(left.factor * bottom), guard), scaled(right, int(right.factor * bottom), guard)
    column, least, most = plus(one, other, guard)
    return Figure(column, Fraction(1, bottom), least, most, whole)


def _better(which: str, left: Numeric, right: Numeric, guard: Guard) -> Numeric:
    if left is None or right is None:
        return None
    if not isinstance(left, Figure) and not isinstance(right, Figure):
        return min(left, right) if which == "min" else max(left, right)
    first = left if isinstance(left, Figure) else constant(left)
    second = right if isinstance(right, Figure) else constant(right)
    wanted: Comparison = "<=" if which == "min" else ">="
    holds = compare(wanted, first, second, guard)
    if first.under is None and second.under is None:
        bottom = lcm(first.factor.denominator, second.factor.denominator)
        one, other = (
            scaled(first, int(first.factor * bottom), guard),
            scaled(second, int(second.factor * bottom), guard),
        )
        pick = min if which == "min" else max
        column = nw.when(holds).then(one.column).when(~holds).then(other.column)
        least, most = pick(one.least, other.least), pick(one.most, other.most)
        whole = first.is_whole if first.is_whole == second.is_whole else None
        return Figure(column, Fraction(1, bottom), least, most, whole)
    return _either(holds, first, second, guard)


def _either(holds: nw.Expr, first: Figure, second: Figure, guard: Guard) -> Figure:
    """One of two quotients, brought to one denominator that is not shared."""
    one, other = on_one_footing(first, second, guard)
    under, most_under = joined_under(first, second, guard)
    bottom = lcm(first.factor.denominator, second.factor.denominator)
    column = nw.when(holds).then(one.column).when(~holds).then(other.column)
    least, most = min(one.least, other.least), max(one.most, other.most)
    return Figure(column, Fraction(1, bottom), least, most, False, under, most_under)


def _whole_share(number: Figure, top: int, bottom: int, guard: Guard) -> Figure:
    """The whole part of `column × top / bottom`, without a product that leaves 64 bits where the result does not."""
    low, high = sorted((number.least * top // bottom, number.most * top // bottom))
    if bottom == 1:
        return replace(scaled(number, top, guard), factor=Fraction(1), is_whole=True)
    if abs(top) > MOST or bottom > MOST:
        raise EngineError(f"the columnar engine computes in 64 bits; a formula multiplies by {top}/{bottom}")
    if max(abs(number.least), abs(number.most)) * abs(top) <= MOST:
        column = (number.column * nw.lit(top, nw.Int64) if top != 1 else number.column) // nw.lit(bottom, nw.Int64)
        return Figure(column, Fraction(1), low, high, True)
    # column = whole × bottom + rest, so that the share is whole × top + rest × top / bottom.
    divisor = nw.lit(bottom, nw.Int64)
    whole = number.column // divisor
    rest = Figure(number.column - whole * divisor, Fraction(1), 0, bottom - 1, True)
    first = scaled(Figure(whole, Fraction(1), number.least // bottom, number.most // bottom, True), top, guard)
    last = scaled(rest, top, guard)
    column, _, _ = plus(
        first, replace(last, column=last.column // divisor, least=last.least // bottom, most=last.most // bottom), guard
    )
    return Figure(column, Fraction(1), max(low, -MOST), min(high, MOST), True)


def _as_figure(number: Numeric) -> Figure:
    assert isinstance(number, Figure)
    return number
