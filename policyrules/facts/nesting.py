"""Dotted names: `site.zones` is one property here, and stands in the facts inside an object `site`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
DOT = "."


def path(name: str) -> str:
    """Where a property stands, seen from its thing: `/site/zones`."""
    return "/" + name.replace(DOT, "/")


def heads(names: Mapping[str, T]) -> dict[str, dict[str, T]]:
    """What stands under each first step, by the rest of its name; what has no rest stands under ''."""
    found: dict[str, dict[str, T]] = {}
    for name, each in names.items():
        head, _, rest = name.partition(DOT)
        found.setdefault(head, {})[rest] = each
    return found


def flat(item: Mapping[Any, Any], names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """The properties that a thing gives, by their dotted names; what is no object holds none."""
    for name in names:
        found: Any = item
        for step in name.split(DOT):
            found = found.get(step) if isinstance(found, Mapping) else None
        if found is not None:
            yield name, found


def room(item: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """The object in which a property stands, made where it is absent, and its name in there."""
    *way, last = name.split(DOT)
    for step in way:
        item = item.setdefault(step, {})
    return item, last
