"""The work points of the Zhanjiang example: computed, filed, late, each worked out by hand from the reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl

from examples import zhanjiang
from examples.paths import ZHANJIANG, ZHANJIANG_GOOD
from examples.zhanjiang import POLICY, UNITS, city_targets, standards, tasks

# work point → unit → verdict
TASKS: dict[int, dict[str, str]] = {
    # A chain of three, whose live-stream base is known to meet the city's standard (by default).
    5: {
        "赤坎": "not_met", "霞山": "unknown", "坡头": "not_met", "麻章": "unknown", "雷州": "not_met",
        "廉江": "unknown", "吴川": "not_met", "遂溪": "met", "徐闻": "unknown", "经开区": "unknown",
    },
    # Six units found an association; four link theirs, so that 廉江's, only founded, is not enough.
    6: {
        "赤坎": "met", "霞山": "met", "坡头": "not_met", "雷州": "unknown", "吴川": "met", "经开区": "unknown",
        "麻章": "met", "廉江": "not_met", "遂溪": "met", "徐闻": "not_met",
    },
    # Met where all centres of the unit are; unknown where none of a typical town is named (赤坎).
    7: {
        "赤坎": "unknown", "霞山": "unknown", "坡头": "unknown", "麻章": "not_met", "雷州": "not_met",
        "廉江": "not_met", "吴川": "not_met", "遂溪": "met", "徐闻": "not_met", "经开区": "unknown",
    },
    # One event a year; that of the year before does not count (徐闻), and an unknown number is not none (雷州).
    20: {
        "赤坎": "met", "霞山": "met", "坡头": "not_met", "麻章": "met", "雷州": "unknown", "廉江": "met", "吴川": "met",
        "遂溪": "met", "徐闻": "not_met", "经开区": "unknown",
    },
}  # fmt: skip
# work point → the units to which it applies, those for which that is unknown
APPLIES: dict[int, tuple[set[str], set[str]]] = {
    11: ({"遂溪"}, set()),
    27: ({"廉江", "吴川", "徐闻"}, set()),
    28: ({"赤坎", "麻章", "雷州", "廉江", "遂溪"}, {"霞山", "徐闻", "经开区"}),
}
# unit, quarter, work point → late (六: before 31 March and 30 June; a report on that day is in time by default)
LATE: dict[tuple[str, str, int], bool | None] = {
    ("遂溪", "2025Q1", 20): False,
    ("遂溪", "2025Q2", 20): False,
    ("麻章", "2025Q1", 1): False,
    ("吴川", "2025Q1", 1): True,
    ("廉江", "2025Q2", 28): True,
    ("雷州", "2025Q2", 14): False,
    ("雷州", "2025Q2", 15): True,
    ("徐闻", "2025Q2", 2): None,
}


def test_tasks_worked_out_by_hand(decided: dict[str, Any]) -> None:
    lines = tasks(decided)
    assert len(lines) == 270
    for point, expected in TASKS.items():
        assert {unit: lines[point, unit]["verdict"] for unit in UNITS} == expected, point
    # By work point: 1+5+1+6 met; 4+3+5+2 not met; 5+2+4 and 10 each of 17, 18, 19, 2 and 3 (No. 28) unknown; figures
    # of 9 and 13; 9+7+2 not applicable.
    assert Counter(str(each["verdict"]) for each in lines.values()) == {
        "met": 13, "not_met": 14, "unknown": 46, "no_bound": 20, "not_applicable": 18, "None": 159,
    }  # fmt: skip
    for point in {number for number, _ in lines}:
        sure, open_ = APPLIES.get(point, (set(UNITS), set[str]()))
        assert {unit for unit in UNITS if lines[point, unit]["applies"]} == sure, point
        assert {unit for unit in UNITS if lines[point, unit]["applies"] is None} == open_, point


def test_what_stands_outside_the_document_is_never_taken_for_granted(decided: dict[str, Any]) -> None:
    """No. 5: the city's recognition standard. No. 18 and 19: the statistical threshold, which nobody filled in."""
    lines = tasks(decided)
    assert lines[5, "廉江"]["missing"] == ["/counties/5/chain/live_base_recognized"]
    resolved = {unit: lines[5, unit]["external"][0]["resolved"] for unit in UNITS}
    assert {unit for unit, known in resolved.items() if known} == {"雷州", "遂溪"}
    for point in (18, 19):
        for unit in UNITS:
            assert lines[point, unit]["verdict"] == "unknown"
            assert "/parameters/statistical_threshold" in lines[point, unit]["missing"]
    stated = tasks(zhanjiang.decided(live_base_standard="stated"))
    changed = {unit for unit in UNITS if stated[5, unit]["verdict"] != lines[5, unit]["verdict"]}
    assert changed == {"麻章", "雷州", "廉江"}


