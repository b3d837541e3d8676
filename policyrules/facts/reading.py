"""What a reader hands over: data shaped like the JSON, where each piece stood, and what was wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from policyrules.errors import FactsError, Place, Problem
from policyrules.text import Text


def by_pointer(pointer: str) -> Place:
    """The place of data that came from no file."""
    return Place(pointer=pointer)


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts as read: `places` gives the file, sheet, row and column of what stands at a JSON pointer."""

    data: Any
    places: Callable[[str], Place] = by_pointer
    problems: list[Problem] = field(default_factory=list)

    def placed(self, problem: Problem) -> Problem:
        """A problem of the data, at its place in the source."""
        return replace(problem, place=self.places(problem.place.pointer or ""))


def unreadable(
    file: str, found: str, zh: str, en: str, hint: Text | None = None, place: Place | None = None
) -> FactsError:
    """The error for a source that cannot be read at all: one problem."""
    return FactsError([Problem("file", place or Place(file=file), found, Text(zh, en), hint)])
