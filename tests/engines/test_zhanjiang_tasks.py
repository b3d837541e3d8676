"""The work points of the ledger: to whom they apply, what can be computed of them, and when a report is late."""

from __future__ import annotations

from typing import Any

import pytest

from policyrules.policy import load_policy

from .centres import ABSENT, centre

ZHANJIANG = load_policy("zhanjiang")
ENGINES = ["reference", "rete"]
Json = dict[str, Any]
UNITS = ["赤坎", "霞山", "坡头", "麻章", "雷州", "廉江", "吴川", "遂溪", "徐闻", "经开区"]


def tasks(facts: Json, engine: str = "rete", **options: str) -> dict[tuple[int, str], Json]:
    """The lines of all work points, by number and unit."""
    decision = ZHANJIANG.interpret(**options).decide(facts, 2025, engine=engine).to_dict()
    return {(line["work_point"], line["county"]): line for line in decision["tasks"]}


def of_suixi(point: int, county: Json, engine: str = "rete", **options: str) -> Json:
    """One work point of 遂溪, whose facts these are."""
    return tasks({"counties": [{"name": "遂溪县", **county}]}, engine, **options)[point, "遂溪"]


@pytest.mark.parametrize("engine", ENGINES)
def test_27_work_points_in_each_of_ten_units(engine: str) -> None:
    """The official numbering skips 23; 11 and 27 are for the units that they name."""
    found = tasks({}, engine)
    assert list(found) == [
        (number, unit) for unit in sorted(UNITS) for number in (*range(1, 23), *range(24, 29))
    ]  # fmt: skip
    elsewhere = {unit for (number, unit), line in found.items() if number == 11 and line["applies"] is False}
    assert elsewhere == set(UNITS) - {"遂溪"}
    taking_part = {unit for (number, unit), line in found.items() if number == 27 and line["applies"]}
    assert taking_part == {"廉江", "吴川", "徐闻"}
    for (number, unit), line in found.items():
        assert (line["verdict"] == "not_applicable") == (line["applies"] is False), (number, unit)
    assert {number for (number, _), line in found.items() if line["computed"]} == {5, 6, 7, 9, 13, 17, 18, 19, 20}


ALL = {"industry_base": True, "selection_centre": True, "live_base": True, "live_base_recognized": True}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("chain", "needed", "stated"),
    [
        (ALL, "met", "met"),
        ({**ALL, "live_base_recognized": None}, "unknown", "met"),
        ({**ALL, "live_base_recognized": False}, "not_met", "met"),
        ({**ALL, "industry_base": False}, "not_met", "not_met"),
        ({**ALL, "selection_centre": None}, "unknown", "unknown"),
        ({**ALL, "live_base": False, "live_base_recognized": None}, "not_met", "not_met"),
        ({}, "unknown", "unknown"),
    ],
)
def test_5_a_chain_needs_all_three_and_the_standard_is_another_document(
    engine: str, chain: Json, needed: str, stated: str
) -> None:
    line = of_suixi(5, {"chain": chain}, engine, live_base_standard="needed")
    assert (line["verdict"], line["modality"]) == (needed, "strive")
    assert [each["resolved"] for each in line["external"]] == [chain.get("live_base_recognized") is not None]
    assert of_suixi(5, {"chain": chain}, engine, live_base_standard="stated")["verdict"] == stated


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("association", "founding", "linking"),
    [
        ("none", "not_met", "not_met"),
        ("founded", "met", "not_met"),
        ("linked", "met", "met"),
        (None, "unknown", "unknown"),
    ],
)
def test_6_six_units_found_an_association_and_four_link_theirs(
    engine: str, association: str | None, founding: str, linking: str
) -> None:
    found = tasks({"counties": [{"name": unit, "association": association} for unit in UNITS]}, engine)
    for unit in UNITS:
        expected = founding if unit in ("赤坎", "霞山", "坡头", "雷州", "吴川", "经开区") else linking
        assert found[6, unit]["verdict"] == expected, unit


def _centres(*changes: Json) -> list[Json]:
    return [{**centre(each), "id": f"T{number}"} for number, each in enumerate(changes)]


