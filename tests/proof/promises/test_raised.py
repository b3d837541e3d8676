"""Whether a higher figure means less: the same for the solver, on facts that there are, as for two decisions."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import decisions
from thoroughness import tries

from policyrules.engines.reference import ReferenceEngine
from policyrules.facts.records import Facts
from policyrules.invariants.monotone import lowered
from policyrules.invariants.rules import MonotoneRule
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Attribute
from policyrules.policy import Policy, load_policy
from policyrules.proof.facts.shape import shape_of_facts
from policyrules.proof.logic.solving import solve
from policyrules.proof.promises import broken_monotone, raised
from policyrules.testing import Rise, raisable, rises
from policyrules.testing import facts as any_facts
from policyrules.testing.changes import Json
from policyrules.text import same

GANZHOU = load_policy("ganzhou")


@st.composite
def rules(draw: st.DrawFn, policy: Policy, rise: Rise) -> MonotoneRule:
    """A promise about the figure that rises, for some awards, counting some limits."""
    kind = policy.definition.vocabulary.lists[rise.things].fields[rise.field].kind
    names = [each.id for each in policy.definition.awards]
    awards = draw(st.none() | st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple))
    figure = Attribute(rise.field, kind, year=rise.year)
    flags = st.booleans()
    return MonotoneRule(
        "more", "一", same("more"), rise.things, figure, awards, over_all=draw(flags), any_register=draw(flags)
    )


def figures(policy: Policy, year: int) -> list[tuple[str, str, int | None]]:
    """Figures that awards ask about, those of the year before too: raising these takes a first time away."""
    found = [each for each in raisable(policy, year) if _kind(policy, each[0], each[1]) is not Kind.RATE]
    return [*found, *((things, field, year - 1) for things, field, of in found if of is not None)]


def _kind(policy: Policy, things: str, field: str) -> Kind:
    return policy.definition.vocabulary.lists[things].fields[field].kind


def _figure(rule: MonotoneRule, facts: Facts, thing: str) -> Value | None:
    (found,) = (each for each in facts.lists[rule.things] if each.id == thing)
    return found.value(rule.figure.field, rule.figure.year)


def agree(data: st.DataObject, policy: Policy, given_facts: st.SearchStrategy[Json], year: int) -> bool:
    """Whether a figure that rises means less. Both ways to find out must say the same."""
    facts, rise = data.draw(rises(policy, year, given_facts, figures(policy, year)))
    if rise is None:
        return False
    rule = data.draw(rules(policy, rise))
    program, vocabulary = policy.program(year), policy.definition.vocabulary
    lower, higher = policy.facts(facts), policy.facts(rise.applied(facts))
    thing = str(facts[rise.things][rise.index][vocabulary.lists[rise.things].id_field])
    falls = bool(list(lowered(rule, program, lower, higher, ReferenceEngine())))
    least, most = (_figure(rule, each, thing) for each in (lower, higher))
    if not (isinstance(least, int) and isinstance(most, int) and least < most):
        return falls
    found = raised(rule, program, vocabulary, shape_of_facts(program, lower), thing)
    formula = broken_monotone(found)
    these = [*found.constraints, *found.before.world.equals(lower), *found.after.world.equals(higher)]
    assert solve(these).outcome == "sat", "facts that there are cannot be"
    assert solve([*these, formula]).outcome == ("sat" if falls else "unsat")
    return falls


@settings(max_examples=tries(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_random_policies(data: st.DataObject) -> None:
    policy, _, year = data.draw(decisions())
    agree(data, policy, any_facts(policy, year, unknown=data.draw(st.booleans())), year)


@settings(max_examples=tries(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_ganzhou(data: st.DataObject) -> None:
    year = data.draw(st.sampled_from([2025, 2026]))
    agree(data, GANZHOU, any_facts(GANZHOU, year, unknown=data.draw(st.booleans())), year)


#: An enterprise that exceeded the bound for the first time, and what it sold the year before.
FIRST = {"enterprises": [{"id": "E1", "recognized": True, "online_sales": {"2024": 0, "2025": 200_000_000}}]}


@pytest.mark.parametrize(("year", "outcome"), [(2024, "sat"), (2025, "unsat")])
def test_the_solver_finds_facts_on_which_more_means_less(year: int, outcome: str) -> None:
    """Sales of the year before take the first time away; whatever the sales of the year itself, more is no less."""
    figure = Attribute("online_sales", Kind.MONEY, year=year)
    rule = MonotoneRule(
        "more", "一", same("more"), "enterprises", figure, ("growth",), over_all=False, any_register=False
    )
    program, vocabulary = GANZHOU.program(2025), GANZHOU.definition.vocabulary
    shape = shape_of_facts(program, GANZHOU.facts(FIRST))
    found = raised(rule, program, vocabulary, shape, "E1")
    assert solve([*found.constraints, broken_monotone(found)]).outcome == outcome
