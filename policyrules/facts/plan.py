"""What a vocabulary says about facts, prepared once: the properties, and how each is read."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.facts import values, wording
from policyrules.facts.values import Reader
from policyrules.language.vocabulary import Check, Circumstances, Field, Things, Vocabulary
from policyrules.text import Text


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a thing."""

    name: str
    field: Field
    read: Reader
    allowed: Text
    choices: tuple[str, ...] = ()
    """The values that it may take, where they are few enough to list: options, names of places."""


@dataclass(frozen=True, slots=True)
class Group:
    """One list, or one single thing."""

    name: str
    source: Things | Circumstances
    properties: Mapping[str, Property]
    required: tuple[str, ...]
    id_field: str | None
    checks: tuple[Check, ...]
    founded: tuple[tuple[str, str], ...]
    """Each series that counts as zero before its thing was founded, with the year field that tells."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields as the vocabulary gives them."""
        return self.source.fields

    @property
    def is_list(self) -> bool:
        """Whether the facts hold several of it."""
        return isinstance(self.source, Things)

    @property
    def is_register(self) -> bool:
        """Whether it holds awards already paid."""
        return isinstance(self.source, Things) and self.source.register_of_awards


@dataclass(frozen=True, slots=True)
class Plan:
    """All groups of the facts, by name: the lists, then the single things."""

    groups: Mapping[str, Group]

    def target(self, field: Field) -> Group | None:
        """The list that a reference points into."""
        return self.groups.get(field.to) if field.type == "reference" and field.to else None


_plans: dict[int, tuple[weakref.ref[Vocabulary], Plan]] = {}


def plan_of(vocabulary: Vocabulary) -> Plan:
    """The plan of a vocabulary, made at its first use and kept for as long as the vocabulary lives."""
    key = id(vocabulary)
    kept = _plans.get(key)
    if kept is not None and kept[0]() is vocabulary:
        return kept[1]
    made = Plan({name: _group(name, group, vocabulary) for name, group in vocabulary.groups()})
    _plans[key] = (weakref.ref(vocabulary, lambda _: _plans.pop(key, None)), made)
    return made


def _group(name: str, group: Things | Circumstances, vocabulary: Vocabulary) -> Group:
    register = isinstance(group, Things) and group.register_of_awards
    properties = {each: _property(each, field, vocabulary, register) for each, field in group.fields.items()}
    ids = [each for each, field in group.fields.items() if field.type == "id"]
    return Group(
        name=name,
        source=group,
        properties=properties,
        required=tuple(each for each, field in group.fields.items() if field.required),
        id_field=ids[0] if ids and isinstance(group, Things) and not register else None,
        checks=tuple(check for check in vocabulary.checks if check.of == name),
        founded=tuple((each, field.zero_before) for each, field in group.fields.items() if field.zero_before),
    )


def _property(name: str, field: Field, vocabulary: Vocabulary, register: bool) -> Property:
    if register and name == "tier":
        return Property(name, field, values.tier, wording.allowed(name, field, tier=True))
    choices = tuple(field.options)
    if field.type == "place" and vocabulary.places is not None:
        choices = tuple(unit.name for unit in vocabulary.places.units)
    return Property(name, field, values.reader(field, vocabulary), wording.allowed(name, field), choices)
