"""What the things of a vocabulary's lists are told apart by, which names people are free to give, and other names."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.facts.nesting import flat, room
from policyrules.facts.values import spelling
from policyrules.language.vocabulary import Vocabulary

Json = dict[str, Any]


def register_of(vocabulary: Vocabulary) -> str | None:
    """The name of the list that holds awards already paid, if the policy has one."""
    return next((name for name, things in vocabulary.lists.items() if things.register_of_awards), None)


def id_fields(vocabulary: Vocabulary) -> dict[str, str]:
    """The field that tells the things of each list apart; lists of things without ids, and the register, have none."""
    return {name: things.id_field for name, things in vocabulary.lists.items() if things.id_field is not None}


def free_names(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """The fields of each list that hold ids which people made up, not official names: own ids, and references."""
    own = id_fields(vocabulary)
    found = {
        name: {
            key
            for key, field in things.fields.items()
            if (field.type in ("id", "reference") or key == own.get(name))
            and spelling(key, things, vocabulary) != "place"
        }
        for name, things in vocabulary.lists.items()
    }
    register = register_of(vocabulary)
    if register is not None:
        found[register] |= {"enterprise", "subject"}
    return found


def renamed(vocabulary: Vocabulary, facts: Json, names: Mapping[str, str]) -> Json:
    """Facts (as JSON) with other ids, wherever one is given or referred to. Ids that `names` has not stay."""
    found = copy.deepcopy(facts)
    for name, keys in free_names(vocabulary).items():
        for thing in _things(vocabulary, found, name):
            for key, old in flat(thing, keys):
                branch, last = room(thing, key)
                branch[last] = names.get(old, old)
    return found


def plain_names(vocabulary: Vocabulary, facts: Json) -> dict[str, str]:
    """Ids such as `E1`, from the name of the list that gives them, in the same order as those of the facts.

    What the register names and no list has is called `X1`, and so on.
    """
    names: dict[str, str] = {}
    free = free_names(vocabulary)
    for name, key in id_fields(vocabulary).items():
        for thing in sorted(facts.get(name, ()) if key in free[name] else (), key=lambda each: str(each[key])):
            initial = name[0].upper()
            number = sum(other[0] == initial for other in names.values()) + 1
            names.setdefault(str(thing[key]), f"{initial}{number}")
    for entry in facts.get(register_of(vocabulary) or "", ()):
        for key in ("enterprise", "subject"):
            if entry.get(key) is not None and str(entry[key]) not in names:
                names[str(entry[key])] = f"X{sum(other[0] == 'X' for other in names.values()) + 1}"
    return names


def _things(vocabulary: Vocabulary, facts: Json, name: str) -> Iterator[Json]:
    """The things of a list, wherever it stands: at the top of the facts, or inside the things of another."""
    within = vocabulary.lists[name].within
    if within is None:
        yield from facts.get(name, ())
    else:
        for holder in facts.get(within, ()):
            yield from holder.get(name) or ()
