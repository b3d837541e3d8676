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
    from policyrules.comparison.compare import compare
    from policyrules.comparison.comparison import Comparison
    from policyrules.decision.decision import Decision
    from policyrules.decision.lines import AwardLine
    from policyrules.errors import (
        CasesError,
        EngineError,
        FactsError,
        InterpretationError,
        InvariantError,
        Place,
        PolicyError,
        PolicyRulesError,
        Problem,
        ProofError,
        ProposalError,
        RecordsError,
        RegisterError,
        UsageError,
    )
    from policyrules.facts.records import Facts
    from policyrules.policy import Policy, load_policy
    from policyrules.proof import prove
    from policyrules.proof.results import ProofReport
    from policyrules.proposals.proposal import Proposal, load_proposal
    from policyrules.showing import show_in

_HOMES = {
    "AwardLine": "policyrules.decision.lines",
    "CasesError": "policyrules.errors",
    "Comparison": "policyrules.comparison.comparison",
    "Decision": "policyrules.decision.decision",
    "EngineError": "policyrules.errors",
    "Facts": "policyrules.facts.records",
    "FactsError": "policyrules.errors",
    "InterpretationError": "policyrules.errors",
    "InvariantError": "policyrules.errors",
    "Place": "policyrules.errors",
    "Policy": "policyrules.policy",
    "PolicyError": "policyrules.errors",
    "PolicyRulesError": "policyrules.errors",
    "Problem": "policyrules.errors",
    "ProofError": "policyrules.errors",
    "ProofReport": "policyrules.proof.results",
    "Proposal": "policyrules.proposals.proposal",
    "ProposalError": "policyrules.errors",
    "RecordsError": "policyrules.errors",
    "RegisterError": "policyrules.errors",
    "UsageError": "policyrules.errors",
    "compare": "policyrules.comparison.compare",
    "load_policy": "policyrules.policy",
    "load_proposal": "policyrules.proposals.proposal",
    "prove": "policyrules.proof",
    "show_in": "policyrules.showing",
}

__all__ = [
    "AwardLine",
    "CasesError",
    "Comparison",
    "Decision",
    "EngineError",
    "Facts",
    "FactsError",
    "InterpretationError",
    "InvariantError",
    "Place",
    "Policy",
    "PolicyError",
    "PolicyRulesError",
    "Problem",
    "ProofError",
    "ProofReport",
    "Proposal",
    "ProposalError",
    "RecordsError",
    "RegisterError",
    "UsageError",
    "compare",
    "load_policy",
    "load_proposal",
    "prove",
    "show_in",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policyrules' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
