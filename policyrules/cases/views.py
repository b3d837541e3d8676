"""The lines of a decision as cases speak of them: the same names, with values that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine, Totals
from policyrules.decision.standards import StandardLine
from policyrules.decision.targets import TargetLine, gap
from policyrules.decision.tasks import TaskLine
from policyrules.decision.verdict_words import VERDICTS
from policyrules.engines.targets import Near
from policyrules.engines.verdicts import Verdict
from policyrules.facts.records import Thing
from policyrules.language.quantities import Kind, Value
from policyrules.text import Text, joined

#: So many of the missing facts are named.
NAMED = 5


@dataclass(frozen=True)
class Figure:
    """A value of a kind in its smallest unit, or the least and the most that it may be; None where unknown."""

    kind: Kind
    value: Value | tuple[Value, Value] | None


@dataclass(frozen=True)
class AnyOrder:
    """Several names, whose order says nothing."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A line: its values by the names that cases use, and (when somebody asks) why it is as it is."""

    values: Mapping[str, Any]
    reasons: Callable[[], tuple[Text, ...]] = tuple


def of_line(section: str, line: Any) -> View:
    """A line of a section."""
    return _VIEWS[section](line)


def of_totals(totals: Totals) -> View:
    """The totals."""
    sums = ("entitled", "claimed", "paid", "budget", "overrun")
    values: dict[str, Any] = {name: Figure(Kind.MONEY, getattr(totals, name)) for name in sums}
    return View({**values, "unknown_lines": totals.unknown_lines, "provisional": totals.provisional})


def of_numbers(decision: Decision, sections: Iterable[str]) -> View:
    """How many lines sections have."""
    return View({section: len(getattr(decision, section)) for section in sections})


def _award(line: AwardLine) -> View:
    values = {
        "award": line.award,
        "subject": line.subject,
        "tier": line.tier,
        "enterprise": line.enterprise,
        "clause": line.clause,
        "status": line.status,
        "entitled": Figure(Kind.MONEY, line.entitled_fen),
        "paid": Figure(Kind.MONEY, line.paid_fen),
        "decided_by": line.decided_by,
        "missing": AnyOrder(line.missing),
    }
    return View(values, lambda: (*(each.text for each in line.reasons), *_missing(line.missing)))


def _standard(line: StandardLine) -> View:
    items = {f"{block.rule.id}.{item.rule.id}": item for block in line.blocks for item in block.items}
    values = {
        "standard": line.standard,
        "subject": line.subject,
        "verdict": line.verdict,
        "items_short": line.items_short,
        "items_unknown": line.items_unknown,
        "blocks": {block.rule.id: block.verdict.value for block in line.blocks},
        "items": {name: item.verdict.value for apart, item in items.items() for name in (apart, item.rule.id)},
        "decided_by": line.decided_by,
        "missing": AnyOrder(line.missing),
    }
    return View(values, lambda: (*_short(line), *_missing(line.missing)))


def _target(line: TargetLine) -> View:
    kind = line.rule.kind
    values = {
        "target": line.target,
        "county": line.county,
        "verdict": line.verdict,
        "value": Figure(kind, line.value),
        "bound": Figure(kind, line.bound),
        "gap": Figure(kind, line.gap),
        "range": Figure(kind, line.range),
        "counted": _ids(line.counted),
        "possible": _ids(line.possible),
        "pipeline": tuple(near.thing.id for near in line.pipeline),
        "pipeline_gaps": {near.thing.id: _lacking(line, near) for near in line.pipeline},
        "decided_by": line.decided_by,
        "missing": AnyOrder(line.missing),
    }
    return View(values, lambda: _missing(line.missing))


def _lacking(line: TargetLine, near: Near) -> Figure:
    """What a thing lacks to count towards a target."""
    count = line.rule.count
    assert count is not None
    assert count.figure is not None
    return Figure(count.figure.kind, gap(count.figure.kind, near.figure, near.bound, count.strict))


def _task(line: TaskLine) -> View:
    computed = line.outcome.computed
    targets = [TargetLine(each) for each in computed.targets] if computed else []
    tally = computed.tally if computed else None
    values = {
        "work_point": line.work_point,
        "county": line.county,
        "verdict": line.verdict,
        "applies": line.applies,
        "computed": computed is not None,
        "standards": {each.subject.id: each.verdict.value for each in computed.standards} if computed else {},
        "targets": {each.target: Figure(each.rule.kind, each.value) for each in targets},
        "measures": {rule.id: Figure(rule.figure.kind, value) for rule, value in computed.measures} if computed else {},
        "counted": _ids(tally.counted if tally else ()),
        "possible": _ids(tally.possible if tally else ()),
        "external": {each.rule.id: each.resolved for each in line.external},
        "filings": {each.quarter: each.to_dict() for each in line.filings},
        "decided_by": line.decided_by,
        "missing": AnyOrder(line.missing),
    }
    return View(values, lambda: _missing(line.missing))


def _short(line: StandardLine) -> Iterator[Text]:
    """The deciding items that are not met, or may not be."""
    for item in line.deciding:
        if item.verdict is not Verdict.MET:
            yield joined([VERDICTS[item.verdict.value], item.rule.label], "：", ": ")


def _missing(pointers: Sequence[str]) -> tuple[Text, ...]:
    """Which facts are missing: the first few of them."""
    if not pointers:
        return ()
    named, more = ", ".join(pointers[:NAMED]), len(pointers) - NAMED
    rest = Text(f" 等 {len(pointers)} 项", f" and {more} more") if more > 0 else Text("", "")
    return (Text(f"缺少事实：{named}{rest.zh}", f"missing facts: {named}{rest.en}"),)


def _ids(things: Iterable[Thing]) -> AnyOrder:
    return AnyOrder(tuple(each.id for each in things))


_VIEWS: dict[str, Callable[[Any], View]] = {
    "awards": _award,
    "standards": _standard,
    "targets": _target,
    "tasks": _task,
}
