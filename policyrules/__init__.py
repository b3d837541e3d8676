"""Policy documents as data: criteria, caps and targets that decide cases, explain every yuan and hold.

    import policyrules as pr
    policy = pr.load_policy("ganzhou")
    decision = policy.decide("facts.xlsx", year=2025)
    print(decision.explain("E1"))

Everything is imported at its first use, so that importing the library costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyrules.decision.decision import Decision
    from policyrules.decision.lines import AwardLine
    from policyrules.errors import (
        EngineError,
        FactsError,
        InterpretationError,
        Place,
        PolicyError,
        PolicyRulesError,
        Problem,
        UsageError,
    )
    from policyrules.facts.records import Facts
    from policyrules.policy import Policy, load_policy

_HOMES = {
    "AwardLine": "policyrules.decision.lines",
    "Decision": "policyrules.decision.decision",
    "EngineError": "policyrules.errors",
    "Facts": "policyrules.facts.records",
    "FactsError": "policyrules.errors",
    "InterpretationError": "policyrules.errors",
    "Place": "policyrules.errors",
    "Policy": "policyrules.policy",
    "PolicyError": "policyrules.errors",
    "PolicyRulesError": "policyrules.errors",
    "Problem": "policyrules.errors",
    "UsageError": "policyrules.errors",
    "load_policy": "policyrules.policy",
}

__all__ = [
    "AwardLine",
    "Decision",
    "EngineError",
    "Facts",
    "FactsError",
    "InterpretationError",
    "Place",
    "Policy",
    "PolicyError",
    "PolicyRulesError",
    "Problem",
    "UsageError",
    "load_policy",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policyrules' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
