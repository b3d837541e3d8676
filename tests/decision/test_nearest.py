"""The nearest way to qualify, as an explanation offers it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

import policyrules as pr
from policyrules.decision.findings import tier_findings
from policyrules.decision.nearest import Change, nearest_tier
from policyrules.language.quantities import Kind, plain_text
from policyrules.testing.strategies import facts as any_facts

GANZHOU = pr.load_policy("ganzhou")
YEAR = 2025
BASE = {
    "id": "B1",
    "operator": "E1",
    "floor_area_m2": 500,
    "live_rooms": 10,
    "resident_enterprises": 20,
    "hosts": 17,
    "live_sales": {"2024": 0, "2025": 20000001},
}


def _changes(line: pr.AwardLine) -> tuple[Change, ...]:
    claim = line.claim
    found = nearest_tier(tier_findings(claim), claim.case.lookup(claim.subject), YEAR)
    return found[1] if found else ()


def _apply(facts: dict[str, Any], line: pr.AwardLine, changes: tuple[Change, ...]) -> None:
    group = line.claim.subject.group
    thing = next(each for each in facts[group] if each["id"] == line.subject)
    for change in changes:
        attribute = change.attribute
        value: Any = change.target
        if attribute.kind in (Kind.MONEY, Kind.AREA):
            value = plain_text(attribute.kind, value)
        if attribute.year is None:
            thing[attribute.field] = value
        else:
            thing[attribute.field] = {**(thing.get(attribute.field) or {}), str(attribute.year): value}


@given(data=st.data())
@settings(max_examples=tries(80), deadline=None)
def test_following_the_advice_qualifies(data: st.DataObject) -> None:
    """Advice that does not lead to the award would send people the wrong way."""
    facts = data.draw(any_facts(GANZHOU, YEAR))
    for line in GANZHOU.decide(facts, YEAR, engine="reference").awards:
        changes = _changes(line) if line.status == "not_eligible" else ()
        if changes:
            changed = {
                name: [dict(each) for each in things] if isinstance(things, list) else things
                for name, things in facts.items()
            }
            _apply(changed, line, changes)
            after = GANZHOU.decide(changed, YEAR, engine="reference")
            same = [each for each in after.awards if (each.award, each.subject) == (line.award, line.subject)]
            assert all(each.status != "not_eligible" for each in same), (line, changes)


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({}, "主播数量再增加 3 名", "3 more hosts"),
        (
            {"hosts": 20, "live_sales": {"2024": 0, "2025": 19400000}},
            "超过 20,000,000 元（现为 19,400,000 元）",
            "above 20,000,000 yuan, now 19,400,000",
        ),
        (
            {"hosts": 20, "floor_area_m2": "499.99"},
            "达到 500 平方米（现为 499.99 平方米）",
            "at least 500 m², now 499.99 m²",
        ),
    ],
)
def test_advice_names_what_is_lacking(change: dict[str, Any], zh: str, en: str) -> None:
    """The advice is a figure to act on: how much of what, and how much there is now."""
    facts = {"enterprises": [{"id": "E1"}], "live_bases": [{**BASE, **change}]}
    (line,) = GANZHOU.decide(facts, YEAR, engine="reference").lines_of("B1")
    (advice,) = line.explain().nearest
    assert zh in advice.zh
    assert en in advice.en


def test_history_cannot_be_changed() -> None:
    """A base that was above the bound in the base year can never be the first time above it: no advice is given."""
    facts = {
        "enterprises": [{"id": "E1"}],
        "live_bases": [{**BASE, "hosts": 20, "live_sales": {"2024": 90000000, "2025": 90000000}}],
    }
    (line,) = GANZHOU.decide(facts, YEAR, engine="reference").lines_of("B1")
    assert line.status == "not_eligible"
    assert line.explain().nearest == ()
