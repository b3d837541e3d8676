"""Values of facts that make conditions true, false or unknown: found by trying those at which formulas turn.

A comparison with a bound turns at the bound and one step beside it; a flag at yes and no; a choice at its options. Of
these few values those that make a condition what it should be are taken, one condition after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from policyrules.language.quantities import Kind, Number, Value
from policyrules.language.tree import Arithmetic, Attribute, Compare, Constant, Expression, attributes, walk
from policyrules.language.vocabulary import Field
from policyrules.program.evaluate import evaluate, truth

#: What facts say of each attribute that is asked; None leaves it open.
Assignment = dict[Attribute, Value | None]
#: The field behind an attribute.
FieldOf = Callable[[Attribute], Field | None]
#: Never more ways to make one condition true are tried than these.
_MOST = 4096
_SHARE_STEP = Fraction(1, 100)


@dataclass
class Domains:
    """The values worth trying for each attribute."""

    field_of: FieldOf
    figures: dict[Attribute, set[Number]] = field(default_factory=dict)
    words: dict[Attribute, set[str]] = field(default_factory=dict)

    def learn(self, formulas: Iterable[Expression], meets: Iterable[Number] = (0,)) -> Domains:
        """Note the values at which formulas turn, and at which figures come to `meets`."""
        for formula in formulas:
            for each in walk(formula):
                if isinstance(each, Compare):
                    self._turns(each)
            self._reach(formula, tuple(meets))
        return self

    def of(self, attribute: Attribute, near: Sequence[Number] = ()) -> list[Value | None]:
        """The values of an attribute, the nearest to `near` first, and unknown last."""
        found = self.field_of(attribute)
        open_ = [None] if found is None or not (found.required or found.absent == "zero") else []
        if attribute.kind is Kind.FLAG or attribute.member is not None:
            return [True, False, *open_]
        if attribute.kind is Kind.CHOICE:
            return [*(found.options if found else sorted(self.words.get(attribute, ()))), *open_]
        least = sorted(each for each in self.figures.get(attribute, {0, 1}) if _is_possible(attribute.kind, each))
        if near:
            least.sort(key=lambda each: min(abs(Fraction(each) - Fraction(one)) for one in near))
        return [*least, *open_]

    def _turns(self, compare: Compare) -> None:
        difference = Arithmetic("-", compare.left, compare.right, compare.left.kind)
        for side, other in ((compare.left, compare.right), (compare.right, compare.left)):
            if isinstance(side, Attribute) and isinstance(other, Constant):
                if isinstance(other.value, str):
                    self.words.setdefault(side, set()).add(other.value)
                elif not isinstance(other.value, bool):
                    self._note(side, other.value)
        if compare.left.kind not in (Kind.CHOICE, Kind.TEXT, Kind.FLAG, Kind.CHOICES):
            for attribute in attributes(compare):
                self._note(attribute, 0)
            self._reach(difference, (0,))
            if len(attributes(compare)) > 1:
                self._share(attributes(compare))

    def _share(self, together: Sequence[Attribute]) -> None:
        """Attributes that are compared with each other turn at each other's values, too."""
        for one in together:
            for other in together:
                for each in tuple(self.figures.get(other, ())):
                    self._note(one, each)
                self._note(one, 100)

    def _reach(self, formula: Expression, meets: Sequence[Number]) -> None:
        """The value of a formula's only attribute at which it comes to each of `meets`, were it linear."""
        asked = attributes(formula)
        if len(asked) != 1 or asked[0].kind in (Kind.FLAG, Kind.CHOICE, Kind.TEXT):
            return
        start, step = evaluate(formula, lambda _: 0), evaluate(formula, lambda _: 1)
        if not isinstance(start, int | Fraction) or not isinstance(step, int | Fraction) or start == step:
            return
        for each in meets:
            value = Fraction(each - start) / Fraction(step - start)
            self._note(asked[0], value if asked[0].kind is Kind.RATE else int(-(-value // 1)))

    def _note(self, attribute: Attribute, value: Number) -> None:
        step: Number = _SHARE_STEP if attribute.kind is Kind.RATE else 1
        self.figures.setdefault(attribute, {0}).update((value - step, value, value + step))


def _is_possible(kind: Kind, value: Number) -> bool:
    if kind is Kind.RATE:
        return 0 <= value <= 1 and (Fraction(value) * 10**6).denominator == 1
    if kind is Kind.YEAR:
        return 1900 <= value <= 2999
    return value >= 0


@dataclass(frozen=True)
class Wanted:
    """A condition, and what it should be."""

    test: Expression
    truth: bool | None


def witnesses(first: Wanted, others: Sequence[Wanted], domains: Domains) -> Iterator[Assignment]:
    """Values under which the first condition is as wanted in each possible way, and all others are as wanted, too."""
    own = _own_figures(first.test)
    for assignment in _ways(first, {}, domains, own):
        found = _completed(assignment, others, domains)
        if found is not None:
            yield found


def _completed(assignment: Assignment, wanted: Sequence[Wanted], domains: Domains) -> Assignment | None:
    """An assignment with values for further conditions; None where they cannot be as wanted with it."""
    if not wanted:
        return assignment
    for way in _ways(wanted[0], assignment, domains, ()):
        found = _completed(way, wanted[1:], domains)
        if found is not None:
            return found
    return None


def _ways(wanted: Wanted, given: Assignment, domains: Domains, near: Sequence[Number]) -> Iterator[Assignment]:
    free = [each for each in attributes(wanted.test) if each not in given]
    tried = product(*(domains.of(each, near) for each in free))
    for _, values in zip(range(_MOST), tried, strict=False):
        assignment = {**given, **dict(zip(free, values, strict=True))}
        if truth(wanted.test, assignment.get) is wanted.truth:
            yield assignment


def _own_figures(test: Expression) -> tuple[Number, ...]:
    constants = (each.value for each in walk(test) if isinstance(each, Constant))
    return tuple(each for each in constants if isinstance(each, int | Fraction) and not isinstance(each, bool))


def merged(assignments: Iterable[Mapping[Attribute, Value | None]]) -> Assignment | None:
    """Several assignments as one; None where they contradict each other."""
    found: Assignment = {}
    for each in assignments:
        for attribute, value in each.items():
            if found.setdefault(attribute, value) != value:
                return None
    return found
