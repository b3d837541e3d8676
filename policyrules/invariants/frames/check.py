"""Invariants held against a decision over frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from policyrules.invariants.frames.breach import FIRST, Breach
from policyrules.invariants.frames.lines import needs, once, within_years
from policyrules.invariants.frames.paid import Payments, payments
from policyrules.invariants.frames.payees import most, one_of, within_budget
from policyrules.invariants.frames.verdicts import needs_blocks, nested
from policyrules.invariants.rules import (
    AnyRule,
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

_OfPayments = MostRule | WithinBudgetRule | OneOfRule | OnceRule | WithinYearsRule | NeedsRule


def check(rules: Iterable[AnyRule], decision: FrameDecision, first: int = FIRST) -> tuple[Breach, ...]:
    """What of settled invariants a decision over frames breaks, in their order: the `first` violations of each.

    The violations, their order and their words are those of `invariants.check` on the same facts. Invariants of the
    kind `monotone` are about two decisions, and pass over one. Raises EngineError where a formula would leave 64 bits.
    """
    asked = list(rules)
    paid = payments(decision) if any(isinstance(rule, _OfPayments) for rule in asked) else None
    found = (_broken(rule, decision, paid, first) for rule in asked)
    return tuple(each for each in found if each is not None)


def _broken(rule: AnyRule, decision: FrameDecision, paid: Payments | None, first: int) -> Breach | None:
    match rule:
        case NeedsBlocksRule():
            return needs_blocks(rule, decision, first)
        case NestedRule():
            return nested(rule, decision, first)
        case MonotoneRule():
            return None
    return None if paid is None else _of_payments(rule, paid, first)


def _of_payments(rule: _OfPayments, paid: Payments, first: int) -> Breach | None:
    match rule:
        case MostRule():
            return most(rule, paid, first)
        case WithinBudgetRule():
            return within_budget(rule, paid, first)
        case OneOfRule():
            return one_of(rule, paid, first)
        case OnceRule():
            return once(rule, paid, first)
        case WithinYearsRule():
            return within_years(rule, paid, first)
        case NeedsRule():
            return needs(rule, paid, first)
