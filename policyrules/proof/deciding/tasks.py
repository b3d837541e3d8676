"""What becomes of a numbered duty in one unit of symbolic facts: does it apply, and its computed status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyrules.language.definition.duties import ByStandard, ByTargets
from policyrules.language.tree import attributes
from policyrules.program.duty_rules import (
    ConditionStatus,
    CountStatus,
    DutyRule,
    LedgerRule,
    MeasureRule,
    MeasureStatus,
)
from policyrules.proof.deciding.standards import SymbolicStandard
from policyrules.proof.deciding.statuses import status_by_count, status_by_standard
from policyrules.proof.deciding.verdicts import NO_BOUND, UNKNOWN, SymbolicVerdict, verdict_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import Bool, both, either, negation
from policyrules.proof.logic.values import Truth


@dataclass(frozen=True)
class SymbolicTask:
    """A duty in the unit of a place. `computed` is None where the document gives nothing that could be computed."""

    duty: DutyRule
    place: str
    applies: Truth
    computed: SymbolicVerdict | None

    @property
    def filed(self) -> Bool:
        """When the status is what the unit files, and no verdict is given."""
        return self.applies.met if self.computed is None else False

    @property
    def verdict(self) -> SymbolicVerdict:
        """What the status comes to where it is not filed as text."""
        if self.computed is None:
            return SymbolicVerdict(not_applicable=self.applies.missed)
        applies, asked = self.applies.met, negation(self.applies.missed)
        return SymbolicVerdict(
            met=both(applies, self.computed.met),
            not_met=both(applies, self.computed.not_met),
            # What has no bound is the same figure whether the duty applies or not.
            no_bound=both(asked, self.computed.no_bound),
            not_applicable=either(self.applies.missed, both(applies, self.computed.not_applicable)),
        )


def task_outcomes(world: SymbolicWorld, standards: Sequence[SymbolicStandard]) -> Iterator[SymbolicTask]:
    """Every numbered duty in every unit, by the unit, then by number; none where the policy has no ledger."""
    duties = world.program.duties
    if duties.ledger is None:
        return
    tasks = _Tasks(world, duties.ledger, standards)
    for place in sorted(world.program.places):
        for duty in duties.numbered():
            yield tasks.outcome(duty, place)


@dataclass(frozen=True)
class _Tasks:
    world: SymbolicWorld
    ledger: LedgerRule
    standards: Sequence[SymbolicStandard]

    def outcome(self, duty: DutyRule, place: str) -> SymbolicTask:
        """One duty in one unit, which the facts may not name."""
        if place not in duty.places:
            return SymbolicTask(duty, place, Truth.of(False), None)
        named = place in self.world.shape.of(self.ledger.unit)
        unit = place if named else None
        return SymbolicTask(duty, place, self._applies(duty, unit), self._computed(duty, place, unit))

    def _applies(self, duty: DutyRule, unit: str | None) -> Truth:
        if duty.applies is None:
            return Truth.of(True)
        return Truth.of(None) if unit is None else self.world.formulas(self.ledger.unit, unit).truth(duty.applies)

    def _computed(self, duty: DutyRule, place: str, unit: str | None) -> SymbolicVerdict | None:
        """The computed status of a duty; None where the document gives nothing to compute it by."""
        world = self.world
        match duty.status:
            case ConditionStatus(by_place=by_place):
                criterion = by_place.get(place)
                if criterion is None:
                    return None
                if unit is None:
                    return UNKNOWN
                return verdict_of(world.formulas(self.ledger.unit, unit).truth(criterion.test))
            case ByStandard(standard=standard, by=by):
                judged = (each for each in self.standards if each.rule.id == standard)
                return status_by_standard(judged, by, place, world)
            case ByTargets():
                return NO_BOUND
            case CountStatus(count=count):
                return status_by_count(count, place, world)
            case MeasureStatus(measures=measures):
                if unit is None and any(map(self._asks_unit, measures)):
                    return UNKNOWN
                formulas = world.formulas(self.ledger.unit, unit)
                return SymbolicVerdict(no_bound=both(*(formulas.number(each.figure).known for each in measures)))
        return None

    def _asks_unit(self, measure: MeasureRule) -> bool:
        """Whether a figure rests on more than shared circumstances."""
        return any(each.owner not in self.world.vocabulary.objects for each in attributes(measure.figure))
