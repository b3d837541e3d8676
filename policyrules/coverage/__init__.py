"""Coverage of a policy by its cases, the cases that are missing, and the mutants that the cases miss.

    from policyrules.cases import policy_cases
    from policyrules.coverage import measure, mutation
    measure(policy, policy_cases(policy)).percent
    mutation(policy, policy_cases(policy)).survived

Everything is imported at its first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyrules.coverage.generating import Generated, generate
    from policyrules.coverage.measuring import Coverage, catalogue, measure
    from policyrules.coverage.mutating import MutationReport, mutation
    from policyrules.coverage.obligation import Obligation
    from policyrules.coverage.writing import case_file

_HOMES = {
    "Coverage": "policyrules.coverage.measuring",
    "Generated": "policyrules.coverage.generating",
    "MutationReport": "policyrules.coverage.mutating",
    "Obligation": "policyrules.coverage.obligation",
    "case_file": "policyrules.coverage.writing",
    "catalogue": "policyrules.coverage.measuring",
    "generate": "policyrules.coverage.generating",
    "measure": "policyrules.coverage.measuring",
    "mutation": "policyrules.coverage.mutating",
}

__all__ = [
    "Coverage",
    "Generated",
    "MutationReport",
    "Obligation",
    "case_file",
    "catalogue",
    "generate",
    "measure",
    "mutation",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policyrules.coverage' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
