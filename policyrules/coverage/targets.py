"""Targets: every verdict that is possible, the value on both sides of the bound, and the deadline."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.coverage import counts
from policyrules.coverage.conditions import ABOVE, AT_BOUND, BELOW, BEYOND
from policyrules.coverage.formulas import is_figure
from policyrules.coverage.obligation import Impossible, Key, Obligation
from policyrules.coverage.run import Run
from policyrules.coverage.settlings import Found, may_lack, settlings_of
from policyrules.decision.targets import TargetLine
from policyrules.engines.targets import TargetOutcome
from policyrules.language.definition import Definition, Target
from policyrules.language.quantities import Number
from policyrules.language.tree import attributes
from policyrules.program.lowering.targets import lower_target
from policyrules.text import Text

_KNOWN = Text("不取决于任何可以缺失的事实", "it rests on no fact that can be missing")


def catalogue(definition: Definition) -> Found:
    """What should be seen of each target."""
    for index, target in enumerate(definition.targets):
        address = f"targets.{target.id}"
        settled = settlings_of(definition, target)
        if target.bound is None:
            yield Obligation(address, "no_bound", target.label)
        else:
            yield from _verdicts(definition, index, target)
            yield from (Obligation(address, each, target.label) for each in _sides(target))
        if target.by is not None:
            yield from (Obligation(f"{address}.by", each, target.label) for each in ("in_time", "after"))
        if target.count is not None:
            if target.count.by is not None:
                yield Obligation(address, "county", target.label)
            yield from counts.catalogue(definition, f"{address}.count", target.count, settled)


def _verdicts(definition: Definition, index: int, target: Target) -> Found:
    address = f"targets.{target.id}"
    yield from (Obligation(address, each, target.label) for each in ("met", "not_met"))
    unknown = Obligation(address, "unknown", target.label)
    rules = [
        lower_target(each, index, target) for each in settlings_of(definition, target)
    ]  # fmt: skip
    lacks = may_lack(definition, "")
    if any(rule.measure is None or any(map(lacks, attributes(rule.measure))) for rule in rules):
        yield unknown
    else:
        yield Impossible(unknown, _KNOWN)


def _sides(target: Target) -> tuple[str, str]:
    stepped = target.measure is None or is_figure(target.measure)
    beside = ABOVE if target.strict else BELOW
    return AT_BOUND, beside if stepped else BEYOND


# What a decision shows


def seen(run: Run) -> Iterator[Key]:
    """What the targets that a case expects something of show."""
    written = {each.id: each for each in run.policy.definition.targets}
    for line in run.decision.targets if run.asserted.targets else ():
        target = written[line.rule.id]
        if line.county is None and run.asserted.target(target.id) and target.count is not None:
            rule, world = line.outcome.rule, line.outcome.world
            assert rule.count is not None
            yield from counts.seen(run, f"targets.{target.id}.count", target.count, rule.count, world, rule.year)
        if (target.id, line.county) in run.asserted.targets:
            yield from _of_line(run, target, line)


def _of_line(run: Run, target: Target, line: TargetLine) -> Iterator[Key]:
    address, outcome = f"targets.{target.id}", line.outcome
    if line.county is not None:
        if outcome.least:
            yield address, "county"
        return
    yield address, outcome.verdict.value
    if outcome.rule.by is not None:
        yield f"{address}.by", "in_time" if run.program.year <= outcome.rule.by else "after"
    yield from ((address, each) for each in _side(target, outcome))


def _side(target: Target, outcome: TargetOutcome) -> Iterator[str]:
    """On which side of its bound the value is, where it is known."""
    bound, value = outcome.rule.bound, outcome.least
    if bound is None or value is None or value != outcome.most:
        return
    sides = _sides(target)
    if value == bound:
        yield sides[0]
    elif _is_beside(sides[1], value - bound, target.strict):
        yield sides[1]


def _is_beside(side: str, distance: Number, strict: bool) -> bool:
    if side == BEYOND:
        return distance > 0 if strict else distance < 0
    return distance == (1 if side == ABOVE else -1)
