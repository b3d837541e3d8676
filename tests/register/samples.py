"""Small facts of three policies, and what comes of them."""

from __future__ import annotations

from typing import Any

from policyrules.decision.decision import Decision
from policyrules.facts.load import Source
from policyrules.policy import Policy, load_policy
from policyrules.register import Register

Json = dict[str, Any]
GANZHOU = load_policy("ganzhou")

#: E1 has a platform and outgrows two tiers, P2 of E2 sells well: 50,000 + 500,000 and 100,000 a year.
FACTS: Json = {
    "enterprises": [
        {
            "id": "E1", "recognized": True,
            "online_sales": {"2024": 90_000_000, "2025": 250_000_000, "2026": 310_000_000},
        },
        {"id": "E2"},
    ],
    "platforms": [
        {
            "id": "P1", "operator": "E1", "self_built": True,
            "retail_sales": {"2025": 5_000_000, "2026": 5_000_000},
            "speciality_sales": {"2025": 5_000_000, "2026": 5_000_000},
        },
        {
            "id": "P2", "operator": "E2", "self_built": True,
            "retail_sales": {"2025": 9_000_000, "2026": 9_000_000},
            "speciality_sales": {"2025": 20_000_000, "2026": 20_000_000},
        },
    ],
}  # fmt: skip


def decided(source: Source, year: int, policy: Policy = GANZHOU) -> Decision:
    """A decision of the reference evaluator, which starts soonest."""
    return policy.decide(source, year, "reference")


def decide_with(register: Register, source: Source, year: int, policy: Policy = GANZHOU) -> Decision:
    """A decision that knows what a register holds."""
    return decided(register.facts(source, policy), year, policy)


def paid(decision: Decision) -> dict[str, str]:
    """What each line pays: `growth E1` → `300000.00`; without those that pay nothing."""
    return {f"{line.award} {line.subject}": str(line.paid) for line in decision.awards if line.paid_fen}


def told(register: Register, policy: Policy = GANZHOU) -> list[str]:
    """The entries that count, in words."""
    return [each.paid.words() for each in register.entries(policy)]
