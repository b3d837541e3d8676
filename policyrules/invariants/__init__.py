"""Invariants: what a policy's document promises, held against decisions of the policy or of a changed one.

    violations = check(base, decision)                  # what of the base's promises a decision breaks
    violations = held(base, amended, facts, year=2025)  # the same of a decision still to be made
    finding = search(base, amended, years=(2025, 2026)) # looks for facts on which a promise is broken

`invariants.yaml` states the promises. They are read with the numbers of the policy that makes them, whatever policy
decided, so that a change cannot move the bounds that it is held to.
"""

from policyrules.invariants.check import check, held, promised
from policyrules.invariants.rules import InvariantRule, settle
from policyrules.invariants.search import Counterexample, Finding, NotSearched, search
from policyrules.invariants.violation import Violation

__all__ = [
    "Counterexample",
    "Finding",
    "InvariantRule",
    "NotSearched",
    "Violation",
    "check",
    "held",
    "promised",
    "search",
    "settle",
]
