"""Invariants of one policy held against a decision, of that policy or of another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from policyrules.decision.decision import Decision
from policyrules.engines.run import Engine
from policyrules.facts.load import Source
from policyrules.invariants.payments import most, needs, once, one_of, within_budget, within_years
from policyrules.invariants.rules import (
    AnyRule,
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
from policyrules.policy import Policy
from policyrules.program.program import Setting

#: A policy, or its definition, as the one that makes the promises.
Base = Policy | Definition


def check(base: Base, decision: Decision, without: Collection[str] = ()) -> tuple[Violation, ...]:
    """What of a policy's invariants a decision breaks, in the order of the invariants, then of the lines.

    The promises are read with the numbers of `base` in the decision's year, and under the decision's interpretations
    as far as `base` has them. `without` names invariants that are given up.
    """
    rules = _rules(base, decision)
    return tuple(each for rule in rules if rule.id not in without for each in _violations(rule, decision))


def promised(base: Base, decision: Decision) -> tuple[str, ...]:
    """The invariants that are promised under the interpretations of a decision: the others were not asked."""
    return tuple(rule.id for rule in _rules(base, decision))


def held(
    base: Base,
    amended: Policy,
    facts: Source,
    year: int,
    without: Collection[str] = (),
    engine: str | Engine | None = None,
) -> tuple[Violation, ...]:
    """What of the invariants of `base` the decision of `amended` on facts breaks.

    Raises FactsError, UsageError, EngineError.
    """
    return check(base, amended.decide(facts, year, engine), without)


def _rules(base: Base, decision: Decision) -> tuple[AnyRule, ...]:
    definition = base.definition if isinstance(base, Policy) else base
    return settle(definition, decision.year, _options(definition, decision.program.settings))


def _options(definition: Definition, settings: Collection[Setting]) -> Mapping[str, str | Value]:
    """The options of a decision, as far as a policy has them; else the policy's defaults."""
    options = dict(defaults(definition))
    for setting in settings:
        known = definition.interpretations.get(setting.name)
        if known is not None and (setting.option in known.options or (setting.kind is not None and known.number)):
            options[setting.name] = setting.option
    return options


def _violations(rule: AnyRule, decision: Decision) -> Iterator[Violation]:
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
