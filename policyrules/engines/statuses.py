"""The computed status of a duty in a unit, where it rests on the things there: those under a standard, or a count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from policyrules.engines.cases import World
from policyrules.engines.standards import StandardOutcome
from policyrules.engines.targets import Holds, Tally, TargetOutcome, tally, truths_in
from policyrules.engines.verdicts import Verdict, verdict_of
from policyrules.facts.records import Thing
from policyrules.language.quantities import Value
from policyrules.language.tree import SUBJECT
from policyrules.program.duty_rules import MeasureRule
from policyrules.program.evaluate import every
from policyrules.program.target_rules import CountRule


@dataclass(frozen=True)
class Computed:
    """A computed status, and what it rests on: of these only what the duty's kind of status has.

    `least` and `most` are how many things a count surely finds, and how many at most. Things are named where they
    were looked at one by one.
    """

    verdict: Verdict
    standards: tuple[StandardOutcome, ...] = ()
    targets: tuple[TargetOutcome, ...] = ()
    tally: Tally | None = None
    least: int | None = None
    most: int | None = None
    measures: tuple[tuple[MeasureRule, Value | None], ...] = ()


class Grounds(Protocol):
    """What the things of the lists come to, place by place."""

    def by_standard(self, standard: str, by: str, place: str) -> Computed:
        """The status of a place whose things, by their place field `by`, are to meet a standard."""

    def by_count(self, count: CountRule, place: str) -> Computed:
        """The status of a place whose things are counted."""


class Judged(NamedTuple):
    """What a status asks of a thing under a standard, found in a place or `located` nowhere."""

    located: bool
    applies: bool | None
    verdict: Verdict


def verdict_of_all(judged: Iterable[Judged]) -> Verdict:
    """Met where all things of the place to which the standard applies meet it; unknown where none is surely there.

    One of an unknown place, or to which the standard may not apply, may be among them: it can only leave open
    what the others make met.
    """
    sure: list[bool | None] = []
    open_: list[bool | None] = []
    for each in judged:
        if each.verdict is Verdict.NOT_APPLICABLE:
            continue
        if each.located and each.applies:
            sure.append(_TRUTHS[each.verdict])
        elif each.verdict is not Verdict.MET:
            open_.append(None)
    return verdict_of(every([*sure, *open_]) if sure else None)


def verdict_of_count(count: CountRule, world: World, least: int, most: int) -> Verdict:
    """A count has no bound in a single unit; it is unknown who counts where facts are missing that it asks about."""
    return Verdict.NO_BOUND if least == most and not _lacks_circumstances(count, world) else Verdict.UNKNOWN


def _lacks_circumstances(count: CountRule, world: World) -> bool:
    """Whether a shared circumstance that the count asks about is unknown: it then says nothing even of nobody."""
    lookup = world.lookup(None)
    asked = (each for criterion in count.criteria for each in criterion.attributes if each.owner != SUBJECT)
    return any(lookup(each) is None for each in asked if each.owner in world.facts.objects)


@dataclass(frozen=True)
class NamedThings:
    """The things themselves, looked at one by one."""

    world: World
    holds: Holds
    standards: Sequence[StandardOutcome]
    _truths: dict[int, Mapping[Thing, bool | None]] = field(default_factory=dict)

    def by_standard(self, standard: str, by: str, place: str) -> Computed:
        """By all things that are in the place or may be, but those to which the standard surely does not apply."""
        ours = tuple(
            each
            for each in self.standards
            if each.rule.id == standard
            and each.subject.value(by) in (place, None)
            and each.verdict is not Verdict.NOT_APPLICABLE
        )
        judged = (Judged(each.subject.value(by) is not None, each.applies, each.verdict) for each in ours)
        return Computed(verdict_of_all(judged), standards=ours)

    def by_count(self, count: CountRule, place: str) -> Computed:
        """By the things that count, and those that may."""
        truths = self._truths.setdefault(
            id(count), {thing: self.holds(count.test, thing) for thing in self.world.things(count.of)}
        )
        found = tally(count, self.world, truths_in(count, place, truths))
        verdict = verdict_of_count(count, self.world, found.least, found.most)
        return Computed(verdict, tally=found, least=found.least, most=found.most)


_TRUTHS = {Verdict.MET: True, Verdict.NOT_MET: False, Verdict.UNKNOWN: None}
