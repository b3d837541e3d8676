"""Facts with a line of every status, and with names that are meant to do harm."""

from __future__ import annotations

import copy
import random
from typing import Any

import policyrules as pr
from policyrules.decision.decision import Decision

YEAR = 2025
FORMULA, MARKUP, ESCAPE = "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "甲\x1b[31m\u202e公司"
FACTS: dict[str, Any] = {
    "enterprises": [
        {
            "id": "E1", "name": "赣南脐橙网络销售有限公司", "county": "南康区", "founded_year": 2019,
            "recognized": True, "online_sales": {"2024": 90_000_000, "2025": 250_000_000},
            "agri_sales": {"2025": 12_000_000}, "agri_upstream_sales": {"2025": 11_000_000},
        },
        {
            "id": "E2", "name": ESCAPE, "recognized": True, "founded_year": 2023,
            "online_sales": {"2024": 20_000_000, "2025": 30_000_000},
            "agri_sales": {"2025": "9000000.50"}, "agri_upstream_sales": {"2025": 9_500_000},
        },
        {"id": "-2+3", "name": FORMULA, "recognized": True, "online_sales": {"2025": 150_000_000}},
        {
            "id": "<b>E4</b>", "name": MARKUP, "recognized": False, "founded_year": 2020,
            "online_sales": {"2024": 5, "2025": 350_000_000}, "agri_sales": {"2025": 25_000_000},
            "agri_upstream_sales": {"2025": 24_000_000},
        },
    ],
    "platforms": [
        {
            "id": name, "operator": "E1", "self_built": True, "retail_sales": {"2025": 50_000_000},
            "speciality_sales": {"2025": sales},
        }
        for name, sales in (("P1", 22_000_000), ("P2", 19_000_000))
    ],
    "live_bases": [
        {
            "id": "B1", "operator": "E2", "founded_year": 2025, "floor_area_m2": 1200, "live_rooms": 20,
            "resident_enterprises": 30, "hosts": 27, "live_sales": {"2025": 60_000_000},
        },
        {
            "id": "B3", "operator": "E1", "founded_year": 2024, "floor_area_m2": 1450.5, "live_rooms": 10,
            "resident_enterprises": 30, "hosts": 25, "live_sales": {"2024": 1000, "2025": 29_400_000},
        },
    ],
    "awards_paid": [
        {"year": 2024, "award": "live_base", "tier": 1, "enterprise": "E1", "subject": "B3", "amount": 100_000}
    ],
    "city": {"other_support": {"2025": 500_000}},
}  # fmt: skip


def facts() -> dict[str, Any]:
    return copy.deepcopy(FACTS)


def shuffled(seed: int) -> dict[str, Any]:
    """The same facts, the things of each list in another order."""
    order, found = random.Random(seed), facts()
    for part in found.values():
        if isinstance(part, list):
            order.shuffle(part)
    return found


def reversed_properties(data: dict[str, Any] | None = None) -> dict[str, Any]:
    """The same facts (or others), every property in the opposite order."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(value[name]) for name in reversed(value)}
        return [turned(each) for each in value] if isinstance(value, list) else value

    found: dict[str, Any] = turned(facts() if data is None else data)
    return found


def decision(data: dict[str, Any] | None = None, **options: str) -> Decision:
    policy = pr.load_policy("ganzhou").interpret(**options)
    return policy.decide(facts() if data is None else data, YEAR, engine="reference")
