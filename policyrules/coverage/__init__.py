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
    from policyrules.coverage.generate import Generated, generate
    from policyrules.coverage.measure import Coverage, catalogue, measure
    from policyrules.coverage.mutation import MutationReport, mutation
    from policyrules.coverage.obligation import Obligation
    from policyrules.coverage.writing import case_file

_HOMES = {
    "Coverage": "policyrules.coverage.measure",
    "Generated": "policyrules.coverage.generate",
    "MutationReport": "policyrules.coverage.mutation",
    "Obligation": "policyrules.coverage.obligation",
    "case_file": "policyrules.coverage.writing",
    "catalogue": "policyrules.coverage.measure",
    "generate": "policyrules.coverage.generate",
    "measure": "policyrules.coverage.measure",
    "mutation": "policyrules.coverage.mutation",
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
