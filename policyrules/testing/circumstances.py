"""Strategies for what a policy is decided under: interpretations and sales years."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from policyrules.language.definition import NumericOption
from policyrules.language.quantities import SCALE, Kind, decimal_text
from policyrules.policy import Policy

_SUFFIXES = {Kind.MONEY: "元", Kind.AREA: "平方米", Kind.YEAR: "年"}


def options(policy: Policy) -> st.SearchStrategy[dict[str, str]]:
    """Options for every interpretation of a policy, as `policy.interpret(**options)` takes them."""
    choices: dict[str, st.SearchStrategy[str]] = {}
    for name, each in policy.definition.interpretations.items():
        named = st.sampled_from(list(each.options)) if each.options else st.nothing()
        choices[name] = named if each.number is None else named | _numbers(each.number)
    return st.fixed_dictionaries(choices)


def _numbers(number: NumericOption) -> st.SearchStrategy[str]:
    """Numbers within the bounds of an option, both ends included, as documents write them."""
    if number.kind is Kind.RATE:
        least, most = Fraction(number.least or 0), Fraction(1 if number.most is None else number.most)
        return st.integers(0, 10_000).map(lambda part: decimal_text(least + (most - least) * part / 10_000))
    scale, suffix = SCALE[number.kind], _SUFFIXES.get(number.kind, "")
    low = -(-int(number.least or 0) // scale)
    high = low + 4 if number.most is None else int(number.most) // scale
    return st.integers(low, high).map(lambda value: f"{value}{suffix}")


def years(policy: Policy) -> st.SearchStrategy[int]:
    """Sales years in, before and after the years of the policy's awards."""
    in_force = policy.definition.identity.in_force
    awards = policy.program(in_force.from_.year).awards
    first = min([award.first_year for award in awards], default=in_force.from_.year)
    last = max([award.last_year for award in awards], default=first)
    return st.sampled_from([*range(first, last + 1), *range(first, last + 1), first - 1, last + 1])
