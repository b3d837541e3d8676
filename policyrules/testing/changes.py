"""Facts changed on purpose: other ids, another order, a figure raised, a fact added. Each change gives new facts."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from policyrules.facts.nesting import flat, room
from policyrules.facts.plan import Group, plan_of
from policyrules.facts.pointers import steps_of
from policyrules.facts.renaming import free_names, id_fields, renamed
from policyrules.policy import Policy

Json = dict[str, Any]


def ids_of(policy: Policy, facts: Json) -> tuple[str, ...]:
    """All ids that facts give to things, in the order of code points; one that two lists use comes once.

    Official names, of places that are told apart by them, are none of these.
    """
    vocabulary = policy.definition.vocabulary
    free = free_names(vocabulary)
    keys = {name: key for name, key in id_fields(vocabulary).items() if key in free[name]}
    return tuple(sorted({each[key] for name, key in keys.items() for each in facts.get(name, ())}))


def order_preserving(policy: Policy, facts: Json) -> dict[str, str]:
    """New names for all ids that sort as the old ones do.

    Where the document leaves a tie, the smaller id goes first: a renaming that changes the order may rightly
    change who is cut.
    """
    return {old: f"renamed-{number:04d}" for number, old in enumerate(ids_of(policy, facts))}


def rename(policy: Policy, facts: Json, mapping: Mapping[str, str]) -> Json:
    """The facts with other ids, wherever one is given or referred to."""
    return renamed(policy.definition.vocabulary, facts, mapping)


def shuffle(facts: Json, rng: Random) -> Json:
    """The facts with lists, properties and years in another order."""
    return {name: _shuffled(content, rng) for name, content in _mixed(facts, rng)}


def _shuffled(content: Any, rng: Random) -> Any:
    if isinstance(content, Mapping):
        return {key: _shuffled(each, rng) for key, each in _mixed(content, rng)}
    if isinstance(content, list | tuple):
        return [_shuffled(each, rng) for each in rng.sample(content, len(content))]
    return content


def _mixed(content: Mapping[str, Any], rng: Random) -> list[tuple[str, Any]]:
    return rng.sample(list(content.items()), len(content))


def pointing_at(policy: Policy, facts: Json, pointer: str) -> tuple[str, ...]:
    """What a JSON pointer points at, whatever the order of the facts: list, thing, and steps within."""
    name, *steps = steps_of(pointer)
    group = plan_of(policy.definition.vocabulary).top.get(name)
    if group is None or not group.is_list:
        return (name, *steps)
    return (name, *_in_list(group, facts.get(name) or (), steps))


def _in_list(group: Group, things: Sequence[Json], steps: list[str]) -> tuple[str, ...]:
    if not steps or not steps[0].isdecimal():
        return tuple(steps)  # the list itself, or where a thing would be added to it
    thing = things[int(steps[0])]
    if group.id_field is not None:
        own = str(group.identity(thing[group.id_field]))
    else:
        # What has no id is what it says: entries of the register, and things that stand inside others.
        own = json.dumps({key: thing.get(key) for key in group.unique or thing}, sort_keys=True, default=str)
    child = next((each for each in group.children if steps[1:2] == [each.name]), None)
    if child is None:
        return (own, *steps[1:])
    return (own, child.name, *_in_list(child, thing.get(child.name) or (), steps[2:]))


@dataclass(frozen=True)
class Rise:
    """A figure of one thing, raised: in the list `things`, at `index`; of a series the figure of `year`."""

    things: str
    index: int
    field: str
    year: int | None
    to: Any

    def applied(self, facts: Json) -> Json:
        """The facts with the higher figure."""
        raised = copy.deepcopy(facts)
        branch, last = room(raised[self.things][self.index], self.field)
        if self.year is None:
            branch[last] = self.to
        else:
            branch[last][str(self.year)] = self.to
        return raised

    def before(self, facts: Json) -> Any:
        """The figure as the facts give it; None where they do not."""
        found = dict(flat(facts[self.things][self.index], [self.field])).get(self.field)
        return found if self.year is None or found is None else found.get(str(self.year))
