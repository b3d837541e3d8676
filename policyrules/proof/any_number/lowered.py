"""Awards and limits of a policy for one year under any reading, each settled once for what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

from policyrules.language.definition import Award, Definition
from policyrules.language.tree import SUBJECT, Attribute, Expression, SeriesAt, walk
from policyrules.program.lowering.awards import lower_award
from policyrules.program.lowering.limits import lower_limits
from policyrules.program.lowering.settling import settling
from policyrules.program.program import AwardRule, Stage
from policyrules.proof.any_number.payees import loosest
from policyrules.proof.readings import Options, Readings


@dataclass(frozen=True)
class Lowered:
    """The awards and limits of a policy for a year, lowered when they are asked for."""

    definition: Definition
    readings: Readings
    year: int
    _known: dict[Any, Any] = field(default_factory=dict)

    def award(self, index: int, options: Options) -> AwardRule:
        """The award at a place in the document, under options."""
        award = self.definition.awards[index]
        key = (index, self.readings.choice(options, award))
        if key not in self._known:
            self._known[key] = lower_award(settling(self.definition, self.year, options), index, award)
        found: AwardRule = self._known[key]
        return found

    def limits(self, options: Options) -> tuple[Stage, ...]:
        """All limits under options, in stages."""
        key = ("limits", self.readings.choice(options, *self.definition.limits))
        if key not in self._known:
            self._known[key] = lower_limits(settling(self.definition, self.year, options))
        found: tuple[Stage, ...] = self._known[key]
        return found

    @cached_property
    def loosest(self) -> tuple[AwardRule, ...]:
        """Each award as it is under any of its readings."""
        return tuple(
            loosest([self.award(index, options) for options in self.readings.of(award)])
            for index, award in enumerate(self.definition.awards)
        )


def asks_of_another(definition: Definition, award: Award, name: str, figure: str) -> bool:
    """Whether an award asks for a field of a thing of the list `name` that is not its own subject, but referred to."""
    own = definition.vocabulary.lists[award.subject].fields
    return any(
        isinstance(each, Attribute | SeriesAt)
        and each.field == figure
        and each.owner != SUBJECT
        and each.owner in own
        and own[each.owner].to == name
        for formula in _formulas(award)
        for each in walk(formula)
    )


def _formulas(award: Award) -> Iterator[Expression]:
    yield from (criterion.test for criterion in award.criteria)
    yield award.amount


# What tells questions from each other.


def timeless(award: AwardRule) -> AwardRule:
    """An award without its years, which matter only as far as it is open in the one decided."""
    return replace(award, first_year=0, last_year=0, interpretations=())


def yearless(value: Any, year: int) -> Any:
    """Limits or a promise with the years of their facts counted from the year decided: any year asks the same then."""
    if isinstance(value, Attribute):
        return value if value.year is None else replace(value, year=value.year - year)
    if isinstance(value, tuple):
        return tuple(yearless(each, year) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        return type(value)(**{name: yearless(each, year) for name, each in found.items()})
    return value
