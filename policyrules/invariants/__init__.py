"""Invariants: what a policy's document promises, held against decisions of the policy or of a changed one.

    violations = check(base.definition, decision)       # what of the base's promises a decision breaks

`invariants.yaml` states the promises. They are read with the numbers of the policy that makes them, whatever policy
decided, so that a change cannot move the bounds that it is held to. For all facts instead of one decision: `proof`.
"""

from policyrules.invariants.check import check, promised
from policyrules.invariants.rules import InvariantRule, settle
from policyrules.invariants.violation import Violation

__all__ = ["InvariantRule", "Violation", "check", "promised", "settle"]
