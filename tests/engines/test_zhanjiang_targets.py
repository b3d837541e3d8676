"""The cultivation targets in the document's own numbers: 超 excludes the bound; only what could decide is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from policyrules.policy import load_policy

ZHANJIANG = load_policy("zhanjiang")
ENGINES = ["reference", "rete"]
Json = dict[str, Any]
YI, WAN = 100_000_000, 10_000
#: Each band: more than how much, how many.
BANDS = {"over_100m": (YI, 2), "over_10m": (1000 * WAN, 20), "over_5m": (500 * WAN, 30)}


def enterprise(number: int, sales: Any, form: str | None = "company", county: str | None = "遂溪") -> Json:
    return {
        "id": f"E{number:02d}",
        "county": county,
        "legal_form": form,
        "online_retail_sales": {"2025": sales, "2024": 10 * YI},
    }


def lines(enterprises: list[Json], engine: str = "rete", **options: str) -> dict[tuple[str, str | None], Json]:
    """The lines of all targets, by target and unit."""
    decision = ZHANJIANG.interpret(**options).decide({"enterprises": enterprises}, 2025, engine=engine).to_dict()
    return {(line["target"], line.get("county")): line for line in decision["targets"]}


def many(target: str, sure: int, unknown: int = 0, below: int = 0) -> list[Json]:
    """So many that count, that may, and that do not."""
    bound = BANDS[target][0]
    sales = [f"{bound}.01"] * sure + [None] * unknown + [bound] * below
    return [enterprise(number, each) for number, each in enumerate(sales)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("target", BANDS)
def test_the_bound_itself_does_not_count(engine: str, target: str) -> None:
    """One fen decides; the year before does not matter."""
    bound = BANDS[target][0]
    for sales, counts in ((bound, False), (f"{bound - 1}.99", False), (f"{bound}.01", True), (None, None)):
        line = lines([enterprise(1, sales)], engine)[target, None]
        assert (line["counted"], line["possible"]) == (["E01"] * (counts is True), ["E01"] * (counts is None)), sales


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("target", BANDS)
@pytest.mark.parametrize(
    ("lacking", "unknown", "verdict", "gap"),
    [
        # How many are lacking of the number, how many are unknown.
        (1, 2, "unknown", None),
        (1, 1, "unknown", None),
        (1, 0, "not_met", "1"),
        (0, 0, "met", "0"),
        (0, 2, "met", "0"),
        (-1, 0, "met", "0"),
        (2, 1, "not_met", "2"),
    ],
)
def test_a_missing_figure_matters_only_where_it_could_decide(
    engine: str, target: str, lacking: int, unknown: int, verdict: str, gap: str | None
) -> None:
    """19 sure and two unknown of 20: unknown, 19 to 21. 20 sure and two unknown: met."""
    needed = BANDS[target][1]
    sure = needed - lacking
    line = lines(many(target, sure, unknown, below=3), engine)[target, None]
    assert (line["verdict"], line["bound"], line["gap"]) == (verdict, str(needed), gap)
    assert line["value"] == (None if verdict == "unknown" else str(sure))
    assert line.get("range") == (None if unknown == 0 else [str(sure), str(sure + unknown)])
    assert bool(line["missing"]) == (verdict == "unknown")


def test_19_and_two_unknown_say_which_figures_are_needed() -> None:
    line = lines(many("over_10m", 19, 2))["over_10m", None]
    assert line["range"] == ["19", "21"]
    assert line["possible"] == ["E19", "E20"]
    assert line["missing"] == ["/enterprises/19/online_retail_sales/2025", "/enterprises/20/online_retail_sales/2025"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ("nested", {"over_100m": 1, "over_10m": 3, "over_5m": 5}),
        ("separate", {"over_100m": 1, "over_10m": 2, "over_5m": 2}),
    ],
)
def test_whether_a_higher_band_counts_in_the_lower_ones(engine: str, bands: str, expected: dict[str, int]) -> None:
    sales = [f"{YI}.01", YI, f"{1000 * WAN}.01", 1000 * WAN, f"{500 * WAN}.01", 500 * WAN]
    found = lines([enterprise(*each) for each in enumerate(sales)], engine, target_bands=bands)
    assert {target: len(found[target, None]["counted"]) for target in BANDS} == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("form", "sole_traders", "counts"),
    [
        *((form, option, True) for form in ("company", "cooperative", "other") for option in ("no", "yes")),
        ("sole_trader", "no", False),
        ("sole_trader", "yes", True),
        (None, "no", None),
        (None, "yes", True),
    ],
)
def test_who_is_an_enterprise(engine: str, form: str | None, sole_traders: str, counts: bool | None) -> None:
    found = lines([enterprise(1, 2 * YI, form)], engine, sole_traders_count=sole_traders)
    for target in BANDS:
        line = found[target, None]
        assert (line["counted"], line["possible"]) == (["E01"] * (counts is True), ["E01"] * (counts is None))
    # With too little to sell it does not count, whatever it is.
    line = lines([enterprise(1, 0, form)], engine, sole_traders_count=sole_traders)["over_5m", None]
    assert (line["value"], line["possible"]) == ("0", [])


@pytest.mark.parametrize("engine", ENGINES)
def test_units_contribute_and_have_no_bound(engine: str) -> None:
    """An enterprise of an unknown county is sure for the city, and may be of any unit."""
    given = [
        enterprise(1, f"{YI}.01", county="雷州市"),
        enterprise(2, f"{YI}.01", county="雷州"),
        enterprise(3, f"{YI}.01", county="经开区"),
        enterprise(4, f"{YI}.01", county=None),
        enterprise(5, YI, county=None),
    ]
    found = lines(given, engine)
    assert found["over_100m", None]["value"] == "4"
    units = {unit: line for (target, unit), line in found.items() if target == "over_100m" and unit}
    assert len(units) == 10
    assert {unit: line["range"] for unit, line in units.items() if line["range"] != ["0", "1"]} == {
        "雷州": ["2", "3"],
        "经开区": ["1", "2"],
    }
    for line in units.values():
        assert (line["verdict"], line["bound"], line["gap"]) == ("no_bound", None, None)
        assert (line["possible"], line["missing"]) == (["E04"], ["/enterprises/3/county"])


@pytest.mark.parametrize("engine", ENGINES)
def test_the_pipeline_names_the_five_nearest_below(engine: str) -> None:
    """Nearest first, the smaller id on a tie; no sole traders, none whose figure is unknown, none that counts."""
    sales = [9_999_999, 1_000_000, 9_999_999, 10_000_000, f"{1000 * WAN}.01", None, 8_000_000, 7_000_000, 6_000_000]
    given = [enterprise(*each) for each in enumerate(sales)]
    given.append(enterprise(98, 10_000_000, "sole_trader"))
    given.append(enterprise(99, 9_000_000, None, county=None))
    line = lines(given, engine)["over_10m", None]
    assert [(near["id"], near["gap"]) for near in line["pipeline"]] == [
        ("E03", "0.01"),
        ("E00", "1.01"),
        ("E02", "1.01"),
        ("E99", "1000000.01"),
        ("E06", "2000000.01"),
    ]
