"""Differences of two results: which line, which field, before and after."""

from __future__ import annotations

from typing import Any

import pytest

from policyrules.records.differences import Difference, differences

LINE = {"award": "growth", "subject": "E1", "tier": 1, "status": "paid", "paid": "1.00", "reasons": [], "missing": []}
TIER_2 = {**LINE, "tier": 2, "paid": "2.00"}
OTHER = {**LINE, "subject": "E2"}
REASON = {"code": "cap", "text": "甲", "text_en": "a"}
ITEM = {"item": "zones", "verdict": "met", "found": ["office"]}
STANDARD = {"standard": "six", "subject": "T1", "verdict": "met", "blocks": [{"block": "site", "items": [ITEM]}]}
NOT_MET = {**STANDARD, "blocks": [{"block": "site", "items": [{**ITEM, "verdict": "not_met", "found": []}]}]}
TARGET = {"target": "t", "value": "1"}


def result(section: str, *lines: dict[str, Any]) -> dict[str, Any]:
    return {section: list(lines)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (result("awards", LINE), result("awards", {**LINE}), []),
        (result("awards", LINE), result("awards", TIER_2), [("tier", 1, 2), ("paid", "1.00", "2.00")]),
        (
            result("awards", LINE),
            result("awards", LINE, TIER_2),
            [("line", None, {"tier": 2, "status": "paid", "paid": "2.00"})],
        ),
        (
            result("awards", LINE, TIER_2),
            result("awards", TIER_2),
            [("line", {"tier": 1, "status": "paid", "paid": "1.00"}, None)],
        ),
        (result("awards"), result("awards", LINE), [("line", None, {"tier": 1, "status": "paid", "paid": "1.00"})]),
        (result("awards", LINE, OTHER), result("awards", OTHER, LINE), [("order", None, None)]),
        (
            result("awards", LINE),
            result("awards", {**LINE, "reasons": [REASON, REASON]}),
            [("reasons", [], [REASON, REASON])],
        ),
        (
            result("standards", STANDARD),
            result("standards", NOT_MET),
            [
                ("blocks.site.items.zones.verdict", "met", "not_met"),
                ("blocks.site.items.zones.found", ["office"], []),
            ],
        ),
        (
            result("targets", TARGET, {**TARGET, "county": "遂溪"}),
            result("targets", TARGET, {**TARGET, "county": "遂溪", "value": "2"}),
            [("value", "1", "2")],
        ),
        ({"totals": {"paid": "0.00"}}, {"totals": {"paid": "1.00"}}, [("paid", "0.00", "1.00")]),
        ({"library": "1", "policy": {"digest": "a"}}, {"library": "2", "policy": {"digest": "b"}}, []),
    ],
)
def test_each_difference_is_told_once(
    before: dict[str, Any], after: dict[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    """Lines are matched by what they are about, not by where they stand; parts by their names."""
    found = differences(before, after)
    assert [(each.field, each.before, each.after) for each in found] == expected


def test_parts_that_share_a_name_hide_nothing() -> None:
    """Two parts of one name are told apart by their place: a change of either is a difference."""
    twice = {**STANDARD, "blocks": [{"block": "site", "counts": True}, {"block": "site", "counts": False}]}
    other = {**STANDARD, "blocks": [{"block": "site", "counts": False}, {"block": "site", "counts": False}]}
    found = differences(result("standards", twice), result("standards", other))
    assert [each.to_dict() for each in found] == [
        {
            "section": "standards", "standard": "six", "subject": "T1", "field": "blocks.0.counts",
            "before": True, "after": False,
        }
    ]  # fmt: skip
    assert found == (Difference("standards", ("six", "T1"), "blocks.0.counts", True, False),)
