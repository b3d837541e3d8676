"""Ranges of exact numbers: what comparisons with constants leave of an attribute's values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from policyrules.language.quantities import Kind, Number
from policyrules.language.tree import Comparison

#: Kinds whose values are whole numbers of their smallest unit.
WHOLE = (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.YEAR)


@dataclass(frozen=True)
class Range:
    """The values from `least` to `most`, ends included unless open, without those of `excluded`."""

    whole: bool
    least: Fraction | None = None
    most: Fraction | None = None
    least_open: bool = False
    most_open: bool = False
    excluded: frozenset[Fraction] = field(default_factory=frozenset)

    def narrowed(self, operator: Comparison, bound: Number) -> Range:
        """The values of the range that compare so with `bound`."""
        value = Fraction(bound)
        match operator:
            case ">":
                return self._from(value, True)
            case ">=":
                return self._from(value, False)
            case "<":
                return self._to(value, True)
            case "<=":
                return self._to(value, False)
            case "==":
                return self._from(value, False)._to(value, False)
        return replace(self, excluded=self.excluded | {value})

    def meet(self, other: Range) -> Range:
        """The values that both ranges hold."""
        found = replace(self, excluded=self.excluded | other.excluded)
        if other.least is not None:
            found = found._from(other.least, other.least_open)
        return found if other.most is None else found._to(other.most, other.most_open)

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        if self.least is None or self.most is None:
            return False
        if self.whole:
            first, last = -(-self.least // 1), self.most // 1
            first += 1 if self.least_open and first == self.least else 0
            last -= 1 if self.most_open and last == self.most else 0
            return last < first or (last - first < 64 and all(each in self.excluded for each in _between(first, last)))
        if self.least == self.most:
            return self.least_open or self.most_open or self.least in self.excluded
        return self.least > self.most

    def _from(self, value: Fraction, is_open: bool) -> Range:
        if self.least is None or value > self.least or (value == self.least and is_open):
            return replace(self, least=value, least_open=is_open)
        return self

    def _to(self, value: Fraction, is_open: bool) -> Range:
        if self.most is None or value < self.most or (value == self.most and is_open):
            return replace(self, most=value, most_open=is_open)
        return self


def _between(first: int, last: int) -> list[Fraction]:
    return [Fraction(each) for each in range(first, last + 1)]
