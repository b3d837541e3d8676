"""Random grounded formulas over a few attributes of every kind, and what facts may give for these."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import (
    Arithmetic,
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Extremum,
    Negation,
    Operator,
    Some,
)

Given = dict[Attribute, Value | None]

WHOLE = (Attribute("fee", Kind.MONEY), Attribute("hosts", Kind.COUNT), Attribute("sales", Kind.MONEY, year=2025))
SHARES = (Attribute("share", Kind.RATE), Attribute("quota", Kind.RATE, "city"))
FLAGS = (Attribute("flag", Kind.FLAG), Attribute("zones", Kind.FLAG, member="office"))
WORDS = (Attribute("form", Kind.CHOICE), Attribute("county", Kind.TEXT))
ATTRIBUTES = (*WHOLE, *SHARES, *FLAGS, *WORDS)

_COMPARISONS: tuple[Comparison, ...] = (">", ">=", "<", "<=", "==", "!=")
_EQUALITIES: tuple[Comparison, ...] = ("==", "!=")
_OPERATORS: tuple[Operator, ...] = ("+", "-", "*", "/")
_WORDS = ("farm", "company", "")
#: Small, so that sums meet bounds; the signs and zero, since quotients and roundings turn on them.
_integers = st.integers(-7, 7)
_fractions = st.fractions(-3, 3, max_denominator=4)


def values() -> st.SearchStrategy[Given]:
    """A value for each attribute, or that it is unknown."""
    kinds: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.RATE: _fractions,
        Kind.FLAG: st.booleans(),
        Kind.CHOICE: st.sampled_from(_WORDS),
        Kind.TEXT: st.sampled_from(_WORDS),
    }
    ways = {each: kinds.get(each.kind, _integers) for each in ATTRIBUTES}
    # Mostly known: one that is unknown makes much unknown.
    return st.fixed_dictionaries({each: st.one_of(way, way, way, way, st.none()) for each, way in ways.items()})


def _constant(value: int | Fraction) -> Expression:
    return Constant(value, Kind.RATE if isinstance(value, Fraction) else Kind.COUNT)


_leaves: st.SearchStrategy[Expression] = st.one_of(
    st.sampled_from([*WHOLE, *SHARES]), _integers.map(_constant), _fractions.map(_constant)
)


def _larger(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    arithmetic = st.builds(Arithmetic, st.sampled_from(_OPERATORS), parts, parts, st.just(Kind.MONEY))
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return arithmetic | st.builds(Extremum, st.sampled_from(["min", "max"]), several, st.just(Kind.MONEY))


def numbers() -> st.SearchStrategy[Expression]:
    """Formulas of numbers."""
    return st.recursive(_leaves, _larger, max_leaves=6)


def conditions() -> st.SearchStrategy[Expression]:
    """Formulas of flags."""
    flags = st.sampled_from(FLAGS)
    words = st.sampled_from(WORDS) | st.builds(Constant, st.sampled_from(_WORDS), st.just(Kind.TEXT))
    equality = st.sampled_from(_EQUALITIES)
    leaves: st.SearchStrategy[Expression] = st.one_of(
        flags,
        st.builds(Constant, st.booleans(), st.just(Kind.FLAG)),
        st.builds(Compare, equality, flags, flags),
        st.builds(Compare, equality, words, words),
        st.builds(Compare, st.sampled_from(_COMPARISONS), numbers(), numbers()),
    )
    return st.recursive(leaves, _connected, max_leaves=6)


def _connected(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(st.builds(Every, several), st.builds(Some, several), st.builds(Negation, parts))
