"""The meaning of a grounded formula, in plain Python.

A value is an exact number, a flag, a word, or None for unknown. Connectives are Kleene's; arithmetic and
comparisons with an unknown are unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from policyrules.errors import EngineError
from policyrules.language.quantities import Value
from policyrules.language.tree import (
    Arithmetic,
    Attribute,
    Compare,
    Constant,
    Every,
    Expression,
    Extremum,
    Negation,
    Some,
)

Lookup = Callable[[Attribute], Value | None]


def evaluate(expression: Expression, lookup: Lookup) -> Value | None:
    """The value of a formula where `lookup` gives the attributes; None where it is unknown."""
    match expression:
        case Constant(value=value):
            return value
        case Attribute():
            return lookup(expression)
        case Every(parts=parts):
            return every(truth(part, lookup) for part in parts)
        case Some(parts=parts):
            return some(truth(part, lookup) for part in parts)
        case Negation(part=part):
            found = truth(part, lookup)
            return None if found is None else not found
        case Compare(operator=operator, left=left, right=right):
            return compare(operator, evaluate(left, lookup), evaluate(right, lookup))
        case Arithmetic(operator=operator, left=left, right=right):
            return calculate(operator, evaluate(left, lookup), evaluate(right, lookup))
        case Extremum(which=which, parts=parts):
            values = [evaluate(part, lookup) for part in parts]
            known = [value for value in values if value is not None and not isinstance(value, str)]
            return None if len(known) < len(values) else (min(known) if which == "min" else max(known))
    raise EngineError(f"a formula was not settled before it was evaluated: {type(expression).__name__}")


def truth(expression: Expression, lookup: Lookup) -> bool | None:
    """The truth of a formula of flags: True, False, or None for unknown."""
    found = evaluate(expression, lookup)
    return None if found is None else bool(found)


def every(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's and: false decides, whatever is unknown."""
    found: bool | None = True
    for each in truths:
        if each is False:
            return False
        if each is None:
            found = None
    return found


def some(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's or: true decides, whatever is unknown."""
    found: bool | None = False
    for each in truths:
        if each is True:
            return True
        if each is None:
            found = None
    return found


def compare(operator: str, left: Value | None, right: Value | None) -> bool | None:
    """A comparison of two values of one kind; unknown where either is."""
    if left is None or right is None:
        return None
    if operator == "==":
        return left == right
    if operator == "!=":
        return left != right
    assert not isinstance(left, str)
    assert not isinstance(right, str)
    if operator == ">":
        return left > right
    if operator == ">=":
        return left >= right
    return left < right if operator == "<" else left <= right


def calculate(operator: str, left: Value | None, right: Value | None) -> int | Fraction | None:
    """Exact arithmetic; unknown where either side is, and where the divisor is zero."""
    if left is None or right is None:
        return None
    assert not isinstance(left, str)
    assert not isinstance(right, str)
    if operator == "*":
        return left * right
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    return Fraction(left) / right if right else None
