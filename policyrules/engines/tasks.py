"""What becomes of a numbered duty in one unit: does it apply, its computed status, and what the unit filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyrules.engines.cases import World
from policyrules.engines.statuses import Computed, Grounds
from policyrules.engines.targets import Holds, TargetOutcome
from policyrules.engines.verdicts import Verdict, verdict_of
from policyrules.facts.records import Thing
from policyrules.language.definition.duties import ByStandard, ByTargets
from policyrules.program.duty_rules import ConditionStatus, CountStatus, DutyRule, LedgerRule, MeasureStatus
from policyrules.program.evaluate import evaluate


@dataclass(frozen=True)
class TaskOutcome:
    """A duty in one unit. `unit` is None where the facts do not name the unit; `applies` where that is unknown.

    `computed` is None where the document gives nothing that could be computed; the status is then what is filed.
    """

    duty: DutyRule
    place: str
    unit: Thing | None
    world: World
    applies: bool | None
    computed: Computed | None
    filings: tuple[Thing, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """What the status comes to; None where it is filed as text."""
        if self.applies is False:
            return Verdict.NOT_APPLICABLE
        if self.computed is None:
            return None if self.applies else Verdict.UNKNOWN
        if self.applies is None and self.computed.verdict is not Verdict.NO_BOUND:
            return Verdict.UNKNOWN
        return self.computed.verdict


@dataclass(frozen=True)
class Tasks:
    """All that the status of duties may rest on."""

    world: World
    holds: Holds
    ledger: LedgerRule
    targets: Sequence[TargetOutcome]
    grounds: Grounds

    def outcomes(self) -> Iterator[TaskOutcome]:
        """One outcome for each unit and numbered duty, by the unit, then by number."""
        program = self.world.program
        units = {thing.id: thing for thing in self.world.things(self.ledger.unit)}
        filings: dict[tuple[str, object], list[Thing]] = {}
        for filed in self.world.things(self.ledger.filings):
            filings.setdefault((filed.parent, filed.value("work_point")), []).append(filed)
        for place in sorted(program.places):
            unit = units.get(place)
            for duty in program.duties.numbered():
                of_duty = sorted(filings.get((place, duty.number), []), key=lambda each: str(each.value("quarter")))
                yield self.outcome(duty, place, unit, tuple(of_duty))

    def outcome(self, duty: DutyRule, place: str, unit: Thing | None, filings: tuple[Thing, ...]) -> TaskOutcome:
        """One duty in one unit."""
        applies = place in duty.places and self.applies(duty, unit)
        computed = self.computed(duty, place, unit) if place in duty.places else None
        return TaskOutcome(duty, place, unit, self.world, applies, computed, filings)

    def applies(self, duty: DutyRule, unit: Thing | None) -> bool | None:
        """Whether a duty applies to a unit of its places."""
        if duty.applies is None:
            return True
        return None if unit is None else self.holds(duty.applies, unit)

    def computed(self, duty: DutyRule, place: str, unit: Thing | None) -> Computed | None:
        """The computed status of a duty; None where the document gives nothing to compute it by."""
        match duty.status:
            case ConditionStatus(by_place=by_place):
                criterion = by_place.get(place)
                if criterion is None:
                    return None
                return Computed(verdict_of(None if unit is None else self.holds(criterion.test, unit)))
            case ByStandard(standard=standard, by=by):
                return self.grounds.by_standard(standard, by, place)
            case ByTargets(targets=names):
                of_place = [each for each in self.targets if each.place == place]
                found = tuple(each for name in names for each in of_place if each.rule.id == name)
                return Computed(Verdict.NO_BOUND, targets=found)
            case CountStatus(count=count):
                return self.grounds.by_count(count, place)
            case MeasureStatus(measures=measures):
                lookup = self.world.lookup(unit)
                figures = tuple((each, evaluate(each.figure, lookup)) for each in measures)
                unknown = any(figure is None for _, figure in figures)
                return Computed(Verdict.UNKNOWN if unknown else Verdict.NO_BOUND, measures=figures)
        return None
