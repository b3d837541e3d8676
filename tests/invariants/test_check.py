"""Each promise is broken by a policy that breaks it, and held by the policy that makes it, on the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from engines.centres import centre

from policyrules.bundled_files import bundled_policies
from policyrules.invariants import Violation, check, promised
from policyrules.policy import load_policy
from policyrules.proof.search import held

from .copies import TRAINING, YI, Edit, Json, amended, bases, enterprise, limit, paid, platforms
from .test_monotone import NOT_MONOTONE

GANZHOU, ZHANJIANG = load_policy("ganzhou"), load_policy("zhanjiang")
_NOT_ASKED = (
    "      - {id: recognized, label: {zh: 经认定, en: recognised}, test: recognized}\n      - {id: sales, label: {zh: "
)


class Broken(NamedTuple):
    """What is broken in a copy of a policy, facts that show it, and for whom: what was found and allowed."""

    edits: tuple[Edit, ...]
    facts: Json
    says: tuple[str, str, str]
    year: int = 2025


def _sells(county: str, *sales: int) -> Json:
    return {
        "enterprises": [
            {"id": f"Z{number}", "county": county, "legal_form": "company", "online_retail_sales": {"2025": each}}
            for number, each in enumerate(sales)
        ]
    }


GANZHOU_BROKEN: dict[str, Broken] = {
    "enterprise_most": Broken(
        (("limits.yaml", limit("enterprise_cap"), ""),),
        {"enterprises": [enterprise()], "live_bases": bases(6)},
        ("E1", "1200000.00", "1000000.00"),
    ),
    "platform_most": Broken(
        (("limits.yaml", limit("platform_cap"), ""),),
        {"enterprises": [enterprise()], "platforms": platforms(2)},
        ("E1", "600000.00", "300000.00"),
    ),
    "base_most": Broken(
        (
            (
                "parameters.yaml",
                "live_base.tier_2.reward: {value: 20万元",
                "live_base.tier_2.reward: {value: 20.01万元",
            ),
        ),
        {"enterprises": [enterprise()], "live_bases": bases(1)},
        ("E1-B0", "200100.00", "200000.00"),
    ),
    "growth_most": Broken(
        (
            ("parameters.yaml", "growth.tier_4.reward: {value: 50万元", "growth.tier_4.reward: {value: 60万元"),
            ("parameters.yaml", "growth.cap: {value: 50万元", "growth.cap: {value: 60万元"),
        ),
        {"enterprises": [enterprise(online_sales={"2024": 0, "2025": 5 * YI})]},
        ("E1", "600000.00", "500000.00"),
    ),
    "agricultural_most": Broken(
        (("parameters.yaml", "agricultural.cap: {value: 20万元", "agricultural.cap: {value: 20.01万元"),),
        {"enterprises": [enterprise(agri_sales={"2025": YI}, agri_upstream_sales={"2025": YI})]},
        ("E1", "200100.00", "200000.00"),
    ),
    "growth_or_agricultural": Broken(
        (("limits.yaml", limit("growth_or_agricultural"), ""),),
        {
            "enterprises": [
                enterprise(
                    online_sales={"2024": 0, "2025": 5 * YI}, agri_sales={"2025": YI}, agri_upstream_sales={"2025": YI}
                )
            ]
        },
        ("E1", "growth, agricultural", "1"),
    ),
    "budget": Broken(
        (("limits.yaml", "    less: city.other_support[year]\n", ""),),
        {
            "enterprises": [enterprise()],
            "live_bases": bases(5),
            "city": {"other_support": {"2025": 9_100_000}},
        },
        ("", "1000000.00", "900000.00"),
    ),
    "paid_once": Broken(
        (("awards.yaml", "    subject: enterprises\n    paid: once", "    subject: enterprises\n    paid: yearly"),),
        {
            "enterprises": [enterprise(online_sales={"2024": 0, "2025": 0, "2026": 2 * YI})],
            "awards_paid": [paid("growth", 200_000, tier=1)],
        },
        ("E1", "200000.00", "0.00"),
        2026,
    ),
    "in_force": Broken(
        (("policy.yaml", "until: 2026-12-31", "until: 2027-12-31"),),
        {"enterprises": [enterprise()], "platforms": platforms(1)},
        ("E1-P0", "2027", "2024–2026"),
        2027,
    ),
    "growth_recognized": Broken(
        (("awards.yaml", f"{_NOT_ASKED}年度", "      - {id: sales, label: {zh: 年度"),),
        {"enterprises": [enterprise(recognized=False, online_sales={"2024": 0, "2025": 2 * YI})]},
        ("E1", "not_met", "met"),
    ),
    "agricultural_recognized": Broken(
        (("awards.yaml", f"{_NOT_ASKED}农产品", "      - {id: sales, label: {zh: 农产品"),),
        {"enterprises": [enterprise(recognized=None, agri_sales={"2025": YI}, agri_upstream_sales={"2025": YI})]},
        ("E1", "unknown", "met"),
    ),
}
ZHANJIANG_BROKEN: dict[str, Broken] = {
    "all_six": Broken(
        (
            (
                "standards.yaml",
                "        label: {zh: 有团队, en: a team}\n",
                "        label: {zh: 有团队, en: a team}\n        counts: false\n",
            ),
        ),
        {"town_centres": [centre({"team.management_team": False})]},
        ("T1", "not_met", "team"),
    ),
    "bands": Broken(
        (("parameters.yaml", "over_5m.sales: {value: 500万元", "over_5m.sales: {value: 5000万元"),),
        _sells("遂溪", 20_000_000),
        ("", "1", "0"),
    ),
}


def _said(found: tuple[Violation, ...]) -> list[tuple[str, tuple[str, str, str]]]:
    return [(each.invariant, (each.subject, each.found, each.allowed)) for each in found]


@pytest.mark.parametrize("name", GANZHOU_BROKEN)
def test_a_broken_promise_of_ganzhou_is_found(name: str, tmp_path: Path) -> None:
    case = GANZHOU_BROKEN[name]
    broken = amended(tmp_path, "ganzhou", *case.edits)
    assert held(GANZHOU, GANZHOU, case.facts, case.year) == ()
    found = held(GANZHOU, broken, case.facts, case.year)
    assert _said(found) == [(name, case.says)]
    assert held(GANZHOU.definition, broken, case.facts, case.year, without=[name]) == ()
    assert case.says[0] in found[0].words.zh
    assert case.says[0] in found[0].words.en


@pytest.mark.parametrize("name", ZHANJIANG_BROKEN)
def test_a_broken_promise_of_zhanjiang_is_found(name: str, tmp_path: Path) -> None:
    case = ZHANJIANG_BROKEN[name]
    broken = amended(tmp_path, "zhanjiang", *case.edits)
    assert held(ZHANJIANG, ZHANJIANG, case.facts, case.year) == ()
    assert (name, case.says) in _said(held(ZHANJIANG, broken, case.facts, case.year))


def test_every_promise_is_seen_broken() -> None:
    """A promise added to a policy without a copy that breaks it would prove nothing: here, or in test_monotone."""
    for policy, broken in ((GANZHOU, [*GANZHOU_BROKEN, *NOT_MONOTONE]), (ZHANJIANG, [*ZHANJIANG_BROKEN])):
        assert [each.id for each in policy.definition.invariants] == broken


def test_a_promise_keeps_its_own_numbers(tmp_path: Path) -> None:
    """A proposal cannot move the bound that it is held to; the promise of the proposal itself is its own."""
    raised = amended(
        tmp_path, "ganzhou", ("parameters.yaml", "enterprise_cap: {value: 100万元", "enterprise_cap: {value: 120万元")
    )
    facts = {"enterprises": [enterprise()], "live_bases": bases(6)}
    decision = raised.decide(facts, 2025)
    assert _said(check(GANZHOU.definition, decision)) == [("enterprise_most", ("E1", "1200000.00", "1000000.00"))]
    assert check(raised.definition, decision) == ()


def test_an_award_that_is_added_counts_where_all_awards_do(tmp_path: Path) -> None:
    """A cap that names its awards forgets a new one; a promise about all awards does not."""
    added = amended(tmp_path, "ganzhou", *TRAINING)
    facts = {"enterprises": [enterprise()], "live_bases": bases(5)}
    assert _said(held(GANZHOU, added, facts, 2025)) == [("enterprise_most", ("E1", "1300000.00", "1000000.00"))]


def test_earlier_payments_count_and_leave_nothing_below_nothing(tmp_path: Path) -> None:
    """Who had more than the promise before may get nothing more; that it had more is not this decision's doing."""
    uncapped = amended(tmp_path, "ganzhou", ("limits.yaml", limit("enterprise_cap"), ""))
    facts: Json = {"enterprises": [enterprise()], "awards_paid": [paid("live_base", 1_500_000, "B9", 2)]}
    assert held(GANZHOU, uncapped, facts, 2025) == ()
    facts["live_bases"] = bases(1)
    assert _said(held(GANZHOU, uncapped, facts, 2025)) == [("enterprise_most", ("E1", "200000.00", "0.00"))]


