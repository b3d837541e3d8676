"""The targets of the Zhanjiang example: who counts and who may, worked out by hand from the reading."""

from __future__ import annotations

from typing import Any

import pytest

from examples import zhanjiang
from examples.zhanjiang import city_targets

SURE_100M = ["Z01", "Z02"]
SURE_10M = [*SURE_100M, "Z03", "Z05", "Z08", "Z09", *(f"Z{n}" for n in range(25, 37))]
SURE_5M = sorted([*SURE_10M, "Z06", "Z07", "Z10", "Z21", "Z24", "Z37", "Z38"])

# target → value, range, verdict, gap, possible (三（一）（二）: 超 excludes the number itself)
Target = tuple[str | None, list[str] | None, str, str | None, list[str]]
TARGETS: dict[str, Target] = {
    # Two are surely above; Z13 and Z14 without a figure can only add.
    "over_100m": ("2", ["2", "4"], "met", "0", ["Z13", "Z14"]),
    # 18 of 20, and three more that may count: the missing facts could change the verdict.
    "over_10m": (None, ["18", "21"], "unknown", None, ["Z13", "Z14", "Z15"]),
    # Even all four make 29 of 30.
    "over_5m": ("25", ["25", "29"], "not_met", "5", ["Z13", "Z14", "Z15", "Z16"]),
}
# interpretation → target → range, verdict
OTHERWISE: list[tuple[dict[str, str], dict[str, tuple[list[str], str]]]] = [
    (
        # Z04, Z19 and Z20 count now, Z15 and Z16 count whatever they are, and Z18 without a figure may.
        {"sole_traders_count": "yes"},
        {"over_100m": (["3", "6"], "met"), "over_10m": (["21", "24"], "met"), "over_5m": (["30", "33"], "met")},
    ),
    (
        # Without the two of the highest band; then without all of the two higher ones.
        {"target_bands": "separate"},
        {"over_100m": (["2", "4"], "met"), "over_10m": (["16", "19"], "not_met"), "over_5m": (["7", "10"], "not_met")},
    ),
]
# What each unit contributes to over_10m: surely, at most.
CONTRIBUTED = {
    "赤坎": (2, 2), "霞山": (2, 2), "坡头": (2, 3), "麻章": (1, 2), "雷州": (3, 4), "廉江": (2, 2), "吴川": (1, 1),
    "遂溪": (2, 2), "徐闻": (2, 2), "经开区": (1, 1),
}  # fmt: skip


def test_targets_worked_out_by_hand(decided: dict[str, Any]) -> None:
    lines = city_targets(decided)
    found: dict[str, Target] = {
        name: (line["value"], line.get("range"), line["verdict"], line["gap"], line["possible"])
        for name, line in lines.items()
    }
    assert found == TARGETS
    assert [line["counted"] for line in lines.values()] == [SURE_100M, SURE_10M, SURE_5M]
    # Exactly on the bound is nearest below it, then one fen short of it.
    assert [each["id"] for each in lines["over_10m"]["pipeline"]][:2] == ["Z06", "Z07"]
    assert [each["id"] for each in lines["over_5m"]["pipeline"]][:2] == ["Z11", "Z12"]
    # What would settle the one that is unknown: two figures and one legal form.
    assert lines["over_10m"]["missing"] == [
        "/enterprises/12/online_retail_sales/2025",
        "/enterprises/13/online_retail_sales/2025",
        "/enterprises/14/legal_form",
    ]


@pytest.mark.parametrize(("reading", "expected"), OTHERWISE, ids=lambda each: next(iter(each)))
def test_targets_under_the_other_readings(reading: dict[str, str], expected: dict[str, tuple[list[str], str]]) -> None:
    lines = city_targets(zhanjiang.decided(**reading))
    assert {name: (line["range"], line["verdict"]) for name, line in lines.items()} == expected


def test_what_the_units_contribute(decided: dict[str, Any]) -> None:
    """An enterprise without a county (Z21, 640万) is of the city, and may be of any unit."""
    of_units = [line for line in decided["targets"] if line.get("county")]
    found = {
        line["county"]: (len(line["counted"]), len(line["counted"]) + len(line["possible"]))
        for line in of_units
        if line["target"] == "over_10m"
    }
    assert found == CONTRIBUTED
    assert {line["verdict"] for line in of_units} == {"no_bound"}
    assert sum(len(line["counted"]) for line in of_units if line["target"] == "over_5m") == len(SURE_5M) - 1
    assert all("Z21" in line["possible"] for line in of_units if line["target"] == "over_5m")
