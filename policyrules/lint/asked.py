"""Every condition of a policy beside its awards: where it stands, of what it is asked, what it asks under a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from policyrules.language.definition import Count, Definition, Duty, Standard, Target
from policyrules.language.definition.duties import ByCondition, ByCount
from policyrules.language.document import Path_
from policyrules.language.tree import Compare, Expression
from policyrules.program.lowering.settling import Settling
from policyrules.text import Text


@dataclass(frozen=True)
class Asked:
    """Conditions that must hold together, asked of the things of `subject` (of shared circumstances where empty)."""

    provision: Any
    file: str
    path: Path_
    subject: str
    label: Text
    conditions: Callable[[Settling], tuple[Expression, ...]]
    together: bool = False
    """Whether each of the conditions is asked by itself as well."""


def asked(definition: Definition) -> Iterator[Asked]:
    """All of them: what applies, items, counts, bounds of targets, statuses of duties."""
    yield from _of_standards(definition)
    for target in definition.targets:
        yield from _of_target(target)
    unit = definition.duties.ledger.unit if definition.duties.ledger else ""
    for duty in definition.duties.duties:
        yield from _of_duty(duty, unit)


def _of_standards(definition: Definition) -> Iterator[Asked]:
    file = "standards.yaml"
    for standard in definition.standards:
        path: Path_ = ("standards", standard.id)
        if standard.applies is not None:
            yield Asked(standard, file, (*path, "applies"), standard.subject, standard.label, _single(standard.applies))
        for block in standard.blocks:
            for item in block.items:
                there = (*path, "blocks", block.id, "items", item.id, "test")
                yield Asked(item, file, there, standard.subject, item.label, _single(item.test))
        yield Asked(standard, file, (*path, "blocks"), standard.subject, standard.label, _required(standard), True)


def _required(standard: Standard) -> Callable[[Settling], tuple[Expression, ...]]:
    """All that a thing must satisfy to meet a standard."""

    def conditions(there: Settling) -> tuple[Expression, ...]:
        counting = (block for block in standard.blocks if there.pick(block.counts))
        tests = [item.test for block in counting for item in block.items if item.modality == "required"]
        return tuple(there.ground(each) for each in (*([standard.applies] if standard.applies else []), *tests))

    return conditions


def _of_target(target: Target) -> Iterator[Asked]:
    path: Path_ = ("targets", target.id)
    if target.count is not None:
        yield from _of_count(target, target.count, target.label, "targets.yaml", (*path, "count"))
    measure, bound = target.measure, target.bound
    if measure is not None and bound is not None:
        reached = Compare(">" if target.strict else ">=", measure, bound)
        key = "above" if target.strict else "at_least"
        yield Asked(target, "targets.yaml", (*path, key), "", target.label, _single(reached))


def _of_duty(duty: Duty, unit: str) -> Iterator[Asked]:
    file, path = "duties.yaml", ("duties", duty.id)
    if duty.applies is not None:
        yield Asked(duty, file, (*path, "applies"), unit, duty.label, _single(duty.applies))
    match duty.status:
        case ByCondition(cases=cases):
            for index, case in enumerate(cases):
                yield Asked(case, file, (*path, "status", "cases", index, "test"), unit, case.label, _single(case.test))
        case ByCount(count=count):
            yield from _of_count(duty, count, duty.label, file, (*path, "status", "count"))


def _of_count(provision: Any, count: Count, label: Text, file: str, path: Path_) -> Iterator[Asked]:
    """Each condition by itself, then all of them together."""

    def together(there: Settling) -> tuple[Expression, ...]:
        found = (there.maybe(there.condition_asked(each.test)) for each in count.criteria)
        return tuple(each for each in found if each is not None)

    for index, each in enumerate(count.criteria):

        def alone(there: Settling, test: Any = each.test) -> tuple[Expression, ...]:
            found = there.maybe(there.condition_asked(test))
            return () if found is None else (found,)

        yield Asked(each, file, (*path, "criteria", index, "test"), count.of, each.label, alone)
    yield Asked(provision, file, (*path, "criteria"), count.of, label, together, True)


def _single(expression: Expression) -> Callable[[Settling], tuple[Expression, ...]]:
    return lambda there: (there.ground(expression),)
