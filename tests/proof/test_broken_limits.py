"""Whatever breaks a promise of the two documents is refuted, with a case that two executions confirm."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from policyrules.coverage.mutants import Mutant, mutants
from policyrules.coverage.mutants.mutant import with_part
from policyrules.language.definition import Definition
from policyrules.policy import Policy, load_policy
from policyrules.proof import prove

pytestmark = pytest.mark.thorough

_AWARDS = ("platform", "live_base", "growth", "agricultural")
_BLOCKS = ("site", "team", "products", "operation", "logistics", "training")
_EXCLUSIVE, _CAP, _BUDGET = "limits.growth_or_agricultural", "limits.enterprise_cap", "limits.budget"
#: The promise that each change of a policy breaks, under one reading at least.
BROKEN: dict[str, dict[str, str]] = {
    "ganzhou": {
        # Limits that are gone,
        "limits.platform_cap: dropped": "platform_most",
        "limits.growth_cap: dropped": "growth_most",
        "limits.agricultural_cap: dropped": "agricultural_most",
        f"{_EXCLUSIVE}: dropped": "growth_or_agricultural",
        f"{_CAP}: dropped": "enterprise_most",
        f"{_BUDGET}: dropped": "budget",
        f"{_BUDGET}.less: dropped": "budget",
        # that no longer cover an award,
        f"{_EXCLUSIVE}.awards: without growth": "growth_or_agricultural",
        f"{_EXCLUSIVE}.awards: without agricultural": "growth_or_agricultural",
        **{f"{_CAP}.awards: without {award}": "enterprise_most" for award in _AWARDS},
        **{f"{_BUDGET}.awards: without {award}": "budget" for award in _AWARDS},
        # that let a fen more pass.
        "parameters.enterprise_cap: 1,000,000 yuan → 1,000,000.01 yuan": "enterprise_most",
        "parameters.platform.cap: 300,000 yuan → 300,000.01 yuan": "platform_most",
        "parameters.growth.cap: 500,000 yuan → 500,000.01 yuan": "growth_most",
        "parameters.agricultural.cap: 200,000 yuan → 200,000.01 yuan": "agricultural_most",
        "parameters.budget: 10,000,000 yuan → 10,000,000.01 yuan": "budget",
        "parameters.live_base.tier_1.reward: 100,000 yuan → 100,000.01 yuan": "base_most",
        "parameters.live_base.tier_2.reward: 200,000 yuan → 200,000.01 yuan": "base_most",
        # Awards in other years, again, or without what they ask.
        "parameters.in_force.first_year: 2024 → 2023": "in_force",
        "parameters.in_force.last_year: 2026 → 2027": "in_force",
        **{f"awards.{award}.years: first a year earlier": "in_force" for award in _AWARDS},
        **{f"awards.{award}.years: last a year later": "in_force" for award in _AWARDS},
        "awards.live_base.paid: once → yearly": "paid_once",
        "awards.growth.paid: once → yearly": "paid_once",
        "awards.growth.criteria.recognized: dropped": "growth_recognized",
        "awards.agricultural.criteria.recognized: dropped": "agricultural_recognized",
    },
    "zhanjiang": {
        **{f"standards.six_haves.blocks.{block}.counts: no longer counts": "all_six" for block in _BLOCKS},
        "targets.over_100m.count.criteria.sales: dropped": "bands",
        "targets.over_10m.count.criteria.sales: dropped": "bands",
        "targets.over_100m.count.criteria.legal_form: dropped": "bands",
        "targets.over_10m.count.criteria.legal_form: dropped": "bands",
        "targets.over_5m.count.criteria.legal_form: no: != → ==": "bands",
    },
}
#: What changes a policy and breaks no promise: the award begins after the base year, and no earlier than in force.
KEPT = {
    f"{_CAP}.period: year → whole_period": "enterprise_most",
    "limits.growth_or_agricultural.awards: agricultural before growth": "growth_or_agricultural",
    "awards.platform.cap: dropped": "platform_most",
}


@cache
def changed(name: str) -> dict[str, Mutant]:
    """The mutants of a bundled policy, by name."""
    return {each.id: each for each in mutants(load_policy(name).definition)}


def _platforms_by_year(definition: Definition) -> Definition:
    """The cap on platforms starts anew every year, whatever the reading."""
    index = [each.id for each in definition.limits].index("platform_cap")
    return with_part(definition, "limits", index, period="year")


def _lower_top_tier(definition: Definition) -> Definition:
    """The highest tier of growth pays less than the one below."""
    tier = definition.parameters["growth.tier_4.reward"]
    ((day, _),) = tier.values
    return replace(
        definition, parameters={**definition.parameters, tier.name: replace(tier, values=((day, 300_000_00),))}
    )


def refuted(name: str, definition: Definition, invariant: str) -> None:
    """A changed policy breaks what the bundled one promises; a case shows it, and the bundled policy keeps it there."""
    policy = load_policy(name)
    (proof,) = prove(Policy(definition), base=policy, invariants=[invariant]).proofs
    assert proof.outcome == "refuted", proof.reason
    case = proof.counterexample
    assert case is not None
    assert set(case.confirmed_by) == {"reference", "rete"}
    assert {each.invariant for each in case.violations} == {invariant}


@pytest.mark.parametrize(("name", "change"), [(name, change) for name, table in BROKEN.items() for change in table])
def test_a_change_that_breaks_a_promise_is_refuted(name: str, change: str) -> None:
    """Else a limit can be lost, raised by a fen or emptied, and the proof does not see it."""
    refuted(name, changed(name)[change].definition, BROKEN[name][change])


def test_a_period_that_starts_anew_is_refuted() -> None:
    """Else a cap over the whole period is taken for one of a year."""
    refuted("ganzhou", _platforms_by_year(load_policy("ganzhou").definition), "platform_most")


def test_a_tier_that_pays_less_than_a_lower_one_is_refuted() -> None:
    """Else more sales may mean less money."""
    refuted("ganzhou", _lower_top_tier(load_policy("ganzhou").definition), "more_online_sales")


@pytest.mark.parametrize("change", KEPT)
def test_a_change_that_breaks_no_promise_is_not_refuted(change: str) -> None:
    """Else a promise is refuted by facts on which the policy keeps it."""
    policy = load_policy("ganzhou")
    (proof,) = prove(Policy(changed("ganzhou")[change].definition), base=policy, invariants=[KEPT[change]]).proofs
    assert proof.outcome == "proved"


@pytest.mark.parametrize("name", BROKEN)
def test_the_bundled_policies_themselves_are_not_refuted(name: str) -> None:
    """Else what refutes the changed policies says nothing about the change."""
    promises = dict.fromkeys(BROKEN[name].values())
    found = prove(load_policy(name), invariants=promises, readings="chosen").proofs
    assert {each.invariant: each.outcome for each in found} == dict.fromkeys(promises, "proved")
