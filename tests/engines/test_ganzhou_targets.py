"""The nine targets of the Ganzhou plan in its own numbers: boundaries, deadlines, and who is newly above."""

from __future__ import annotations

from typing import Any

import pytest

from policyrules.policy import load_policy

GANZHOU = load_policy("ganzhou")
ENGINES = ["reference", "rete"]
Json = dict[str, Any]
YI = 100_000_000
BOUND, ABOVE = "10000000.00", "10000000.01"


def lines(facts: Json, year: int, engine: str = "rete") -> dict[str, Json]:
    """The city's lines."""
    decision = GANZHOU.decide(facts, year, engine=engine).to_dict()
    return {line["target"]: line for line in decision["targets"] if "county" not in line}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("target", "fact", "value", "verdict", "gap"),
    [
        # 突破 excludes the number, 达 includes it.
        ("online_retail", "online_retail", 800 * YI, "not_met", "0.01"),
        ("online_retail", "online_retail", "80000000000.01", "met", "0.00"),
        ("online_retail", "online_retail", 799 * YI, "not_met", "100000000.01"),
        ("online_retail", "online_retail", None, "unknown", None),
        ("agri_online_retail", "agri_online_retail", 100 * YI, "met", "0.00"),
        ("agri_online_retail", "agri_online_retail", "9999999999.99", "not_met", "0.01"),
        ("courier_2026", "courier_village_share", 1, "met", "0"),
        ("courier_2026", "courier_village_share", 0.99, "not_met", "0.01"),
        # No number is given: the value is told, and never called met.
        ("strong_towns", "strong_towns", 3, "no_bound", None),
        ("strong_towns", "strong_towns", None, "no_bound", None),
        ("pilot_counties", "pilot_counties", 0, "no_bound", None),
        ("parcel_24h", "parcel_24h_share", 1, "no_bound", None),
    ],
)
def test_figures_of_the_city(engine: str, target: str, fact: str, value: Any, verdict: str, gap: str | None) -> None:
    line = lines({"city": {fact: {"2026": value}}}, 2026, engine)[target]
    assert (line["verdict"], line["gap"], line["by"], line["year"]) == (verdict, gap, 2026, 2026)
    assert line["missing"] == ([f"/city/{fact}/2026"] if value is None else [])
    assert "range" not in line


@pytest.mark.parametrize("engine", ENGINES)
def test_a_target_that_is_past_is_measured_with_its_own_year(engine: str) -> None:
    """And one that is not yet due with the decision's."""
    shares = {"2024": 0.8, "2025": 0.79, "2026": 1}
    for year, first, last in ((2024, "0.8", "0.8"), (2025, "0.8", "0.79"), (2026, "0.8", "1"), (2027, "0.8", "1")):
        found = lines({"city": {"courier_village_share": shares}}, year, engine)
        assert len(found) == 9
        assert (found["courier_2024"]["value"], found["courier_2024"]["year"]) == (first, 2024)
        assert (found["courier_2026"]["value"], found["courier_2026"]["year"]) == (last, min(year, 2026))
        assert (found["courier_2024"]["verdict"], found["courier_2024"]["bound"]) == ("met", "0.8")


CASES: list[tuple[str, Json, int | None, bool | None, bool | None]] = [
    # Sales by year, founding year; counts for 2024, counts for 2024…2026 (decided in 2026).
    ("risen in 2024", {"2023": BOUND, "2024": ABOVE, "2025": 0, "2026": 0}, None, True, True),
    ("the bound itself is not above", {"2023": 0, "2024": BOUND, "2025": BOUND, "2026": BOUND}, None, False, False),
    ("above already", {"2023": ABOVE, "2024": ABOVE, "2025": ABOVE, "2026": ABOVE}, None, False, False),
    ("fallen and risen again", {"2023": ABOVE, "2024": 0, "2025": ABOVE, "2026": ABOVE}, None, False, True),
    ("risen twice counts once", {"2023": 0, "2024": ABOVE, "2025": 0, "2026": ABOVE}, None, True, True),
    ("the year before is not known", {"2024": ABOVE, "2025": 0, "2026": 0}, None, None, None),
    ("there was no year before", {"2024": ABOVE, "2025": 0, "2026": 0}, 2024, True, True),
    ("founded before, and nothing is said", {"2024": ABOVE, "2025": 0, "2026": 0}, 2023, None, None),
    ("risen in between, whenever", {"2023": 0, "2026": ABOVE}, None, None, True),
    ("risen in 2024 or in 2025", {"2023": 0, "2025": ABOVE, "2026": 0}, None, None, True),
    ("nothing of 2026", {"2023": 0, "2024": 0, "2025": 0}, None, False, None),
    ("above in 2023, nothing else", {"2023": ABOVE}, None, False, None),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("case", "sales", "founded", "in_2024", "in_all"), CASES)
def test_newly_above(
    engine: str, case: str, sales: Json, founded: int | None, in_2024: bool | None, in_all: bool | None
) -> None:
    given = {"id": "E1", "county": "南康区", "founded_year": founded, "agri_upstream_sales": sales}
    found = lines({"enterprises": [given]}, 2026, engine)
    for target, expected in (("agri_enterprises_2024", in_2024), ("agri_enterprises_2026", in_all)):
        line = found[target]
        assert (line["counted"], line["possible"]) == (["E1"] * (expected is True), ["E1"] * (expected is None)), target


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("target", "needed", "year"), [("agri_enterprises_2024", 9, 2024), ("agri_enterprises_2026", 20, 2026)]
)
def test_nine_and_twenty_enterprises(engine: str, target: str, needed: int, year: int) -> None:
    """One fewer is not met, that many are, and two unknown leave it open only where they could decide."""
    risen = {str(year - 1): 0, str(year): ABOVE}
    for sure, unknown, verdict in (
        (needed - 1, 0, "not_met"),
        (needed, 0, "met"),
        (needed - 1, 2, "unknown"),
        (needed, 2, "met"),
    ):
        sales = [risen] * sure + [{"2023": 0, "2024": 0, "2025": 0, str(year): None}] * unknown
        given = [{"id": f"E{number:02d}", "agri_upstream_sales": each} for number, each in enumerate(sales)]
        line = lines({"enterprises": given}, year, engine)[target]
        assert (line["verdict"], line["bound"], line["modality"]) == (verdict, str(needed), "strive")
        assert line.get("range") == ([str(sure), str(sure + 2)] if unknown else None)
