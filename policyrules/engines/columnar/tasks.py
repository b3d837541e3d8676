"""Duties over frames: the units are few and looked at one by one, the things in them are known in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.engines.cases import World
from policyrules.engines.columnar.tallies import Tallies
from policyrules.engines.statuses import Computed, verdict_of_all, verdict_of_count
from policyrules.errors import EngineError
from policyrules.facts.frames.frames import FactFrames
from policyrules.language.tree import Expression, attributes
from policyrules.program.duty_rules import ConditionStatus, DutyRule, LedgerRule, MeasureStatus
from policyrules.program.program import Program
from policyrules.program.target_rules import CountRule


@dataclass(frozen=True)
class ThingsInNumbers:
    """What the things of the lists come to, place by place, without their names."""

    world: World
    tallies: Tallies

    def by_standard(self, standard: str, by: str, place: str) -> Computed:
        """The status of a place whose things, by their place field `by`, are to meet a standard."""
        rule = self.world.program.standard(standard)
        return Computed(verdict_of_all(self.tallies.judged(rule, by, place)))

    def by_count(self, count: CountRule, place: str) -> Computed:
        """The status of a place whose things are counted."""
        least, most = self.tallies.count(count, place)
        return Computed(verdict_of_count(count, self.world, least, most), least=least, most=most)


def check_units(program: Program, ledger: LedgerRule, frames: FactFrames) -> None:
    """A unit is a record, since its filings stand in it, and what it refers to must be one too. Raises EngineError."""
    formulas = (formula for duty in program.duties.duties for formula in _formulas(duty))
    for attribute in (each for formula in formulas for each in attributes(formula)):
        target = program.references.get((ledger.unit, attribute.owner))
        if target in frames.lists:
            raise EngineError(f"the columnar engine cannot look up `{attribute.key}` of a unit: `{target}` is a frame")


def _formulas(duty: DutyRule) -> Iterator[Expression]:
    """What a duty asks of its unit."""
    yield from (each.fact for each in duty.external if each.fact is not None)
    if duty.applies is not None:
        yield duty.applies
    match duty.status:
        case ConditionStatus(by_place=by_place):
            yield from (criterion.test for criterion in by_place.values())
        case MeasureStatus(measures=measures):
            yield from (each.figure for each in measures)
