"""The facts of the interface's example, and boundary cases worked out by hand from the reading.

No expected figure here comes from running the library: each follows from the clause named in the case.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import policyrules as pr

RETE = Path(pr.__file__).parent / "engines" / "rete" / "engine.py"
ENGINES = ["reference", "rete"] if RETE.exists() else ["reference"]

EXAMPLE = """
{"enterprises": [{"id": "E1", "name": "…", "county": "南康区", "founded_year": 2019, "recognized": true,
    "online_sales": {"2024": 90000000, "2025": 250000000},
    "agri_sales": {"2025": 12000000}, "agri_upstream_sales": {"2025": 11000000}}],
 "platforms": [{"id": "P1", "operator": "E1", "self_built": true,
    "retail_sales": {"2025": 5000000}, "speciality_sales": {"2025": 3000000}}],
 "live_bases": [{"id": "B1", "operator": "E1", "founded_year": 2025, "floor_area_m2": 1200, "live_rooms": 20,
    "resident_enterprises": 30, "hosts": 30, "live_sales": {"2024": 10000000, "2025": 60000000},
    "best_resident_live_sales": {"2025": 30000000}}],
 "awards_paid": [{"year": 2025, "award": "live_base", "tier": 1, "enterprise": "E1", "subject": "B1",
    "amount": 100000}],
 "city": {"online_retail": {"2026": 81000000000}, "agri_online_retail": {"2026": 10000000000},
    "courier_village_share": {"2024": 0.82}, "strong_towns": {"2026": 3}, "pilot_counties": {"2026": 2},
    "parcel_24h_share": {"2026": 0.9}, "other_support": {"2025": 0}}}