MISSED: Json = {"team.management_team": False}
OPEN: Json = {"team.management_team": ABSENT}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("centres", "verdict"),
    [
        ([], "unknown"),
        ([{}], "met"),
        ([{}, {}], "met"),
        ([{}, MISSED], "not_met"),
        ([{}, OPEN], "unknown"),
        ([MISSED, OPEN], "not_met"),
        ([{"county": "雷州"}], "unknown"),
        # One that is not of a typical town, or of another unit, does not matter.
        ([{}, {**MISSED, "typical_town": False}], "met"),
        ([{}, {**MISSED, "county": "雷州"}], "met"),
        # One that may be neither could still be the one that is missed, and never the only one that is met.
        ([{}, {**MISSED, "typical_town": ABSENT}], "unknown"),
        ([{}, {**MISSED, "county": ABSENT}], "unknown"),
        ([{"county": ABSENT}], "unknown"),
        ([{}, {"county": ABSENT}], "met"),
    ],
)
def test_7_all_centres_of_typical_towns_in_the_unit(engine: str, centres: list[Json], verdict: str) -> None:
    line = tasks({"town_centres": _centres(*centres)}, engine)[7, "遂溪"]
    assert line["verdict"] == verdict
    assert bool(line["missing"]) == (verdict == "unknown")


def test_9_and_13_what_a_unit_contributes() -> None:
    sales = [100_000_000.01, 10_000_000.01, 5_000_000.01]
    given = [
        {"id": f"E{number}", "county": "遂溪", "legal_form": "company", "online_retail_sales": {"2025": each}}
        for number, each in enumerate(sales)
    ]
    found = tasks({"enterprises": given})
    assert found[9, "遂溪"]["targets"] == [{"target": "over_10m", "value": "2"}, {"target": "over_100m", "value": "1"}]
    assert found[13, "遂溪"]["targets"] == [{"target": "over_5m", "value": "3"}]
    assert found[13, "雷州"]["targets"] == [{"target": "over_5m", "value": "0"}]


@pytest.mark.parametrize("engine", ENGINES)
def test_17_growth_of_three_figures(engine: str) -> None:
    city = {
        "online_retail": {"2024": 200, "2025": 300},
        "rural_online_retail": {"2024": 300, "2025": "200.00"},
        "agri_online_retail": {"2024": 0, "2025": 5},
    }
    line = tasks({"city": city}, engine)[17, "遂溪"]
    assert [each["value"] for each in line["measures"]] == ["0.5", "-0.333333", None]
    assert (line["verdict"], line["missing"]) == ("unknown", [])
    line = tasks({"city": {**city, "agri_online_retail": {"2024": 4, "2025": 5}}}, engine)[17, "遂溪"]
    assert (line["measures"][2]["value"], line["verdict"]) == ("0.25", "no_bound")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("form", "sales", "of_list", "of_sole_traders"),
    [
        # 达限 includes the threshold.
        ("sole_trader", 5_000_000, True, True),
        ("sole_trader", "4999999.99", False, False),
        ("sole_trader", None, None, None),
        ("company", 5_000_000, True, False),
        ("company", None, None, False),
        (None, 5_000_000, True, None),
        (None, "4999999.99", False, False),
    ],
)
def test_18_and_19_who_reaches_the_threshold(
    engine: str, form: str | None, sales: Any, of_list: bool | None, of_sole_traders: bool | None
) -> None:
    given = {"id": "E1", "county": "遂溪", "legal_form": form, "online_retail_sales": {"2025": sales}}
    found = tasks({"enterprises": [given], "parameters": {"statistical_threshold": 5_000_000}}, engine)
    for point, expected in ((18, of_list), (19, of_sole_traders)):
        line = found[point, "遂溪"]
        assert (line["counted"], line["possible"]) == (["E1"] * (expected is True), ["E1"] * (expected is None)), point
        assert line["verdict"] == ("unknown" if expected is None else "no_bound"), point
        assert [each["resolved"] for each in line["external"]] == [True]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sales", [None, 0, 10**9])
