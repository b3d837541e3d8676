"""The meaning of a grounded formula over symbolic values: `program/evaluate.py`, with terms for values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import z3

from policyrules.errors import EngineError
from policyrules.language.quantities import Kind
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
from policyrules.proof.logic.terms import Bool, Int, both, equivalent, greatest, least, less, negation, same
from policyrules.proof.logic.values import (
    UNKNOWN_QUANTITY,
    Quantity,
    Symbol,
    Truth,
    Word,
    Words,
    aligned,
    every,
    opposite,
    some,
)

Lookup = Callable[[Attribute], Symbol]
#: What stands for numbers chosen as options: by the source of the constant, `interpretation.NAME`.
Chosen = Mapping[str, Quantity]


class Formulas:
    """Formulas about one thing. Each is built once."""

    def __init__(self, lookup: Lookup, words: Words, chosen: Chosen | None = None) -> None:
        self._lookup = lookup
        self._words = words
        self._chosen = chosen or {}
        self._built: dict[Expression, Symbol] = {}

    def truth(self, expression: Expression) -> Truth:
        """The truth of a formula of flags."""
        found = self.value(expression)
        assert isinstance(found, Truth)
        return found

    def number(self, expression: Expression) -> Quantity:
        """The value of a formula of amounts, counts, areas, years or shares."""
        found = self.value(expression)
        assert isinstance(found, Quantity)
        return found

    def whole(self, expression: Expression) -> tuple[Bool, Int]:
        """Whether a number is known, and the number rounded down."""
        found = self.number(expression)
        return found.known, floor(found)

    def value(self, expression: Expression) -> Symbol:
        """The value of a formula."""
        found = self._built.get(expression)
        if found is None:
            found = self._built[expression] = self._value(expression)
        return found

    def _value(self, expression: Expression) -> Symbol:
        match expression:
            case Constant():
                return self._constant(expression)
            case Attribute():
                return self._lookup(expression)
            case Every(parts=parts):
                return every([self.truth(part) for part in parts])
            case Some(parts=parts):
                return some([self.truth(part) for part in parts])
            case Negation(part=part):
                return opposite(self.truth(part))
            case Compare(operator=operator, left=left, right=right):
                return compare(operator, self.value(left), self.value(right))
            case Arithmetic(operator=operator, left=left, right=right):
                return calculate(operator, self.number(left), self.number(right))
            case Extremum(which=which, parts=parts):
                return extremum(which, [self.number(part) for part in parts])
        raise EngineError(f"a formula was not settled before it was proved: {type(expression).__name__}")

    def _constant(self, constant: Constant) -> Symbol:
        if constant.source in self._chosen:
            return self._chosen[constant.source]
        value = constant.value
        if isinstance(value, bool):
            return Truth.of(value)
        return Word(True, self._words.code(value)) if isinstance(value, str) else Quantity.of(value)


def compare(operator: str, left: Symbol, right: Symbol) -> Truth:
    """A comparison of two values of one kind; unknown where either is."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        holds, known = equivalent(left.met, right.met), both(left.known, right.known)
    elif isinstance(left, Word) and isinstance(right, Word):
        holds, known = same(left.code, right.code), both(left.known, right.known)
    else:
        assert isinstance(left, Quantity)
        assert isinstance(right, Quantity)
        one, other, _ = aligned(left, right)
        known = both(left.known, right.known)
        holds = less(one, other) if operator in ("<", ">=") else less(other, one)
        holds = same(one, other) if operator in ("==", "!=") else holds
    if operator in ("!=", ">=", "<="):
        holds = negation(holds)
    return Truth(both(known, holds), both(known, negation(holds)))


def calculate(operator: str, left: Quantity, right: Quantity) -> Quantity:
    """Exact arithmetic; unknown where either side is, and where the divisor is zero."""
    known = both(left.known, right.known)
    if operator == "*":
        return Quantity(known, left.term * right.term, left.over * right.over)
    if operator == "/":
        return _quotient(known, left, right)
    one, other, over = aligned(left, right)
    return Quantity(known, one + other if operator == "+" else one - other, over)


def _quotient(known: Bool, left: Quantity, right: Quantity) -> Quantity:
    above, below = left.term * right.over, right.term
    if isinstance(below, int):
        if below == 0:
            return UNKNOWN_QUANTITY
        return Quantity(known, above if below > 0 else -above, left.over * abs(below))
    exact = _real(above) / _real(below * left.over)
    return Quantity(both(known, negation(same(below, 0))), exact)


def extremum(which: str, parts: list[Quantity]) -> Quantity:
    """The least or greatest of several values; unknown where any is."""
    found = parts[0]
    for part in parts[1:]:
        one, other, over = aligned(found, part)
        term = least(one, other) if which == "min" else greatest(one, other)
        found = Quantity(both(found.known, part.known), term, over)
    return found


def floor(quantity: Quantity) -> Int:
    """The greatest whole number that is not above a value."""
    term, over = quantity.term, quantity.over
    if isinstance(term, int):
        return term // over
    if term.is_real():
        return z3.ToInt(term / over)
    return term if over == 1 else term / over


def is_whole(expression: Expression) -> bool:
    """Whether a formula always comes to a whole number as the reference evaluator computes it."""
    match expression:
        case Constant(value=value):
            return not isinstance(value, Fraction)
        case Attribute(kind=kind):
            return kind is not Kind.RATE
        case Arithmetic(operator=operator, left=left, right=right):
            return operator != "/" and is_whole(left) and is_whole(right)
        case Extremum(parts=parts):
            return all(map(is_whole, parts))
    return False


def _real(term: Any) -> Any:
    return z3.RealVal(term) if isinstance(term, int) else term if term.is_real() else z3.ToReal(term)
