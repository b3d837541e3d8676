"""Facts as JSON data again: read once more they are the same records, at the same places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.facts.export import data_of
from policyrules.policy import load_policy
from policyrules.testing import facts, years

from .samples import WHOLE, ZHANJIANG

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
POLICIES = ["ganzhou", "zhanjiang"]


def has_float(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(has_float, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float)


@pytest.mark.parametrize("name", POLICIES)
@settings(max_examples=tries(60), deadline=None)
@given(data=st.data())
def test_nothing_is_lost(name: str, data: st.DataObject) -> None:
    """Any facts, exported and read again: the same values, the same pointers, the same answers given apart."""
    policy = load_policy(name)
    checked = policy.facts(data.draw(facts(policy, data.draw(years(policy)))))
    exported = data_of(checked)
    again = policy.facts(exported)
    assert (again.lists, again.objects, again.paid) == (checked.lists, checked.objects, checked.paid)
    assert [each.answered_apart for things in again.lists.values() for each in things] == [
        each.answered_apart for things in checked.lists.values() for each in things
    ]
    assert data_of(again) == exported
    assert not has_float(exported)


@pytest.mark.parametrize(("name", "whole"), [("ganzhou", WHOLE), ("zhanjiang", ZHANJIANG)])
def test_what_was_given_stands_where_it_stood(name: str, whole: dict[str, Any]) -> None:
    """The export of plain facts is those facts, but for spellings: every list and index is that of the source."""
    exported = data_of(load_policy(name).facts(whole))

    def shape(value: Any) -> Any:
        if isinstance(value, list) and any(isinstance(each, dict) for each in value):
            return [shape(each) for each in value]
        if isinstance(value, dict):
            kept = {key: shape(each) for key, each in value.items()}
            return {key: each for key, each in kept.items() if each not in (None, {})}
        return None if value is None else "value"

    assert shape(exported) == shape(whole)


@pytest.mark.parametrize("name", POLICIES)
def test_a_workbook_and_its_export_are_decided_alike(name: str) -> None:
    """From cells or from the exported JSON: the same decision to the byte, pointers of what is missing included."""
    policy = load_policy(name)
    decided = policy.decide(EXAMPLES / name / f"{name}-2025.xlsx", 2025, "reference")
    assert policy.decide(data_of(decided.facts), 2025, "reference").to_json() == decided.to_json()
    assert '"missing": [\n' in decided.to_json()


def test_spelling_is_one() -> None:
    """However a number is written, the export writes it in one way, exactly: nothing else is digested."""
    policy = load_policy("ganzhou")
    ways = [("5", 0.82, "1200"), (5.0, "0.82", 1200), ("5.00", "0.820", 1200.00)]
    found = []
    for sales, share, area in ways:
        data = {
            "enterprises": [{"id": "E1", "county": "南康", "online_sales": {"2025": sales}}],
            "live_bases": [{"id": "B1", "operator": "E1", "floor_area_m2": area}],
            "city": {"courier_village_share": {"2024": share}},
        }
        found.append(data_of(policy.facts(data)))
    assert found[0] == found[1] == found[2]
    assert found[0]["enterprises"] == [{"id": "E1", "county": "南康区", "online_sales": {"2025": "5.00"}}]
    assert str(found[0]["city"]["courier_village_share"]["2024"]) == "0.82"
