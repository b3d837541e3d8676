"""The meaning of a grounded formula, in plain Python.

A value is an exact number, a flag, a word, or None for unknown. Connectives are Kleene's; arithmetic and
comparisons with an unknown are unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

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
    meaning = _MEANINGS.get(type(expression))
    if meaning is None:
        raise EngineError(f"a formula was not settled before it was evaluated: {type(expression).__name__}")
    return meaning(expression, lookup)


def _negation(negation: Negation, lookup: Lookup) -> bool | None:
    found = truth(negation.part, lookup)
    return None if found is None else not found


def _extremum(extremum: Extremum, lookup: Lookup) -> Value | None:
    values = [evaluate(part, lookup) for part in extremum.parts]
    known = [value for value in values if value is not None and not isinstance(value, str)]
    if len(known) < len(values):
        return None
    return min(known) if extremum.which == "min" else max(known)


#: What each core form means. A table, since this is asked more often than anything else.
_MEANINGS: dict[type, Callable[[Any, Lookup], Value | None]] = {
    Constant: lambda constant, _: constant.value,
    Attribute: lambda attribute, lookup: lookup(attribute),
    Every: lambda all_of, lookup: every([truth(part, lookup) for part in all_of.parts]),
    Some: lambda any_of, lookup: some([truth(part, lookup) for part in any_of.parts]),
    Negation: _negation,
    Compare: lambda it, lookup: compare(it.operator, evaluate(it.left, lookup), evaluate(it.right, lookup)),
    Arithmetic: lambda it, lookup: calculate(it.operator, evaluate(it.left, lookup), evaluate(it.right, lookup)),
    Extremum: _extremum,
}


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