def test_18_and_19_without_the_threshold_nothing_is_known(engine: str, sales: int | None) -> None:
    """The document does not contain it, and it is never made up: not even of nobody."""
    given = {"id": "E1", "county": "遂溪", "legal_form": "sole_trader", "online_retail_sales": {"2025": sales}}
    found = tasks({"enterprises": [given]}, engine)
    for key in ((18, "遂溪"), (19, "遂溪"), (18, "雷州"), (19, "雷州")):
        line = found[key]
        assert (line["verdict"], line["counted"]) == ("unknown", [])
        assert "/parameters/statistical_threshold" in line["missing"]
        assert [each["resolved"] for each in line["external"]] == [False]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("events", "verdict"),
    [({"2025": 1}, "met"), ({"2025": 0}, "not_met"), ({"2025": 2}, "met"), ({"2024": 3}, "unknown"), (None, "unknown")],
)
def test_20_one_training_event_a_year(engine: str, events: Json | None, verdict: str) -> None:
    line = of_suixi(20, {"training_events": events}, engine)
    assert (line["verdict"], line["modality"]) == (verdict, "required")
    assert line["missing"] == (["/counties/0/training_events/2025"] if verdict == "unknown" else [])
    assert tasks({}, engine)[20, "遂溪"]["missing"] == ["/counties/-/training_events/2025"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("base", "applies", "verdict"), [(True, True, None), (False, False, "not_applicable"), (None, None, "unknown")]
)
def test_28_applies_to_units_with_a_live_stream_base(
    engine: str, base: bool | None, applies: bool | None, verdict: str | None
) -> None:
    line = of_suixi(28, {"chain": {"live_base": base}}, engine)
    assert (line["applies"], line["verdict"]) == (applies, verdict)
    assert line["missing"] == (["/counties/0/chain/live_base"] if verdict == "unknown" else [])


@pytest.mark.parametrize(
    ("quarter", "due", "beside"),
    [
        ("2025Q1", "2025-03-31", ("2025-03-30", "2025-04-01")),
        ("2025Q2", "2025-06-30", ("2025-06-29", "2025-07-01")),
        ("2025Q3", "2025-09-30", ("2025-09-29", "2025-10-01")),
        ("2025Q4", "2025-12-31", ("2025-12-30", "2026-01-01")),
    ],
)
def test_a_report_is_due_by_the_last_day_of_its_quarter(quarter: str, due: str, beside: tuple[str, str]) -> None:
    """前 leaves open whether the day itself is in time; a report without a day is neither late nor in time."""
    late: dict[str, list[bool | None]] = {}
    for option in ("yes", "no"):
        late[option] = []
        for day in (beside[0], due, beside[1], None):
            filing = {"work_point": 24, "quarter": quarter, "status": "已开展", "filed_on": day}
            line = of_suixi(24, {"filings": [filing]}, due_day_counts=option)
            (filed,) = line["filings"]
            assert (filed["due"], filed["filed_on"], filed["status"], filed["evidence"]) == (due, day, "已开展", None)
            late[option].append(filed["late"])
    assert late == {"yes": [False, False, True, None], "no": [False, True, True, None]}


def test_what_is_filed_is_kept_beside_what_is_computed() -> None:
    """By quarter, whatever the order; also where the work point does not apply."""
    filings = [
        {"work_point": point, "quarter": quarter, "status": f"{point} {quarter}"}
        for point in (20, 27)
        for quarter in ("2025Q2", "2024Q4", "2025Q1")
    ]
    county = {"name": "遂溪", "training_events": {"2025": 0}, "filings": filings}
    found = tasks({"counties": [county]})
    for point, verdict in ((20, "not_met"), (27, "not_applicable")):
        line = found[point, "遂溪"]
        assert line["verdict"] == verdict
        filed = [(each["quarter"], each["status"]) for each in line["filings"]]
        assert filed == [(quarter, f"{point} {quarter}") for quarter in ("2024Q4", "2025Q1", "2025Q2")]
    assert found[21, "遂溪"]["filings"] == found[20, "雷州"]["filings"] == []
