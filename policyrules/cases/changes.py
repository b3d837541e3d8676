"""Changes of facts by address: `with` sets and creates, `without` removes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from policyrules.language.address import AddressError, resolve
from policyrules.language.document import Path_


def without(facts: dict[str, Any], paths: Iterable[Path_]) -> None:
    """Remove what stands at paths. What is deeper, or later in its list, goes first: no path changes its meaning."""

    def depth_and_index(path: Path_) -> tuple[int, int]:
        return len(path), path[-1] if isinstance(path[-1], int) else 0

    for *way, last in sorted(dict.fromkeys(paths), key=depth_and_index, reverse=True):
        del _at(facts, way)[last]


def with_value(facts: dict[str, Any], address: str, value: Any, lists: Collection[str], names: Collection[str]) -> None:
    """Put a value at an address, and create what is absent on the way there.

    `names` are what facts may hold at their top, `lists` those of them that are lists: their elements are not
    created. Raises AddressError for an unknown name at the top, an unknown element, and a way through a plain value.
    """
    try:
        *way, last = resolve(facts, address)
    except AddressError as absent:
        _create(facts, absent, value, lists, names)
    else:
        _at(facts, way)[last] = value


def _create(
    facts: dict[str, Any], absent: AddressError, value: Any, lists: Collection[str], names: Collection[str]
) -> None:
    room = _at(facts, absent.within)
    *way, last = absent.rest.split(".")
    if not absent.within:
        head = (way or [last])[0]
        if head not in names:
            raise AddressError(absent.address, (), absent.rest, tuple(names))
        if way and head in lists:
            raise AddressError(absent.address, (head,), absent.rest[len(head) + 1 :], ())
    if not isinstance(room, dict):
        raise absent
    for step in way:
        room = room.setdefault(step, {})
    room[last] = value


def _at(facts: Any, path: Collection[Any]) -> Any:
    found = facts
    for step in path:
        found = found[step]
    return found