"""

Expected = dict[str, tuple[str, str | None, str | None]]


def lines_of(decision: dict[str, Any]) -> Expected:
    """`award subject` (and `award/tier subject`, where a tier is reached) to status, entitled and paid."""
    return {
        f"{line['award']}{'' if line['tier'] is None else '/' + str(line['tier'])} {line['subject']}": (
            line["status"],
            line["entitled"],
            line["paid"],
        )
        for line in decision["awards"]
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_example_of_the_interface(engine: str) -> None:
    policy = pr.load_policy("ganzhou")
    decision = policy.decide(json.loads(EXAMPLE), year=2025, engine=engine).to_dict()
    assert [(a["clause"], a["enterprise"], a["subject"], a["missing"]) for a in decision["awards"]] == [
        ("三（一）", "E1", "P1", []),
        ("三（二）", "E1", "B1", []),
        ("三（三）", "E1", "E1", []),
        ("三（五）", "E1", "E1", []),
    ]
    assert lines_of(decision) == {
        "platform P1": ("paid", "30000.00", "30000.00"),
        "live_base/2 B1": ("paid", "200000.00", "200000.00"),
        "growth/2 E1": ("paid", "300000.00", "300000.00"),
        "agricultural E1": ("excluded", "110000.00", "0.00"),
    }
    # 3 + 20 + 30 + 11; without the excluded 11; 1000 less the 10 already paid for the year (万).
    assert decision["totals"] == {
        "entitled": "640000.00",
        "claimed": "530000.00",
        "paid": "530000.00",
        "budget": "9900000.00",
        "overrun": "0.00",
        "unknown_lines": "0",
        "provisional": False,
    }


# --------------------------------------------------------------------------- builders

LARGE: dict[str, Any] = {"floor_area_m2": 1000, "live_rooms": 20, "resident_enterprises": 30, "hosts": 30}
SMALL: dict[str, Any] = {"floor_area_m2": 500, "live_rooms": 10, "resident_enterprises": 20, "hosts": 20}


def enterprise(name: str = "E1", **facts: Any) -> dict[str, Any]:
    """A recognised enterprise, small in everything that is not said."""
    small = {"2024": 0, "2025": 0, "2026": 0}
    known = {"recognized": True, "online_sales": small, "agri_sales": small, "agri_upstream_sales": small}
    return {"id": name, **known, **facts}


def growing(to: Any, name: str = "E1", **facts: Any) -> dict[str, Any]:
    """An enterprise whose online sales rise from 0.9亿 to that in 2025."""
    return enterprise(name, online_sales={"2024": 90_000_000, "2025": to}, **facts)


def farming(sales: Any, upstream: Any, **facts: Any) -> dict[str, Any]:
    """An enterprise with these agricultural sales in 2025."""
    return enterprise(agri_sales={"2025": sales}, agri_upstream_sales={"2025": upstream}, **facts)


def platform(speciality: Any, retail: Any = 6_000_000, name: str = "P1", **facts: Any) -> dict[str, Any]:
    """A self-built platform of E1."""
    sales = {"retail_sales": {"2025": retail}, "speciality_sales": {"2025": speciality}}
    return {"id": name, "operator": "E1", "self_built": True, **sales, **facts}


def base(before: Any, now: Any, name: str = "B1", **facts: Any) -> dict[str, Any]:
    """A base of E1, large in all its figures, with these sales in 2024 and 2025."""
    sales = {"live_sales": {"2024": before, "2025": now}}
    return {"id": name, "operator": "E1", **LARGE, **sales, **facts}


def paid(award: str, amount: Any, year: int = 2025, subject: str | None = "E1", **facts: Any) -> dict[str, Any]:
    """An earlier payment to E1."""
    return {"year": year, "award": award, "enterprise": "E1", "subject": subject, "amount": amount, **facts}


NO, UNKNOWN, USED = (
    ("not_eligible", "0.00", "0.00"),
    ("unknown", None, None),
    ("already_paid", "0.00", "0.00"),
)


def full(amount: str) -> tuple[str, str, str]:
    """Paid in full."""
    return "paid", amount, amount


def cut(entitled: str, left: str) -> tuple[str, str, str]:
    """Reduced to what is left."""
    return "reduced", entitled, left


@dataclass(frozen=True)
class Case:
    """One row of the table; lines not named in `expected` are not looked at."""

    title: str
    expected: Expected
    platforms: list[Any] = field(default_factory=list)
    bases: list[Any] = field(default_factory=list)
    enterprises: list[Any] = field(default_factory=lambda: [enterprise()])
    payments: list[Any] = field(default_factory=list)
    other_support: Any = 0
    year: int = 2025
    options: dict[str, str] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    totals: dict[str, Any] = field(default_factory=dict)


TWO_PLATFORMS = [platform(20_000_000, name="P1"), platform(15_000_000, name="P2")]
FIVE_BASES = [base(0, 60_000_000, name=f"B{i}") for i in range(1, 6)]
LATER: dict[str, Any] = {"live_sales": {"2024": 0, "2025": 30_000_000, "2026": 60_000_000}}

PLATFORM_CASES = [
    Case("500万以上 includes 500万", {"platform P1": full("30000.00")}, [platform(3_000_000, 5_000_000)]),
    Case("a fen below 500万", {"platform P1": NO}, [platform(3_000_000, "4999999.99")]),
    Case("1% of 5000000.55 is 50000.0055", {"platform P1": full("50000.00")}, [platform("5000000.55")]),
    Case("1% of 99.99 is 0.9999", {"platform P1": full("0.99")}, [platform("99.99")]),
    Case("30万 exactly", {"platform P1": full("300000.00")}, [platform(30_000_000)]),
    Case("above 30万: the clause's cap", {"platform P1": full("300000.00")}, [platform(30_000_100)]),
    Case(
        "30万 per enterprise, the lower-ranked cut",
        {"platform P1": full("200000.00"), "platform P2": cut("150000.00", "100000.00")},
        TWO_PLATFORMS,
    ),
    Case(
        "the same, ranked by retail sales",
        {"platform P1": cut("200000.00", "150000.00"), "platform P2": full("150000.00")},
        [platform(20_000_000, 6_000_000, "P1"), platform(15_000_000, 9_000_000, "P2")],
        options={"platform_rank_by": "retail_sales"},
    ),
    Case(
        "a tie goes to the other sales figure",
        {"platform P1": cut("200000.00", "100000.00"), "platform P2": full("200000.00")},
        [platform(20_000_000, 6_000_000, "P1"), platform(20_000_000, 6_000_001, "P2")],
    ),
    Case(
        "a full tie goes to the smaller id by code points",
        {"platform P2": cut("200000.00", "100000.00"), "platform P10": full("200000.00")},
        [platform(20_000_000, name="P2"), platform(20_000_000, name="P10")],
    ),
    Case(
        "one place only",
        {"platform P1": full("200000.00"), "platform P2": cut("150000.00", "0.00")},
        TWO_PLATFORMS,
        options={"platform_places": "1"},
    ),
    Case(
        "money paid for the year reduces what is left of 30万",
        {"platform P1": cut("100000.00", "50000.00")},
        [platform(10_000_000)],
        payments=[paid("platform", 250_000, subject="P9")],
    ),
    Case(
        "an earlier year's payment does not",
        {"platform P1": full("100000.00")},
        [platform(10_000_000)],
        payments=[paid("platform", 250_000, 2024, "P1")],
    ),
    Case(
        "unless 30万 is for the whole period",
        {"platform P1": cut("100000.00", "50000.00")},
        [platform(10_000_000)],
        payments=[paid("platform", 250_000, 2024, "P1")],
        options={"platform_cap_period": "whole_period"},
    ),
    Case(
        "self-built is not known",
        {"platform P1": UNKNOWN},
        [platform(10_000_000, self_built=None)],
        missing={"platform": ["/platforms/0/self_built"]},
        totals={"unknown_lines": "1", "provisional": True, "paid": "0.00"},
    ),
    Case(
        "self-built is not known, but the sales are missed",
        {"platform P1": NO},
        [platform(10_000_000, 4_000_000, self_built=None)],
        missing={"platform": []},
        totals={"unknown_lines": "0", "provisional": False},
    ),
]

BASE_CASES = [
    Case("超2000万 excludes 2000万", {"live_base B1": NO}, bases=[base(0, 20_000_000)]),
    Case("a fen above 2000万", {"live_base/1 B1": full("100000.00")}, bases=[base(0, "20000000.01", **SMALL)]),
    Case("超5000万 excludes 5000万", {"live_base/1 B1": full("100000.00")}, bases=[base(0, 50_000_000)]),
    Case("a fen above 5000万", {"live_base/2 B1": full("200000.00")}, bases=[base(0, "50000000.01")]),
    Case(
        "999.99 m² is not 1000",
        {"live_base/1 B1": full("100000.00")},
        bases=[base(0, 60_000_000, floor_area_m2="999.99")],
    ),
    Case("9 rooms", {"live_base B1": NO}, bases=[base(0, 60_000_000, live_rooms=9)]),
    Case(
        "tier 1 was crossed in the base year, tier 2 is first now",
        {"live_base/2 B1": full("200000.00")},
        bases=[base(30_000_000, 60_000_000)],
    ),
    Case("both crossed in the base year", {"live_base B1": NO}, bases=[base(60_000_000, 60_000_000)]),
    Case(
        "base-year sales are not known",
        {"live_base B1": UNKNOWN},
        bases=[base(None, 60_000_000)],
        missing={"live_base": ["/live_bases/0/live_sales/2024"]},
    ),
    Case(
        "there was no base year for it",
        {"live_base/2 B1": full("200000.00")},
        bases=[base(None, 60_000_000, founded_year=2025)],
    ),
    Case(
        "both tiers",
        {"live_base/1 B1": full("100000.00"), "live_base/2 B1": full("200000.00")},
        bases=[base(0, 60_000_000)],
        options={"base_tiers_in_one_year": "both"},
    ),
    Case(
        "tier 2 after tier 1, in full",
        {"live_base/2 B1": full("200000.00")},
        bases=[base(0, 0, **LATER)],
        payments=[paid("live_base", 100_000, subject="B1", tier=1)],
        year=2026,
    ),
    Case(
        "tier 2 after tier 1, the difference",
        {"live_base/2 B1": full("100000.00")},
        bases=[base(0, 0, **LATER)],
        payments=[paid("live_base", 100_000, subject="B1", tier=1)],
        year=2026,
        options={"base_second_tier": "difference"},
    ),
    Case(
        "the difference to a payment that names no base is not known",
        {"live_base B1": UNKNOWN},
        bases=[base(0, 0, **LATER)],
        payments=[paid("live_base", 100_000, subject=None, tier=1)],
        year=2026,
        options={"base_second_tier": "difference"},
        missing={"live_base": ["/awards_paid/0/subject"]},
    ),
    Case(
        "a doubtful payment of the other tier is not among the facts needed",
        {"live_base B1": UNKNOWN},
        bases=[base(0, 30_000_000, **SMALL)],
        payments=[
            paid("live_base", 1, 2024, subject=None, tier=2),
            paid("live_base", 1, 2024, subject="B1", tier=None),
        ],
        missing={"live_base": ["/awards_paid/1/tier"]},
    ),
    Case(
        "a one-time award is used up whatever was paid",
        {"live_base/2 B1": USED},
        bases=[base(0, 60_000_000)],
        payments=[paid("live_base", 1, 2024, "B1", tier=2)],
    ),
    Case(
        "used up, though the criteria are not known",
        {"live_base B1": USED},
        bases=[base(30_000_000, 60_000_000, hosts=None)],
        payments=[paid("live_base", 200_000, 2024, "B1", tier=2)],
        totals={"unknown_lines": "0", "provisional": False},
    ),
    Case(
        "criteria missed, though it was paid",
        {"live_base B1": NO},
        bases=[base(0, 0)],
        payments=[paid("live_base", 200_000, 2024, "B1", tier=2)],
    ),
    Case(
        "the best resident alone",
        {"live_base/1 B1": full("100000.00")},
        bases=[base(0, 60_000_000, best_resident_live_sales={"2024": 0, "2025": 30_000_000})],
        options={"residents_sales": "best_single"},
    ),
    Case("2024 is the base year", {"live_base B1": NO}, bases=[base(60_000_000, 0)], year=2024),
    Case(
        "2024 can itself be the first",
        {"live_base/2 B1": full("200000.00")},
        bases=[base(60_000_000, 0)],
        year=2024,
        options={"first_award_years": "from_base_year"},
    ),
]

GROWTH_CASES = [
    Case("超1亿 excludes 1亿", {"growth E1": NO}, enterprises=[growing(100_000_000)]),
    Case("a fen above 1亿", {"growth/1 E1": full("200000.00")}, enterprises=[growing("100000000.01")]),
    Case("3亿 exactly is above 2亿", {"growth/2 E1": full("300000.00")}, enterprises=[growing(300_000_000)]),
    Case("above 4亿", {"growth/4 E1": full("500000.00")}, enterprises=[growing("400000000.01")]),
    Case(
        "crossed tiers added up: 20 + 30",
        {"growth/2 E1": full("500000.00")},
        enterprises=[growing(250_000_000)],
        options={"growth_tiers_in_one_year": "cumulative"},
    ),
    Case(
        "crossed tiers added up: 20 + 30 + 40, capped at 50",
        {"growth/3 E1": full("500000.00")},
        enterprises=[growing(350_000_000)],
        options={"growth_tiers_in_one_year": "cumulative"},
    ),
    Case(
        "crossed tiers not yet paid",
        {"growth/2 E1": full("300000.00")},
        enterprises=[growing(250_000_000)],
        payments=[paid("growth", 200_000, 2024, tier=1)],
        options={"growth_tiers_in_one_year": "cumulative"},
    ),
    Case("not recognised", {"growth E1": NO}, enterprises=[growing(250_000_000, recognized=False)]),
    Case(
        "recognition is not known",
        {"growth E1": UNKNOWN, "agricultural E1": NO},
        enterprises=[growing(250_000_000, recognized=None)],
        missing={"growth": ["/enterprises/0/recognized"]},
    ),
    Case("the plan has ended", {"growth E1": NO}, enterprises=[growing(250_000_000)], year=2027),
]

AGRICULTURAL_CASES = [
    Case("超1000万 excludes 1000万", {"agricultural E1": NO}, enterprises=[farming(10_000_000, 9_000_000)]),
    Case(
        "a fen above; 1% of 5000000.55",
        {"agricultural E1": full("50000.00")},
        enterprises=[farming("10000000.01", "5000000.55")],
    ),
    Case("20万 at most", {"agricultural E1": full("200000.00")}, enterprises=[farming(30_000_000, 20_000_100)]),
    Case(
        "0.5% of 1000001.99 is 5000.00995",
        {"agricultural E1": full("5000.00")},
        enterprises=[farming(11_000_000, "1000001.99")],
        options={"agri_rate": "0.5%"},
    ),
    Case(
        "0.005 is the same rate",
        {"agricultural E1": full("5000.00")},
        enterprises=[farming(11_000_000, "1000001.99")],
        options={"agri_rate": "0.005"},
    ),
    Case(
        "upstream sales are not known",
        {"agricultural E1": UNKNOWN, "growth E1": NO},
        enterprises=[farming(11_000_000, None)],
        missing={"agricultural": ["/enterprises/0/agri_upstream_sales/2025"]},
    ),
    Case(
        "full years only",
        {"agricultural E1": NO},
        enterprises=[enterprise(agri_sales={"2024": 2e7}, agri_upstream_sales={"2024": 2e7})],
        year=2024,
        options={"annual_award_years": "from_2025"},
    ),
    Case(
        "2024 ends while the plan is in force",
        {"agricultural E1": full("200000.00")},
        enterprises=[enterprise(agri_sales={"2024": 2e7}, agri_upstream_sales={"2024": 2e7})],
        year=2024,
    ),
    Case(
        "2026 sales are known too late",
        {"agricultural E1": NO},
        enterprises=[enterprise(agri_sales={"2026": 2e7}, agri_upstream_sales={"2026": 2e7})],
        year=2026,
        options={"last_award_year": "2025"},
    ),
]

BOTH: dict[str, Any] = {"agri_sales": {"2025": 30_000_000}, "agri_upstream_sales": {"2025": 20_000_000}}

EXCLUSIVITY_CASES = [
    Case(
        "a tie at 20万 is recorded as 三（三）",
        {"growth/1 E1": full("200000.00"), "agricultural E1": ("excluded", "200000.00", "0.00")},
        enterprises=[growing(150_000_000, **BOTH)],
        totals={"entitled": "400000.00", "claimed": "200000.00", "paid": "200000.00"},
    ),
    Case(
        "三（三） used up in another year leaves 三（五）",
        {"growth/1 E1": USED, "agricultural E1": full("200000.00")},
        enterprises=[growing(150_000_000, **BOTH)],
        payments=[paid("growth", 200_000, 2024, tier=1)],
    ),
    Case(
        "三（三） paid for the year excludes 三（五）",
        {"growth/1 E1": USED, "agricultural E1": ("excluded", "200000.00", "0.00")},
        enterprises=[growing(150_000_000, **BOTH)],
        payments=[paid("growth", 200_000, 2025, tier=1)],
    ),
    Case(
        "三（五） paid for the year excludes 三（三）",
        {"growth/1 E1": ("excluded", "200000.00", "0.00"), "agricultural E1": USED},
        enterprises=[growing(150_000_000, **BOTH)],
        payments=[paid("agricultural", 1)],
    ),
    Case(
        "三（三） is at least the most that 三（五） could be",
        {"growth/1 E1": full("200000.00"), "agricultural E1": ("excluded", None, "0.00")},
        enterprises=[growing(150_000_000, agri_sales={}, agri_upstream_sales={})],
        totals={"unknown_lines": "0", "provisional": False},
    ),
    Case(
        "三（五） is never the most that 三（三） could be",
        {"growth E1": UNKNOWN, "agricultural E1": ("unknown", None, None)},
        enterprises=[enterprise(online_sales={"2024": 0}, **BOTH)],
        missing={
            "growth": ["/enterprises/0/online_sales/2025"],
            "agricultural": ["/enterprises/0/online_sales/2025"],
        },
        totals={"entitled": "0.00", "paid": "0.00", "unknown_lines": "2", "provisional": True},
    ),
]

THREE = [growing(150_000_000, name) for name in ("E1", "E2", "E3")]

LIMIT_CASES = [
    Case(
        "100万: the later clause is cut first",
        {"live_base/2 B1": full("200000.00"), "growth/2 E1": cut("300000.00", "0.00")},
        bases=FIVE_BASES,
        enterprises=[growing(250_000_000)],
        totals={"entitled": "1300000.00", "claimed": "1000000.00", "paid": "1000000.00"},
    ),
    Case(
        "100万 pro rata: 10/13 of each, rounded down",
        {"live_base/2 B1": cut("200000.00", "153846.15"), "growth/2 E1": cut("300000.00", "230769.23")},
        bases=FIVE_BASES,
        enterprises=[growing(250_000_000)],
        options={"cap_order": "pro_rata"},
        totals={"claimed": "999999.98", "paid": "999999.98"},
    ),
    Case(
        "100万 within one clause: the smaller amount first, then the greater id",
        {
            "live_base/1 B0": cut("100000.00", "0.00"),
            "live_base/2 B1": full("200000.00"),
            "live_base/2 B5": cut("200000.00", "50000.00"),
        },
        bases=[base(0, 30_000_000, name="B0"), *FIVE_BASES],
        payments=[paid("live_base", 150_000, subject="B9", tier=1)],
    ),
    Case(
        "budget: 三（一） last, in part",
        {"platform P1": cut("100000.00", "50000.00"), "growth/2 E1": full("300000.00")},
        [platform(10_000_000)],
        enterprises=[growing(250_000_000)],
        other_support=9_650_000,
        totals={"budget": "350000.00", "claimed": "400000.00", "paid": "350000.00", "overrun": "50000.00"},
    ),
    Case(
        "budget: the others alone exceed it, 三（一） gets nothing, not the odd fen either",
        {
            "platform P1": cut("100000.00", "0.00"),
            "growth/1 E1": cut("200000.00", "33333.33"),
            "growth/1 E2": cut("200000.00", "33333.33"),
            "growth/1 E3": cut("200000.00", "33333.33"),
        },
        [platform(10_000_000)],
        enterprises=THREE,
        other_support=9_900_000,
        totals={"budget": "100000.00", "claimed": "700000.00", "paid": "99999.99", "overrun": "600000.00"},
    ),
    Case(
        "budget pro rata: half of each",
        {"platform P1": cut("100000.00", "50000.00"), "growth/2 E1": cut("300000.00", "150000.00")},
        [platform(10_000_000)],
        enterprises=[growing(250_000_000)],
        other_support=9_800_000,
        options={"budget_rule": "pro_rata"},
    ),
    Case(
        "budget reported only",
        {"platform P1": full("100000.00"), "growth/2 E1": full("300000.00")},
        [platform(10_000_000)],
        enterprises=[growing(250_000_000)],
        other_support=9_800_000,
        options={"budget_rule": "report_only"},
        totals={"budget": "200000.00", "paid": "400000.00", "overrun": "200000.00"},
    ),
    Case(
        "budget met to the fen is not exceeded",
        {"platform P1": full("100000.00")},
        [platform(10_000_000)],
        payments=[paid("growth", 900_000, tier=4)],
        other_support=9_000_000,
        totals={"budget": "100000.00", "overrun": "0.00"},
    ),
]

CASES = [
    *PLATFORM_CASES,
    *BASE_CASES,
    *GROWTH_CASES,
    *AGRICULTURAL_CASES,
    *EXCLUSIVITY_CASES,
    *LIMIT_CASES,
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_boundary_case(case: Case, engine: str) -> None:
    facts = {
        "enterprises": case.enterprises,
        "platforms": case.platforms,
        "live_bases": case.bases,
        "awards_paid": case.payments,
        "city": {"other_support": {"2025": case.other_support}},
    }
    policy = pr.load_policy("ganzhou").interpret(**case.options)
    decision = policy.decide(facts, year=case.year, engine=engine).to_dict()
    lines = lines_of(decision)
    assert {name: lines.get(name) for name in case.expected} == case.expected
    assert {name: decision["totals"][name] for name in case.totals} == case.totals
    for award, missing in case.missing.items():
        assert [line["missing"] for line in decision["awards"] if line["award"] == award] == [missing]
