"""Limits over all payees."""

from __future__ import annotations

from typing import Any

import policyrules as pr


def test_a_payment_without_a_subject_holds_a_place_of_nobody_in_particular() -> None:
    """A platform that happens to have its payee's id must not be taken for the one that was paid."""
    platform: dict[str, Any] = {"id": "E1", "operator": "E3", "self_built": True}
    sales = {"retail_sales": {"2025": 9_000_000}, "speciality_sales": {"2025": 9_000_000}}
    facts: dict[str, Any] = {
        "enterprises": [{"id": "E1"}, {"id": "E3"}],
        "platforms": [{**platform, **sales}],
        "awards_paid": [{"year": 2025, "award": "platform", "enterprise": "E1", "amount": 10}],
    }
    policy = pr.load_policy("ganzhou").interpret(platform_places=1)
    (line,) = policy.decide(facts, 2025).lines_of("E3")[:1]
    assert (line.award, line.status, line.paid) == ("platform", "reduced", "0.00")
