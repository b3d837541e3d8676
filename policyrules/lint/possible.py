"""Can a settled condition hold, for any facts at all?

Comparisons of one term with a number bound it; flags are yes or no; words are among their options; two terms are one
below the other, equal, or above. Alternatives are tried in turn. What is taken for possible may still be impossible
(where two facts are tied by arithmetic), what is taken for impossible is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from policyrules.language.quantities import Kind
from policyrules.language.tree import (
    OPPOSITE,
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Negation,
    Some,
)
from policyrules.language.vocabulary import Vocabulary
from policyrules.lint.linear import bound_of, constant
from policyrules.lint.ranges import WHOLE, Range

#: After so many steps a condition is taken for possible.
MOST_STEPS = 20_000
_ORDERS: dict[Comparison, frozenset[str]] = {
    ">": frozenset(">"), ">=": frozenset(">="), "<": frozenset("<"), "<=": frozenset("<="),
    "==": frozenset("="), "!=": frozenset("<>"),
}  # fmt: skip
_SWAPPED = {">": "<", "<": ">", "=": "="}


@dataclass(frozen=True)
class Knowledge:
    """What is supposed of the facts so far."""

    ranges: dict[Expression, Range] = field(default_factory=dict)
    flags: dict[Expression, bool] = field(default_factory=dict)
    words: dict[Expression, frozenset[str]] = field(default_factory=dict)
    orders: dict[tuple[Expression, Expression], frozenset[str]] = field(default_factory=dict)


class Possibility:
    """Answers for the things of one list (or for shared circumstances alone, where that is empty)."""

    def __init__(self, vocabulary: Vocabulary, subject: str) -> None:
        self.vocabulary = vocabulary
        self.subject = subject

    def possible(self, conditions: Iterable[Expression]) -> bool:
        """Whether all of them can hold together."""
        # What is still to be satisfied, and what is supposed so far: one of each for every way to go on.
        ways = [(tuple(conditions), Knowledge())]
        for _ in range(MOST_STEPS):
            if not ways:
                return False
            pending, known = ways.pop()
            if not pending:
                return True
            condition, rest = _plain(pending[0]), pending[1:]
            if isinstance(condition, Every):
                ways.append(((*condition.parts, *rest), known))
            elif isinstance(condition, Some):
                ways += [((part, *rest), known) for part in reversed(condition.parts)]
            else:
                supposed = self._suppose(condition, known)
                if supposed is not None:
                    ways.append((rest, supposed))
        return True

    def certain(self, condition: Expression) -> bool:
        """Whether it holds whatever the facts are, as far as they are known."""
        return not self.possible([Negation(condition)])

    def implies(self, first: Iterable[Expression], second: Iterable[Expression]) -> bool:
        """Whether whatever satisfies all of the first satisfies all of the second."""
        return not self.possible([*first, Negation(Every(tuple(second)))])

    def bounds(self, conditions: Iterable[Expression]) -> dict[Expression, Range]:
        """The range to which conditions bound each term by themselves; alternatives bound nothing."""
        found: dict[Expression, Range] = {}
        pending = list(conditions)
        while pending:
            condition = _plain(pending.pop())
            if isinstance(condition, Every):
                pending.extend(condition.parts)
            bound = bound_of(condition) if isinstance(condition, Compare) else None
            if bound is not None:
                narrowed = found.get(bound.term, _unbounded(bound.term)).narrowed(bound.operator, bound.value)
                found[bound.term] = narrowed
        return found

    def _suppose(self, condition: Expression, known: Knowledge) -> Knowledge | None:
        """What is supposed with one more simple condition; None where that contradicts."""
        value = constant(condition)
        if value is not None:
            return known if value else None
        if isinstance(condition, Compare):
            return self._compare(condition, known)
        part, wanted = (condition.part, False) if isinstance(condition, Negation) else (condition, True)
        if known.flags.get(part, wanted) is not wanted:
            return None
        return replace(known, flags={**known.flags, part: wanted})

    def _compare(self, comparison: Compare, known: Knowledge) -> Knowledge | None:
        for side, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
            word = constant(other)
            if isinstance(word, str):
                return self._word(side, comparison.operator, word, known)
        bound = bound_of(comparison)
        if bound is None:
            return _order(comparison, known)
        found = known.ranges.get(bound.term) or self._domain(bound.term)
        found = found.narrowed(bound.operator, bound.value)
        return None if found.is_empty else replace(known, ranges={**known.ranges, bound.term: found})

    def _word(self, term: Expression, operator: Comparison, word: str, known: Knowledge) -> Knowledge | None:
        options = known.words.get(term) or self._options(term)
        if not options:
            return known
        left = options & {word} if operator == "==" else options - {word}
        return replace(known, words={**known.words, term: left}) if left else None

    def _options(self, term: Expression) -> frozenset[str]:
        """The words that a choice can be; none where that is not known."""
        if not isinstance(term, Attribute):
            return frozenset()
        if term.owner in self.vocabulary.objects:
            fields = self.vocabulary.objects[term.owner].fields
        else:
            things = self.vocabulary.lists.get(self.subject)
            fields = {} if things is None else things.fields
            if term.owner:
                target = fields[term.owner].to or "" if term.owner in fields else ""
                fields = self.vocabulary.lists[target].fields if target in self.vocabulary.lists else {}
        return frozenset(fields[term.field].options) if term.field in fields else frozenset()

    def _domain(self, term: Expression) -> Range:
        """The values that a term can have: no amount, count or area is negative, a share is none or all at most."""
        found = _unbounded(term)
        if isinstance(term, Attribute) and term.kind in (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE):
            found = replace(found, least=Fraction(0))
            if term.kind is Kind.RATE:
                found = replace(found, most=Fraction(1))
        return found


def _unbounded(term: Expression) -> Range:
    return Range(whole=isinstance(term, Attribute) and term.kind in WHOLE)


def _plain(condition: Expression) -> Expression:
    """A condition without a negation around anything but a flag."""
    if not isinstance(condition, Negation):
        return condition
    match condition.part:
        case Negation(part=part):
            return _plain(part)
        case Every(parts=parts):
            return Some(tuple(Negation(part) for part in parts))
        case Some(parts=parts):
            return Every(tuple(Negation(part) for part in parts))
        case Compare(operator=operator, left=left, right=right):
            return Compare(OPPOSITE[operator], left, right)
        case Constant(value=value, kind=kind):
            return Constant(not value, kind)
    return condition


def _order(comparison: Compare, known: Knowledge) -> Knowledge | None:
    """Two terms: which of the three orders are left."""
    pair, orders = (comparison.left, comparison.right), _ORDERS[comparison.operator]
    if repr(pair[0]) > repr(pair[1]):
        pair, orders = (pair[1], pair[0]), frozenset(_SWAPPED[each] for each in orders)
    left = known.orders.get(pair, frozenset("<=>")) & orders
    if pair[0] == pair[1]:
        left &= {"="}
    return replace(known, orders={**known.orders, pair: left}) if left else None
