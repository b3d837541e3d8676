"""Targets, settled."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.model import Modality
from policyrules.language.quantities import Kind, Number
from policyrules.language.tree import Expression
from policyrules.program.criterion import CriterionRule
from policyrules.text import Text


@dataclass(frozen=True)
class CountRule:
    """How many things of the list `of` satisfy `test`, the conjunction of the criteria; `by` is their place field.

    `figure` ranks those that do not count by how near they are to `figure_bound`, which it must exceed where that
    is `strict`, or else reach.
    """

    of: str
    by: str | None
    criteria: tuple[CriterionRule, ...]
    test: Expression
    figure: Expression | None
    figure_bound: Expression | None
    strict: bool


@dataclass(frozen=True)
class TargetRule:
    """A quantity and its bound, with the figures of `year`: the decision's, or the deadline where that is earlier.

    No `bound` means that the document gives no number. `unit` is the counting word of a count.
    """

    id: str
    index: int
    clause: str
    label: Text
    modality: Modality
    kind: Kind
    unit: Text | None
    measure: Expression | None
    count: CountRule | None
    bound: Number | None
    strict: bool
    test: Expression | None
    by: int | None
    year: int
    interpretations: tuple[str, ...]
