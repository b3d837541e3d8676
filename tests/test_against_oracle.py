"""The library against a second, independent writing of the Ganzhou document, on cases at every threshold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import ganzhou as oracle
from oracles import ganzhou_targets
from oracles.comparing import plain
from thoroughness import tries

import policyrules as pr

RETE = Path(pr.__file__).parent / "engines" / "rete" / "engine.py"
ENGINES = ["reference", "rete"] if RETE.exists() else ["reference"]
YEARS = ["2024", "2025", "2026"]

OPTIONS: dict[str, list[str]] = {
    "growth_tiers_in_one_year": ["highest", "cumulative"],
    "base_tiers_in_one_year": ["highest", "both"],
    "base_second_tier": ["full", "difference"],
    "residents_sales": ["total", "best_single"],
    "platform_cap_period": ["per_year", "whole_period"],
    "platform_rank_by": ["speciality_sales", "retail_sales"],
    "platform_places": ["all", "1", "2", "3"],
    "agri_rate": ["1%", "0.5%", "0.005", "0.333%", "0%", "0.01"],
    "annual_award_years": ["from_2024", "from_2025"],
    "first_award_years": ["after_base_year", "from_base_year"],
    "last_award_year": ["2026", "2025"],
    "budget_rule": ["platforms_last", "pro_rata", "report_only"],
    "cap_order": ["clause_order", "pro_rata"],
}


def around(*bounds: str) -> list[str]:
    """Each bound, and the amounts one fen below and above it."""
    cents = [int(bound) * 100 + step for bound in bounds for step in (-1, 0, 1)]
    return [f"{value // 100}.{value % 100:02d}" for value in cents]


BASE_SALES = ["0", *around("20000000", "50000000"), "30000000", "80000000"]
ONLINE_SALES = ["0", *around("100000000", "200000000", "300000000", "400000000"), "450000000"]
AGRI_SALES = ["0", *around("10000000"), "20000000"]
UPSTREAM: list[Any] = ["0", "0.99", 5000000.55, "10000000", *around("20000000"), "40000000", "6006006.01"]
RETAIL: list[Any] = ["0", 5000000, 5e6, *around("5000000"), "9000000", 9000000, "40000000"]
SPECIALITY: list[Any] = [
    0,
    "99.99",
    5000000.55,
    "10000000",
    "10000000",
    "20000000",
    *around("30000000"),
    "90000000",
]
PAID: list[Any] = [0, 0.01, 50000.0, "100000", "150000", "200000", "299999.99", "300000", "500000", "900000"]
SUPPORT = ["0", "9000000", "9500000", "9700000", "9899999.99", "9999999.99", "10000000", "12000000"]


def mostly(likely: Any, *others: Any) -> st.SearchStrategy[Any]:
    """One value more often than the rest together."""
    return st.sampled_from([likely] * (2 * len(others) + 2) + list(others))


def series(values: list[Any]) -> st.SearchStrategy[Any]:
    """A money series, sometimes with unknown years, now and then wholly unknown."""
    known = st.fixed_dictionaries(dict.fromkeys(YEARS, st.sampled_from(values)))
    year = st.sampled_from([*values, None, None])
    gaps = st.fixed_dictionaries({}, optional=dict.fromkeys(YEARS, year))
    return st.sampled_from([known] * 8 + [gaps] * 3 + [st.none()]).flatmap(lambda chosen: chosen)


@st.composite
def crossing(draw: st.DrawFn, values: list[str]) -> Any:
    """A series that is low and then crosses, so that `first` holds in one of the years."""
    cross = draw(st.sampled_from(YEARS))
    high = st.sampled_from(values)
    return {name: draw(high) if name >= cross else "0" for name in YEARS}


FOUNDED = mostly(None, 2010, 2024, 2025, 2026)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Facts on and around the thresholds, with gaps, ties, earlier payments and limits that bite."""
    operators = draw(st.sampled_from([["E1"], ["E1", "E2"], ["E2", "E10", "e1"], ["E1", "E2", "E3", "甲"]]))
    enterprises = [
        {
            "id": name,
            "founded_year": draw(FOUNDED),
            "recognized": draw(mostly(True, True, True, False, None)),
            "online_sales": draw(st.one_of(series(ONLINE_SALES), crossing(ONLINE_SALES))),
            "agri_sales": draw(series(AGRI_SALES)),
            "agri_upstream_sales": draw(series(UPSTREAM)),
        }
        for name in operators
    ]
    operator = st.sampled_from(operators)
    platforms = [
        {
            "id": name,
            "operator": draw(operator),
            "self_built": draw(mostly(True, False, None)),
            "retail_sales": draw(series(RETAIL)),
            "speciality_sales": draw(series(SPECIALITY)),
        }
        for name in draw(st.sampled_from([[], ["P1"], ["P2", "P1"], ["P10", "P2", "E1"], ["P1", "P2", "P3", "P"]]))
    ]
    bases = [
        {
            "id": name,
            "operator": draw(operator),
            "founded_year": draw(FOUNDED),
            "floor_area_m2": draw(mostly(1000, 499, 500, "999.99", None)),
            "live_rooms": draw(mostly(20, 9, 10, 19, None)),
            "resident_enterprises": draw(mostly(30, 19, 20, 29, None)),
            "hosts": draw(mostly(30, 19, 20, 29, None)),
            "live_sales": draw(st.one_of(series(BASE_SALES), crossing(BASE_SALES))),
            "best_resident_live_sales": draw(st.one_of(series(BASE_SALES), crossing(BASE_SALES))),
        }
        for name in draw(st.sampled_from([[], ["B1"], ["B2", "B1"], ["B10", "B2", "E1"], ["B1", "B2", "B3", "B"]]))
    ]
    if draw(st.booleans()):
        # Enough large bases of one operator for 100万 to bite.
        owner, tier = draw(operator), draw(st.sampled_from([1, 2]))
        size = {1: (500, 10, 20, 20, "30000000"), 2: (1000, 20, 30, 30, "60000000")}[tier]
        names = ("floor_area_m2", "live_rooms", "resident_enterprises", "hosts")
        bases += [
            {
                "id": f"M{i}",
                "operator": owner,
                "founded_year": 2025,
                **dict(zip(names, size, strict=False)),
                "live_sales": {"2025": size[-1], "2026": "0"},
                "best_resident_live_sales": {"2025": "0", "2026": size[-1]},
            }
            for i in range(draw(st.integers(2, 11)))
        ]
    return {
        "enterprises": enterprises,
        "platforms": platforms,
        "live_bases": bases,
        "awards_paid": draw(payments(enterprises, platforms, bases)),
        "city": {
            "other_support": draw(st.fixed_dictionaries({}, optional={y: st.sampled_from(SUPPORT) for y in YEARS}))
        },
    }


