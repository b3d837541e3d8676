"""Formulas as patterns: what the network matches is what the evaluator finds, unknown included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.engines.rete.network import Fact, Network
from policyrules.engines.rete.patterns import MOST_WAYS, Pattern, Properties, all_of, comparison, fails, holds
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

NUMBERS = [Attribute(name, Kind.MONEY) for name in "abc"]
FLAGS = [Attribute(name, Kind.FLAG) for name in "fg"]

comparisons = st.builds(
    lambda sign, left, right: Compare(sign, left, right),
    st.sampled_from(sorted(OPPOSITE)),
    st.sampled_from(NUMBERS),
    # Against a constant as a rule; against another attribute the truth is worked out before.
    st.integers(-1, 3).map(lambda value: Constant(value, Kind.MONEY)) | st.sampled_from(NUMBERS),
)
leaves = comparisons | st.sampled_from(FLAGS) | st.booleans().map(lambda each: Constant(each, Kind.FLAG))
formulas = st.recursive(
    leaves,
    lambda parts: (
        parts.map(Negation)
        | st.lists(parts, max_size=4).map(lambda each: Every(tuple(each)))
        | st.lists(parts, max_size=4).map(lambda each: Some(tuple(each)))
    ),
    max_leaves=12,
)
values = st.fixed_dictionaries(
    {
        **{each: st.none() | st.integers(-2, 4) for each in NUMBERS},
        **{each: st.none() | st.booleans() for each in FLAGS},
    }
)


def rule(pattern: Pattern) -> dict[str, Any]:
    return {} if pattern is False else {"all": [{"m": all_of([{"kind": "case"}, pattern])}]}


def fired(formula: Expression, given_values: Mapping[Attribute, Any]) -> Counter[str]:
    """How often the rules `holds` and `fails` of a formula fire on a fact."""
    properties = Properties()
    found = {"seen": True, "holds": holds(formula, properties), "fails": fails(formula, properties)}
    fact: Fact = {"kind": "case"}
    for attribute, name in properties.attributes.items():
        if given_values[attribute] is not None:
            fact[name] = int(given_values[attribute])
    for expression, name in properties.truths.items():
        if (known := truth(expression, given_values.get)) is not None:
            fact[name] = int(known)
    count: Counter[str] = Counter()

    def act(name: str, _: Mapping[str, Any]) -> Iterator[Fact]:
        count[name] += 1
        yield from ()

    rules = {name: rule(pattern) for name, pattern in found.items()}
    Network("patterns", {name: each for name, each in rules.items() if each}).run([fact], act)
    return count


@settings(max_examples=tries(250), deadline=None)
@given(formulas, values)
def test_the_network_finds_what_the_evaluator_finds(formula: Expression, given_values: dict[Attribute, Any]) -> None:
    """`holds` fires for what is true, `fails` for what is false, neither for what is unknown."""
    expected = truth(formula, given_values.get)
    count = fired(formula, given_values)
    assert (count["holds"] > 0, count["fails"] > 0) == (expected is True, expected is False)
    assert max(count.values()) <= MOST_WAYS


def test_unknown_matches_neither() -> None:
    sales = Compare(">", NUMBERS[0], Constant(2, Kind.MONEY))
    for value, expected in ((3, "holds"), (2, "fails"), (None, "seen")):
        for formula in (sales, Every((sales, Negation(Negation(sales))))):
            assert expected in fired(formula, {NUMBERS[0]: value})
    assert set(fired(sales, {NUMBERS[0]: None})) == {"seen"}


def test_a_comparison_with_what_a_fact_lacks_is_unknown() -> None:
    """The engine by itself takes it for met: the pattern must ask for the property on the right as well."""
    left, right = NUMBERS[:2]
    for sign in OPPOSITE:
        for value in (-1, 0, 3):
            assert set(fired(Compare(sign, left, right), {left: value, right: None})) == {"seen"}
            assert set(fired(Compare(sign, left, right), {left: None, right: value})) == {"seen"}
    seen: list[str] = []

    def act(name: str, _: Mapping[str, Any]) -> Iterator[Fact]:
        seen.append(name)
        yield from ()

    Network("bare", {"bare": rule(comparison(">", "a", "b"))}).run([{"kind": "case", "a": 0}], act)
    assert seen == ["bare"]


def test_one_part_surely_missed_decides() -> None:
    missed = Every((FLAGS[0], Compare(">=", NUMBERS[0], Constant(1, Kind.MONEY))))
    assert "fails" in fired(missed, {FLAGS[0]: None, NUMBERS[0]: 0})


def test_many_ways_become_one_property() -> None:
    """A rule fires once for each way in which its `or`s hold; a formula with too many is asked beforehand."""
    either = [Some((flag, Compare("==", number, Constant(1, Kind.MONEY)))) for flag in FLAGS for number in NUMBERS]
    properties = Properties()
    assert holds(Every(tuple(either)), properties) == {"truth_0": 1}
    assert fired(Every(tuple(either)), dict.fromkeys([*FLAGS, *NUMBERS], 1))["holds"] == 1
