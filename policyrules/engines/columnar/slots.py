"""Slots: the columns that hold what becomes of an award for each thing of its list.

An award has one slot, or several where it pays each tier by itself: one for each tier, and one for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from policyrules.engines.claims import State
from policyrules.program.program import AwardRule, Combine

#: The states of claims as small numbers.
CODES = {state: code for code, state in enumerate(State)}
PAYEE = "$payee"


def code(state: State) -> nw.Expr:
    """A state as a column."""
    return nw.lit(CODES[state], nw.Int8)


@dataclass(frozen=True)
class Slot:
    """The columns of one claim on each row. `most` is the most that may be due, in fen."""

    award: AwardRule
    number: int
    most: int

    @property
    def name(self) -> str:
        """A name unique among the slots of a program."""
        return self.award.id if self.award.combine is not Combine.EACH else f"{self.award.id}#{self.number}"

    @property
    def state(self) -> str:
        """The column of the state's code."""
        return f"{self.name}:state"

    @property
    def tier(self) -> str:
        """The column of the tier."""
        return f"{self.name}:tier"

    @property
    def entitled(self) -> str:
        """The column of what the claim is entitled to, in fen; null where it is unknown."""
        return f"{self.name}:entitled"

    @property
    def due(self) -> str:
        """The column of what remains due after the limits so far, in fen; never null."""
        return f"{self.name}:due"

    @property
    def present(self) -> str | None:
        """The column that says whether there is such a claim; None where there always is."""
        return f"{self.name}:present" if self.award.combine is Combine.EACH else None

    @property
    def is_last(self) -> bool:
        """Whether the award's line stands here for a thing that may get nothing."""
        return self.number == 0

    def rank(self, position: int) -> str:
        """The column of a figure that ranks the subjects."""
        return f"{self.award.id}:rank{position}"

    def is_in(self, state: State) -> nw.Expr:
        """Whether the claim is in a state: never null."""
        return nw.col(self.state) == code(state)
