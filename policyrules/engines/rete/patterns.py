"""Formulas of flags → patterns of durable-rules.

Kleene's logic needs two patterns for a formula: one that matches facts for which it surely holds, one for which it
surely fails. A comparison with a property that a fact does not have matches neither, and so unknown needs no
pattern at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from policyrules.engines.rete.network import LARGEST
from policyrules.language.quantities import Kind
from policyrules.language.tree import (
    OPPOSITE,
    Attribute,
    Compare,
    Constant,
    Every,
    Expression,
    Negation,
    Some,
)
from policyrules.program.evaluate import truth

#: True matches every fact, False none.
Pattern = dict[str, Any] | bool
_OPERATORS = {">": "$gt", ">=": "$gte", "<": "$lt", "<=": "$lte", "==": "$eq"}
_WHOLE = {Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.YEAR}
#: A rule fires once for each way in which the `or`s in its pattern hold; beyond this many ways, the truth of a
#: formula is worked out before and asserted as one property.
MOST_WAYS = 16


@dataclass
class Properties:
    """The properties that the facts of one list carry: attributes, and truths worked out before."""

    attributes: dict[Attribute, str] = field(default_factory=dict)
    truths: dict[Expression, str] = field(default_factory=dict)

    def attribute(self, attribute: Attribute) -> str:
        """The property of an attribute."""
        name = "".join(each if each.isalnum() else "_" for each in attribute.key)
        return self.attributes.setdefault(attribute, f"{name}_{len(self.attributes)}")

    def truth(self, expression: Expression) -> str:
        """The property that holds the truth of a formula: 1, 0 or absent."""
        return self.truths.setdefault(expression, f"truth_{len(self.truths)}")


def holds(expression: Expression, properties: Properties) -> Pattern:
    """The pattern of the facts for which a formula surely holds."""
    return _within(_pattern(expression, True, properties), expression, 1, properties)


def fails(expression: Expression, properties: Properties) -> Pattern:
    """The pattern of the facts for which a formula surely fails."""
    return _within(_pattern(expression, False, properties), expression, 0, properties)


def _within(pattern: Pattern, expression: Expression, value: int, properties: Properties) -> Pattern:
    return pattern if ways(pattern) <= MOST_WAYS else {properties.truth(expression): value}


def _pattern(expression: Expression, wanted: bool, properties: Properties) -> Pattern:
    match expression:
        case Negation(part=part):
            return _pattern(part, not wanted, properties)
        case Every(parts=parts) | Some(parts=parts):
            patterns = [_pattern(part, wanted, properties) for part in parts]
            return all_of(patterns) if isinstance(expression, Every) == wanted else any_of(patterns)
        case Constant():
            return truth(expression, lambda _: None) is wanted
        case Attribute():
            return {properties.attribute(expression): int(wanted)}
        case Compare(operator=operator, left=Attribute() as attribute, right=Constant(value=int(bound))):
            sign = operator if wanted else OPPOSITE[operator]
            if attribute.kind in _WHOLE and sign in _OPERATORS and abs(bound) < LARGEST:
                return comparison(sign, properties.attribute(attribute), bound)
        case Compare(operator=operator, left=Attribute() as attribute, right=Attribute() as other):
            sign = operator if wanted else OPPOSITE[operator]
            if attribute.kind in _WHOLE and sign in _OPERATORS and sign != "==":
                left, right = properties.attribute(attribute), properties.attribute(other)
                # The engine takes a comparison with a property that a fact lacks for met.
                return all_of([{"$ex": {right: 1}}, comparison(sign, left, right)])
    return {properties.truth(expression): int(wanted)}


def comparison(operator: str, name: str, bound: int | str) -> dict[str, Any]:
    """A property compared with a number, or with another property of the same fact."""
    right: Any = {"$m": bound} if isinstance(bound, str) else bound
    return {name: right} if operator == "==" else {_OPERATORS[operator]: {name: right}}


def all_of(patterns: Sequence[Pattern]) -> Pattern:
    """All patterns at once."""
    left = [each for each in patterns if each is not True]
    if False in left:
        return False
    return _joined("$and", left, empty=True)


def any_of(patterns: Sequence[Pattern]) -> Pattern:
    """At least one of the patterns."""
    left = [each for each in patterns if each is not False]
    if True in left:
        return True
    return _joined("$or", left, empty=False)


def _joined(word: str, patterns: Sequence[Pattern], empty: bool) -> Pattern:
    if not patterns:
        return empty
    return patterns[0] if len(patterns) == 1 else {word: patterns}


def ways(pattern: Pattern) -> int:
    """In how many ways the `or`s of a pattern can hold at once."""
    if isinstance(pattern, bool):
        return 1
    if "$or" in pattern:
        return sum(ways(each) for each in pattern["$or"])
    product = 1
    for each in pattern.get("$and", ()):
        product *= ways(each)
    return product
