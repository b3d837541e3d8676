"""The example policy says all kinds of provision in YAML alone, and is decided as worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyrules.policy import load_policy

FOLDER = Path(__file__).parents[2] / "examples" / "new-policy"
ENGINES = ["reference", "rete"]
POLICY = load_policy(FOLDER)


def test_the_example_has_all_kinds_of_provision() -> None:
    definition = POLICY.definition
    assert all((definition.awards, definition.limits, definition.standards, definition.targets))
    assert [duty.number for duty in POLICY.program(2025).duties.numbered()] == [1, 2, 3, 5, 6, 7]
    # One duty of each kind of status, and one whose status is only filed.
    kinds = {type(duty.status).__name__ for duty in definition.duties.duties}
    assert len(kinds) == 6


@pytest.mark.parametrize("engine", ENGINES)
def test_rooms_towns_and_the_county_are_judged_as_by_hand(engine: str) -> None:
    decision = POLICY.decide(FOLDER / "facts.json", 2025, engine=engine)
    # R3 lacks a seat and the lamps; R4 is not free; of R5 it is not said whether it has lamps.
    assert {(line.subject, line.verdict, line.items_short) for line in decision.standards} == {
        ("R1", "met", 0),
        ("R2", "met", 0),
        ("R3", "not_met", 2),
        ("R4", "not_applicable", 0),
        ("R5", "unknown", 0),
        ("R6", "met", 0),
    }
    # R2 has exactly 1000 visits, which is not more than 1000; R4 has more, but is not free.
    cities = {line.target: (line.verdict, line["value"]) for line in decision.targets if line.county is None}
    assert cities == {"busy_rooms": ("met", "4"), "reading_rate": ("met", "0.31")}
    verdicts = {
        place: [line.verdict for line in decision.tasks if line.county == place]
        for place in ("东坪镇", "西河镇", "北岭镇")
    }
    assert verdicts == {
        "东坪镇": ["met", "met", "no_bound", "unknown", "no_bound", None],
        # One reading is too few here, and enough in 北岭镇.
        "西河镇": ["not_met", "not_met", "no_bound", "unknown", "not_applicable", None],
        "北岭镇": ["unknown", "met", "no_bound", "unknown", "not_applicable", None],
    }
    late = {(line.work_point, each.quarter): each.late for line in decision.tasks for each in line.filings}
    assert late == {(2, "2025Q2"): False, (7, "2025Q2"): True}
