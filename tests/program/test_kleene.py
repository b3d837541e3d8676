"""Three-valued logic: its laws, and that knowing more never contradicts what was known."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import (
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Extremum,
    Negation,
    Some,
)
from policyrules.program.evaluate import evaluate, truth

from .formulas import value

TRUTHS = st.sampled_from([True, False, None])
NAMES = ("a", "b", "c")
COUNTS = ("x", "y", "z")
SIGNS: tuple[Comparison, ...] = (">", ">=", "<", "<=", "==", "!=")


def counts() -> st.SearchStrategy[Expression]:
    simple: st.SearchStrategy[Expression] = st.sampled_from(COUNTS).map(lambda name: Attribute(name, Kind.COUNT))
    constants: st.SearchStrategy[Expression] = st.integers(0, 3).map(lambda number: Constant(number, Kind.COUNT))
    leaves = simple | constants
    return leaves | st.tuples(leaves, leaves).map(lambda parts: Extremum("max", parts, Kind.COUNT))


def formulas() -> st.SearchStrategy[Expression]:
    flags: st.SearchStrategy[Expression] = st.sampled_from(NAMES).map(lambda name: Attribute(name, Kind.FLAG))
    compared = st.tuples(st.sampled_from(SIGNS), counts(), counts()).map(lambda parts: Compare(*parts))
    return st.recursive(
        flags | compared,
        lambda inner: (
            inner.map(Negation)
            | st.lists(inner, max_size=3).map(lambda parts: Every(tuple(parts)))
            | st.lists(inner, max_size=3).map(lambda parts: Some(tuple(parts)))
        ),
        max_leaves=8,
    )


Facts = dict[str, Value | None]
FACTS = st.fixed_dictionaries(
    {
        **{name: st.sampled_from([True, False, None]) for name in NAMES},
        **{name: st.sampled_from([0, 1, 2, 3, None]) for name in COUNTS},
    }
)


def of(expression: Expression, facts: Facts) -> bool | None:
    return truth(expression, lambda attribute: facts[attribute.key])


@given(st.lists(formulas(), max_size=3), FACTS)
def test_de_morgan(parts: list[Expression], facts: Facts) -> None:
    negated = tuple(Negation(part) for part in parts)
    assert of(Negation(Every(tuple(parts))), facts) == of(Some(negated), facts)
    assert of(Negation(Some(tuple(parts))), facts) == of(Every(negated), facts)


@given(formulas(), FACTS)
def test_a_double_negation_is_nothing(part: Expression, facts: Facts) -> None:
    assert of(Negation(Negation(part)), facts) == of(part, facts)


@given(formulas(), formulas(), formulas(), FACTS)
def test_and_and_or_distribute_and_do_not_mind_order(
    first: Expression, second: Expression, third: Expression, facts: Facts
) -> None:
    assert of(Every((first, second)), facts) == of(Every((second, first)), facts)
    assert of(Some((first, second)), facts) == of(Some((second, first)), facts)
    left = of(Every((first, Some((second, third)))), facts)
    assert left == of(Some((Every((first, second)), Every((first, third)))), facts)


@given(formulas(), FACTS, st.data())
def test_knowing_more_never_contradicts_what_was_known(
    expression: Expression, facts: Facts, data: st.DataObject
) -> None:
    before = of(expression, facts)
    more: Facts = {
        name: data.draw(st.sampled_from([True, False] if name in NAMES else [0, 1, 2, 3])) if known is None else known
        for name, known in facts.items()
    }
    after = of(expression, more)
    assert after is not None
    assert before is None or before == after


@given(formulas(), FACTS)
def test_the_same_facts_give_the_same_truth(expression: Expression, facts: Facts) -> None:
    assert of(expression, facts) is of(expression, dict(facts))
    assert evaluate(expression, lambda attribute: facts[attribute.key]) == of(expression, facts)


@given(
    st.sampled_from(SIGNS),
    st.sampled_from(["fee", "sales[year]", "rate * fee", "fee + sales[year]", "min(fee, bound)", "fee - bound"]),
    st.sampled_from(["bound", "fee", "hosts * fee", "max(fee, sales[year - 1])"]),
    st.fixed_dictionaries(
        {
            "fee": st.integers(0, 10**9) | st.none(),
            "sales@2025": st.integers(0, 10**15) | st.none(),
            "sales@2024": st.integers(0, 10**15) | st.none(),
            "hosts": st.integers(0, 1000) | st.none(),
        }
    ),
)
def test_parsed_settled_and_evaluated_is_as_computed_directly(
    sign: Comparison, left: str, right: str, facts: dict[str, int | None]
) -> None:
    def side(text: str) -> Fraction | None:
        fee, now, before, hosts = (facts[name] for name in ("fee", "sales@2025", "sales@2024", "hosts"))
        needed = {"fee": fee, "sales[year]": now, "sales[year - 1]": before, "hosts": hosts}
        if any(known is None for name, known in needed.items() if name in text):
            return None
        numbers = {name: Fraction(known or 0) for name, known in needed.items()}
        bound = Fraction(1_000_00)
        return {
            "fee": numbers["fee"],
            "sales[year]": numbers["sales[year]"],
            "rate * fee": numbers["fee"] / 3,
            "fee + sales[year]": numbers["fee"] + numbers["sales[year]"],
            "min(fee, bound)": min(numbers["fee"], bound),
            "fee - bound": numbers["fee"] - bound,
            "bound": bound,
            "hosts * fee": numbers["hosts"] * numbers["fee"],
            "max(fee, sales[year - 1])": max(numbers["fee"], numbers["sales[year - 1]"]),
        }[text]

    first, second = side(left), side(right)
    expected = None
    if first is not None and second is not None:
        expected = {
            ">": first > second, ">=": first >= second, "<": first < second,
            "<=": first <= second, "==": first == second, "!=": first != second,
        }[sign]  # fmt: skip
    assert value(f"{left} {sign} {right}", dict(facts)) == expected
