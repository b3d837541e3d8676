"""More never means less: seen to fail where a changed policy takes money away for a higher figure, and only there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyrules.engines import choose
from policyrules.invariants import Violation
from policyrules.invariants.monotone import lowered
from policyrules.invariants.rules import MonotoneRule
from policyrules.policy import Policy, load_policy
from policyrules.testing import Rise

from .copies import YI, Edit, Json, amended, bases, enterprise, paid, platforms

GANZHOU = load_policy("ganzhou")


class Falls(NamedTuple):
    """What is changed in a copy of the policy, facts, the figure raised, and what its payee gets after and before."""

    edits: tuple[Edit, ...]
    facts: Json
    rise: Rise
    says: tuple[str, str]


def _sells(**figures: Any) -> Json:
    return {"enterprises": [enterprise(**figures)]}


_RATE = "platform.rate * speciality_sales[year]"
_UPSTREAM = "interpretation.agri_rate * agri_upstream_sales[year]"
NOT_MONOTONE: dict[str, Falls] = {
    "more_speciality_sales": Falls(
        (("awards.yaml", _RATE, "platform.rate * (retail_sales[year] - speciality_sales[year])"),),
        {"enterprises": [enterprise()], "platforms": [{**platforms(1)[0], "speciality_sales": {"2025": 30_000_000}}]},
        Rise("platforms", 0, "speciality_sales", 2025, 40_000_000),
        ("200000.00", "300000.00"),
    ),
    "more_retail_sales": Falls(
        (("awards.yaml", "retail_sales[year] >= platform.threshold", "retail_sales[year] <= platform.threshold"),),
        {
            "enterprises": [enterprise()],
            "platforms": [{**platforms(1)[0], "retail_sales": {"2025": 1}, "speciality_sales": {"2025": 1_000_000}}],
        },
        Rise("platforms", 0, "retail_sales", 2025, YI),
        ("0.00", "10000.00"),
    ),
    "more_live_sales": Falls(
        (("parameters.yaml", "live_base.tier_2.reward: {value: 20万元", "live_base.tier_2.reward: {value: 5万元"),),
        {"enterprises": [enterprise()], "live_bases": [{**bases(1)[0], "live_sales": {"2024": 0, "2025": 30_000_000}}]},
        Rise("live_bases", 0, "live_sales", 2025, 60_000_000),
        ("50000.00", "100000.00"),
    ),
    "more_online_sales": Falls(
        (("parameters.yaml", "growth.tier_2.reward: {value: 30万元", "growth.tier_2.reward: {value: 10万元"),),
        _sells(online_sales={"2024": 0, "2025": 150_000_000}),
        Rise("enterprises", 0, "online_sales", 2025, 200_000_001),
        ("100000.00", "200000.00"),
    ),
    "more_agricultural_sales": Falls(
        (("awards.yaml", "agri_sales[year] > agricultural.threshold", "agri_sales[year] < agricultural.threshold"),),
        _sells(agri_sales={"2025": 1}, agri_upstream_sales={"2025": 1_000_000}),
        Rise("enterprises", 0, "agri_sales", 2025, YI),
        ("0.00", "10000.00"),
    ),
    "more_upstream_sales": Falls(
        (("awards.yaml", _UPSTREAM, "interpretation.agri_rate * (agri_sales[year] - agri_upstream_sales[year])"),),
        _sells(agri_sales={"2025": 30_000_000}, agri_upstream_sales={"2025": 20_000_000}),
        Rise("enterprises", 0, "agri_upstream_sales", 2025, 25_000_000),
        ("50000.00", "100000.00"),
    ),
}


def _broken(name: str, policy: Policy, facts: Json, rise: Rise, year: int = 2025) -> tuple[Violation, ...]:
    """What a higher figure breaks of a promise of Ganzhou where `policy` decides, on either engine."""
    rules = [each for each in GANZHOU.interpret(**_readings(policy)).promises(year) if each.id == name]
    lower, higher, program = policy.facts(facts), policy.facts(rise.applied(facts)), policy.program(year)
    found = [
        tuple(lowered(rule, program, lower, higher, choose(engine)))
        for engine in ("reference", "rete")
        for rule in rules
        if isinstance(rule, MonotoneRule)
    ]
    assert found in ([], [found[0]] * 2)
    return found[0] if found else ()


def _readings(policy: Policy) -> dict[str, str]:
    return {name: option for name, option in policy.options.items() if isinstance(option, str)}


@pytest.mark.parametrize("name", NOT_MONOTONE)
def test_a_higher_figure_that_takes_money_away_is_found(name: str, tmp_path: Path) -> None:
    case = NOT_MONOTONE[name]
    broken = amended(tmp_path, "ganzhou", *case.edits)
    assert _broken(name, GANZHOU, case.facts, case.rise) == ()
    (found,) = _broken(name, broken, case.facts, case.rise)
    assert (found.invariant, found.subject) == (name, "E1")
    assert (found.found, found.allowed) == case.says
    assert "E1" in found.words.zh
    # The figure as it was is no higher than itself.
    assert _broken(name, broken, case.rise.applied(case.facts), case.rise) == ()


def test_what_is_unknown_is_neither_lower_nor_higher(tmp_path: Path) -> None:
    case = NOT_MONOTONE["more_online_sales"]
    broken = amended(tmp_path, "ganzhou", *case.edits)
    facts = {"enterprises": [{**case.facts["enterprises"][0], "recognized": None}]}
    assert _broken("more_online_sales", broken, facts, case.rise) == ()


def test_a_promise_about_new_payments_says_nothing_after_earlier_ones(tmp_path: Path) -> None:
    """The register has a tier that the sales did not reach: whoever reaches it now loses the one below it."""
    case = NOT_MONOTONE["more_online_sales"]
    facts = {**case.facts, "awards_paid": [paid("growth", 300_000, tier=2, year=2024)]}
    before, after = (GANZHOU.decide(each, 2025).totals.paid for each in (facts, case.rise.applied(facts)))
    assert (before, after) == (20_000_000, 0)
    assert _broken("more_online_sales", GANZHOU, facts, case.rise) == ()


@pytest.mark.parametrize(("limits", "found"), [("payee", []), ("all", [("700000.00", "990000.00")])])
def test_only_a_promise_about_all_limits_counts_what_others_take(
    limits: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    """An enterprise at its cap has bases, which the budget serves first, cut for a platform, which it serves last.

    So it may lose to the platform of another, which its own promise knows nothing of.
    """
    figure = '    figure: "speciality_sales[year]"\n'
    policy = amended(tmp_path, "ganzhou", ("invariants.yaml", figure, f"{figure}    limits: {limits}\n"))
    (rule,) = [each for each in policy.promises(2025) if each.id == "more_speciality_sales"]
    assert isinstance(rule, MonotoneRule)
    facts = {
        "enterprises": [enterprise("E1"), enterprise("E2")],
        "platforms": [{**platforms(1)[0], "speciality_sales": {"2025": 1_000_000}}, *platforms(1, "E2")],
        "live_bases": bases(5),
        "city": {"other_support": {"2025": 9_000_000}},
    }
    rise = Rise("platforms", 0, "speciality_sales", 2025, 30_000_000)
    lower, higher = policy.facts(facts), policy.facts(rise.applied(facts))
    broken = lowered(rule, policy.program(2025), lower, higher, choose("reference"))
    assert [(each.found, each.allowed) for each in broken] == found
