"""The centres of the Zhanjiang example under 六有: every verdict here was worked out by hand from the reading."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from examples import zhanjiang
from examples.zhanjiang import standards

# centre → verdict, required items surely short, required items unknown (附件1: 15 required items in the six blocks)
CENTRES: dict[str, tuple[str, int, int]] = {
    "T01": ("met", 0, 0),
    # What is expected or encouraged fails no centre, whether it is absent or unknown.
    "T02": ("met", 0, 0),
    "T03": ("met", 0, 0),
    # 附件1·二（一）1, （三）, （四）, （五）: one location, one supplier, one mode, one partner are enough.
    "T04": ("met", 0, 0),
    # 附件1·二（一）2: all five zones are asked for (应设置).
    "T05": ("not_met", 1, 0),
    # 附件1·二（一）3: everything that is named is asked for; the printer is.
    "T06": ("not_met", 1, 0),
    "T07": ("unknown", 0, 1),
    # 附件1·三: the safeguards stand beside the six.
    "T08": ("met", 0, 0),
    "T09": ("not_met", 1, 0),
    # 附件1·二（三）: none of three kinds of supplier; in T11 two are absent and the third is unknown.
    "T10": ("not_met", 1, 0),
    "T11": ("unknown", 0, 1),
    # 附件1·二（四）: both channels.
    "T12": ("not_met", 1, 0),
    "T13": ("unknown", 0, 1),
    # 附件1·二（五）: no storage area; of the three services sorting alone.
    "T14": ("not_met", 2, 0),
    "T15": ("met", 0, 0),
    # Nothing at all, and all of it known.
    "T16": ("not_met", 15, 0),
    "T17": ("not_met", 1, 0),
    # 附件1·二（六）.
    "T18": ("not_met", 1, 0),
    "T19": ("unknown", 0, 1),
    # Not on the checklist: location, zones, five sorts of equipment, suppliers.
    "T20": ("unknown", 0, 8),
    # One item surely missed decides, whatever the other 14 are.
    "T21": ("not_met", 1, 14),
    "T22": ("met", 0, 0),
    "T23": ("unknown", 0, 15),
    # 附件1·一: the standard is for typical towns.
    "T24": ("not_applicable", 0, 0),
    "T25": ("unknown", 0, 0),
}


def _item(line: dict[str, Any], block: str, item: str) -> dict[str, Any]:
    items = next(each["items"] for each in line["blocks"] if each["block"] == block)
    found: dict[str, Any] = next(each for each in items if each["item"] == item)
    return found


def test_centres_worked_out_by_hand(decided: dict[str, Any]) -> None:
    lines = standards(decided)
    found = {
        name: (line["verdict"], int(line["items_short"]), int(line["items_unknown"])) for name, line in lines.items()
    }
    assert found == CENTRES
    assert Counter(each["verdict"] for each in lines.values()) == {
        "met": 7, "not_met": 10, "unknown": 7, "not_applicable": 1,
    }  # fmt: skip


def test_what_is_lacking_and_what_must_be_found_out(decided: dict[str, Any]) -> None:
    lines = standards(decided)
    zones = _item(lines["T05"], "site", "zones")
    assert zones["found"] == ["display", "storage", "office", "training"]
    assert zones["lacking"] == ["live_stream"]
    assert _item(lines["T06"], "site", "equipment_office")["lacking"] == ["printer"]
    assert _item(lines["T14"], "logistics", "services")["lacking"] == ["packing", "transport"]
    # A cell that says 无 names no partner, which is known; an empty one would be unknown.
    partners = _item(lines["T17"], "logistics", "partners")
    assert (partners["verdict"], len(partners["lacking"]), partners["missing"]) == ("not_met", 6, [])
    assert lines["T11"]["missing"] == ["/town_centres/10/products/partners/bases"]
    assert lines["T25"]["missing"] == ["/town_centres/24/typical_town"]
    # 40 of 120 products listed are those to be preferred; reported, and only encouraged.
    listed = _item(lines["T01"], "products", "priority_listed")
    assert (listed["value"], listed["modality"]) == ("0.333333", "encouraged")
    assert _item(lines["T02"], "products", "priority_listed")["verdict"] == "not_met"
    assert _item(lines["T08"], "safeguards", "rules")["lacking"] == ["finance"]


@pytest.mark.parametrize(
    ("reading", "changed"),
    [
        ({"equipment_lists": "zone_equipped"}, {"T06": "met", "T21": "unknown"}),
        ({"site_location": "all_three"}, {"T04": "not_met", "T15": "unknown"}),
        ({"product_partners": "all"}, {"T04": "not_met", "T11": "not_met"}),
        ({"safeguards_count": "required"}, {"T08": "not_met"}),
    ],
    ids=lambda each: next(iter(each)),
)
def test_other_readings_change_these_centres_alone(reading: dict[str, str], changed: dict[str, str]) -> None:
    lines = standards(zhanjiang.decided(**reading))
    expected = {name: changed.get(name, verdict) for name, (verdict, _, _) in CENTRES.items()}
    assert {name: line["verdict"] for name, line in lines.items()} == expected
