"""Facts without what they do not need: whatever can be left out is, one thing after the other."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
#: A longer list is a crowd that was made as small as it can be.
_MOST_THINGS = 8
#: Whether facts still show what they are for.
Check = Callable[[Json], bool]


def shrunk(facts: Json, still: Check) -> Json:
    """The least of some facts that is left by leaving out things, then properties, as long as they still do."""
    found = copy.deepcopy(facts)
    for name in list(found):
        found = _without(found, (name,), still)
        if isinstance(found.get(name), list) and len(found[name]) <= _MOST_THINGS:
            for index in reversed(range(len(found[name]))):
                found = _without(found, (name, index), still)
            for index in range(len(found[name])):
                found = _fewer(found, (name, index), still)
        elif isinstance(found.get(name), dict):
            found = _fewer(found, (name,), still)
    return found


def _fewer(facts: Json, path: tuple[Any, ...], still: Check) -> Json:
    """Facts with fewer properties in the object at a path."""
    for key in list(_at(facts, path)):
        shorter = _without(facts, (*path, key), still)
        if shorter is facts and isinstance(_at(facts, path)[key], dict):
            shorter = _fewer(facts, (*path, key), still)
        facts = shorter
    return facts


def _without(facts: Json, path: tuple[Any, ...], still: Check) -> Json:
    """Facts without what stands at a path, if they still do; else the same facts."""
    shorter = copy.deepcopy(facts)
    *way, last = path
    del _at(shorter, tuple(way))[last]
    return shorter if still(shorter) else facts


def _at(facts: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        facts = facts[step]
    return facts
