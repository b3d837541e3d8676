"""The pieces of a policy as its definition has them: written alike they are the same under every reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from policyrules.language.definition import Award, Chosen, Definition
from policyrules.language.tree import OptionValue, ParameterName, Switched, TierParameter
from policyrules.text import Text


def asked(written: Any) -> frozenset[str]:
    """The interpretations that a piece asks."""
    found: set[str] = set()
    for each in _walked(written):
        if isinstance(each, Chosen | Switched | OptionValue):
            found.add(each.interpretation)
    return frozenset(found)


def names(written: Any, parameters: Collection[str]) -> bool:
    """Whether a piece names one of the parameters."""
    tiers = written.tiers.values() if isinstance(written, Award) else ()
    for each in _walked(written):
        if isinstance(each, ParameterName) and each.name in parameters:
            return True
        if isinstance(each, TierParameter) and any(f"{tier}.{each.name}" in parameters for tier in tiers):
            return True
    return False


def pieces(definition: Definition) -> dict[str, Any]:
    """How the pieces of `meaning` are written: limits together, for each acts on what those before it leave."""
    duties = definition.duties
    found: dict[str, Any] = {
        **{f"awards.{each.id}": each for each in definition.awards},
        # In which order awards stand matters to caps that serve the first ones first.
        "limits": (definition.limits, tuple(each.id for each in definition.awards)),
        **{f"standards.{each.id}": each for each in definition.standards},
        **{f"targets.{each.id}": each for each in definition.targets},
    }
    if duties.ledger is not None:
        found |= {f"duties.{each.id}": (each, duties.ledger.unit) for each in duties.duties if each.number is not None}
    return found


def plain(written: Any) -> Any:
    """A piece without its words."""
    if isinstance(written, Text):
        return None
    if isinstance(written, tuple):
        return tuple(map(plain, written))
    if isinstance(written, Mapping):
        return tuple((key, plain(each)) for key, each in written.items())
    if is_dataclass(written) and not isinstance(written, type):
        parts = (getattr(written, each.name) for each in fields(written) if each.name != "clause")
        return (type(written), *map(plain, parts))
    return written


def _walked(written: Any) -> Iterator[Any]:
    """A piece and everything inside it."""
    yield written
    parts: list[Any] = []
    if isinstance(written, tuple):
        parts = list(written)
    elif isinstance(written, Mapping):
        parts = list(written.values())
    elif is_dataclass(written) and not isinstance(written, type):
        parts = [getattr(written, each.name) for each in fields(written)]
    for each in parts:
        yield from _walked(each)
