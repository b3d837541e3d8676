"""Whether a condition can hold: held to trying all values, and to a table of what people write by mistake."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.language.quantities import Kind
from policyrules.language.tree import (
    OPPOSITE,
    Arithmetic,
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
from policyrules.lint.possible import Possibility
from policyrules.policy import load_policy
from policyrules.program.evaluate import truth

HOSTS, ROOMS = Attribute("hosts", Kind.COUNT), Attribute("rooms", Kind.COUNT)
SHARE, FREE = Attribute("share", Kind.RATE), Attribute("free", Kind.FLAG)
FORM = Attribute("legal_form", Kind.CHOICE)
VOCABULARY: Vocabulary = load_policy("zhanjiang").definition.vocabulary
POSSIBILITY = Possibility(VOCABULARY, "enterprises")
FORMS = VOCABULARY.lists["enterprises"].fields["legal_form"].options


def count(value: int) -> Constant:
    return Constant(value, Kind.COUNT)


def rate(value: str) -> Constant:
    return Constant(Fraction(value), Kind.RATE)


def word(value: str) -> Constant:
    return Constant(value, Kind.CHOICE)


def doubled(term: Expression, plus: int) -> Expression:
    twice = Arithmetic("*", count(2), term, Kind.COUNT)
    return Arithmetic("+", twice, count(plus), Kind.COUNT)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((Compare(">", HOSTS, count(3)), Compare("<", HOSTS, count(4))), False),  # no whole number between
        ((Compare(">", SHARE, rate("1/4")), Compare("<", SHARE, rate("1/3"))), True),  # but rates lie close
        ((Compare(">=", SHARE, rate("1")),), True),
        ((Compare(">", SHARE, rate("1")),), False),  # no share is above all
        ((Compare("<", HOSTS, count(0)),), False),
        ((Compare("<=", HOSTS, count(0)),), True),
        ((Compare("==", HOSTS, count(2)), Compare("!=", HOSTS, count(2))), False),
        ((Compare("<=", HOSTS, count(1)), *(Compare("!=", HOSTS, count(each)) for each in (0, 1))), False),
        ((Compare(">", count(3), HOSTS), Compare(">", HOSTS, count(2))), False),
        ((Compare(">", doubled(HOSTS, 1), count(41)), Compare("<=", HOSTS, count(20))), False),
        ((Compare(">", Arithmetic("-", count(9), HOSTS, Kind.COUNT), count(5)), Compare(">=", HOSTS, count(4))), False),
        ((FREE, Negation(FREE)), False),
        ((Some((FREE, Compare(">", HOSTS, count(1)))), Negation(FREE), Compare("<", HOSTS, count(2))), False),
        ((Negation(Every((FREE, Compare(">", HOSTS, count(1))))), FREE, Compare(">", HOSTS, count(5))), False),
        ((Compare(">", HOSTS, ROOMS), Compare(">=", ROOMS, HOSTS)), False),
        ((Compare(">=", HOSTS, ROOMS), Compare(">=", ROOMS, HOSTS)), True),  # where they are equal
        ((Compare(">", HOSTS, HOSTS),), False),
        (tuple(Compare("!=", FORM, word(each)) for each in FORMS), False),  # none of the options is left
        (tuple(Compare("!=", FORM, word(each)) for each in list(FORMS)[1:]), True),
        ((Compare("==", FORM, word("company")), Compare("==", FORM, word("other"))), False),
        ((Some(()),), False),
        ((Every(()),), True),
        ((Constant(False, Kind.FLAG),), False),
        # A quotient by zero is unknown, which satisfies nothing.
        ((Compare(">", Arithmetic("/", count(1), count(0), Kind.COUNT), count(0)), FREE), True),
    ],
)
def test_what_can_hold_together(conditions: tuple[Expression, ...], expected: bool) -> None:
    """False for what can hold would call a sound provision dead; True for these would let a dead one pass."""
    assert POSSIBILITY.possible(conditions) is expected


def test_many_alternatives_are_no_traceback() -> None:
    """A range of years makes long conditions: they end, and what is not settled is taken for possible."""
    sales = [Attribute("sales", Kind.MONEY, year=year) for year in range(1900, 2100)]
    either = [Some((Compare(">", each, count(5)), Compare("<", each, count(3)))) for each in sales * 4]
    assert POSSIBILITY.possible(either)
    assert POSSIBILITY.possible([*either, *(Compare("==", each, count(4)) for each in sales)])


def comparisons(pairs: bool) -> st.SearchStrategy[Expression]:
    terms = st.sampled_from([HOSTS, ROOMS])
    other = st.integers(0, 3).map(count)
    right: st.SearchStrategy[Expression] = st.one_of(other, terms) if pairs else other
    left: st.SearchStrategy[Expression] = st.one_of(terms, terms.map(lambda term: doubled(term, 1)))
    operator: st.SearchStrategy[Comparison] = st.sampled_from(list(OPPOSITE))
    return st.builds(Compare, operator, left, right)


def conditions(pairs: bool) -> st.SearchStrategy[Expression]:
    def inner(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(parts, max_size=3).map(tuple)
        return st.one_of(several.map(Every), several.map(Some), parts.map(Negation))

    return st.recursive(st.one_of(comparisons(pairs), st.just(FREE)), inner, max_leaves=8)


def satisfiable(condition: Expression) -> bool:
    """Some values satisfy it. Bounds are at most 3, so that greater values than 5 tell nothing new."""
    for hosts, rooms, free in product(range(6), range(6), (False, True)):
        values = {HOSTS: hosts, ROOMS: rooms, FREE: free}
        if truth(condition, values.get):
            return True
    return False


@settings(max_examples=tries(80), deadline=None)
@given(conditions(pairs=False))
def test_bounds_and_flags_are_decided_exactly(condition: Expression) -> None:
    """Nothing possible is called impossible, and nothing impossible possible."""
    assert POSSIBILITY.possible([condition]) is satisfiable(condition)
    assert POSSIBILITY.certain(condition) is not satisfiable(Negation(condition))


@settings(max_examples=tries(80), deadline=None)
@given(conditions(pairs=True))
def test_what_is_called_impossible_is(condition: Expression) -> None:
    """Facts compared with each other may be taken for possible in vain; never the other way round."""
    assert POSSIBILITY.possible([condition]) or not satisfiable(condition)
