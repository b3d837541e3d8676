"""Where more sales bring less money: each exception to monotonicity, as its smallest case.

The numbers are those of docs/explanation/findings.md.
"""

from __future__ import annotations

from typing import Any

import pytest

from policyrules.policy import Policy, load_policy
from policyrules.testing import Rise, raising_never_lowers, raising_never_lowers_payment

Json = dict[str, Any]
GANZHOU = load_policy("ganzhou")
YI = 100_000_000


def enterprise(name: str = "E1", **figures: Any) -> Json:
    return {"id": name, "recognized": True, "agri_sales": {"2025": 0, "2026": 0}, **figures}


def online(first: Any, second: Any = 0, third: Any = 0) -> Json:
    return {"2024": first, "2025": second, "2026": third}


def base(name: str, operator: str = "E1", **figures: Any) -> Json:
    facility = {"floor_area_m2": 1000, "live_rooms": 20, "resident_enterprises": 30, "hosts": 30}
    return {
        "id": name,
        "operator": operator,
        **facility,
        "live_sales": {"2024": 0, "2025": 60_000_000},
        **figures,
    }


def platform(name: str, operator: str, retail: Any, speciality: Any) -> Json:
    sales = {"retail_sales": {"2025": retail}, "speciality_sales": {"2025": speciality}}
    return {"id": name, "operator": operator, "self_built": True, **sales}


def paid(policy: Policy, facts: Json, *years: int, payee: str = "E1") -> float:
    """What an enterprise is paid for the years, one after the other, each year's payments recorded."""
    entries: list[Json] = list(facts.get("awards_paid", ()))
    total = 0
    for year in years:
        for line in policy.decide({**facts, "awards_paid": entries}, year).awards:
            if line.enterprise == payee and line.paid_fen:
                total += line.paid_fen
                tier = {} if line.tier is None else {"tier": line.tier}
                entry = {"year": year, "award": line.award, "enterprise": payee, "subject": line.subject}
                entries.append({**entry, **tier, "amount": line.paid})
    return total / 100


@pytest.mark.parametrize("options", [{}, {"growth_tiers_in_one_year": "cumulative"}])
def test_1_sales_of_the_base_year_take_away_the_first(options: Json) -> None:
    policy = GANZHOU.interpret(**options)
    for base_year, expected in ((YI, 200_000), (f"{YI}.01", 0)):
        assert (
            paid(policy, {"enterprises": [enterprise(online_sales=online(base_year, 150_000_000))]}, 2025) == expected
        )
    bases = [{"live_bases": [base("B1", live_sales={"2024": sales, "2025": 60_000_000})]} for sales in (0, 50_000_001)]
    assert [paid(policy, {"enterprises": [enterprise()], **each}, 2025) for each in bases] == [200_000, 0]


@pytest.mark.parametrize(("tiers", "steps", "leap"), [("highest", 600_000, 400_000), ("cumulative", 700_000, 500_000)])
def test_2_one_leap_pays_less_than_two_steps(tiers: str, steps: int, leap: int) -> None:
    policy = GANZHOU.interpret(growth_tiers_in_one_year=tiers)
    for sales_2025, expected in ((150_000_000, steps), (350_000_000, leap)):
        facts = {"enterprises": [enterprise(online_sales=online(0, sales_2025, 350_000_000))]}
        assert paid(policy, facts, 2025, 2026) == expected


def test_2_one_leap_of_a_base_pays_less_than_two_steps() -> None:
    found = {}
    for second_tier in ("full", "difference"):
        policy = GANZHOU.interpret(base_second_tier=second_tier)
        for sales in (30_000_000, 60_000_000):
            series = {"2024": 0, "2025": sales, "2026": 60_000_000}
            facts = {"enterprises": [enterprise()], "live_bases": [base("B1", live_sales=series)]}
            found[second_tier, sales] = paid(policy, facts, 2025, 2026)
    assert found["full", 30_000_000] == 300_000
    assert found["full", 60_000_000] == 200_000
    assert found["difference", 30_000_000] == found["difference", 60_000_000] == 200_000


