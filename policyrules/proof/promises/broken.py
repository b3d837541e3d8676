"""When a decision breaks a promise."""

from __future__ import annotations

from policyrules.invariants.rules import (
    DecisionRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.logic.terms import Bool
from policyrules.proof.promises.payments import most, needs, once, one_of, within_budget, within_years
from policyrules.proof.promises.verdicts import needs_blocks, nested


def broken(rule: DecisionRule, decision: SymbolicDecision) -> Bool:
    """Whether a decision breaks a settled promise that is about one decision.

    The promise may be that of another policy: facts that the decision's vocabulary has not are unknown. Raises
    EngineError for what is not encoded.
    """
    match rule:
        case MostRule():
            return most(rule, decision)
        case WithinBudgetRule():
            return within_budget(rule, decision)
        case OneOfRule():
            return one_of(rule, decision)
        case OnceRule():
            return once(rule, decision)
        case WithinYearsRule():
            return within_years(rule, decision)
        case NeedsRule():
            return needs(rule, decision)
        case NeedsBlocksRule():
            return needs_blocks(rule, decision)
        case NestedRule():
            return nested(rule, decision)
