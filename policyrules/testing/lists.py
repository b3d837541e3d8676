"""What the things of a vocabulary's lists are told apart by, and which names people are free to give."""

from __future__ import annotations

from policyrules.facts.values import spelling
from policyrules.language.vocabulary import Vocabulary


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
