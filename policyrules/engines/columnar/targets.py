"""Targets over frames: measures as the reference evaluator has them, counts in numbers."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.engines.cases import World
from policyrules.engines.columnar.tallies import Tallies
from policyrules.engines.targets import Holds, TargetOutcome, counted, measured
from policyrules.program.target_rules import TargetRule


def targets_in_numbers(rule: TargetRule, world: World, holds: Holds, tallies: Tallies) -> Iterator[TargetOutcome]:
    """The target for the city, then for each of its units where the facts tell them apart. Raises EngineError."""
    if rule.count is None:
        yield measured(rule, world, holds)
        return
    yield counted(rule, world, None, *tallies.count(rule.count))
    if rule.count.by is not None:
        for place in sorted(world.program.places):
            yield counted(rule, world, place, *tallies.count(rule.count, place))
