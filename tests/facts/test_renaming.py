"""Facts under other names say the same: every reference to a thing is renamed with it, and official names stay."""

from __future__ import annotations

from typing import Any

from policyrules.facts.renaming import plain_names, renamed
from policyrules.policy import load_policy

GIVEN: dict[str, Any] = {
    "enterprises": [{"id": "b", "county": "南康区"}, {"id": "a"}],
    "platforms": [{"id": "p", "operator": "b"}],
    "awards_paid": [
        {"year": 2025, "award": "platform", "enterprise": "b", "subject": "p", "amount": 1},
        {"year": 2024, "award": "growth", "enterprise": "gone", "amount": 1},
        {"year": 2024, "award": "platform", "enterprise": "a", "subject": "sold", "amount": 1},
    ],
}


def test_plain_names_keep_the_order_and_reach_every_reference() -> None:
    """Ties are settled by the order of ids: names in another order would change who is cut."""
    vocabulary = load_policy("ganzhou").definition.vocabulary
    names = plain_names(vocabulary, GIVEN)
    assert names == {"a": "E1", "b": "E2", "p": "P1", "gone": "X1", "sold": "X2"}
    assert renamed(vocabulary, GIVEN, names) == {
        "enterprises": [{"id": "E2", "county": "南康区"}, {"id": "E1"}],
        "platforms": [{"id": "P1", "operator": "E2"}],
        "awards_paid": [
            {"year": 2025, "award": "platform", "enterprise": "E2", "subject": "P1", "amount": 1},
            {"year": 2024, "award": "growth", "enterprise": "X1", "amount": 1},
            {"year": 2024, "award": "platform", "enterprise": "E1", "subject": "X2", "amount": 1},
        ],
    }
    assert GIVEN["enterprises"][0]["id"] == "b", "the facts that were given were changed"


def test_official_names_stay() -> None:
    """Units are told apart by their names, which nobody may give them anew."""
    vocabulary = load_policy("zhanjiang").definition.vocabulary
    facts = {"counties": [{"name": "遂溪县"}], "town_centres": [{"id": "centre", "county": "遂溪县"}]}
    assert plain_names(vocabulary, facts) == {"centre": "T1"}