def test_3_crossing_while_a_facility_figure_is_missed_loses_the_tier() -> None:
    """The base has 19 hosts in 2025 and 30 in 2026: what it sells in 2025 decides about 2026."""
    for sales_2025, expected in ((20_000_000, 200_000), (50_000_001, 0)):
        series = {"2024": 0, "2025": sales_2025, "2026": 60_000_000}
        facts_2025 = {"enterprises": [enterprise()], "live_bases": [base("B1", live_sales=series, hosts=19)]}
        facts_2026 = {"enterprises": [enterprise()], "live_bases": [base("B1", live_sales=series)]}
        assert paid(GANZHOU, facts_2025, 2025) + paid(GANZHOU, facts_2026, 2026) == expected


def test_3_crossing_before_recognition_loses_the_tier() -> None:
    for sales_2025, expected in ((YI, 200_000), (f"{YI}.01", 0)):
        series = online(0, sales_2025, 150_000_000)
        facts = [{"enterprises": [enterprise(online_sales=series, recognized=each)]} for each in (False, True)]
        assert paid(GANZHOU, facts[0], 2025) + paid(GANZHOU, facts[1], 2026) == expected


def test_4_crossing_in_a_year_with_an_agricultural_award_uses_the_first_up() -> None:
    agricultural: Json = {
        "agri_sales": {"2025": 20_000_000, "2026": 0},
        "agri_upstream_sales": {"2025": 20_000_000},
    }
    for sales_2025, expected in ((YI, 400_000), (f"{YI}.01", 200_000)):
        facts = {"enterprises": [enterprise(online_sales=online(0, sales_2025, 150_000_000), **agricultural)]}
        assert paid(GANZHOU, facts, 2025, 2026) == expected


def test_5_crossing_in_a_year_whose_cap_is_used_up_loses_the_tier() -> None:
    bases = [base(f"B{number}") for number in range(5)]
    for sales_2025, expected in ((YI, 1_200_000), (f"{YI}.01", 1_000_000)):
        facts = {
            "enterprises": [enterprise(online_sales=online(0, sales_2025, 150_000_000))],
            "live_bases": bases,
        }
        assert paid(GANZHOU, facts, 2025, 2026) == expected


@pytest.mark.parametrize(("cap_order", "after"), [("clause_order", 950_000), ("pro_rata", 952_380.95)])
def test_6_the_cap_keeps_what_the_budget_then_cuts(cap_order: str, after: float) -> None:
    """The 100万 keeps the platform and cuts growth; the budget has nothing left for platforms."""
    policy = GANZHOU.interpret(cap_order=cap_order)
    facts = {
        "enterprises": [
            enterprise(online_sales=online(0, f"{YI}.01")),
            enterprise("E2", online_sales=online(0)),
        ],
        "live_bases": [base(f"B{number}") for number in range(4)],
        "platforms": [
            platform("P1", "E1", "4999999.99", 5_000_000),
            platform("P2", "E2", 5_000_000, 6_000_000),
        ],
        "city": {"other_support": {"2025": 9_000_000}},
    }
    rise = Rise("platforms", 0, "retail_sales", 2025, 5_000_000)
    assert paid(policy, facts, 2025) == 1_000_000
    assert paid(policy, rise.applied(facts), 2025) == after
    raising_never_lowers(policy, facts, 2025, rise)
    with pytest.raises(AssertionError, match="lowers the payment of E1"):
        raising_never_lowers_payment(policy, facts, 2025, rise)
    for rule in ("pro_rata", "report_only"):
        other = policy.interpret(budget_rule=rule)
        assert paid(other, rise.applied(facts), 2025) >= paid(other, facts, 2025) - 0.05


