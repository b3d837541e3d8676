"""Facts that show a finding: as few as show it, in round figures, and loaded and evaluated as any facts are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from policyrules.engines.cases import World
from policyrules.errors import FactsError
from policyrules.language.quantities import Value
from policyrules.language.tree import Attribute, Expression
from policyrules.policy import Policy
from policyrules.program.evaluate import Lookup, truth
from policyrules.program.program import Program
from policyrules.proof.reducing import reduced, rounded

Json = dict[str, Any]
#: Whether what is known of a thing shows it.
Shows = Callable[[Lookup], bool]


@dataclass(frozen=True)
class Rise:
    """One figure of a thing at three heights, all else alike: what is met where it is low, at hand, and high."""

    figure: Attribute
    low: tuple[Expression, ...]
    here: tuple[Expression, ...]
    high: tuple[Expression, ...]

    def shown(self, low: Value, high: Value) -> Shows:
        """Whether a thing is at hand, between two heights of the figure that satisfy the rest."""

        def shows(lookup: Lookup) -> bool:
            here = lookup(self.figure)
            if here is None or isinstance(here, str) or isinstance(low, str) or isinstance(high, str):
                return False
            heights = ((self.low, low), (self.here, here), (self.high, high))
            return low < here < high and all(met(each)(self._at(height, lookup)) for each, height in heights)

        return shows

    def _at(self, height: Value, lookup: Lookup) -> Lookup:
        return lambda attribute: height if attribute == self.figure else lookup(attribute)


def met(conditions: Sequence[Expression]) -> Shows:
    """Whether a thing satisfies all conditions."""
    return lambda lookup: all(truth(each, lookup) for each in conditions)


def smallest(policy: Policy, program: Program, subject: str, facts: Json, shows: Shows) -> Json | None:
    """As little of the facts as some thing of the list `subject` shows it with; None where none of theirs does."""

    def show(given: Json) -> bool:
        try:
            loaded = policy.facts(given)
        except FactsError:
            return False
        world = World(program, loaded)
        return any(shows(world.lookup(thing)) for thing in (loaded.lists[subject] if subject else (None,)))

    return rounded(reduced(facts, show), show) if show(facts) else None
