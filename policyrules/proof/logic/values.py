"""Values that may be unknown, as terms: truths, exact numbers, words. The counterpart of `Value | None`."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

from policyrules.language.quantities import Number
from policyrules.proof.logic.terms import Bool, Int, both, either, equivalent, negation, same, when


@dataclass(frozen=True, slots=True)
class Truth:
    """Met, missed, or neither: unknown. Never both."""

    met: Bool
    missed: Bool

    @classmethod
    def of(cls, truth: bool | None) -> Truth:
        """The term of a truth."""
        return cls(truth is True, truth is False)

    @property
    def known(self) -> Bool:
        """Met or missed."""
        return either(self.met, self.missed)

    @property
    def unknown(self) -> Bool:
        """Neither met nor missed."""
        return both(negation(self.met), negation(self.missed))


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number, `term / over`, where it is known; `over` is a positive whole number."""

    known: Bool
    term: Int
    over: int = 1

    @classmethod
    def of(cls, number: Number | None) -> Quantity:
        """The term of a number."""
        if number is None:
            return UNKNOWN_QUANTITY
        exact = Fraction(number)
        return cls(True, exact.numerator, exact.denominator)


@dataclass(frozen=True, slots=True)
class Word:
    """A text, an id, an option, where it is known: the code of `Words`."""

    known: Bool
    code: Int


Symbol = Truth | Quantity | Word
UNKNOWN_TRUTH = Truth(False, False)
UNKNOWN_QUANTITY = Quantity(False, 0)
UNKNOWN_WORD = Word(False, -1)


@dataclass(slots=True)
class Words:
    """A code for every text, so that equal texts have equal codes; the same for all worlds that share it."""

    _codes: dict[str, int] = field(default_factory=dict)

    def code(self, text: str) -> int:
        """The code of a text."""
        return self._codes.setdefault(text, len(self._codes))

    def text(self, code: int) -> str:
        """The text of a code; one that no text has yet got is given a new one."""
        for text, known in self._codes.items():
            if known == code:
                return text
        return f"other-{code}"


def every(truths: list[Truth]) -> Truth:
    """Kleene's and: what is missed decides, whatever is unknown."""
    return Truth(both(*(each.met for each in truths)), either(*(each.missed for each in truths)))


def some(truths: list[Truth]) -> Truth:
    """Kleene's or: what is met decides, whatever is unknown."""
    return Truth(either(*(each.met for each in truths)), both(*(each.missed for each in truths)))


def opposite(truth: Truth) -> Truth:
    """Met where the other is missed."""
    return Truth(truth.missed, truth.met)


def picked(condition: Bool, then: Symbol, otherwise: Symbol) -> Symbol:
    """One of two values of one sort."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if isinstance(then, Truth) and isinstance(otherwise, Truth):
        met, missed = (when(condition, getattr(then, key), getattr(otherwise, key)) for key in ("met", "missed"))
        return Truth(met, missed)
    if isinstance(then, Word) and isinstance(otherwise, Word):
        return Word(when(condition, then.known, otherwise.known), when(condition, then.code, otherwise.code))
    assert isinstance(then, Quantity)
    assert isinstance(otherwise, Quantity)
    one, other, over = aligned(then, otherwise)
    return Quantity(when(condition, then.known, otherwise.known), when(condition, one, other), over)


def aligned(one: Quantity, other: Quantity) -> tuple[Int, Int, int]:
    """The terms of two numbers over one denominator, and that denominator."""
    over = lcm(one.over, other.over)
    return one.term * (over // one.over), other.term * (over // other.over), over


def identical(one: Symbol, other: Symbol) -> Bool:
    """Both unknown, or both known and equal: they say the same."""
    if isinstance(one, Truth) and isinstance(other, Truth):
        return both(equivalent(one.met, other.met), equivalent(one.missed, other.missed))
    terms: tuple[Any, Any]
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        terms = aligned(one, other)[:2]
    else:
        assert isinstance(one, Word)
        assert isinstance(other, Word)
        terms = (one.code, other.code)
    return both(equivalent(one.known, other.known), either(negation(one.known), same(*terms)))
