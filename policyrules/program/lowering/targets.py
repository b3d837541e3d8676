"""Targets and counts, settled."""

from __future__ import annotations

from policyrules.language.definition import Count, Target
from policyrules.language.quantities import Kind, Number
from policyrules.language.tree import Compare, Constant, Every, Expression, ParameterName, walk
from policyrules.program.evaluate import evaluate
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.settling import Settling
from policyrules.program.target_rules import CountRule, TargetRule
from policyrules.text import Text


def lower_target(settling: Settling, index: int, target: Target) -> TargetRule:
    """One target, with the figures of the decision's year, or of its deadline where that is earlier."""
    by = None if target.by is None else settling.number(target.by)
    year = settling.setting.year if by is None else min(by, settling.setting.year)
    there = settling.in_year(year)
    measure = there.maybe(target.measure)
    bound = _bound(there, target.bound)
    kind = Kind.COUNT if measure is None else measure.kind
    test = None
    if measure is not None and bound is not None:
        test = Compare(">" if target.strict else ">=", measure, Constant(bound, kind))
    return TargetRule(
        id=target.id,
        index=index,
        clause=target.clause,
        label=target.label,
        modality=target.modality,
        kind=kind,
        unit=_unit(settling, target),
        measure=measure,
        count=None if target.count is None else lower_count(there, target.count),
        bound=bound,
        strict=target.strict,
        test=test,
        by=by,
        year=year,
        interpretations=interpretations(target),
    )


def lower_count(settling: Settling, count: Count) -> CountRule:
    """A count: the conditions that the chosen options ask."""
    criteria = []
    for each in count.criteria:
        test = settling.condition_asked(each.test)
        if test is not None:
            criteria.append(settling.condition(each.id, each.label, test))
    test = Every(tuple(each.test for each in criteria))
    figure, bound = settling.maybe(count.figure), settling.maybe(count.figure_bound)
    return CountRule(
        of=count.of,
        by=count.by,
        criteria=tuple(criteria),
        test=test,
        figure=figure,
        figure_bound=bound,
        strict=any(part == Compare(">", figure, bound) for part in walk(test)) if figure and bound else False,
    )


def _bound(settling: Settling, bound: Expression | None) -> Number | None:
    """A bound as an exact number: a rate stays a fraction."""
    value = None if bound is None else evaluate(settling.ground(bound), lambda _: None)
    return None if value is None or isinstance(value, str) else value


def _unit(settling: Settling, target: Target) -> Text | None:
    """The counting word of the bound, if it is a parameter that has one."""
    if isinstance(target.bound, ParameterName):
        return settling.definition.parameters[target.bound.name].unit
    return None
