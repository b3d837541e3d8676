"""A single condition, settled."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.tree import Attribute, Expression
from policyrules.text import Text


@dataclass(frozen=True)
class CriterionRule:
    """A condition, as a formula of flags over attributes."""

    id: str
    label: Text
    test: Expression
    attributes: tuple[Attribute, ...]
