"""A policy of another domain needs YAML alone: grants for repairing wells, decided without a line of code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from policyrules.policy import Policy, load_policy

WELLS = Path(__file__).parent / "wells"
ENGINES = ["reference", "rete"]
FACTS: dict[str, Any] = {
    "households": [
        {"id": "H1", "form": "family", "income": {"2025": 30000}, "members": 4},
        {"id": "H2", "form": "company", "income": {"2025": 900000}, "members": 1},
        {"id": "H3", "form": "farm", "income": {"2025": 49999.99}, "members": 1},
    ],
    "wells": [
        {
            "id": "W1",
            "owner": "H1",
            "dug_year": 2015,
            "public": True,
            "visits": {"2024": 3, "2025": 0},
            "repair_cost": {"2025": "10000.01"},
            "pump_cost": {"2025": 20000},
            "pump_cost_with_tax": {"2025": 22600},
        },
        {
            "id": "W2",
            "owner": "H2",
            "dug_year": 2000,
            "public": True,
            "visits": {"2024": 9, "2025": 9},
            "repair_cost": {"2025": 9000},
            "pump_cost": {"2025": 1000},
        },
        {
            "id": "W3",
            "owner": "H3",
            "dug_year": 2016,
            "public": False,
            "use": "irrigation",
            "visits": {"2025": 3},
            "repair_cost": {"2025": 2000},
            "pump_cost": {"2025": 5000},
        },
    ],
    "county": {"other_support": {"2025": 1000}},
}


@pytest.fixture
def wells(tmp_path: Path) -> Policy:
    folder = tmp_path / "wells"
    shutil.copytree(WELLS, folder)
    return load_policy(folder)


def lines(policy: Policy, engine: str, facts: dict[str, Any] | None = None, year: int = 2025) -> dict[str, Any]:
    decision = policy.decide(facts or FACTS, year, engine=engine)
    return {
        f"{line.award} {line.subject}": (line.tier, line.status, line.entitled, line.paid) for line in decision.awards
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_amounts_are_those_computed_by_hand(wells: Policy, engine: str) -> None:
    assert lines(wells, engine) == {
        # 60% × (10000.01 − 500) = 5700.006, rounded down.
        "repair W1": (2, "paid", "5700.00", "5700.00"),
        # 20% × 20000 = 4000, at most 3000; of the 8000 of household and budget the repair leaves 2300.
        "pump W1": (None, "reduced", "3000.00", "2300.00"),
        "training H1": (None, "excluded", "2500.00", "0.00"),
        # A company gets nothing for repairs.
        "repair W2": (None, "not_eligible", "0.00", "0.00"),
        # The budget of 9000 − 1000 ends with the first-ranked pump.
        "pump W2": (None, "reduced", "200.00", "0.00"),
        "training H2": (None, "not_eligible", "0.00", "0.00"),
        "repair W3": (None, "not_eligible", "0.00", "0.00"),
        "pump W3": (None, "reduced", "1000.00", "0.00"),
        "training H3": (None, "not_eligible", "0.00", "0.00"),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_totals_follow_the_budget(wells: Policy, engine: str) -> None:
    totals = wells.decide(FACTS, 2025, engine=engine).totals.to_dict()
    assert totals["entitled"] == "12400.00"
    assert totals["claimed"] == "9200.00"
    assert totals["budget"] == "8000.00"
    assert totals["paid"] == "8000.00"
    assert totals["overrun"] == "1200.00"


@pytest.mark.parametrize("engine", ENGINES)
def test_an_option_that_is_a_word_changes_what_is_cut(wells: Policy, engine: str) -> None:
    found = lines(wells.interpret(cap_cut="pro_rata"), engine)
    # 8000 × 5700 ÷ 8700 and 8000 × 3000 ÷ 8700, rounded down; the budget leaves 2758.63 for the pump.
    assert found["repair W1"] == (2, "reduced", "5700.00", "5241.37")
    assert found["pump W1"] == (None, "reduced", "3000.00", "2758.62")
    assert found["pump W3"] == (None, "reduced", "1000.00", "0.01")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_option_that_is_a_number_changes_the_amount(wells: Policy, engine: str) -> None:
    found = lines(wells.interpret(pump_rate="5%"), engine)
    # 5% × 20000 = 1000 is below the training grant, which is then kept.
    assert found["pump W1"] == (None, "excluded", "1000.00", "0.00")
    assert found["training H1"][1:3] == ("reduced", "2500.00")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_switched_quantity_names_another_series(wells: Policy, engine: str) -> None:
    found = lines(wells.interpret(pump_price="with_tax"), engine)
    # 20% × 22600 = 4520, still at most 3000; without a figure with tax the others are unknown.
    assert found["pump W1"][2] == "3000.00"
    assert found["pump W2"] == (None, "unknown", None, None)


@pytest.mark.parametrize("engine", ENGINES)
def test_places_go_to_the_highest_ranked(wells: Policy, engine: str) -> None:
    found = lines(wells.interpret(pump_places=2), engine)
    assert found["pump W2"] == (None, "reduced", "200.00", "0.00")
    reasons = {
        line.subject: [each.about.get("limit") for each in line.reasons]
        for line in wells.interpret(pump_places=2).decide(FACTS, 2025, engine=engine).awards
        if line.award == "pump"
    }
    assert reasons["W2"] == ["pump_places"]
    assert reasons["W3"] == ["budget"]


@pytest.mark.parametrize("engine", ENGINES)
def test_unknown_facts_are_waited_for_only_where_they_decide(wells: Policy, engine: str) -> None:
    first = {key: value for key, value in FACTS["wells"][0].items() if key != "public"}
    facts = {**FACTS, "wells": [first]}
    (line,) = [
        line
        for line in wells.decide(facts, 2025, engine=engine).awards
        if (line.award, line.subject) == ("repair", "W1")
    ]
    assert line.status == "unknown"
    assert line.missing == ("/wells/0/public", "/wells/0/use")
    # Used for drinking it is eligible, whether public or not.
    facts = {**FACTS, "wells": [{**first, "use": "drinking"}]}
    assert lines(wells, engine, facts)["repair W1"][1] == "paid"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cap_that_changes_by_date_holds_at_the_end_of_the_year(wells: Policy, engine: str) -> None:
    facts = {
        **FACTS,
        "wells": [{"id": "W9", "owner": "H1", "pump_cost": {"2024": 50000, "2025": 50000, "2026": 50000}}],
    }
    caps = {year: lines(wells, engine, facts, year)["pump W9"][2] for year in (2024, 2025, 2026, 2027)}
    assert caps == {2024: "3000.00", 2025: "3000.00", 2026: "4000.00", 2027: "0.00"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_difference_below_zero_pays_nothing(wells: Policy, engine: str, tmp_path: Path) -> None:
    folder = tmp_path / "poorer"
    shutil.copytree(WELLS, folder)
    text = (folder / "parameters.yaml").read_text("utf-8").replace("value: 500元", "value: 9万元")
    (folder / "parameters.yaml").write_text(text, "utf-8")
    assert lines(load_policy(folder), engine)["repair W1"] == (2, "paid", "0.00", "0.00")
