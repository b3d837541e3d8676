"""The lines of the section `targets`: each target for the city, and for its units where the facts tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.decision.line import Line
from policyrules.decision.needs import needed
from policyrules.engines.targets import Near, TargetOutcome
from policyrules.engines.verdicts import Verdict
from policyrules.facts.pointers import joined
from policyrules.facts.records import Thing
from policyrules.language.quantities import SCALE, Kind, Number, plain_text
from policyrules.program.target_rules import TargetRule
from policyrules.text import Language

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet


class TargetLine(Line):
    """A target for the city, or for one unit of it."""

    def __init__(self, outcome: TargetOutcome) -> None:
        self.outcome = outcome

    @property
    def rule(self) -> TargetRule:
        """The target as the program has it."""
        return self.outcome.rule

    @property
    def target(self) -> str:
        """The id of the target."""
        return self.rule.id

    @property
    def clause(self) -> str:
        """The clause of the target."""
        return self.rule.clause

    @property
    def county(self) -> str | None:
        """The unit; None for the city's own line."""
        return self.outcome.place

    @property
    def verdict(self) -> str:
        """met, not_met, unknown or no_bound (the document gives no number, or none for a single unit)."""
        return self.outcome.verdict.value

    @property
    def exact(self) -> bool:
        """Whether the value is known, not only that it lies in a range."""
        return self.outcome.least is not None and self.outcome.least == self.outcome.most

    @property
    def value(self) -> Number | None:
        """The value, or as much of it as is sure where that decides; None where it is unknown."""
        sure = self.exact or self.outcome.verdict in (Verdict.MET, Verdict.NOT_MET)
        return self.outcome.least if sure else None

    @property
    def range(self) -> tuple[Number, Number] | None:
        """What the value surely is at least and at most, where it is not known exactly."""
        least, most = self.outcome.least, self.outcome.most
        return None if self.exact or least is None or most is None else (least, most)

    @property
    def bound(self) -> Number | None:
        """What must be reached or exceeded; None where the document gives no number, and for single units."""
        return self.rule.bound if self.county is None else None

    @property
    def gap(self) -> Number | None:
        """The least that is lacking: 0 where it is met; None where there is no bound, or it is unknown."""
        if self.bound is None or self.value is None or self.outcome.verdict is Verdict.UNKNOWN:
            return None
        return gap(self.rule.kind, self.value, self.bound, self.rule.strict)

    @property
    def counted(self) -> tuple[Thing, ...]:
        """The things that count."""
        return self.outcome.tally.counted if self.outcome.tally else ()

    @property
    def possible(self) -> tuple[Thing, ...]:
        """The things that may count: facts about them are missing."""
        return self.outcome.tally.possible if self.outcome.tally else ()

    @property
    def pipeline(self) -> tuple[Near, ...]:
        """The things that are nearest to counting, nearest first."""
        return self.outcome.tally.pipeline if self.outcome.tally else ()

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The pointers of the facts without which the value is not known, where that leaves something open."""
        if self.value is not None:
            return ()
        return tuple(dict.fromkeys(self._missing()))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The address of the target."""
        return (f"targets.{self.rule.id}",)

    def to_dict(self) -> dict[str, Any]:
        """The line as the decision's JSON holds it."""
        rule = self.rule
        span = {} if self.range is None else {"range": [self.text(each) for each in self.range]}
        names: dict[str, Any] = {}
        if self.outcome.tally is not None:
            names = {
                "counted": [each.id for each in self.counted],
                "possible": [each.id for each in self.possible],
                "pipeline": [near_dict(rule, each) for each in self.pipeline],
            }
        return {
            "target": rule.id,
            "clause": rule.clause,
            **({} if self.county is None else {"county": self.county}),
            "modality": rule.modality,
            "by": rule.by,
            "year": rule.year,
            "value": self.text(self.value),
            **span,
            "bound": self.text(self.bound),
            "strict": rule.strict,
            "verdict": self.verdict,
            "gap": self.text(self.gap),
            **names,
            "missing": list(self.missing),
        }

    def text(self, value: Number | None) -> str | None:
        """A figure of the target for machines."""
        return None if value is None else plain_text(self.rule.kind, value)

    def _missing(self) -> Iterator[str]:
        rule, world = self.rule, self.outcome.world
        if rule.count is None:
            yield from needed(world, None, rule.measure)
            return
        if self.outcome.tally is None and not self.exact:
            yield joined(rule.count.of)  # who may count was not looked at one by one
        for thing in self.possible:
            yield from needed(world, thing, rule.count.test)
            if self.county is not None and rule.count.by is not None and thing.value(rule.count.by) is None:
                yield thing.pointer_of(rule.count.by)

    def __repr__(self) -> str:
        return f"TargetLine({self.target}, {self.county or 'city'}, {self.verdict})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.lines import target

        return target(self, language)


def gap(kind: Kind, value: Number, bound: Number, strict: bool) -> Number:
    """The least that a value lacks of a bound: one smallest unit beyond the difference where it must be exceeded."""
    lacking = bound - value
    if strict and lacking >= 0 and kind in SCALE:
        lacking += 1
    return max(lacking, 0)


def near_dict(rule: TargetRule, near: Near) -> dict[str, str]:
    """One of the nearest below, as the decision's JSON holds it."""
    assert rule.count is not None
    assert rule.count.figure is not None
    kind = rule.count.figure.kind
    return {
        "id": near.thing.id,
        "value": plain_text(kind, near.figure),
        "bound": plain_text(kind, near.bound),
        "gap": plain_text(kind, gap(kind, near.figure, near.bound, rule.count.strict)),
    }
