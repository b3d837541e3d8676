"""What decided a line: of every status the provisions that did it, at addresses where they stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

import policyrules as pr
from policyrules.decision.decision import Decision
from policyrules.language.address import resolve
from policyrules.language.document import Document
from policyrules.policy import Policy
from policyrules.testing import facts as any_facts
from policyrules.testing import options, years

GANZHOU, ZHANJIANG = pr.load_policy("ganzhou"), pr.load_policy("zhanjiang")
MILLION = 1_000_000
E1: dict[str, Any] = {
    "id": "E1", "recognized": True, "online_sales": {"2024": 0, "2025": 150 * MILLION},
    "agri_sales": {"2025": 0}, "agri_upstream_sales": {"2025": 0},
}  # fmt: skip
B1: dict[str, Any] = {
    "id": "B1", "operator": "E1", "founded_year": 2020, "floor_area_m2": 1000, "live_rooms": 20,
    "resident_enterprises": 30, "hosts": 30, "live_sales": {"2024": 0, "2025": 60 * MILLION},
}  # fmt: skip
P1 = {
    "id": "P1", "operator": "E1", "self_built": True, "retail_sales": {"2025": 50 * MILLION},
    "speciality_sales": {"2025": 20 * MILLION},
}  # fmt: skip
PAID = {"year": 2024, "award": "live_base", "enterprise": "E1", "amount": 100_000}
BOTH = {"base_tiers_in_one_year": "both"}
SUM = {"growth_tiers_in_one_year": "cumulative"}
LESS = {"base_second_tier": "difference"}

#: What the case is → the award, what is changed of the facts above, the options, the year, and what decides.
AWARDS: dict[str, tuple[str, dict[str, Any], dict[str, str], int, tuple[str, ...]]] = {
    "the tier that is paid": ("growth", {}, {}, 2025, ("awards.growth.tiers.1",)),
    "an award without tiers": ("platform", {}, {}, 2025, ("awards.platform",)),
    "its own cap": (
        "platform", {"P1": {"speciality_sales": {"2025": 30 * MILLION + 100}}}, {}, 2025, ("awards.platform.cap",),
    ),
    "exactly its own cap": (
        "platform", {"P1": {"speciality_sales": {"2025": 30 * MILLION}}}, {}, 2025, ("awards.platform",),
    ),
    "tiers that come to the cap together": (
        "growth", {"E1": {"online_sales": {"2024": 0, "2025": 250 * MILLION}}}, SUM, 2025, ("awards.growth.tiers.2",),
    ),
    "tiers that are cut to the cap together": (
        "growth", {"E1": {"online_sales": {"2024": 0, "2025": 350 * MILLION}}}, SUM, 2025, ("awards.growth.cap",),
    ),
    "the award that is higher": (
        "agricultural", {"E1": {"agri_sales": {"2025": 15 * MILLION}, "agri_upstream_sales": {"2025": 15 * MILLION}}},
        {}, 2025, ("limits.growth_or_agricultural",),
    ),
    "the budget": ("platform", {"city": 10 * MILLION - 500_000}, {}, 2025, ("limits.budget",)),
    "an earlier payment": (
        "growth", {"paid": [{**PAID, "award": "growth", "tier": 1}]}, {}, 2025, ("awards.growth.paid",),
    ),
    "the years of the award": ("growth", {}, {}, 2024, ("awards.growth.years",)),
    "one criterion": ("growth", {"E1": {"recognized": False}}, {}, 2025, ("awards.growth.criteria.recognized",)),
    "the tier that misses the fewest": (
        "live_base", {"B1": {"hosts": 19, "live_sales": {"2024": 0, "2025": 30 * MILLION}}}, {}, 2025,
        ("awards.live_base.criteria.hosts",),
    ),
    "the lowest of tiers that miss as many": (
        "growth", {"E1": {"online_sales": {"2024": 450 * MILLION, "2025": 450 * MILLION}}}, {}, 2025,
        ("awards.growth.criteria.first",),
    ),
    "an unknown criterion": ("growth", {"E1": {"recognized": None}}, {}, 2025, ("awards.growth.criteria.recognized",)),
    "unknown criteria in the order of the award": (
        "live_base", {"B1": {"live_sales": {"2025": 60 * MILLION}, "hosts": None}}, {}, 2025,
        ("awards.live_base.criteria.hosts", "awards.live_base.criteria.first"),
    ),
    "only the amount": (
        "agricultural",
        {"E1": {"online_sales": {"2025": 0}, "agri_sales": {"2025": 15 * MILLION}, "agri_upstream_sales": {}}},
        {}, 2025, ("awards.agricultural.amount",),
    ),
    "a payment for one of the tiers": (
        "live_base", {"paid": [{**PAID, "subject": "B1"}]}, {}, 2025, ("awards.live_base.paid",),
    ),
    "a deduction of what may have been paid for the lower tier": (
        "live_base", {"paid": [{**PAID, "tier": 1}]}, LESS, 2025, ("awards.live_base.paid",),
    ),
    "a limit that cannot tell which is higher": (
        "agricultural",
        {"E1": {
            "online_sales": {"2024": 0}, "agri_sales": {"2025": 15 * MILLION},
            "agri_upstream_sales": {"2025": 15 * MILLION},
        }},
        {}, 2025, ("limits.growth_or_agricultural",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AWARDS)
def test_an_award_is_decided_by_the_provision_that_settles_it(name: str) -> None:
    award, changes, chosen, year, expected = AWARDS[name]
    facts = {
        "enterprises": [{**E1, **changes.get("E1", {})}],
        "live_bases": [{**B1, **changes.get("B1", {})}],
        "platforms": [{**P1, **changes.get("P1", {})}],
        "awards_paid": changes.get("paid", []),
        "city": {"other_support": {"2025": changes.get("city", 0)}},
    }
    decision = GANZHOU.interpret(**chosen).decide(facts, year, "reference")
    (line,) = [each for each in decision.awards if each.award == award]
    assert line.decided_by == expected


def test_each_tier_of_several_has_its_own() -> None:
    decision = GANZHOU.interpret(**BOTH).decide({"enterprises": [E1], "live_bases": [B1]}, 2025, "reference")
    found = [line.decided_by for line in decision.awards if line.award == "live_base"]
    assert found == [("awards.live_base.tiers.1",), ("awards.live_base.tiers.2",)]


def test_limits_that_cut_one_after_another_stand_in_their_order() -> None:
    """The cap of the enterprise cuts its last award, and the budget what is left of it."""
    enterprise = {**E1, "online_sales": {"2024": 0, "2025": 450 * MILLION}}
    bases = [{**B1, "id": f"B{number}"} for number in range(1, 4)]
    facts = {"enterprises": [enterprise], "live_bases": bases, "city": {"other_support": {"2025": 9_300_000}}}
    (line,) = [each for each in GANZHOU.decide(facts, 2025, "reference").awards if each.award == "growth"]
    assert line.decided_by == ("limits.enterprise_cap", "limits.budget")


# Standards, targets, duties

CENTRE: dict[str, Any] = {"id": "T1", "town": "T", "county": "遂溪", "typical_town": True}
ITEMS = "standards.six_haves.blocks"


@pytest.mark.parametrize(
    ("changes", "verdict", "expected"),
    [
        ({"typical_town": False}, "not_applicable", ("standards.six_haves",)),
        ({"site": {"zones": []}}, "not_met", (f"{ITEMS}.site.items.zones",)),
        ({"typical_town": None, "site": {"zones": []}}, "not_met", (f"{ITEMS}.site.items.zones",)),
    ],
)
def test_a_standard_is_decided_by_its_items(changes: dict[str, Any], verdict: str, expected: tuple[str, ...]) -> None:
    decision = ZHANJIANG.decide({"town_centres": [{**CENTRE, **changes}]}, 2025, "reference")
    (line,) = decision.standards
    assert (line.verdict, line.decided_by) == (verdict, expected)


@pytest.mark.parametrize("typical", [True, None])
def test_an_open_standard_waits_for_its_unknown_items_and_for_whether_it_applies(typical: bool | None) -> None:
    (line,) = ZHANJIANG.decide({"town_centres": [{**CENTRE, "typical_town": typical}]}, 2025, "reference").standards
    unknown = tuple(
        f"{ITEMS}.{block.rule.id}.items.{item.rule.id}"
        for block in line.blocks
        for item in block.items
        if item.rule.modality == "required" and block.rule.counts
    )
    assert line.decided_by == (*(() if typical else ("standards.six_haves.applies",)), *unknown)
    assert unknown


@settings(max_examples=tries(40), deadline=None)
@given(data=st.data(), policy=st.sampled_from([GANZHOU, ZHANJIANG]))
def test_whatever_decides_stands_in_the_policy(data: st.DataObject, policy: Policy) -> None:
    """Of every line, on any facts: cases and coverage name provisions by these addresses."""
    interpreted = policy.interpret(**data.draw(options(policy)))
    year = data.draw(years(policy))
    decision = interpreted.decide(data.draw(any_facts(interpreted, year)), year, "reference")
    for line in lines(decision):
        assert line.decided_by
        assert len(set(line.decided_by)) == len(line.decided_by)
        for address in line.decided_by:
            section = address.partition(".")[0]
            assert resolve(_file_with(policy, section).data, address)


def lines(decision: Decision) -> list[Any]:
    return [*decision.awards, *decision.standards, *decision.targets, *decision.tasks]


def _file_with(policy: Policy, section: str) -> Document:
    return next(each for each in policy.definition.documents.values() if section in (each.data or {}))


def test_what_decides_is_no_part_of_the_json() -> None:
    """The decision's format is a contract of its own."""
    decision = GANZHOU.decide({"enterprises": [E1]}, 2025, "reference")
    assert "decided_by" not in decision.to_json()