def test_the_period_of_a_promise_follows_the_reading(tmp_path: Path) -> None:
    uncapped = amended(tmp_path, "ganzhou", ("limits.yaml", limit("platform_cap"), ""))
    facts = {
        "enterprises": [enterprise()],
        "platforms": platforms(1),
        "awards_paid": [paid("platform", 100_000, "P9", year=2024)],
    }
    assert held(GANZHOU, uncapped, facts, 2025) == ()
    whole = uncapped.interpret(platform_cap_period="whole_period")
    assert _said(held(GANZHOU, whole, facts, 2025)) == [("platform_most", ("E1", "300000.00", "200000.00"))]


def test_what_is_not_promised_under_a_reading_is_not_asked() -> None:
    facts = {"enterprises": [enterprise()], "live_bases": bases(5), "city": {"other_support": {"2025": 9_100_000}}}
    reported = GANZHOU.interpret(budget_rule="report_only")
    assert reported.decide(facts, 2025).totals.overrun > 0
    assert held(GANZHOU, reported, facts, 2025) == ()
    # That it was not asked can be told from that it held.
    asked = (promised(GANZHOU.definition, each.decide(facts, 2025)) for each in (GANZHOU, reported))
    assert [("budget" in each, "enterprise_most" in each) for each in asked] == [(True, True), (False, True)]
    assert held(ZHANJIANG, ZHANJIANG.interpret(target_bands="separate"), _sells("遂溪", 2 * YI), 2025) == ()


