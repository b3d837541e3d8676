"""Duties and the ledger, settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from policyrules.language.definition.duties import ByStandard, ByTargets, Heading
from policyrules.language.model import Modality
from policyrules.language.tree import Attribute, Expression
from policyrules.program.criterion import CriterionRule
from policyrules.program.target_rules import CountRule
from policyrules.text import Text


@dataclass(frozen=True)
class ConditionStatus:
    """Met where the criterion of the unit's place holds; places without one have none."""

    by_place: Mapping[str, CriterionRule]


@dataclass(frozen=True)
class CountStatus:
    """Which things of the place satisfy conditions."""

    count: CountRule


@dataclass(frozen=True)
class MeasureRule:
    """A figure that is reported."""

    id: str
    label: Text
    figure: Expression


@dataclass(frozen=True)
class MeasureStatus:
    """Figures that are reported."""

    measures: tuple[MeasureRule, ...]


DutyStatus = ConditionStatus | ByStandard | ByTargets | CountStatus | MeasureStatus


@dataclass(frozen=True)
class ReferenceRule:
    """Something that the document points to and does not contain; resolved where `fact` is known."""

    id: str
    label: Text
    clause: str
    fact: Attribute | None


@dataclass(frozen=True)
class DutyRule:
    """Who does what. `places` are those that it is for, in the order of the city's units."""

    id: str
    index: int
    number: int | None
    clause: str
    heading: Heading | None
    label: Text
    modality: Modality
    verb: str
    bodies: tuple[str, ...]
    period: str | None
    places: tuple[str, ...]
    applies: Expression | None
    external: tuple[ReferenceRule, ...]
    status: DutyStatus | None
    interpretations: tuple[str, ...]

    def asked_of_unit(self) -> Iterator[Expression]:
        """The formulas that the duty asks of its unit, counts apart."""
        if self.applies is not None:
            yield self.applies
        match self.status:
            case ConditionStatus(by_place=by_place):
                yield from (criterion.test for criterion in by_place.values())
            case MeasureStatus(measures=measures):
                yield from (each.figure for each in measures)


@dataclass(frozen=True)
class LedgerRule:
    """The quarterly report of the things of the list `unit`, and the day by which each quarter is reported."""

    clause: str
    label: Text
    unit: str
    filings: str
    due: Mapping[int, tuple[int, int]]
    due_day_counts: bool

    def due_on(self, year: int, quarter: int) -> date:
        """The day by which a quarter is reported."""
        return date(year, *self.due[quarter])


@dataclass(frozen=True)
class DutyRules:
    """All duties, in the order of the document, what they stand under, and their ledger."""

    duties: tuple[DutyRule, ...] = ()
    headings: tuple[Heading, ...] = ()
    bodies: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[int, Text] = field(default_factory=dict)
    ledger: LedgerRule | None = None

    def numbered(self) -> tuple[DutyRule, ...]:
        """The duties that the document numbers, by number."""
        numbers = {each.number: each for each in self.duties if each.number is not None}
        return tuple(numbers[number] for number in sorted(numbers))

    def heading(self, name: str) -> Heading:
        """The heading of that id."""
        return next(heading for heading in self.headings if heading.id == name)
