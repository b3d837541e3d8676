"""Comparisons as they bound one term: `2 * hosts + 1 > 41` says that `hosts` is above 20."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policyrules.language.quantities import Value
from policyrules.language.tree import Arithmetic, Compare, Comparison, Constant, Expression, attributes
from policyrules.program.evaluate import evaluate

_MIRRORED: dict[Comparison, Comparison] = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}


@dataclass(frozen=True)
class Bound:
    """That a term compares so with a number."""

    term: Expression
    operator: Comparison
    value: Fraction


def constant(expression: Expression) -> Value | None:
    """The value of a settled formula that asks no fact; None where it asks one, or divides by zero."""
    if isinstance(expression, Constant):
        return expression.value
    return None if attributes(expression) else evaluate(expression, lambda _: None)


def bound_of(comparison: Compare) -> Bound | None:
    """What a comparison of numbers says of one term; None where it compares two terms, or words."""
    left, right = constant(comparison.left), constant(comparison.right)
    if right is not None and left is None:
        return _solved(comparison.left, comparison.operator, right)
    if left is not None and right is None:
        return _solved(comparison.right, _MIRRORED[comparison.operator], left)
    return None


def _solved(term: Expression, operator: Comparison, value: Value) -> Bound | None:
    if isinstance(value, str | bool):
        return None
    number = Fraction(value)
    while isinstance(term, Arithmetic):
        step = _step(term, operator, number)
        if step is None:
            break
        term, operator, number = step
    return Bound(term, operator, number)


def _step(term: Arithmetic, operator: Comparison, number: Fraction) -> tuple[Expression, Comparison, Fraction] | None:
    """One operation with a constant, moved to the other side; None where no side is constant."""
    left, right = constant(term.left), constant(term.right)
    known = right if right is not None else left
    if known is None or isinstance(known, str | bool):
        return None
    inner, by = (term.left, Fraction(known)) if right is not None else (term.right, Fraction(known))
    match term.operator:
        case "+":
            return inner, operator, number - by
        case "-":
            return (inner, operator, number + by) if right is not None else (inner, _MIRRORED[operator], by - number)
        case "*" if by:
            return inner, operator if by > 0 else _MIRRORED[operator], number / by
        case "/" if by and right is not None:
            return inner, operator if by > 0 else _MIRRORED[operator], number * by
    return None
