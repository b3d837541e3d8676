"""Draws a whole population, list by list, so that no more is held at once than one list takes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from policyrules.facts.renaming import register_of
from policyrules.policy import Policy
from policyrules.testing.aims import aims_of
from policyrules.testing.populations.circumstances import circumstances
from policyrules.testing.populations.columns import Json, frame, records, table
from policyrules.testing.populations.draws import Draws
from policyrules.testing.populations.lists import belonging, columns_of
from policyrules.testing.populations.members import Drawing, Members, members
from policyrules.testing.populations.plan import ListPlan, plans
from policyrules.testing.populations.register import register

#: How many things of a list stand inside each thing of another: the units' ledgers.
_INSIDE = 3


def made(policy: Policy, n: int, seed: int, year: int, missing: float, paid: bool, library: str) -> dict[str, Any]:
    """The population as `policyrules.testing.population` gives it. Raises ImportError without the library."""
    program, vocabulary = policy.program(year), policy.definition.vocabulary
    aims = aims_of(program)
    making = _Making(policy, year, Draws(policy.digest, year, seed), int(Fraction(str(missing)) * 65536))
    planned = plans(vocabulary, program, aims)
    found: dict[str, Any] = {}
    for name, plan in planned.items():
        if plan.is_places:
            found[name] = making.units(plan, planned)
        elif plan.things.within is None:
            found[name] = frame(table(columns_of(making.drawing(plan, n))), library)
    found.update(circumstances(vocabulary, program, aims, making.draws))
    name_of_register = register_of(vocabulary)
    entries = (
        register(vocabulary, program, making.lists, making.draws) if paid and name_of_register is not None else None
    )
    if entries is not None and name_of_register is not None:
        found[name_of_register] = frame(entries, library)
    return found


class _Making:
    """The lists that there are already, and what all of them are drawn from."""

    def __init__(self, policy: Policy, year: int, draws: Draws, missing: int) -> None:
        self.vocabulary = policy.definition.vocabulary
        self.year = year
        self.draws = draws
        self.missing = missing
        self.lists: dict[str, Members] = {}

    def drawing(self, plan: ListPlan, n: int) -> Drawing:
        """A list of `n` things, or of those that belong to the things of another list."""
        if plan.parent is None:
            return self._drawing(members(plan, n, None, self.draws))
        owners = self.lists[plan.fields[plan.parent].to or ""]
        parents = belonging(plan, owners.count, self.draws)
        return self._drawing(members(plan, len(parents), parents, self.draws))

    def units(self, plan: ListPlan, planned: Mapping[str, ListPlan]) -> list[Json]:
        """A list of the policy's places, each once, with the things of the lists inside them."""
        places = self.vocabulary.places
        count = len(places.units) if places is not None else 0
        things = records(columns_of(self._drawing(members(plan, count, None, self.draws))))
        for name in plan.within:
            parents = np.repeat(np.arange(count), _INSIDE)
            inside = members(planned[name], len(parents), parents, self.draws)
            children = records(columns_of(self._drawing(inside)))
            for thing, first in zip(things, range(0, len(children), _INSIDE), strict=True):
                thing[name] = _distinct(children[first : first + _INSIDE], planned[name].things.unique)
        return things

    def _drawing(self, of: Members) -> Drawing:
        # What is asked of sizes is known by now; only who is near the thresholds is asked for later.
        self.lists[of.plan.name] = of
        counts = {name: each.count for name, each in self.lists.items()}
        return Drawing(of, self.vocabulary, self.year, self.draws, self.missing, counts)


def _distinct(things: list[Json], unique: tuple[str, ...]) -> list[Json]:
    """The first of those that nothing tells apart."""
    found: dict[tuple[Any, ...], Json] = {}
    for thing in things:
        found.setdefault(tuple(thing.get(key) for key in unique), thing)
    return list(found.values())
