"""Policy cases: facts, what is expected of the decision on them, and whether it comes out so.

    from policyrules.cases import load_cases, run_cases
    for result in run_cases(load_cases("policies/ours/cases")):
        print(result.case.name, result.outcome)

Everything is imported at its first use: the pytest plugin asks of every file whether it holds cases.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyrules.cases.case import Case, CaseResult
    from policyrules.cases.difference import Difference
    from policyrules.cases.files import is_case_file
    from policyrules.cases.finding import find_cases
    from policyrules.cases.load import load_cases, policy_cases
    from policyrules.cases.policies import Policies
    from policyrules.cases.run import run_case, run_cases

_HOMES = {
    "Case": "policyrules.cases.case",
    "CaseResult": "policyrules.cases.case",
    "Difference": "policyrules.cases.difference",
    "Policies": "policyrules.cases.policies",
    "find_cases": "policyrules.cases.finding",
    "is_case_file": "policyrules.cases.files",
    "load_cases": "policyrules.cases.load",
    "policy_cases": "policyrules.cases.load",
    "run_case": "policyrules.cases.run",
    "run_cases": "policyrules.cases.run",
}

__all__ = [
    "Case",
    "CaseResult",
    "Difference",
    "Policies",
    "find_cases",
    "is_case_file",
    "load_cases",
    "policy_cases",
    "run_case",
    "run_cases",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policyrules.cases' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
