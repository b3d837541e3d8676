"""A formula as a piece of a program, and as what it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyrules.language.tree import Expression

#: The truth of a condition; an exact number; a number rounded down to whole fen; a figure that ranks.
Asked = Literal["truth", "number", "whole", "rank"]


@dataclass(frozen=True)
class Formula:
    """A formula about a thing of the list `of` (empty: about shared circumstances alone).

    It matters only where the condition `where` surely holds of the same thing.
    """

    of: str
    expression: Expression
    asked: Asked
    where: Expression | None = None
