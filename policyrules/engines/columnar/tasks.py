"""Duties over frames: the units are few and looked at one by one, the things in them are known in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.engines.cases import World
from policyrules.engines.columnar.tallies import Tallies
from policyrules.engines.statuses import Computed, verdict_of_all, verdict_of_count
from policyrules.errors import EngineError
from policyrules.facts.frames.frames import FactFrames
from policyrules.language.tree import attributes
from policyrules.program.duty_rules import LedgerRule
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
    duties = program.duties.duties
    asked = [each for duty in duties for formula in duty.asked_of_unit() for each in attributes(formula)]
    named = [each.fact for duty in duties for each in duty.external if each.fact is not None]
    for attribute in (*asked, *named):
        target = program.references.get((ledger.unit, attribute.owner))
        if target in frames.lists:
            raise EngineError(f"the columnar engine cannot look up `{attribute.key}` of a unit: `{target}` is a frame")
