"""Whether facts are as their vocabulary says: every problem, each at its JSON pointer, in document order.

The conditions are those of the exported JSON Schema and those no schema can say: unique ids, references,
checks across properties. They are walked directly, for exact decimals, missing properties and duplicates need
places and words of their own; what passes is then validated against the schema itself (`conformance`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts import wording
from policyrules.facts.consistency import warnings_of
from policyrules.facts.plan import Branch, Group, Plan, Property, plan_of
from policyrules.facts.pointers import Positions, joined
from policyrules.facts.properties import Known, problem, problems_of, unknown
from policyrules.language.vocabulary import Circumstances, Things, Vocabulary
from policyrules.text import Text

_DEEPEST = 6


def validate(data: object, vocabulary: Vocabulary) -> list[Problem]:
    """All problems of facts given as JSON-like data, errors and warnings, in document order. Never raises."""
    plan = plan_of(vocabulary)
    if not isinstance(data, Mapping):
        return [problem("type", "", data, wording.FACTS_EXPECTED)]
    known = {name: _ids(group, data.get(name)) for name, group in plan.top.items() if group.id_field}
    found: list[Problem] = []
    for name, content in data.items():
        group = plan.top.get(name) if isinstance(name, str) else None
        if group is None:
            found.append(unknown(joined(name), name, plan.top, _elsewhere(plan, name)))
        else:
            walk = _list if group.is_list else _object
            found += walk(plan, group, joined(name), content, known)
    if len(found) > 1:
        positions = Positions(data)
        found.sort(key=lambda each: positions.of(each.place.pointer or ""))
    return found


def _elsewhere(plan: Plan, name: object) -> Text | None:
    """Where a list belongs that stands at the top of the facts."""
    group = plan.groups.get(name) if isinstance(name, str) else None
    return wording.stands_within(group.name, group.within) if group is not None and group.within else None


def _missing(pointer: str, each: Property) -> Problem:
    return Problem("missing", Place(pointer=pointer), "", wording.required(each.name, each.field))


def _ids(group: Group, content: object) -> set[object]:
    """The ids that a list holds, for the references into it."""
    if not isinstance(content, list | tuple) or group.id_field is None:
        return set()
    ids = (group.identity(item.get(group.id_field)) for item in content if isinstance(item, Mapping))
    return {each for each in ids if each is not None}


def _list(plan: Plan, group: Group, pointer: str, content: object, known: Known) -> Iterator[Problem]:
    assert isinstance(group.source, Things)
    if not isinstance(content, list | tuple):
        yield problem("type", pointer, content, wording.list_expected(group.name, group.source))
        return
    seen: set[object] = set()
    for index, item in enumerate(content):
        where = f"{pointer}/{index}"
        if not isinstance(item, Mapping):
            yield problem("type", where, item, wording.item_expected(group.name, group.source))
            continue
        identity = _identity(group, item)
        # Things are told apart by their ids; what has none is compared as a whole.
        named = identity is not None
        identity = identity if named else frozen(item)
        if identity in seen:
            yield _duplicate(group, where, item, named=named)
        seen.add(identity)
        yield from _members(plan, group.root, where, item, known)
        if group.checks or group.founded:
            yield from warnings_of(group, where, item)


def _identity(group: Group, item: Mapping[Any, Any]) -> object:
    """What tells a thing apart from others of its list; None where it has no id, or no right one."""
    if group.id_field:
        return group.identity(item.get(group.id_field))
    values = [group.properties[name].read(item.get(name)) for name in group.unique]
    return tuple(values) if values and None not in values else None


def _duplicate(group: Group, pointer: str, item: Mapping[Any, Any], *, named: bool) -> Problem:
    assert isinstance(group.source, Things)
    if named and group.id_field:
        return problem("duplicate_id", pointer + joined(group.id_field), item[group.id_field], wording.UNIQUE_ID)
    if named:
        return Problem("duplicate_id", Place(pointer=pointer), "", wording.unique_within(group.source))
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


def _object(plan: Plan, group: Group, pointer: str, content: object, known: Known) -> Iterator[Problem]:
    assert isinstance(group.source, Circumstances)
    if isinstance(content, Mapping):
        yield from _members(plan, group.root, pointer, content, known)
        if group.checks or group.founded:
            yield from warnings_of(group, pointer, content)
    elif content is not None:
        yield problem("type", pointer, content, wording.object_expected(group.name, group.source))


def _members(plan: Plan, branch: Branch, pointer: str, item: Mapping[Any, Any], known: Known) -> Iterator[Problem]:
    """What is wrong in a thing, or in an object inside one."""
    for name, value in item.items():
        each = branch.members.get(name) if isinstance(name, str) else None
        if isinstance(each, Property):
            if value is not None:
                if each.is_single and each.read(value) is not None:
                    continue  # most values are: this is the short way
                yield from problems_of(plan, each, f"{pointer}/{name}", value, known)
            elif each.field.required:
                yield problem("missing", f"{pointer}/{name}", None, wording.required(each.name, each.field))
        elif each is None:
            yield unknown(pointer + joined(name), name, branch.members)
        elif value is not None:
            yield from _inside(plan, each, f"{pointer}/{name}", value, known)
    for name in branch.required:
        if name not in item or (item[name] is None and isinstance(branch.members[name], Branch)):
            yield from _absent(branch.members[name], f"{pointer}/{name}")


def _inside(plan: Plan, each: Branch | Group, pointer: str, value: object, known: Known) -> Iterator[Problem]:
    """What is wrong with an object, or a list of things, inside a thing."""
    if isinstance(each, Group):
        yield from _list(plan, each, pointer, value, known)
    elif isinstance(value, Mapping):
        yield from _members(plan, each, pointer, value, known)
    else:
        yield problem("type", pointer, value, wording.branch_expected(pointer.rpartition("/")[2]))


def _absent(member: Property | Branch | Group, pointer: str) -> Iterator[Problem]:
    """What must be there and is not, in a property or object that is not there."""
    if isinstance(member, Property):
        yield _missing(pointer, member)
    elif isinstance(member, Branch):
        for name in member.required:
            yield from _absent(member.members[name], f"{pointer}/{name}")
