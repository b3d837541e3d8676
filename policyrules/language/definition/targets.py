"""Targets, typed."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.definition.common import Chosen
from policyrules.language.model import Modality
from policyrules.language.tree import Expression
from policyrules.text import Text


@dataclass(frozen=True)
class Condition:
    """A condition of a count; an option without a test asks nothing."""

    id: str
    label: Text
    test: Expression | Chosen[Expression | None]


@dataclass(frozen=True)
class Count:
    """How many things of the list `of` satisfy the conditions; `by` is the field of their place.

    `figure` ranks those that do not count yet by how near they are to `figure_bound`.
    """

    of: str
    by: str | None
    criteria: tuple[Condition, ...]
    figure: Expression | None
    figure_bound: Expression | None


@dataclass(frozen=True)
class Target:
    """A quantity (a measure or a count), what it must exceed (`strict`) or reach, and by when."""

    id: str
    clause: str
    label: Text
    modality: Modality
    measure: Expression | None
    count: Count | None
    bound: Expression | None
    strict: bool
    by: Expression | None
