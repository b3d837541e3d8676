"""What is asked of single things beside awards and standards, collected so that an engine can answer it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyrules.language.tree import Expression
from policyrules.program.duty_rules import ConditionStatus, CountStatus, DutyRules
from policyrules.program.target_rules import TargetRule


def conditions(targets: Iterable[TargetRule], duties: DutyRules) -> dict[str, tuple[Expression, ...]]:
    """The conditions on the things of each list, each once; under the empty name those on shared circumstances."""
    found: dict[str, dict[Expression, None]] = {}
    for name, condition in (*_of_targets(targets), *_of_duties(duties)):
        found.setdefault(name, {})[condition] = None
    return {name: tuple(each) for name, each in found.items()}


def _of_targets(targets: Iterable[TargetRule]) -> Iterator[tuple[str, Expression]]:
    for target in targets:
        if target.test is not None:
            yield "", target.test
        if target.count is not None:
            yield target.count.of, target.count.test


def _of_duties(duties: DutyRules) -> Iterator[tuple[str, Expression]]:
    unit = "" if duties.ledger is None else duties.ledger.unit
    for duty in duties.duties:
        if duty.applies is not None:
            yield unit, duty.applies
        match duty.status:
            case ConditionStatus(by_place=by_place):
                yield from ((unit, criterion.test) for criterion in by_place.values())
            case CountStatus(count=count):
                yield count.of, count.test
