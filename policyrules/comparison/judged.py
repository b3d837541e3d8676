"""What is judged otherwise: standards and their items, targets, duties."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from policyrules.comparison.causes import Causes
from policyrules.comparison.model import Difference, Judged, Section
from policyrules.decision.decision import Decision
from policyrules.decision.standards import StandardLine
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine
from policyrules.language.quantities import plain_text
from policyrules.text import Text

L = TypeVar("L", StandardLine, TargetLine, TaskLine)
#: The figures of a target that may differ, and what they are called.
_FIGURES = {
    "value": Text("数值", "value"),
    "bound": Text("要求", "bound"),
    "strict": Text("须超过", "must be exceeded"),
    "year": Text("数据年度", "figures of"),
    "by": Text("期限", "by"),
    "gap": Text("差距", "gap"),
    "range": Text("范围", "range"),
}
_APPLIES, _COUNTED = Text("是否适用", "applies"), Text("计入数量", "counted")


@dataclass(frozen=True)
class _Seen:
    """A line as the comparison sees it: what it is about, and everything about it that may differ."""

    section: Section
    provision: str
    label: Text
    clause: str
    subject: str
    verdict: str | None
    decided_by: tuple[str, ...]
    parts: Mapping[str, tuple[Text, str | None]]


class OfUnits(Protocol):
    """What a decision says of the city and its units."""

    @property
    def targets(self) -> Sequence[TargetLine]:
        """The lines of targets."""

    @property
    def tasks(self) -> Sequence[TaskLine]:
        """The lines of tasks."""


def judged(before: Decision, after: Decision, causes: Causes) -> tuple[Judged, ...]:
    """The lines of standards, targets and tasks that come out otherwise: each section in its own order."""
    return (*judged_things(before, after, causes), *judged_units(before, after, causes))


def judged_things(before: Decision, after: Decision, causes: Causes) -> tuple[Judged, ...]:
    """The lines of standards that come out otherwise."""
    return tuple(_differing(_standards(before), _standards(after), causes))


def judged_units(before: OfUnits, after: OfUnits, causes: Causes) -> tuple[Judged, ...]:
    """The lines of targets and of tasks that come out otherwise."""
    return (
        *_differing(_targets(before), _targets(after), causes),
        *_differing(_tasks(before), _tasks(after), causes),
    )


def _differing(before: Mapping[Hashable, _Seen], after: Mapping[Hashable, _Seen], causes: Causes) -> Iterator[Judged]:
    for key in dict.fromkeys((*before, *after)):
        first, second = before.get(key), after.get(key)
        seen = second or first
        assert seen is not None
        differences = tuple(_differences(first, second))
        verdicts = [None if each is None else each.verdict for each in (first, second)]
        if first is None or second is None or differences or verdicts[0] != verdicts[1]:
            yield Judged(
                section=seen.section,
                provision=seen.provision,
                label=seen.label,
                clause=seen.clause,
                subject=seen.subject,
                before=verdicts[0],
                after=verdicts[1],
                differences=differences if first and second else (),
                decided_by_before=first.decided_by if first else (),
                decided_by_after=second.decided_by if second else (),
                causes=causes.of("duties" if seen.section == "tasks" else seen.section, seen.provision),
            )


def _differences(before: _Seen | None, after: _Seen | None) -> Iterator[Difference]:
    first, second = (each.parts if each else {} for each in (before, after))
    for name in dict.fromkeys((*first, *second)):
        said = [side[name][1] if name in side else None for side in (first, second)]
        if said[0] != said[1]:
            label = (second.get(name) or first[name])[0]
            yield Difference(name, label, said[0], said[1])


def _standards(decision: Decision) -> dict[Hashable, _Seen]:
    return {(line.standard, line.subject): _standard(line) for line in decision.standards}


def _standard(line: StandardLine) -> _Seen:
    items = {
        f"{block.rule.id}.{item.rule.id}": (item.rule.label, item.verdict.value)
        for block in line.blocks
        for item in block.items
    }
    rule = line.outcome.rule
    return _Seen("standards", rule.id, rule.label, rule.clause, line.subject, line.verdict, line.decided_by, items)


def _targets(decision: OfUnits) -> dict[Hashable, _Seen]:
    return {(line.target, line.county): _target(line) for line in decision.targets}


def _target(line: TargetLine) -> _Seen:
    # The facts that a line is missing are not asked for: that takes a walk through all of them.
    rule, least_most = line.rule, line.range
    figures = {
        "value": line.text(line.value),
        "bound": line.text(line.bound),
        "strict": _plain(rule.strict),
        "year": _plain(rule.year),
        "by": _plain(rule.by),
        "gap": line.text(line.gap),
        "range": "–".join(line.text(each) or "" for each in least_most) if least_most else None,
    }
    parts = {name: (_FIGURES[name], figure) for name, figure in figures.items()}
    county = line.county or ""
    return _Seen("targets", rule.id, rule.label, rule.clause, county, line.verdict, line.decided_by, parts)


def _tasks(decision: OfUnits) -> dict[Hashable, _Seen]:
    return {(line.duty.id, line.county): _task(line) for line in decision.tasks}


def _task(line: TaskLine) -> _Seen:
    computed, duty = line.outcome.computed, line.duty
    parts: dict[str, tuple[Text, str | None]] = {"applies": (_APPLIES, _plain(line.applies))}
    if computed is not None and computed.least is not None:
        parts["counted"] = (_COUNTED, _plain(computed.least))
    for rule, value in computed.measures if computed is not None else ():
        parts[rule.id] = (rule.label, None if value is None else plain_text(rule.figure.kind, value))
    return _Seen("tasks", duty.id, duty.label, duty.clause, line.county, line.verdict, line.decided_by, parts)


def _plain(value: Any) -> str | None:
    """A figure or an answer for machines."""
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