@pytest.mark.parametrize(("register", "found"), [((), []), ((2,), ["500000.00"]), ((1, 2), ["500000.00"])])
def test_tiers_that_add_up_are_paid_once_each(register: tuple[int, ...], found: list[str], tmp_path: Path) -> None:
    """A line names its highest tier and pays all: it may still pay what the tiers outside the register come to."""
    yearly = amended(tmp_path, "ganzhou", *GANZHOU_BROKEN["paid_once"].edits)
    facts = {
        "enterprises": [enterprise(online_sales={"2024": 0, "2025": 0, "2026": 2.5 * YI})],
        "awards_paid": [paid("growth", 1, tier=tier) for tier in register],
    }
    once, again = (each.interpret(growth_tiers_in_one_year="cumulative") for each in (GANZHOU, yearly))
    assert held(GANZHOU, once, facts, 2026) == ()
    assert _said(held(GANZHOU, again, facts, 2026)) == [("paid_once", ("E1", each, "0.00")) for each in found]


def test_a_fact_that_a_proposal_takes_away_is_unknown(tmp_path: Path) -> None:
    """What a promise asks about cannot be made true by no longer asking for it."""
    unasked = amended(
        tmp_path,
        "ganzhou",
        ("facts.yaml", "      recognized: ", "      approved: "),
        ("invariants.yaml", "    award: growth\n    test: recognized", "    award: growth\n    test: approved"),
        (
            "invariants.yaml",
            "    award: agricultural\n    test: recognized",
            "    award: agricultural\n    test: approved",
        ),
        ("awards.yaml", f"{_NOT_ASKED}年度", "      - {id: sales, label: {zh: 年度"),
        ("awards.yaml", f"{_NOT_ASKED}农产品", "      - {id: sales, label: {zh: 农产品"),
    )
    given = enterprise(online_sales={"2024": 0, "2025": 2 * YI})
    del given["recognized"]
    found = held(GANZHOU, unasked, {"enterprises": [given]}, 2025)
    assert _said(found) == [("growth_recognized", ("E1", "unknown", "met"))]


def test_a_block_that_a_standard_loses_is_missed_by_what_meets_it(tmp_path: Path) -> None:
    """Neither the standard that loses it nor the promise rewritten with it changes what the base promised."""
    text = (bundled_policies()["zhanjiang"] / "standards.yaml").read_text("utf-8")
    training = text[text.index("      training:\n") : text.index("      safeguards:\n")]
    five = amended(
        tmp_path,
        "zhanjiang",
        ("standards.yaml", training, ""),
        ("invariants.yaml", "logistics, training]", "logistics]"),
    )
    facts = {"town_centres": [centre({"training.free_training": False})]}
    assert held(ZHANJIANG, ZHANJIANG, facts, 2025) == ()
    assert held(five, five, facts, 2025) == ()
    assert _said(held(ZHANJIANG, five, facts, 2025)) == [("all_six", ("T1", "absent", "training"))]
