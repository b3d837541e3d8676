"""Invariants of one policy held against a decision, of that policy or of another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.invariants.paid import Payments
from policyrules.invariants.payments import most, needs, once, one_of, within_budget, within_years
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
    settle,
)
from policyrules.invariants.verdicts import needs_blocks, nested
from policyrules.invariants.violation import Violation
from policyrules.language.definition import Definition
from policyrules.language.options import defaults
from policyrules.language.quantities import Value
from policyrules.program.program import Setting


def check(base: Definition, decision: Decision, without: Collection[str] = ()) -> tuple[Violation, ...]:
    """What of a policy's invariants a decision breaks, in the order of the invariants, then of the lines.

    The promises are read with the numbers of `base` in the decision's year, and under the decision's interpretations
    as far as `base` has them. `without` names invariants that are given up. Invariants of the kind `monotone` are
    about two decisions (`invariants.monotone`), and pass over one.
    """
    return violations((rule for rule in _rules(base, decision) if rule.id not in without), decision)


def violations(rules: Iterable[AnyRule], decision: Decision) -> tuple[Violation, ...]:
    """What of settled invariants a decision breaks, in their order."""
    payments = Payments(decision)
    return tuple(each for rule in rules for each in _MEANINGS[type(rule)](rule, payments))


def options_for(base: Definition, settings: Iterable[Setting]) -> Mapping[str, str | Value]:
    """The options under which a policy's promises are read for a decision: its own, as far as `base` has them."""
    options = dict(defaults(base))
    for setting in settings:
        known = base.interpretations.get(setting.name)
        if known is not None and (setting.option in known.options or (setting.kind is not None and known.number)):
            options[setting.name] = setting.option
    return options


def promised(base: Definition, decision: Decision) -> tuple[str, ...]:
    """The invariants that are promised under the interpretations of a decision: the others were not asked."""
    return tuple(rule.id for rule in _rules(base, decision))


def _rules(base: Definition, decision: Decision) -> tuple[AnyRule, ...]:
    return settle(base, decision.year, options_for(base, decision.program.settings))


#: What breaks each kind of invariant. A table, since a guarded decision asks for all of them.
_MEANINGS: dict[type, Callable[[Any, Payments], Iterable[Violation]]] = {
    MostRule: most,
    WithinBudgetRule: within_budget,
    OneOfRule: one_of,
    OnceRule: once,
    WithinYearsRule: within_years,
    NeedsRule: needs,
    MonotoneRule: lambda rule, payments: (),
    NeedsBlocksRule: lambda rule, payments: needs_blocks(rule, payments.decision),
    NestedRule: lambda rule, payments: nested(rule, payments.decision.targets),
}
