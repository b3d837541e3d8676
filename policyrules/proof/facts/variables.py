"""One variable for every fact: what the schema allows it to be, and how it is read back from a model."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import z3

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR, SHARE_PLACES
from policyrules.language.quantities import Kind, Value, decimal_text, yuan_text
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.proof.logic.terms import Bool, Int, at_most, both, either, implies, negation, same
from policyrules.proof.logic.values import Quantity, Symbol, Truth, Word, Words

_EXACT = (Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.YEAR, Kind.RATE)


@dataclass(slots=True)
class Variables:
    """The variables made so far, and what is demanded of them. `prefix` keeps those of two worlds apart."""

    vocabulary: Vocabulary
    words: Words
    prefix: str = ""
    constraints: list[Bool] = field(default_factory=list)
    _made: int = 0

    def fact(self, name: str, rule: Field, member: str | None) -> Symbol:
        """A variable for a fact of the field `rule`; one of several options is a flag."""
        kind = Kind.FLAG if member is not None else rule.kind
        if kind is Kind.FLAG:
            return self._flag(name, _is_given(rule))
        if kind in _EXACT:
            return self._quantity(name, rule, kind)
        return self._word(name, rule)

    def truth(self, name: str) -> Bool:
        """A variable that holds or not."""
        return z3.Bool(self.prefix + name)

    def whole(self, name: str, least: int | None = 0) -> Any:
        """A variable for a whole number."""
        found = z3.Int(self.prefix + name)
        if least is not None:
            self.constraints.append(at_most(least, found))
        return found

    def another(self, name: str, least: int = 0) -> Any:
        """A further variable for a whole number, different from all others."""
        self._made += 1
        return self.whole(f"{name}#{self._made}", least)

    def _flag(self, name: str, required: bool) -> Truth:
        met = self.truth(name)
        if required:
            return Truth(met, negation(met))
        missed = self.truth(f"{name}!not")
        self.constraints.append(negation(both(met, missed)))
        return Truth(met, missed)

    def _known(self, name: str, rule: Field) -> Bool:
        return True if _is_given(rule) else self.truth(f"{name}?")

    def _quantity(self, name: str, rule: Field, kind: Kind) -> Quantity:
        known = self._known(name, rule)
        if kind is Kind.RATE:
            share = z3.Real(self.prefix + name)
            self.constraints += [share >= 0, share <= 1]
            return Quantity(known, share)
        least = FIRST_YEAR if kind is Kind.YEAR else 1 if rule.type == "duty" else 0
        found = self.whole(name, least)
        if kind is Kind.YEAR:
            self.constraints.append(found <= LAST_YEAR)
        return Quantity(known, found)

    def _word(self, name: str, rule: Field) -> Word:
        known, code = self._known(name, rule), self.whole(name)
        options = self._options(rule)
        if options is not None:
            allowed = [same(code, self.words.code(each)) for each in options]
            self.constraints.append(implies(known, either(*allowed)))
        return Word(known, code)

    def _options(self, rule: Field) -> list[str] | None:
        if rule.type == "choice":
            return list(rule.options)
        places = self.vocabulary.places
        return [each.name for each in places.units] if rule.type == "place" and places is not None else None


def _is_given(rule: Field) -> bool:
    """Whether facts always give the value: a required series may still lack years, several options answers."""
    return rule.required and not rule.series and rule.type != "choices"


def equal(symbol: Symbol, value: Value | None, words: Words) -> Bool:
    """That a variable has just this value; None: that it is unknown."""
    if value is None:
        return symbol.unknown if isinstance(symbol, Truth) else negation(symbol.known)
    if isinstance(symbol, Truth):
        return symbol.met if value else symbol.missed
    if isinstance(symbol, Word):
        return both(symbol.known, same(symbol.code, words.code(str(value))))
    assert not isinstance(value, str)
    exact = Fraction(value)
    term = symbol.term * exact.denominator
    return both(symbol.known, same(term, exact.numerator * symbol.over))


def value_of(symbol: Symbol, model: z3.ModelRef, words: Words) -> Value | None:
    """What a model says of a variable; None where it is unknown there."""
    if isinstance(symbol, Truth):
        return True if holds(symbol.met, model) else False if holds(symbol.missed, model) else None
    if not holds(symbol.known, model):
        return None
    if isinstance(symbol, Word):
        return words.text(whole_of(symbol.code, model))
    return number_of(symbol, model)


def number_of(quantity: Quantity, model: z3.ModelRef) -> int | Fraction:
    """The number that a model gives, known or not."""
    term = quantity.term
    if not isinstance(term, int) and term.is_real():
        value = model.eval(term, model_completion=True)
        return Fraction(value.numerator_as_long(), value.denominator_as_long()) / quantity.over
    exact = Fraction(whole_of(term, model), quantity.over)
    return int(exact) if exact.denominator == 1 else exact


def whole_of(term: Int, model: z3.ModelRef) -> int:
    """The whole number that a model gives."""
    return term if isinstance(term, int) else int(model.eval(term, model_completion=True).as_long())


def holds(term: Bool, model: z3.ModelRef) -> bool:
    """Whether a term holds in a model."""
    return term if isinstance(term, bool) else z3.is_true(model.eval(term, model_completion=True))


def written(kind: Kind, value: Value) -> Any:
    """A value as facts write it."""
    if kind in (Kind.MONEY, Kind.AREA) and isinstance(value, int):
        return yuan_text(value)
    if isinstance(value, Fraction):
        return decimal_text(Fraction(round(value * 10**SHARE_PLACES), 10**SHARE_PLACES))
    return value
