"""Comparisons of figures: a bound known beforehand is brought to the column, so that nothing is multiplied."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import narwhals as nw

from policyrules.engines.columnar.figures import MOST, Figure, Guard, nothing, on_one_footing
from policyrules.language.quantities import Number
from policyrules.language.tree import Comparison

#: The comparison with its sides exchanged.
TURNED: dict[Comparison, Comparison] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}


def compare(operator: Comparison, left: Figure, right: Number | Figure, guard: Guard) -> nw.Expr:
    """A comparison; null where either side is."""
    if isinstance(right, Figure):
        one, other = on_one_footing(left, right, guard)
        return _compared(operator, one.column, other.column)
    if left.under is not None:
        return compare(operator, replace(left, under=None), _under_of(left, Fraction(right)), guard)
    bound, turned = Fraction(right) / left.factor, left.factor < 0
    return _against(TURNED[operator] if turned else operator, left, bound)


def _under_of(number: Figure, bound: Fraction) -> Figure:
    """A bound times what stands below a figure."""
    assert number.under is not None
    below = Figure(number.under, Fraction(1), 1, number.most_under, False)
    return replace(below, factor=bound) if bound else nothing(below, whole=False)


def _against(operator: Comparison, number: Figure, bound: Fraction) -> nw.Expr:
    """A column of whole numbers against a fraction: the nearest whole bound decides, nothing is multiplied."""
    whole = bound.denominator == 1
    if operator in ("==", "!=") and not whole:
        return _known(number.column, operator == "!=")
    # Above 2.5 is above 2; from 2.5 on is from 3 on.
    nearest = bound.__floor__() if operator in (">", "<=", "==", "!=") else bound.__ceil__()
    if nearest > MOST:
        return _known(number.column, operator in ("<", "<=", "!="))
    if nearest < -MOST:
        return _known(number.column, operator in (">", ">=", "!="))
    return _compared(operator, number.column, nw.lit(nearest, nw.Int64))


def _known(column: nw.Expr, truth: bool) -> nw.Expr:
    """The same answer wherever the column is known."""
    return nw.when(~column.is_null()).then(nw.lit(truth))


def _compared(operator: Comparison, left: nw.Expr, right: nw.Expr) -> nw.Expr:
    match operator:
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case "==":
            return left == right
    return left != right