@st.composite
def payments(draw: st.DrawFn, enterprises: list[Any], platforms: list[Any], bases: list[Any]) -> list[Any]:
    """Earlier payments, of the same and of other years, some without their tier or subject."""
    things = {"platform": platforms, "live_base": bases, "growth": enterprises, "agricultural": enterprises}
    owners = [enterprise["id"] for enterprise in enterprises]
    entries: list[Any] = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2, 3]))):
        award = draw(st.sampled_from([name for name, members in things.items() if members]))
        thing = draw(st.sampled_from(things[award]))
        entry = {
            "year": draw(st.sampled_from([2025, 2025, 2026, 2024])),
            "award": award,
            # A platform or base may have had another operator then.
            "enterprise": draw(mostly(thing["operator"], *owners)) if "operator" in thing else thing["id"],
            "subject": draw(mostly(thing["id"], None)),
            "amount": draw(st.sampled_from(PAID)),
        }
        if award == "live_base":
            entry["tier"] = draw(st.sampled_from([1, 1, 1, 2, 2, 2, None]))
        if award == "growth":
            entry["tier"] = draw(st.sampled_from([1, 1, 2, 2, 3, 4, None]))
        if entry not in entries:
            entries.append(entry)
    return entries


OPTION_SETS = st.fixed_dictionaries({}, optional={n: st.sampled_from(values) for n, values in OPTIONS.items()})


