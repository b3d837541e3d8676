"""Limits, settled and put into stages."""

from __future__ import annotations

from typing import Any

from policyrules.language.definition import AnyLimit, Budget, Cap, Exclusive, Places
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.awards import not_negative
from policyrules.program.lowering.settling import Settling
from policyrules.program.program import (
    BudgetRule,
    CapRule,
    CaseLimit,
    Cut,
    ExclusiveRule,
    PlacesRule,
    SharedLimit,
    Stage,
    TrancheRule,
)


def lower_limits(settling: Settling) -> tuple[Stage, ...]:
    """All limits, in the order in which they apply: a limit over all payees ends a stage."""
    stages: list[Stage] = []
    within: list[CaseLimit] = []
    for index, limit in enumerate(settling.definition.limits):
        rule = _limit(settling, index, limit)
        if isinstance(rule, CapRule | ExclusiveRule):
            within.append(rule)
        elif rule is not None:
            stages.append(Stage(tuple(within), rule))
            within = []
    return (*stages, Stage(tuple(within), None)) if within or not stages else tuple(stages)


def _limit(settling: Settling, index: int, limit: AnyLimit) -> CaseLimit | SharedLimit | None:
    common: dict[str, Any] = {
        "id": limit.id,
        "index": index,
        "clause": limit.clause,
        "label": limit.label,
        "awards": limit.awards,
        "interpretations": interpretations(limit),
    }
    match limit:
        case Cap():
            amount = max(0, settling.number(limit.amount))
            whole = settling.pick(limit.period) == "whole_period"
            return CapRule(**common, amount=amount, whole_period=whole, cut=Cut(settling.pick(limit.cut)))
        case Exclusive():
            return ExclusiveRule(**common)
        case Places():
            places = settling.pick(limit.places)
            return None if places is None else PlacesRule(**common, places=settling.number(places))
        case Budget():
            tranches = tuple(TrancheRule(each.awards, each.by_rank) for each in settling.pick(limit.tranches))
            less = None if limit.less is None else not_negative(settling.ground(limit.less))
            return BudgetRule(**common, amount=settling.number(limit.amount), less=less, tranches=tranches)
