"""Strategies for facts with a figure to raise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.plan import plan_of
from policyrules.language.quantities import Kind, Number
from policyrules.language.tree import Attribute, Expression, attributes
from policyrules.policy import Policy
from policyrules.testing.aims import Aims, aims_of, place_of
from policyrules.testing.changes import Json, Rise
from policyrules.testing.figures import around, most, written
from policyrules.testing.strategies import facts as facts_of

#: A field of a list whose figures can be raised, and the year if it is a series.
Raisable = tuple[str, str, int | None]
_MEASURED = {Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE}


def raisable(policy: Policy, year: int) -> tuple[Raisable, ...]:
    """The measured fields of things that awards of a sales year ask about: that year's figures, or no year's.

    Earlier years' are left out: where an award is for the *first* time, raising those takes it away.
    """
    program = policy.program(year)
    found: dict[Raisable, None] = {}
    for award in program.awards:
        for formula in _formulas(award.tiers):
            for each in attributes(formula):
                things, field = place_of(each, award.subject, program.references)
                if _is_measured(each, year) and things in policy.definition.vocabulary.lists:
                    found[things, field, each.year] = None
    return tuple(found)


def _formulas(tiers: Any) -> list[Expression]:
    return [formula for tier in tiers for formula in (*(each.test for each in tier.criteria), tier.amount)]


def _is_measured(attribute: Attribute, year: int) -> bool:
    return attribute.kind in _MEASURED and attribute.year in (None, year)


@st.composite
def rises(
    draw: st.DrawFn,
    policy: Policy,
    year: int,
    facts: st.SearchStrategy[Json] | None = None,
    figures: Sequence[Raisable] | None = None,
) -> tuple[Json, Rise | None]:
    """Facts, and one of their figures raised: by the smallest unit, onto a turning point, or past them all.

    None where the facts give no figure that can be raised. `facts` are, unless given, the policy's without
    unknown figures, which cannot be compared, and without earlier payments, which may contradict the figures.
    `figures` are those that may be raised: unless given, all that are `raisable`.
    """
    given = draw(facts_of(policy, year, unknown=False, paid=()) if facts is None else facts)
    plan, aims = plan_of(policy.definition.vocabulary), aims_of(policy.program(year))
    places = [
        (rise, kind, low)
        for things, field, of_year in (raisable(policy, year) if figures is None else figures)
        for index in range(len(given.get(things, ())))
        for rise in [Rise(things, index, field, of_year, None)]
        for prop in [plan.groups[things].properties[field]]
        for kind in [prop.field.kind]
        for low in [None if rise.before(given) is None else prop.read(rise.before(given))]
        if low is not None and not isinstance(low, str) and low < most(kind)
    ]
    if not places:
        return given, None
    rise, kind, low = draw(st.sampled_from(places))
    to = draw(_above(kind, low, aims, rise))
    return given, Rise(rise.things, rise.index, rise.field, rise.year, to)


def _above(kind: Kind, low: Number, aims: Aims, rise: Rise) -> st.SearchStrategy[Any]:
    """Mostly just past the next turning point: from one tier to the one above it, and no further."""
    points = [point for point in aims.of(rise.things, rise.field) if point > low]
    if kind is Kind.RATE:
        return st.sampled_from([written(kind, each) for each in (*points, 1)])
    near = [low + 1, *(each + beside for each in points[:1] for beside in (0, 1))]
    within_bounds = [written(kind, each) for each in near if each <= most(kind)]
    return st.sampled_from(within_bounds) | around(kind, points, "high") if points else st.sampled_from(within_bounds)