def test_with_the_threshold_the_candidates_are_named(tmp_path: Path) -> None:
    """A threshold that a test invents, 500万: of 麻章's sole traders Z04 reaches it; of 遂溪's Z18 has no figure."""
    book = openpyxl.load_workbook(ZHANJIANG_GOOD)
    book["外部标准"]["A3"] = 5_000_000
    book.save(tmp_path / "with.xlsx")
    lines = tasks(POLICY.decide(tmp_path / "with.xlsx", year=2025).to_dict())
    assert (lines[19, "麻章"]["verdict"], lines[19, "麻章"]["counted"]) == ("no_bound", ["Z04"])
    assert (lines[19, "遂溪"]["verdict"], lines[19, "遂溪"]["possible"]) == ("unknown", ["Z18"])


def test_growth_is_reported(decided: dict[str, Any]) -> None:
    """No. 17: 343.64 ÷ 312.4, 91.675 ÷ 96.5; the third lacks the figure of 2024."""
    for unit in UNITS:
        line = tasks(decided)[17, unit]
        assert [each["value"] for each in line["measures"]] == ["0.1", "-0.05", None]
        assert line["missing"] == ["/city/agri_online_retail/2024"]


def test_filings_are_kept_beside_what_is_computed(decided: dict[str, Any]) -> None:
    lines = tasks(decided)
    # 坡头 says that it held an event, and its own figure is 0.
    assert lines[20, "坡头"]["verdict"] == "not_met"
    assert [each["status"] for each in lines[20, "坡头"]["filings"]] == ["已举办培训1场"]
    # What is filed on a work point of another unit is kept, and the work point still does not apply.
    assert lines[11, "雷州"]["verdict"] == "not_applicable"
    assert [each["status"] for each in lines[11, "雷州"]["filings"]] == ["已派人到园区学习"]
    # Evidence without a status; a status of several lines.
    assert [(each["status"], each["evidence"]) for each in lines[9, "遂溪"]["filings"]][1] == (None, "企业名单")
    assert str(lines[16, "麻章"]["filings"][1]["status"]).count("\n") == 2
    assert not any(lines[point, "经开区"]["filings"] for point, _ in lines)
    assert sum(len(line["filings"]) for line in lines.values()) == 308


def test_what_is_late(decided: dict[str, Any]) -> None:
    assert _late(decided) == LATE
    strict = zhanjiang.decided(due_day_counts="no")
    on_the_day = {("遂溪", "2025Q2", 20): True, ("麻章", "2025Q1", 1): True}
    assert _late(strict) == LATE | on_the_day


def _late(decided: dict[str, Any]) -> dict[tuple[str, str, int], bool | None]:
    lines = tasks(decided)
    return {
        (unit, quarter, point): next(
            each["late"] for each in lines[point, unit]["filings"] if each["quarter"] == quarter
        )
        for unit, quarter, point in LATE
    }


def test_json_facts_of_one_county() -> None:
    """One centre with all six; one enterprise above 1000万; one training event; no live-stream base."""
    decision = POLICY.decide(ZHANJIANG / "facts.json", year=2025)
    assert not decision.warnings
    decided = decision.to_dict()
    assert {name: line["verdict"] for name, line in standards(decided).items()} == {"T1": "met"}
    values = {name: (line["value"], line["verdict"], line["gap"]) for name, line in city_targets(decided).items()}
    assert values == {
        "over_100m": ("0", "not_met", "2"),
        "over_10m": ("1", "not_met", "19"),
        "over_5m": ("1", "not_met", "29"),
    }
    lines = tasks(decided)
    verdicts = {point: lines[point, "遂溪"]["verdict"] for point in (5, 6, 7, 20, 27, 28)}
    assert verdicts == {5: "not_met", 6: "met", 7: "met", 20: "met", 27: "not_applicable", 28: "not_applicable"}
    assert lines[20, "遂溪"]["filings"][0]["late"] is False
    # A county that the facts do not name is unknown, not absent.
    assert lines[20, "徐闻"]["verdict"] == "unknown"
