"""What becomes of a target: its value as far as it is known, for the city and for each of its units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyrules.engines.cases import World
from policyrules.engines.verdicts import Verdict, verdict_of
from policyrules.facts.records import Thing
from policyrules.language.quantities import Number
from policyrules.language.tree import Expression, attributes
from policyrules.program.evaluate import evaluate, truth
from policyrules.program.target_rules import CountRule, TargetRule

#: Whether a condition holds for a thing (None: asked of shared circumstances alone).
Holds = Callable[[Expression, Thing | None], bool | None]
#: How many of those that are nearest to counting are named.
PIPELINE = 5


@dataclass(frozen=True)
class Near:
    """A thing that does not count yet, its figure, and the figure that it would have to reach."""

    thing: Thing
    figure: Number
    bound: Number


@dataclass(frozen=True)
class Tally:
    """The things that surely count, those that may, and those nearest below."""

    counted: tuple[Thing, ...]
    possible: tuple[Thing, ...]
    pipeline: tuple[Near, ...]

    @property
    def least(self) -> int:
        """How many surely count."""
        return len(self.counted)

    @property
    def most(self) -> int:
        """How many count at most."""
        return len(self.counted) + len(self.possible)


@dataclass(frozen=True)
class TargetOutcome:
    """A target for the city (`place` None) or for one of its units.

    `least` and `most` are what the value surely is at least and at most; None where nothing is known. A count has a
    `tally` where things were looked at one by one.
    """

    rule: TargetRule
    place: str | None
    world: World
    least: Number | None
    most: Number | None
    verdict: Verdict
    tally: Tally | None


def target_outcomes(rule: TargetRule, world: World, holds: Holds) -> Iterator[TargetOutcome]:
    """The target for the city, then for each of its units where the facts tell them apart."""
    if rule.count is None:
        yield measured(rule, world, holds)
        return
    truths = {thing: holds(rule.count.test, thing) for thing in world.things(rule.count.of)}
    yield _tallied(rule, world, None, truths)
    if rule.count.by is not None:
        for place in sorted(world.program.places):
            yield _tallied(rule, world, place, truths_in(rule.count, place, truths))


def truths_in(count: CountRule, place: str, truths: Mapping[Thing, bool | None]) -> dict[Thing, bool | None]:
    """The truths of the things of one place. One whose place is unknown may be of any: at most it may count."""
    found: dict[Thing, bool | None] = {}
    for thing, counts in truths.items():
        where = None if count.by is None else thing.value(count.by)
        if where == place:
            found[thing] = counts
        elif where is None and counts is not False:
            found[thing] = None
    return found


def tally(count: CountRule, world: World, truths: Mapping[Thing, bool | None]) -> Tally:
    """Who counts, who may, and who is nearest below."""
    counted = tuple(thing for thing, counts in truths.items() if counts)
    possible = tuple(thing for thing, counts in truths.items() if counts is None)
    below = [thing for thing, counts in truths.items() if counts is False]
    return Tally(counted, possible, _pipeline(count, world, below))


def _pipeline(count: CountRule, world: World, below: Sequence[Thing]) -> tuple[Near, ...]:
    """The things below whose known figures are nearest to the bound, nearest first."""
    if count.figure is None or count.figure_bound is None:
        return ()
    near: list[Near] = []
    of_figure = set(attributes(count.figure))
    others = [each.test for each in count.criteria if of_figure.isdisjoint(each.attributes)]
    for thing in below:
        lookup = world.lookup(thing)
        if any(truth(test, lookup) is False for test in others):
            continue  # no figure would make it count
        figure, bound = evaluate(count.figure, lookup), evaluate(count.figure_bound, lookup)
        if figure is None or bound is None or isinstance(figure, str) or isinstance(bound, str):
            continue
        if figure <= bound:
            near.append(Near(thing, figure, bound))
    near.sort(key=lambda each: (each.bound - each.figure, each.thing.id))
    return tuple(near[:PIPELINE])


def counted(rule: TargetRule, world: World, place: str | None, least: int, most: int) -> TargetOutcome:
    """The outcome of a count that surely finds `least` things, and `most` at most."""
    # The document sets the number for the whole city: a unit only contributes to it.
    bound = rule.bound if place is None else None
    return TargetOutcome(rule, place, world, least, most, _verdict(rule, bound, least, most), None)


def measured(rule: TargetRule, world: World, holds: Holds) -> TargetOutcome:
    """The outcome of a measure of shared circumstances."""
    assert rule.measure is not None
    value = evaluate(rule.measure, world.lookup(None))
    known = value if not isinstance(value, str) else None
    verdict = Verdict.NO_BOUND if rule.test is None else verdict_of(holds(rule.test, None))
    return TargetOutcome(rule, None, world, known, known, verdict, None)


def _tallied(rule: TargetRule, world: World, place: str | None, truths: Mapping[Thing, bool | None]) -> TargetOutcome:
    assert rule.count is not None
    found = tally(rule.count, world, truths)
    return replace(counted(rule, world, place, found.least, found.most), tally=found)


def _verdict(rule: TargetRule, bound: Number | None, least: Number, most: Number) -> Verdict:
    if bound is None:
        return Verdict.NO_BOUND
    reached, reachable = (least > bound, most > bound) if rule.strict else (least >= bound, most >= bound)
    return verdict_of(True if reached else None if reachable else False)
