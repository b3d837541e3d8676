"""Claims that rank equally, for one subject under two awards: the lower tier is served first, as by the reference."""

from __future__ import annotations

from typing import Any

import pytest
from random_policies.drawing import Json, label, said
from strategies import IDENTITY, policy_of

from ..agreement import disagreements

_FIRM = {"id": {"type": "id", "required": True, "label": label("id")}}
_COUNTS = {name: {"type": "count", "label": label(name)} for name in ("staff", "towns")}


def award(name: str, figure: str) -> Json:
    """An award of two tiers, ranked by staff: 100 and 200 yuan, for one or two of a figure."""
    return {
        **said(name),
        "subject": "firms",
        "paid": "yearly",
        "years": {"first": "in_force.first_year", "last": "in_force.last_year"},
        "tiers": {"1": f"{name}.tier_1", "2": f"{name}.tier_2"},
        "combine": "highest",
        "after_lower_tier": "full",
        "criteria": [{"id": "size", "label": label("size"), "test": f"{figure} >= tier.size"}],
        "amount": "tier.reward",
        "rank": ["staff"],
    }


def parameters() -> dict[str, Any]:
    """The tiers of both awards, and a cap on them together."""
    groups = [(name, tier) for name in ("one", "other") for tier in (1, 2)]
    found = {f"{name}.tier_{tier}.reward": {**said("reward"), "value": f"{tier}00元"} for name, tier in groups}
    found |= {f"{name}.tier_{tier}.size": {**said("size"), "value": str(tier)} for name, tier in groups}
    return {**found, "cap": {**said("cap"), "value": "150元"}}


POLICY = policy_of(
    {
        "policy.yaml": IDENTITY,
        "facts.yaml": {
            "title": label("facts"),
            "lists": {"firms": {"label": label("firms"), "fields": {**_FIRM, **_COUNTS}}},
        },
        "parameters.yaml": {"parameters": parameters()},
        "awards.yaml": {"awards": {"one": award("one", "staff"), "other": award("other", "towns")}},
        "limits.yaml": {
            "limits": {
                "cap": {
                    **said("cap"),
                    "kind": "cap",
                    "awards": ["one", "other"],
                    "amount": "cap",
                    "period": "year",
                    "cut": "lower_rank_first",
                }
            }
        },
    }
)


@pytest.mark.parametrize(("towns", "paid"), [(1, ["50.00", "100.00"]), (2, ["150.00", "0.00"])])
def test_of_equal_ranks_the_lower_tier_is_served_first(towns: int, paid: list[str]) -> None:
    """Else a proof serves the award that stands first, and the reference the lower tier."""
    facts = {"firms": [{"id": "E1", "staff": 2, "towns": towns}]}
    decision = POLICY.decide(facts, 2025, engine="reference")
    assert [line.paid for line in decision.awards] == paid
    assert disagreements(POLICY, facts, 2025) == []
