"""The standard, the targets and the duties of a policy of another domain: YAML alone, on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policyrules.decision.decision import Decision
from policyrules.policy import Policy, load_policy

from .folders import WELLS, changed

ENGINES = ["reference", "rete"]
POLICY = load_policy(WELLS)
HOUSEHOLDS = [{"id": "H1", "form": "family"}]
SAFE: dict[str, Any] = {
    "public": True,
    "cover": {"parts": ["lid", "ring", "lock"], "locked": True},
    "water": {"tests": ["bacteria", "nitrate"], "samples": 4, "samples_good": 3},
}


def well(name: str = "W1", **given: Any) -> dict[str, Any]:
    return {"id": name, "owner": "H1", **given}


def decided(engine: str, year: int = 2025, policy: Policy = POLICY, **facts: Any) -> Decision:
    return policy.decide({"households": HOUSEHOLDS, **facts}, year, engine=engine)


# Each case: what is known of the well, the options, the verdict, how many items are short and unknown.
STANDARDS = [
    pytest.param(SAFE, {}, "met", 0, 0, id="all items met; the papers are only reported"),
    pytest.param({**SAFE, "records": False}, {}, "met", 0, 0, id="a block that does not count fails nobody"),
    pytest.param({**SAFE, "records": False}, {"records_count": "yes"}, "not_met", 1, 0, id="a block that counts"),
    pytest.param(SAFE, {"records_count": "yes"}, "unknown", 0, 1, id="a block that counts and is unknown"),
    pytest.param({**SAFE, "public": False}, {}, "not_applicable", 0, 0, id="it does not apply"),
    pytest.param({**SAFE, "public": None}, {}, "unknown", 0, 0, id="whether it applies is unknown"),
    pytest.param({"cover": {"parts": []}}, {}, "not_met", 1, 2, id="unknown whether it applies, and missed"),
    pytest.param({**SAFE, "cover": {"parts": ["lid", "ring"]}}, {}, "not_met", 1, 1, id="a list is complete"),
    pytest.param(
        {**SAFE, "cover": {"parts": {"lid": True, "ring": True}}}, {}, "unknown", 0, 2, id="an object may be partial"
    ),
    pytest.param(
        {**SAFE, "cover": {"parts": {"lid": True, "ring": True, "lock": True}}}, {}, "met", 0, 0, id="a full object"
    ),
    pytest.param({**SAFE, "water": {"tests": ["nitrate"]}}, {}, "not_met", 1, 0, id="all of the options"),
    pytest.param({**SAFE, "water": {"tests": ["nitrate"]}}, {"water_tests": "one"}, "met", 0, 0, id="one of them"),
    pytest.param({**SAFE, "water": {"tests": SAFE["water"]["tests"], "samples": 0}}, {}, "met", 0, 0, id="encouraged"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("given", "options", "verdict", "short", "unknown"), STANDARDS)
def test_a_standard_is_met_by_its_required_items(
    given: dict[str, Any], options: dict[str, str], verdict: str, short: int, unknown: int, engine: str
) -> None:
    (line,) = decided(engine, policy=POLICY.interpret(**options), wells=[well(**given)]).standards
    assert (line.verdict, line.items_short, line.items_unknown) == (verdict, short, unknown)
    assert bool(line.missing) == (verdict == "unknown")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_item_shows_what_was_found_and_its_figure(engine: str) -> None:
    given = {**SAFE, "cover": {"parts": {"lid": True, "ring": False}}}
    (line,) = decided(engine, wells=[well(**given)]).standards
    parts, locked = line["blocks"][0]["items"]
    assert (parts["verdict"], parts["found"], parts["lacking"]) == ("not_met", ["lid"], ["ring"])
    assert (locked["verdict"], locked["unknown"]) == ("unknown", ["cover.locked", "lock"])
    assert locked["missing"] == ["/wells/0/cover/locked", "/wells/0/cover/parts/lock"]
    samples = line["blocks"][1]["items"][1]
    assert (samples["verdict"], samples["modality"], samples["value"]) == ("met", "encouraged", "0.75")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("form", "verdict"), [("family", "met"), ("company", "not_met"), (None, "unknown")])
def test_a_reference_may_stand_inside_an_object(form: str | None, verdict: str, engine: str, tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        (
            "facts.yaml",
            "cover.locked: {",
            "cover.smith: {type: reference, to: households, label: {zh: x, en: x}}\n      cover.locked: {",
        ),
        ("standards.yaml", "test: records", "test: 'cover.smith.form == \"family\"'"),
    )
    households = [{"id": "H1"}, {"id": "H2", "form": form}]
    given = {**SAFE, "cover": {**SAFE["cover"], "smith": "H2"}}
    policy = load_policy(folder).interpret(records_count="yes")
    (line,) = policy.decide({"households": households, "wells": [well(**given)]}, 2025, engine=engine).standards
    assert line.verdict == verdict
    assert line.missing == (() if form else ("/households/1/form",))


PUMPS = [
    well("W1", town="东镇", public=True, pump_cost={"2025": 5000}),
    well("W2", town="西镇", public=True, pump_cost={"2025": "4999.99"}),
    well("W3", town="西镇", public=False, pump_cost={"2025": 4000}),
    well("W4", public=True, pump_cost={"2025": 6000}),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_target_counts_for_the_city_and_by_place(engine: str) -> None:
    lines = {line.county: line for line in decided(engine, wells=PUMPS).targets if line.target == "new_pumps"}
    assert [*lines] == [None, "东镇", "北滩", "西镇"]
    city = lines[None]
    assert (city["value"], city["bound"], city["verdict"], city["gap"], city["year"]) == ("2", "2", "met", "0", 2025)
    assert city["counted"] == ["W1", "W4"]
    # Not W3: no price would make it count.
    assert city["pipeline"] == [{"id": "W2", "value": "4999.99", "bound": "5000.00", "gap": "0.01"}]
    # W4 may stand in any of the towns.
    ranges = {place: (line["counted"], line["possible"], line.get("range")) for place, line in lines.items() if place}
    assert ranges == {
        "东镇": (["W1"], ["W4"], ["1", "2"]),
        "北滩": ([], ["W4"], ["0", "1"]),
        "西镇": ([], ["W4"], ["0", "1"]),
    }
    assert {line["verdict"] for place, line in lines.items() if place} == {"no_bound"}
    assert lines["北滩"].missing == ("/wells/3/town",)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_missing_figure_leaves_a_target_open_only_if_it_could_decide(engine: str) -> None:
    unsure = well("W9", public=True)

    def verdict(*wells: dict[str, Any]) -> tuple[str, object, object]:
        line = next(each for each in decided(engine, wells=list(wells)).targets if each.target == "new_pumps")
        return line.verdict, line["value"], line.get("range")

    assert verdict(PUMPS[0], unsure) == ("unknown", None, ["1", "2"])
    assert verdict(PUMPS[0], PUMPS[3], unsure) == ("met", "2", ["2", "3"])
    assert verdict(unsure) == ("not_met", "0", ["0", "1"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("year", "asked"), [(2024, 2024), (2025, 2025), (2026, 2025)])
def test_figures_after_the_deadline_do_not_count(year: int, asked: int, engine: str) -> None:
    wells = [well("W1", public=True, pump_cost={"2024": 1, "2025": 5000, "2026": 1})]
    line = next(each for each in decided(engine, year, wells=wells).targets if each.target == "new_pumps")
    assert (line["year"], line["value"]) == (asked, "1" if asked == 2025 else "0")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("share", "verdict"), [("0.9", "not_met"), ("0.9000001", "met"), ("0.8", "not_met"), (None, "unknown")]
)
def test_a_strict_bound_excludes_itself(share: str | None, verdict: str, engine: str) -> None:
    (line,) = (
        each for each in decided(engine, county={"safe_share": {"2025": share}}).targets if each.target == "safe_share"
    )
    assert (line.verdict, line["strict"], line["bound"]) == (verdict, True, "0.9")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_target_without_a_number_is_reported(engine: str) -> None:
    wells = [well("W1", visits={"2025": 1}), well("W2", visits={"2025": 0})]
    (line,) = (each for each in decided(engine, wells=wells).targets if each.target == "inspected")
    assert (line.verdict, line["value"], line["bound"], line["gap"], line.county) == ("no_bound", "1", None, None, None)


def tasks(engine: str, number: int, policy: Policy = POLICY, **facts: Any) -> dict[str, Any]:
    """The verdict of a duty in each town."""
    lines = decided(engine, policy=policy, **facts).tasks
    return {line.county: line.verdict for line in lines if line.work_point == number}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_condition_may_differ_by_place(engine: str) -> None:
    towns = [{"name": "东镇", "keeper": "shared"}, {"name": "北滩", "keeper": "shared"}]
    assert tasks(engine, 1, towns=towns) == {"东镇": "not_met", "北滩": "met", "西镇": "unknown"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_duty_by_a_standard_asks_every_thing_of_the_place(engine: str) -> None:
    wells = [
        well("W1", town="东镇", **SAFE),
        well("W2", town="东镇", **{**SAFE, "public": False}),
        well("W3", town="西镇", **SAFE),
        well("W4", town="西镇", **{**SAFE, "cover": {"parts": []}}),
    ]
    # Of 北滩 no well is known.
    assert tasks(engine, 2, wells=wells) == {"东镇": "met", "北滩": "unknown", "西镇": "not_met"}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_place_contributes_to_a_target_has_no_bound(engine: str) -> None:
    found = decided(engine, wells=PUMPS[:2]).tasks
    basis = {line.county: (line.verdict, line["targets"]) for line in found if line.work_point == 3}
    assert basis == {
        place: ("no_bound", [{"target": "new_pumps", "value": value}])
        for place, value in (("东镇", "1"), ("北滩", "0"), ("西镇", "0"))
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_duty_that_rests_on_another_document_waits_for_it(engine: str) -> None:
    wells = [well("W1", town="东镇", repair_cost={"2025": 9000})]
    (line,) = (each for each in decided(engine, wells=wells).tasks if (each.work_point, each.county) == (5, "北滩"))
    assert (line.verdict, line["external"][0]["resolved"]) == ("unknown", False)
    assert line.missing == ("/county/norms/cost",)
    found = decided(engine, wells=wells, county={"norms": {"cost": 8999}}).tasks
    counted = {line.county: (line.verdict, line["counted"]) for line in found if line.work_point == 5}
    assert counted == {"东镇": ("no_bound", ["W1"]), "北滩": ("no_bound", []), "西镇": ("no_bound", [])}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("town", "verdict"),
    [
        pytest.param({"plan": {"written": True}, "drills": {"2025": 3}}, "no_bound", id="applies"),
        pytest.param({"plan": {"written": True}}, "unknown", id="figure unknown"),
        pytest.param({"plan": {"written": False}}, "not_applicable", id="does not apply"),
        pytest.param({}, "unknown", id="unknown whether it applies"),
    ],
)
def test_a_duty_applies_where_its_condition_holds(town: dict[str, Any], verdict: str, engine: str) -> None:
    found = tasks(engine, 6, towns=[{"name": "东镇", **town}])
    assert found == {"东镇": verdict, "北滩": "unknown", "西镇": "not_applicable"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("day", "options", "late"),
    [
        ("2025-06-30", {}, False),
        ("2025-06-30", {"due_day": "no"}, True),
        ("2025-07-01", {}, True),
        ("2025-04-01", {"due_day": "no"}, False),
        (None, {}, None),
    ],
)
def test_a_filing_is_late_after_its_day(
    day: str | None, options: dict[str, str], late: bool | None, engine: str
) -> None:
    filed = {"work_point": 7, "quarter": "2025Q2", "status": "张贴", "filed_on": day}
    found = decided(engine, policy=POLICY.interpret(**options), towns=[{"name": "东镇", "reports": [filed]}]).tasks
    (line,) = (each for each in found if (each.work_point, each.county) == (7, "东镇"))
    # Nothing is computed: the status is what was filed.
    assert (line.verdict, line["computed"]) == (None, False)
    assert [(each.status, each.due.isoformat(), each.late) for each in line.filings] == [("张贴", "2025-06-30", late)]


@pytest.mark.parametrize(
    ("provision", "asked"),
    [
        ("repair", ()),
        ("pump", ("pump_price", "pump_rate")),
        ("pump_places", ("pump_places",)),
        ("household_cap", ("cap_cut",)),
        ("safe_well", ("water_tests", "records_count")),
        ("new_pumps", ("cheap_pumps",)),
        ("keepers", ()),
    ],
)
def test_a_provision_names_the_interpretations_that_it_asks(provision: str, asked: tuple[str, ...]) -> None:
    # Without a number of places that limit is none.
    program = POLICY.interpret(pump_places=1).program(2025)
    limits = [limit for stage in program.stages for limit in (*stage.within_case, stage.over_all) if limit]
    every = (*program.awards, *limits, *program.standards, *program.targets, *program.duties.duties)
    assert next(each.interpretations for each in every if each.id == provision) == asked
