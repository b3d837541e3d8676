"""The proof of a promise for one year: which questions its readings ask, and what the solver says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from time import monotonic
from typing import Any

from policyrules.errors import EngineError
from policyrules.invariants.rules import (
    AnyRule,
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    WithinYearsRule,
)
from policyrules.language.definition import Definition
from policyrules.program.lowering.settling import settling
from policyrules.program.lowering.standards import lower_standard
from policyrules.program.lowering.targets import lower_target
from policyrules.program.program import AwardRule, Program, Stage
from policyrules.proof.any_number.lines import AnyLine, LineRule
from policyrules.proof.any_number.lowered import Lowered, asks_of_another, timeless, yearless
from policyrules.proof.any_number.payees import AnyPayee
from policyrules.proof.any_number.raising import AnyRise
from policyrules.proof.any_number.things import AnyThing
from policyrules.proof.logic.solving import solve
from policyrules.proof.promises.promised import Promise
from policyrules.proof.readings import Options, Readings

#: What tells a question from others, and how it is answered: whether the promise is proved.
Question = tuple[Any, Callable[[], bool]]


@dataclass(frozen=True)
class YearProof:
    """The proof of a promise for the program of one year, within a time (of `time.monotonic`)."""

    definition: Definition
    promise: Promise
    readings: Readings
    program: Program
    deadline: float

    @cached_property
    def _lowered(self) -> Lowered:
        return Lowered(self.definition, self.readings, self.program.year)

    @property
    def covers_all(self) -> bool:
        """Whether all readings that matter are looked at, and not too many for that."""
        awards = all(self.readings.are_all(each) for each in self.definition.awards)
        return awards and self.readings.are_all(*self.promise.rests_on(self.definition))

    def asked(self) -> Iterator[tuple[Options, AnyRule]]:
        """The readings that matter, with the promise as each makes it; those that do not promise it are left out."""
        for options in self.readings.of(*self.promise.rests_on(self.definition)):
            rule = self.promise.rule(self.program.year, options)
            if rule is not None:
                yield options, rule

    # One question for each way in which readings differ.

    def questions(self, options: Options, rule: AnyRule) -> Iterator[Question]:
        """The questions that a reading asks, each with what tells it from others."""
        match rule:
            case NeedsRule() | OnceRule():
                return self._lines(options, rule)
            case MostRule() if rule.per_subject:
                return self._lines(options, rule)
            case NeedsBlocksRule() | NestedRule():
                return self._things(options, rule)
            case MonotoneRule():
                return self._rises(options, rule)
        return self._payees(options, rule)

    def _payees(self, options: Options, rule: AnyRule) -> Iterator[Question]:
        stages = self._lowered.limits(options)
        program = self._with(self._lowered.loosest, stages)
        asked = yearless((stages, rule), self.program.year) if self._is_shiftable(rule) else (stages, rule)
        key = (asked, tuple(map(timeless, program.awards)))
        yield key, lambda: self._is_proved(AnyPayee(program, self.definition.vocabulary), rule)

    def _is_shiftable(self, rule: AnyRule) -> bool:
        """Whether the year decided matters only as that from which the years of circumstances are counted."""
        objects = self.definition.vocabulary.objects.values()
        founded = any(each.zero_before is not None for group in objects for each in group.fields.values())
        return not founded and not isinstance(rule, WithinYearsRule)

    def _lines(self, options: Options, rule: LineRule) -> Iterator[Question]:
        for index, award in enumerate(self.definition.awards):
            if award.id in self.promise.awards(self.definition):
                lowered = self._lowered.award(index, options)
                others = [lowered if each.id == award.id else each for each in self.program.awards]
                program = self._with(tuple(others), self.program.stages)
                yield (timeless(lowered), rule), partial(self._line_holds, program, lowered, rule)

    def _line_holds(self, program: Program, award: AwardRule, rule: LineRule) -> bool:
        return self._is_proved(AnyLine(program, self.definition.vocabulary, award, self._numbers), rule)

    def _things(self, options: Options, rule: NeedsBlocksRule | NestedRule) -> Iterator[Question]:
        settled = settling(self.definition, self.program.year, options)
        standards = tuple(lower_standard(settled, index, each) for index, each in enumerate(self.definition.standards))
        targets = tuple(lower_target(settled, index, each) for index, each in enumerate(self.definition.targets))
        program = replace(self.program, standards=standards, targets=targets)
        yield (
            (standards, targets, rule),
            lambda: self._is_proved(AnyThing(program, self.definition.vocabulary, rule, self._numbers), rule),
        )

    def _rises(self, options: Options, rule: MonotoneRule) -> Iterator[Question]:
        awards = tuple(
            self._raised(self._lowered.award(index, options), rule)
            if each.subject == rule.things
            else self._lowered.loosest[index]
            for index, each in enumerate(self.definition.awards)
        )
        # Without the limits over all payees there is nothing to wait for between stages.
        within = (limit for stage in self._lowered.limits(options) for limit in stage.within_case)
        stages = (Stage(tuple(within), None),)
        program = self._with(awards, stages)
        key = (tuple(map(timeless, awards)), stages, rule)
        yield key, lambda: self._is_told(rule) and self._is_proved(self._rise(program, rule), rule)

    def _raised(self, award: AwardRule, rule: MonotoneRule) -> AwardRule:
        """An award without what matters to a register alone, where that is empty, and without its rank."""
        award = replace(award, rank=())
        return award if rule.any_register else replace(award, once=False, deduct_lower_tiers=False)

    def _rise(self, program: Program, rule: MonotoneRule) -> AnyRise:
        return AnyRise(program, self.definition.vocabulary, rule, self._numbers)

    def _is_told(self, rule: MonotoneRule) -> bool:
        """Whether the figure of one thing changes nothing of what others are awarded."""
        figure, things = rule.figure.field, rule.things
        return not any(asks_of_another(self.definition, award, things, figure) for award in self.definition.awards)

    def _with(self, awards: tuple[AwardRule, ...], stages: tuple[Stage, ...]) -> Program:
        return replace(self.program, awards=awards, stages=stages)

    @cached_property
    def _numbers(self) -> Any:
        """Terms for the numbers that interpretations leave open."""
        return self.readings.numbers()

    def _is_proved(self, asked: AnyPayee | AnyLine | AnyThing | AnyRise, rule: Any) -> bool:
        """Whether nothing of the kind breaks the promise."""
        left = self.deadline - monotonic()
        try:
            broken = asked.broken(rule) if left > 0 else None
        except EngineError:  # something of the policy is not encoded
            return False
        if broken is None:
            return False
        demanded = [*asked.constraints, *self.readings.bounds(self._numbers)]
        return solve([broken, *demanded], left).outcome == "unsat"
