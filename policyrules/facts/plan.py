"""What a vocabulary says about facts, prepared once: the properties, how each is read, and where it stands."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.facts import nesting, values, wording
from policyrules.facts.values import Reader
from policyrules.language.quantities import Value
from policyrules.language.vocabulary import Check, Circumstances, Field, Things, Vocabulary
from policyrules.text import Text


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a thing."""

    name: str
    field: Field
    read: Reader
    """Reads its value; of a series that of each year, of several options each option's name."""
    allowed: Text
    choices: tuple[str, ...] = ()
    """The values that it may take, where they are few enough to list: options, names of places."""
    is_single: bool = True
    """A value that can be read is right: no series, no list of options, no reference to something else."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing, or an object inside one, with what may stand in it by name."""

    members: Mapping[str, Property | Branch | Group]
    required: tuple[str, ...]
    """The members that must be there, or in which something must be."""


@dataclass(frozen=True, slots=True)
class Group:
    """One list, or one single thing."""

    name: str
    source: Things | Circumstances
    properties: Mapping[str, Property]
    root: Branch
    required: tuple[str, ...]
    id_field: str | None
    """The property that tells its things apart."""
    is_nested: bool
    """Whether some of its properties stand in objects inside its things."""
    children: tuple[Group, ...]
    """The lists that stand inside its things."""
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

    @property
    def within(self) -> str | None:
        """The list inside whose things its own stand."""
        return self.source.within if isinstance(self.source, Things) else None

    @property
    def unique(self) -> tuple[str, ...]:
        """The properties that tell apart the things inside one thing."""
        return self.source.unique if isinstance(self.source, Things) else ()

    def identity(self, name: object) -> Value | None:
        """An id as records have it, so that two ways to write it are one; None for what is none."""
        return self.properties[self.id_field].read(name) if self.id_field else None


@dataclass(frozen=True, slots=True)
class Plan:
    """All groups of the facts, by name: the lists, then the single things."""

    groups: Mapping[str, Group]
    top: Mapping[str, Group]
    """Those that are properties of the facts themselves, and not of things in them."""

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
    made = _plan(vocabulary)
    _plans[key] = (weakref.ref(vocabulary, lambda _: _plans.pop(key, None)), made)
    return made


def _plan(vocabulary: Vocabulary) -> Plan:
    groups: dict[str, Group] = {}
    for name, group in sorted(vocabulary.groups(), key=lambda each: not _within(each[1])):
        children = tuple(each for each in groups.values() if each.within == name)
        groups[name] = _group(name, group, vocabulary, children)
    groups = {name: groups[name] for name, _ in vocabulary.groups()}
    return Plan(groups, {name: each for name, each in groups.items() if each.within is None})


def _within(group: Things | Circumstances) -> bool:
    return isinstance(group, Things) and group.within is not None


def _group(name: str, group: Things | Circumstances, vocabulary: Vocabulary, children: tuple[Group, ...]) -> Group:
    properties = {each: _property(each, group, vocabulary) for each in group.fields}
    return Group(
        name=name,
        source=group,
        properties=properties,
        root=_branch({**properties, **{each.name: each for each in children}}),
        required=tuple(each for each, field in group.fields.items() if field.required),
        id_field=group.id_field if isinstance(group, Things) else None,
        is_nested=any(nesting.DOT in each for each in properties),
        children=children,
        checks=tuple(check for check in vocabulary.checks if check.of == name),
        founded=tuple((each, field.zero_before) for each, field in group.fields.items() if field.zero_before),
    )


def _branch(members: Mapping[str, Property | Group]) -> Branch:
    made: dict[str, Property | Branch | Group] = {}
    for head, parts in nesting.heads(members).items():
        made[head] = parts[""] if "" in parts else _branch(parts)
    return Branch(made, tuple(name for name, each in made.items() if _is_needed(each)))


def _is_needed(member: Property | Branch | Group) -> bool:
    if isinstance(member, Property):
        return member.field.required
    return isinstance(member, Branch) and bool(member.required)


def _property(name: str, group: Things | Circumstances, vocabulary: Vocabulary) -> Property:
    field = group.fields[name]
    if isinstance(group, Things) and group.register_of_awards and name == "tier":
        return Property(name, field, values.tier, wording.allowed(name, field, tier=True))
    choices = tuple(field.options)
    if values.spelling(name, group, vocabulary) == "place" and vocabulary.places is not None:
        choices = tuple(unit.name for unit in vocabulary.places.units)
    single = not field.series and field.type not in ("choices", "reference")
    read = values.reader(name, group, vocabulary)
    return Property(name, field, read, wording.allowed(name, field), choices, single)
