"""Addresses: dotted names for what stands in policy files and in facts.

    parameters.live_base.tier_2.reward      awards.growth.criteria.first      live_bases.B1.hosts

At a mapping the longest key that begins the rest of the address is taken, since keys may hold dots themselves; in a
list, the element with that `id` (or `name`), or the word itself in a list of words, else the one with that index.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policyrules.errors import PolicyRulesError
from policyrules.language.document import Path_

#: What may name the elements of a list.
NAMING = ("id", "name")


@dataclass
class AddressError(PolicyRulesError):
    """Nothing stands at an address: `rest` is what could not be found, `within` the way so far, `known` its names."""

    address: str
    within: Path_
    rest: str
    known: tuple[str, ...]

    def __post_init__(self) -> None:
        super().__init__(f"nothing stands at `{self.address}`")

    @property
    def name(self) -> str:
        """The name that is not known: as much of the rest as could be one."""
        return self.rest if any("." in each for each in self.known) else self.rest.partition(".")[0]


def resolve(data: Any, address: str) -> Path_:
    """The path of what stands at `address`. Raises AddressError, with the names that are known there."""
    path: list[Hashable] = []
    found, rest = data, address
    while rest:
        names = _names(found)
        key = max((name for name in names if _begins(rest, name)), key=len, default=None)
        if key is None:
            raise AddressError(address, tuple(path), rest, tuple(names))
        step = names[key]
        path.append(step)
        found, rest = found[step], rest[len(key) + 1 :]
    return tuple(path)


def parent(address: str, key: str) -> str:
    """The address of what `key` stands in, where an address ends with that key."""
    return address[: -len(key) - 1]


def address_of(data: Any, path: Iterable[Hashable]) -> str:
    """The address of what stands at a path: the inverse of `resolve`."""
    return ".".join(names_of(data, path))


def names_of(data: Any, path: Iterable[Hashable]) -> tuple[str, ...]:
    """The names of the steps of a path, which may hold dots themselves."""
    names, found = [], data
    for step in path:
        by_step = {index: name for name, index in reversed(_names(found).items())}
        names.append(by_step.get(step, str(step)))
        found = found[step]
    return tuple(names)


def _begins(rest: str, name: str) -> bool:
    return rest == name or rest.startswith(f"{name}.")


def _names(found: Any) -> dict[str, Any]:
    """What can be named in `found` → its key or index. The first of several elements of one name is meant."""
    if isinstance(found, Mapping):
        return {str(key): key for key in found}
    if not isinstance(found, Sequence) or isinstance(found, str):
        return {}
    names: dict[str, Any] = {}
    for index, element in enumerate(found):
        name = own_name(element)
        if name:
            names.setdefault(name, index)
    for index in range(len(found)):
        names.setdefault(str(index), index)
    return names


def own_name(element: Any) -> str | None:
    """What an element of a list is called, wherever it stands: its `id` or `name`, or the word that it is."""
    own = element if isinstance(element, Mapping) else {"id": element}
    return next((own[each] for each in NAMING if isinstance(own.get(each), str)), None)
