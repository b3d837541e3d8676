"""A formula over terms comes to what the formula comes to: for every formula, and for every value of its facts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor as rounded_down
from typing import Any

import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Attribute, Expression
from policyrules.program.evaluate import evaluate
from policyrules.proof.logic.formulas import Formulas, floor, is_whole
from policyrules.proof.logic.terms import both, negation
from policyrules.proof.logic.values import Quantity, Symbol, Truth, Word, Words, identical, picked

from .trees import ATTRIBUTES, Given, conditions, numbers, values

WORDS = Words()
Pairs = Sequence[tuple[Any, Any]]


def constant(attribute: Attribute, value: Value | None) -> Symbol:
    """A fact that is known to have a value, or to have none."""
    if attribute.kind is Kind.FLAG:
        return Truth.of(None if value is None else bool(value))
    if attribute.kind in (Kind.CHOICE, Kind.TEXT):
        return Word(value is not None, -1 if value is None else WORDS.code(str(value)))
    return Quantity.of(None if isinstance(value, str) else value)


def variable(attribute: Attribute) -> Symbol:
    """A fact that may have any value, or none."""
    known, name = z3.Bool(f"{attribute.key} is known"), attribute.key
    if attribute.kind is Kind.FLAG:
        flag = z3.Bool(name)
        return Truth(both(known, flag), both(known, negation(flag)))
    if attribute.kind in (Kind.CHOICE, Kind.TEXT):
        return Word(known, z3.Int(name))
    return Quantity(known, z3.Real(name) if attribute.kind is Kind.RATE else z3.Int(name))


def settled(given: Given) -> Pairs:
    """What the variables stand for. Where a fact is unknown, its variable stands for anything."""
    found = []
    for attribute, value in given.items():
        found.append((z3.Bool(f"{attribute.key} is known"), z3.BoolVal(value is not None)))
        if attribute.kind is Kind.FLAG:
            found.append((z3.Bool(attribute.key), z3.BoolVal(bool(value))))
        elif attribute.kind in (Kind.CHOICE, Kind.TEXT):
            found.append((z3.Int(attribute.key), z3.IntVal(WORDS.code(str(value)))))
        elif attribute.kind is Kind.RATE:
            found.append((z3.Real(attribute.key), z3.RealVal(str(value or 0))))
        else:
            found.append((z3.Int(attribute.key), z3.IntVal(value or 0)))
    return found


def plain(term: Any, pairs: Pairs) -> Any:
    """What a term comes to."""
    if isinstance(term, bool | int):
        return term
    found = z3.simplify(z3.substitute(term, *pairs))
    if z3.is_true(found) or z3.is_false(found):
        return z3.is_true(found)
    assert z3.is_int_value(found) or z3.is_rational_value(found), f"{found} is left open"
    return Fraction(str(found))


def came_to(symbol: Symbol, pairs: Pairs) -> Value | None:
    """What a symbolic value comes to."""
    if isinstance(symbol, Truth):
        met, missed = plain(symbol.met, pairs), plain(symbol.missed, pairs)
        assert not (met and missed)
        return True if met else False if missed else None
    if not plain(symbol.known, pairs):
        return None
    if isinstance(symbol, Word):
        return WORDS.text(int(plain(symbol.code, pairs)))
    return Fraction(plain(symbol.term, pairs)) / symbol.over


@settings(max_examples=tries(300), deadline=None)
@given(conditions() | numbers(), values())
def test_a_term_comes_to_what_the_formula_comes_to(formula: Expression, given: Given) -> None:
    """Else proofs are about another policy: Kleene's connectives, exact numbers, the unknown, division by zero."""
    expected = evaluate(formula, given.get)
    symbol = Formulas(variable, WORDS).value(formula)
    assert came_to(symbol, settled(given)) == expected
    folded = Formulas(lambda attribute: constant(attribute, given[attribute]), WORDS).value(formula)
    assert came_to(folded, ()) == expected


@settings(max_examples=tries(200), deadline=None)
@given(numbers(), values())
def test_amounts_are_rounded_down(formula: Expression, given: Given) -> None:
    """Else a proof rounds a fen otherwise than a decision does; and ranks by what the reference takes for no rank."""
    expected = evaluate(formula, given.get)
    known, whole = Formulas(variable, WORDS).whole(formula)
    pairs = settled(given)
    assert plain(known, pairs) == (expected is not None)
    if isinstance(expected, int | Fraction):
        assert plain(whole, pairs) == rounded_down(expected)
        assert plain(floor(Quantity.of(expected)), ()) == rounded_down(expected)
        assert not is_whole(formula) or isinstance(expected, int)


@settings(max_examples=tries(100), deadline=None)
@given(st.sampled_from(ATTRIBUTES).flatmap(lambda each: st.tuples(st.just(each), values(), values())), st.booleans())
def test_picked_and_identical(drawn: tuple[Attribute, Given, Given], first: bool) -> None:
    """Else a reading that is chosen brings in the other's value, or two policies seem to say the same."""
    attribute, one, other = drawn
    symbols = variable(attribute), constant(attribute, other[attribute])
    pairs = settled(one)
    assert plain(identical(*symbols), pairs) == (one[attribute] == other[attribute])
    chosen = picked(z3.Bool("first"), *symbols)
    expected = (one if first else other)[attribute]
    assert came_to(chosen, [*pairs, (z3.Bool("first"), z3.BoolVal(first))]) == expected
