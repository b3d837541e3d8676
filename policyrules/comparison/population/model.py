"""What a comparison on a population says beside the sums: how many there are, what became of how many lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from policyrules.errors import Problem
from policyrules.text import Text

#: How many lines are told one by one, unless told otherwise.
FIRST = 300


@dataclass(frozen=True)
class Transition:
    """How many lines of an award went from one status to another, of those that moved.

    A status is None where that side has no such line. `gained` and `lost` are what those lines pay more and less, in
    fen; `undetermined` are those of which it is unknown.
    """

    award: str
    label: Text
    before: str | None
    after: str | None
    lines: int
    gained: int
    lost: int
    undetermined: int


@dataclass(frozen=True)
class Verdicts:
    """How many subjects of a standard, or of one item of it, went from one verdict to another.

    `item` is `block.item`, and empty for the standard as a whole. A verdict is None where that side has no such line.
    """

    standard: str
    label: Text
    item: str
    before: str | None
    after: str | None
    subjects: int


@dataclass(frozen=True)
class Population:
    """The population of a comparison.

    `things` is how many payees (of a policy without awards: things that it judges) the facts have, `label` what those
    are called, `library` what ran the columns. `moved` and `judged` count all lines that moved and all that is judged
    otherwise, of which the comparison tells only the first. `untold` counts those of the moves told that have no
    reasons: what moved them cannot be told from their payee's own facts. `warnings` are those of
    the check of the facts.
    """

    things: int
    label: Text
    library: str
    moved: int
    judged: int
    untold: int
    transitions: tuple[Transition, ...]
    verdicts: tuple[Verdicts, ...]
    warnings: tuple[Problem, ...]
    changed: Callable[[], Any] = field(repr=False, compare=False)
    """Gives every line that moved, as a frame of the kind that the facts came in."""
