"""Settled formulas as column expressions over the normalised tables of facts.

What rests on shared circumstances alone is computed beforehand, as the reference evaluator does; the rest becomes
expressions whose nulls are Kleene's unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import narwhals as nw

from policyrules.engines.columnar import comparing, numbers
from policyrules.engines.columnar.figures import Figure, figure
from policyrules.engines.columnar.numbers import Numeric
from policyrules.engines.columnar.truths import Truth, column, every, negation, some
from policyrules.errors import EngineError
from policyrules.facts.frames.names import SHARE_SCALE, column_of
from policyrules.facts.numbers import FIRST_YEAR, HUNDREDTHS, LAST_YEAR, MOST
from policyrules.facts.records import Facts, Thing
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import (
    SUBJECT,
    Arithmetic,
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Extremum,
    Negation,
    Some,
    attributes,
)
from policyrules.program import evaluate

#: What the numbers of a kind may be, in the units of the normalised tables.
_BOUNDS = {
    Kind.MONEY: MOST * HUNDREDTHS,
    Kind.AREA: MOST * HUNDREDTHS,
    Kind.COUNT: MOST,
    Kind.YEAR: LAST_YEAR,
    Kind.RATE: SHARE_SCALE,
}
#: A value known beforehand (None: unknown), an exact number or a flag or word for each row.
Found = Value | Figure | nw.Expr | None


@dataclass(frozen=True)
class Columns:
    """Formulas about the things of one list. `guards` gathers the rows in which a formula would leave 64 bits.

    `cell` gives the column of an attribute; None: there is none, and it is unknown in every row.
    """

    circumstances: Mapping[str, Thing]
    guards: list[nw.Expr] = field(default_factory=list)
    cell: Callable[[Attribute], nw.Expr | None] = lambda attribute: nw.col(column_of(attribute))

    def truth(self, expression: Expression) -> Truth:
        """A formula of flags: known beforehand, or one truth for each row."""
        found = self.value(expression)
        if isinstance(found, Figure):
            return comparing.compare("!=", found, 0, self.guards.append)
        return found if isinstance(found, nw.Expr | None) else bool(found)

    def flag(self, expression: Expression) -> nw.Expr:
        """A formula of flags as a column of true, false and null."""
        return column(self.truth(expression))

    def number(self, expression: Expression) -> Numeric:
        """A formula of numbers. Raises EngineError for one of words or flags."""
        found = self.value(expression)
        if isinstance(found, nw.Expr | str):
            raise EngineError("the columnar engine cannot take a word or a flag for a number")
        return found

    def whole(self, expression: Expression) -> Numeric:
        """The whole part of a formula of numbers: fen, pieces."""
        if isinstance(expression, Extremum):
            # The least of several, rounded down, is the least of them rounded down: nothing need be brought together.
            parts = [self.whole(part) for part in expression.parts]
            return numbers.extremum(expression.which, parts, self.guards.append)
        return numbers.rounded_down(self.number(expression), self.guards.append)

    def value(self, expression: Expression) -> Found:
        """A formula of any kind."""
        match expression:
            case Constant(value=value):
                return value
            case Attribute():
                return self._attribute(expression)
            case Every(parts=parts):
                return every(self.truth(part) for part in parts)
            case Some(parts=parts):
                return some(self.truth(part) for part in parts)
            case Negation(part=part):
                return negation(self.truth(part))
            case Compare(operator=operator, left=left, right=right):
                return self._compare(operator, self.value(left), self.value(right))
            case Arithmetic(operator=sign, left=left, right=right):
                return numbers.calculate(sign, self.number(left), self.number(right), self.guards.append)
            case Extremum(which=which, parts=parts):
                return numbers.extremum(which, [self.number(part) for part in parts], self.guards.append)
        raise EngineError(f"a formula was not settled before it was evaluated: {type(expression).__name__}")

    def _attribute(self, attribute: Attribute) -> Found:
        if attribute.owner in self.circumstances and attribute.owner != SUBJECT:
            return self.circumstances[attribute.owner].value(attribute.field, attribute.year, attribute.member)
        found = self.cell(attribute)
        if found is None or attribute.kind not in _BOUNDS:
            return found
        factor = Fraction(1, SHARE_SCALE) if attribute.kind is Kind.RATE else Fraction(1)
        least = FIRST_YEAR if attribute.kind is Kind.YEAR else 0
        return figure(found, least, _BOUNDS[attribute.kind], factor)

    def _compare(self, operator: Comparison, left: Found, right: Found) -> Found:
        if left is None or right is None:
            return None
        if isinstance(left, Figure):
            assert not isinstance(right, nw.Expr | str)
            return comparing.compare(operator, left, right, self.guards.append)
        if isinstance(right, Figure):
            return self._compare(comparing.TURNED[operator], right, left)
        if not isinstance(left, nw.Expr) and not isinstance(right, nw.Expr):
            return evaluate.compare(operator, left, right)
        one, other = _cell(left), _cell(right)
        return one == other if operator == "==" else one != other


def _cell(value: Value | nw.Expr) -> nw.Expr:
    """A flag or a word as a column."""
    if isinstance(value, nw.Expr):
        return value
    if isinstance(value, Fraction):
        raise EngineError("the columnar engine cannot compare a word or a flag with a fraction")
    return nw.lit(value)


def columns_over(facts: Facts) -> Columns:
    """Formulas about the things of one list, under the shared circumstances of facts."""
    return Columns(facts.objects)


def asked_of_rows(expressions: Sequence[Expression], circumstances: Mapping[str, Thing]) -> list[Attribute]:
    """The attributes that formulas ask of each thing, each once: shared circumstances are not among them."""
    found = (each for expression in expressions for each in attributes(expression))
    return list(dict.fromkeys(each for each in found if each.owner == SUBJECT or each.owner not in circumstances))
