"""Facts changed on purpose: other ids, another order, a figure raised. Each change gives new facts."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from policyrules.facts.pointers import steps_of
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy
from policyrules.testing.payments import id_fields, register_of

Json = dict[str, Any]


def ids_of(policy: Policy, facts: Json) -> tuple[str, ...]:
    """All ids that facts give, in the order of code points; one that two lists use comes once."""
    names = id_fields(policy.definition.vocabulary)
    return tuple(sorted({each[key] for name, key in names.items() for each in facts.get(name, ())}))


def order_preserving(policy: Policy, facts: Json) -> dict[str, str]:
    """New names for all ids that sort as the old ones do.

    Where the document leaves a tie, the smaller id goes first: a renaming that changes the order may rightly
    change who is cut.
    """
    return {old: f"renamed-{number:04d}" for number, old in enumerate(ids_of(policy, facts))}


def rename(policy: Policy, facts: Json, mapping: Mapping[str, str]) -> Json:
    """The facts with other ids, wherever one is given or referred to."""
    vocabulary = policy.definition.vocabulary
    places = _places_of_ids(vocabulary)
    renamed = copy.deepcopy(facts)
    for name, keys in places.items():
        for thing in renamed.get(name, ()):
            for key in keys & thing.keys():
                thing[key] = mapping.get(thing[key], thing[key])
    return renamed


def _places_of_ids(vocabulary: Vocabulary) -> dict[str, set[str]]:
    places = {
        name: {key for key, field in things.fields.items() if field.type in ("id", "reference")}
        for name, things in vocabulary.lists.items()
    }
    register = register_of(vocabulary)
    if register is not None:
        places[register] |= {"enterprise", "subject"}
    return places


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
    if name not in policy.definition.vocabulary.lists or not steps:
        return (name, *steps)
    thing = facts[name][int(steps[0])]
    key = id_fields(policy.definition.vocabulary).get(name)
    # Entries of the register have no id of their own: what they say is what they are.
    own = thing[key] if key is not None else json.dumps(thing, sort_keys=True, default=str)
    return (name, own, *steps[1:])


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
        thing = raised[self.things][self.index]
        if self.year is None:
            thing[self.field] = self.to
        else:
            thing[self.field][str(self.year)] = self.to
        return raised

    def before(self, facts: Json) -> Any:
        """The figure as the facts give it; None where they do not."""
        found = facts[self.things][self.index].get(self.field)
        return found if self.year is None or found is None else found.get(str(self.year))
