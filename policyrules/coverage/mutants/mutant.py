"""A mutant, and how the parts of definitions are changed: everything is frozen, so that each change is a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from policyrules.language.definition import Definition
from policyrules.text import Text

T = TypeVar("T")
#: What is changed in a mutant.
Change = Literal["value", "strictness", "dropped", "modality", "order", "cut", "period", "years", "default", "kind"]


@dataclass(frozen=True)
class Mutant:
    """A policy with one small change at `address`.

    `sections` are the parts of the policy whose lines can come out otherwise, `touches` the addresses of the provisions
    that are changed. `commutes`: the change is known to change nothing, whatever the facts.
    """

    address: str
    change: Change
    words: Text
    definition: Definition = field(repr=False, compare=False)
    sections: frozenset[str]
    touches: tuple[str, ...]
    commutes: bool = False

    @property
    def id(self) -> str:
        """The name by which reports know it."""
        return f"{self.address}: {self.words.en}"


def of(
    address: str, change: Change, words: Text, definition: Definition, section: str = "", commutes: bool = False
) -> Mutant:
    """A mutant of one provision."""
    name = section or address.partition(".")[0]
    return Mutant(address, change, words, definition, frozenset({name}), (address,), commutes)


DROPPED = Text("删去", "dropped")


def swapped(parts: Sequence[T], index: int, part: T) -> tuple[T, ...]:
    """The parts with another one in one place."""
    return (*parts[:index], part, *parts[index + 1 :])


def without(parts: Sequence[T], index: int) -> tuple[T, ...]:
    """The parts but for one."""
    return (*parts[:index], *parts[index + 1 :])


def exchanged(parts: Sequence[T]) -> Iterator[tuple[int, tuple[T, ...]]]:
    """The parts with two neighbours exchanged: the index of the first of them, and all."""
    for index in range(len(parts) - 1):
        yield index, (*parts[:index], parts[index + 1], parts[index], *parts[index + 2 :])


def with_part(definition: Definition, section: str, index: int, **changes: Any) -> Definition:
    """A definition whose award (limit, …) of that number is changed."""
    parts = getattr(definition, section)
    changed: dict[str, Any] = {section: swapped(parts, index, replace(parts[index], **changes))}
    return replace(definition, **changed)
