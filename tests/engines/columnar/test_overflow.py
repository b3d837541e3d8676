"""Amounts whose products leave 64 bits are refused with the row named; what only seems to is computed exactly."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from random_policies.drawing import Json, label, said
from strategies import IDENTITY, policy_of

from policyrules.errors import EngineError
from policyrules.policy import Policy

from .agreement import rows

MOST = 10**15
_QUANTITIES = {
    "odd": "33.333333333333%",
    "fine": "0.999999999999999",
    "full": "100%",
    "much": "10亿元",
    "ten": "10",
}
_FIELDS = {
    "id": {"type": "id", "required": True, "label": label("id")},
    "sales": {"type": "money", "label": label("sales")},
    "cost": {"type": "money", "label": label("cost")},
    "share": {"type": "share", "label": label("share")},
    "staff": {"type": "count", "label": label("staff")},
}


def policy(amount: str, test: str = "sales >= cost") -> Policy:
    """One award of an amount, up to a cap, where a test holds."""
    award: Json = {
        **said("award"),
        "subject": "firms",
        "paid": "yearly",
        "years": {"first": "in_force.first_year", "last": "in_force.last_year"},
        "criteria": [{"id": "test", "label": label("test"), "test": test}],
        "amount": amount,
        "cap": "much",
    }
    lists = {"firms": {"label": label("firms"), "fields": _FIELDS}}
    parameters = {name: {**said(name), "value": value} for name, value in _QUANTITIES.items()}
    return policy_of(
        {
            "policy.yaml": IDENTITY,
            "facts.yaml": {"title": label("facts"), "lists": lists},
            "parameters.yaml": {"parameters": parameters},
            "awards.yaml": {"awards": {"award": award}},
        }
    )


def firms(**figures: int | str) -> dict[str, Any]:
    """A firm with those figures, and a small one beside it."""
    small = {"id": "small", "sales": 1, "cost": 1, "share": "0.5", "staff": 1}
    large = {"id": "large", "sales": MOST, "cost": 1, "share": "0.333333333333", "staff": 3, **figures}
    return {"firms": [small, large]}


def frames(given: dict[str, Any]) -> dict[str, Any]:
    """The firms as a frame of whole yuan."""
    return {"firms": pl.DataFrame(given["firms"]).cast({"share": pl.Decimal(38, 12)})}


@pytest.mark.parametrize(
    ("amount", "test"),
    [
        ("sales", "sales >= cost"),
        ("odd * sales", "odd * sales > much"),
        ("fine * sales", "fine * sales >= much"),
        ("full * sales", "share < odd"),
        ("ten * sales", "not sales == cost"),
        ("max(sales - cost, cost - sales)", "cost / sales < full"),
        ("cost / sales * much", "sales / much > full"),
    ],
)
def test_what_fits_is_exact(amount: str, test: str) -> None:
    """The greatest figures that facts may hold, with rates of many digits: refusing them would be as wrong."""
    decided = policy(amount, test)
    given = firms()
    expected = {line.subject: line.entitled_fen for line in decided.decide(given, 2025, engine="reference").awards}
    found = decided.decide_frame(frames(given), 2025).awards
    assert dict(found.select("subject", "entitled_fen").rows()) == expected


@pytest.mark.parametrize(
    ("amount", "test"),
    [
        ("staff * sales", "sales >= cost"),
        ("(staff * sales + cost)", "sales >= cost"),
        ("max(staff * sales, cost)", "sales >= cost"),
        ("cost", "staff * sales > cost"),
        ("cost", "not (staff * sales > cost)"),
        ("staff * staff * staff * cost", "sales >= cost"),
    ],
)
def test_what_leaves_64_bits_is_refused(amount: str, test: str) -> None:
    """Else a product wraps around, and the largest claim becomes a small or a negative one."""
    decided = policy(amount, test)
    with pytest.raises(EngineError, match=r"64 bits.* large"):
        rows(decided.decide_frame(frames(firms(staff=10**6)), 2025).awards)
    harmless = decided.decide_frame(frames(firms(sales=2, staff=2)), 2025).awards
    assert set(harmless["subject"]) == {"small", "large"}, "the policy itself is refused, not the row"