def test_7_a_place_goes_to_the_platform_that_brings_less() -> None:
    """One place, ranked by retail sales, while the award is a share of speciality sales."""
    facts = {
        "enterprises": [enterprise(online_sales=online(0))],
        "platforms": [platform("P1", "E1", 6_000_000, 6_000_000), platform("P2", "E1", 6_000_000, 100_000)],
    }
    rise = Rise("platforms", 1, "retail_sales", 2025, "6000000.01")
    expected = {"retail_sales": 1000, "speciality_sales": 60_000}
    for rank_by, after in expected.items():
        policy = GANZHOU.interpret(platform_places=1, platform_rank_by=rank_by)
        assert paid(policy, facts, 2025) == 60_000
        assert paid(policy, rise.applied(facts), 2025) == after


def test_8_sharing_pro_rata_loses_less_than_a_fen_a_line() -> None:
    policy = GANZHOU.interpret(cap_order="pro_rata")
    facts = {
        "enterprises": [enterprise(online_sales=online(0))],
        "live_bases": [base(f"B{number}") for number in range(5)],
        "platforms": [platform("P1", "E1", "4999999.99", 5_000_000)],
    }
    rise = Rise("platforms", 0, "retail_sales", 2025, 5_000_000)
    assert paid(policy, facts, 2025) == 1_000_000
    assert 1_000_000 - 0.05 <= paid(policy, rise.applied(facts), 2025) < 1_000_000


def test_9_crossing_with_unknown_earlier_sales_leaves_both_awards_open() -> None:
    """A payable agricultural award becomes unknown: growth could be the higher of the two."""
    figures: Json = {"agri_sales": {"2025": 20_000_000}, "agri_upstream_sales": {"2025": 20_000_000}}
    statuses = []
    for sales in (YI, f"{YI}.01"):
        facts = {"enterprises": [enterprise(online_sales={"2025": sales}, **figures)]}
        statuses.append([line.status for line in GANZHOU.decide(facts, 2025).awards])
    assert statuses == [["not_eligible", "paid"], ["unknown", "unknown"]]


@pytest.mark.parametrize(("tiers", "after"), [("highest", 0), ("cumulative", 200_000)])
def test_10_a_payment_that_the_figures_contradict(tiers: str, after: int) -> None:
    """Tier 2 was paid for 2025, whose sales were corrected since: reaching tier 2 again pays nothing."""
    policy = GANZHOU.interpret(growth_tiers_in_one_year=tiers)
    entry = {
        "year": 2025,
        "award": "growth",
        "tier": 2,
        "enterprise": "E1",
        "subject": "E1",
        "amount": 300_000,
    }
    facts = {"enterprises": [enterprise(online_sales=online(0, 0, 2 * YI))], "awards_paid": [entry]}
    rise = Rise("enterprises", 0, "online_sales", 2026, f"{2 * YI}.01")
    assert paid(policy, facts, 2026) == 200_000
    assert paid(policy, rise.applied(facts), 2026) == after


def test_11_a_cumulative_line_names_one_of_the_tiers_it_pays() -> None:
    """The register has room for one tier an entry: recorded as decided, the lower tier counts as not yet paid."""
    policy = GANZHOU.interpret(growth_tiers_in_one_year="cumulative")
    facts: Json = {"enterprises": [enterprise(online_sales=online(0, 2.5 * YI))]}
    scarce = {**facts, "city": {"other_support": {"2025": 9_900_000}}}
    line = policy.decide(scarce, 2025).awards[0]
    assert (line.award, line.tier, line.entitled, line.paid) == ("growth", 2, "500000.00", "100000.00")

    def again(*entries: tuple[int, int]) -> str | None:
        paid = [
            {"year": 2025, "award": "growth", "tier": tier, "enterprise": "E1", "subject": "E1", "amount": amount}
            for tier, amount in entries
        ]
        return policy.decide({**facts, "awards_paid": paid}, 2025).awards[0].paid

    assert again((2, 100_000)) == "200000.00"
    assert again((1, 40_000), (2, 60_000)) == "0.00"
