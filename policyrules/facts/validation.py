"""Whether facts are as their vocabulary says: every problem, each at its JSON pointer, in document order.

The conditions are those of the exported JSON Schema and those no schema can say: unique ids, references,
checks across properties. They are walked directly, for exact decimals, missing properties and duplicates need
places and words of their own; what passes is then validated against the schema itself (`conformance`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts import wording
from policyrules.facts.consistency import warnings_of
from policyrules.facts.plan import Group, Plan, Property, plan_of
from policyrules.facts.pointers import joined, position
from policyrules.language.vocabulary import Circumstances, Things, Vocabulary
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

_YEAR = re.compile(r"[0-9]{4}")
_DEEPEST = 6
_FEW = 200


def validate(data: object, vocabulary: Vocabulary) -> list[Problem]:
    """All problems of facts given as JSON-like data, errors and warnings, in document order. Never raises."""
    plan = plan_of(vocabulary)
    if not isinstance(data, Mapping):
        return [problem("type", "", data, wording.FACTS_EXPECTED)]
    known = {name: _ids(group, data.get(name)) for name, group in plan.groups.items() if group.id_field}
    found: list[Problem] = []
    for name, content in data.items():
        group = plan.groups.get(name) if isinstance(name, str) else None
        if group is None:
            found.append(_unknown(joined(name), name, plan.groups))
        else:
            found += _list(plan, group, content, known) if group.is_list else _object(plan, group, content, known)
    if len(found) > 1:
        found.sort(key=lambda each: position(data, each.place.pointer or ""))
    return found


def problem(code: str, pointer: str, found: object, allowed: Text, hint: Text | None = None) -> Problem:
    """A problem of the value at a pointer."""
    return Problem(code, Place(pointer=pointer), wording.shown(found), allowed, hint)


def _missing(pointer: str, allowed: Text) -> Problem:
    return Problem("missing", Place(pointer=pointer), "", allowed)


def _unknown(pointer: str, name: object, known: Collection[str]) -> Problem:
    return problem("unknown_property", pointer, str(name), wording.UNKNOWN_PROPERTY, _hint(name, known))


def _hint(word: object, known: Collection[str]) -> Text | None:
    """The nearest known name, sought only among few: thousands of mistakes must not take minutes."""
    return _cached_hint(wording.shown(word), tuple(known)) if len(known) <= _FEW else None


_cached_hint = lru_cache(maxsize=512)(did_you_mean)


def _ids(group: Group, content: object) -> set[str]:
    """The ids that a list holds, for the references into it."""
    if not isinstance(content, list | tuple) or group.id_field is None:
        return set()
    ids = (item.get(group.id_field) for item in content if isinstance(item, Mapping))
    return {each for each in ids if isinstance(each, str)}


def _list(plan: Plan, group: Group, content: object, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    assert isinstance(group.source, Things)
    if not isinstance(content, list | tuple):
        yield problem("type", joined(group.name), content, wording.list_expected(group.name, group.source))
        return
    seen: set[object] = set()
    for index, item in enumerate(content):
        pointer = f"/{group.name}/{index}"
        if not isinstance(item, Mapping):
            yield problem("type", pointer, item, wording.item_expected(group.name, group.source))
            continue
        name = item.get(group.id_field) if group.id_field else None
        # Things are told apart by their ids; what has none is compared as a whole.
        identity = name if isinstance(name, str) and name.strip() else frozen(item)
        if identity in seen:
            yield _duplicate(group, pointer, name)
        seen.add(identity)
        yield from _properties(plan, group, pointer, item, known)


def _duplicate(group: Group, pointer: str, name: object) -> Problem:
    if isinstance(name, str) and name.strip() and group.id_field:
        return problem("duplicate_id", pointer + joined(group.id_field), name, wording.UNIQUE_ID)
    return Problem("duplicate_item", Place(pointer=pointer), "", wording.UNIQUE_ITEM)


def frozen(value: Any, depth: int = 0) -> object:
    """A hashable stand-in, equal for equal JSON values; what is too deep to be facts equals nothing."""
    if depth > _DEEPEST:
        return object()
    if isinstance(value, Mapping):
        return frozenset((str(key), frozen(each, depth + 1)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(frozen(each, depth + 1) for each in value)
    try:
        # In JSON true is not 1, though Python holds them equal.
        return (isinstance(value, bool), value) if hash(value) is not None else object()
    except TypeError:
        return object()


def _object(plan: Plan, group: Group, content: object, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    assert isinstance(group.source, Circumstances)
    if isinstance(content, Mapping):
        yield from _properties(plan, group, joined(group.name), content, known)
    elif content is not None:
        yield problem("type", joined(group.name), content, wording.object_expected(group.name, group.source))


def _properties(
    plan: Plan, group: Group, pointer: str, item: Mapping[Any, Any], known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    for name, value in item.items():
        each = group.properties.get(name) if isinstance(name, str) else None
        if each is None:
            yield _unknown(pointer + joined(name), name, group.properties)
        elif value is None:
            if each.field.required:
                yield problem("missing", f"{pointer}/{name}", None, wording.required(name, each.field))
        elif each.field.series:
            yield from _series(each, f"{pointer}/{name}", value)
        else:
            yield from _value(plan, each, f"{pointer}/{name}", value, known)
    for name in group.required:
        if name not in item:
            yield _missing(f"{pointer}/{name}", wording.required(name, group.fields[name]))
    if group.checks or group.founded:
        yield from warnings_of(group, pointer, item)


def _value(
    plan: Plan, each: Property, pointer: str, value: object, known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    if each.read(value) is None:
        hint = _hint(value, each.choices) if isinstance(value, str) else None
        yield problem("value", pointer, value, each.allowed, hint)
        return
    target = plan.target(each.field)
    if target is not None and value not in known.get(target.name, ()):
        assert isinstance(target.source, Things)
        allowed = wording.existing(each.name, each.field, target.name, target.source)
        yield problem("reference", pointer, value, allowed, _hint(value, known.get(target.name, ())))


def _series(each: Property, pointer: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield problem("type", pointer, value, wording.series_expected(each.name, each.field))
        return
    years: set[str] = set()
    for key, figure in value.items():
        year = str(key) if isinstance(key, str | int) and not isinstance(key, bool) else ""
        if not _YEAR.fullmatch(year):
            allowed = wording.year_key_expected(each.name, each.field)
            yield problem("unknown_property", pointer + joined(key), str(key), allowed)
            continue
        if year in years:
            yield problem("duplicate_key", f"{pointer}/{year}", year, wording.UNIQUE_KEY)
        years.add(year)
        if figure is not None and each.read(figure) is None:
            yield problem("value", f"{pointer}/{year}", figure, each.allowed)
