"""`most`: the greatest amount, to the fen, and a case that reaches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from policyrules.policy import load_policy
from policyrules.proof.questions import most

GANZHOU = load_policy("ganzhou")
ROOMS = Path(__file__).parents[3] / "examples" / "new-policy"


@pytest.mark.parametrize(
    ("options", "awards", "amount", "whole"),
    [
        ({}, None, 100_000_000, True),
        ({}, ["agricultural"], 20_000_000, True),
        ({}, ["platform"], 30_000_000, True),
        ({}, ["growth", "agricultural"], 50_000_000, False),
        # One base, both of its tiers.
        ({"base_tiers_in_one_year": "both"}, ["live_base"], 30_000_000, False),
        ({"agri_rate": "0%"}, ["agricultural"], 0, False),
    ],
)
def test_the_most_that_one_enterprise_can_get(
    options: Mapping[str, str], awards: Sequence[str] | None, amount: int, whole: bool
) -> None:
    """Too little would hide what the document allows, too much is no case that the document allows."""
    policy = GANZHOU.interpret(**options)
    found = most(policy, 2025, awards, payees=1, each=1, entries=0, limit=120)
    assert (found.outcome, found.amount, found.whole) == ("most", amount, whole)
    assert (found.example is None) == (amount == 0)
    if found.example is not None:
        lines = policy.decide(found.example.facts, 2025).awards
        paid = sum(line.paid_fen or 0 for line in lines if awards is None or line.award in awards)
        assert paid == amount == sum(line.paid_fen or 0 for line in found.lines)


def test_what_no_time_is_left_for_is_not_called_the_most() -> None:
    """An answer that was cut short must not read as a proof."""
    found = most(GANZHOU, 2025, payees=1, each=1, entries=0, limit=0.0)
    assert found.outcome == "at_least"