def decided(given_facts: Any, year: int, options: dict[str, str], engine: str) -> dict[str, Any]:
    """The library's lines and totals, in the oracle's form."""
    decision = pr.load_policy("ganzhou").interpret(**options).decide(given_facts, year=year, engine=engine)
    document = decision.to_dict()
    lines = [{name: value for name, value in line.items() if name != "reasons"} for line in document["awards"]]
    return ordered({"awards": lines, "totals": document["totals"]})


def ordered(document: dict[str, Any]) -> dict[str, Any]:
    """The order of `missing` says nothing."""
    for line in document["awards"]:
        line["missing"] = sorted(line["missing"])
    return document


@pytest.mark.parametrize("engine", ENGINES)
@settings(
    max_examples=tries(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(given_facts=facts(), year=mostly(2025, 2026, 2024, 2023, 2027), options=OPTION_SETS)
def test_lines_and_totals_agree(engine: str, given_facts: Any, year: int, options: dict[str, str]) -> None:
    expected = ordered(oracle.decide(given_facts, year, options))
    assert decided(given_facts, year, options, engine) == expected


YEARS_OF_TARGETS = ["2022", "2023", *YEARS]
CITY: dict[str, list[Any]] = {
    "online_retail": ["0", *around("80000000000"), 90000000000],
    "agri_online_retail": [*around("10000000000"), 0],
    "strong_towns": [0, 3],
    "pilot_counties": [0, 2],
    "courier_village_share": [0, 0.79, "0.7999999", 0.8, "0.80", 0.81, 1, "0.999999"],
    "parcel_24h_share": [0.9, 1, "0.333"],
}


@st.composite
def upstream(draw: st.DrawFn) -> Any:
    """Agricultural online sales over the years: at, below and above the bound, with gaps."""
    figures = st.sampled_from(["0", *around("10000000"), "20000000", None])
    return draw(st.fixed_dictionaries({}, optional=dict.fromkeys(YEARS_OF_TARGETS, figures)))


@st.composite
def target_facts(draw: st.DrawFn) -> dict[str, Any]:
    """A few enterprises of all kinds and about as many of one kind as a target asks for, and figures of the city."""
    kinds = [
        {
            "county": draw(st.sampled_from(["南康区", "赣县", "龙南市", "蓉江新区", None])),
            "founded_year": draw(FOUNDED),
            "agri_upstream_sales": draw(upstream()),
        }
        for _ in range(draw(st.integers(1, 6)))
    ]
    number = draw(st.sampled_from([0, 0, 8, 9, 10, 19, 20, 21]))
    enterprises = [{"id": f"E{index}", **kind} for index, kind in enumerate([*kinds, *[kinds[0]] * number])]
    series = {
        name: st.fixed_dictionaries({}, optional=dict.fromkeys(YEARS_OF_TARGETS, st.sampled_from([*values, None])))
        for name, values in CITY.items()
    }
    return {"enterprises": enterprises, "city": draw(st.fixed_dictionaries({}, optional=series))}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=tries(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_facts=target_facts(), year=mostly(2025, 2026, 2024, 2023, 2027))
def test_targets_agree(engine: str, given_facts: Any, year: int) -> None:
    """All nine targets in years before, at and after their deadlines: value, range, verdict, gap, who counts."""
    decision = pr.load_policy("ganzhou").decide(given_facts, year=year, engine=engine).to_dict()
    assert plain(decision["targets"]) == plain(ganzhou_targets.targets(given_facts, year))
