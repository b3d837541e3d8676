"""`limits.yaml` as it is written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Tag

from policyrules.language.model import (
    ByShape,
    Clause,
    Formula,
    Identifier,
    Label,
    Model,
    OptionalFormula,
    Switch,
)

_Period = Literal["year", "whole_period"]
_Cut = Literal["lower_rank_first", "smaller_first", "later_clauses_first", "pro_rata"]
# Each of them as such, or one for each option of an interpretation.
Period = Annotated[Annotated[_Period, Tag("plain")] | Annotated[Switch[_Period], Tag("switch")], ByShape]
Cut = Annotated[Annotated[_Cut, Tag("plain")] | Annotated[Switch[_Cut], Tag("switch")], ByShape]


class LimitModel(Model):
    """What every limit has."""

    clause: Clause
    """Where the document sets it."""
    label: Label
    """What it is called."""
    awards: tuple[Identifier, ...] = Field(min_length=1)
    """The awards that it limits."""


class CapModel(LimitModel):
    """At most an amount for each payee, over a year or the whole period of the policy."""

    kind: Literal["cap"]
    """A cap for each payee."""
    amount: Formula
    """The amount: a formula of money without facts."""
    period: Period = "year"
    """Whether the payments of the sales year count against it, or those of all years."""
    cut: Cut = "smaller_first"
    """Which lines are cut first."""


class ExclusiveModel(LimitModel):
    """Of several awards a payee gets only the highest; on a tie the one listed first."""

    kind: Literal["exclusive"]
    """Only one of several awards."""


class PlacesModel(LimitModel):
    """Only so many of the ranked subjects are chosen, over all payees."""

    kind: Literal["places"]
    """Places for the ranked."""
    places: OptionalFormula
    """How many: a formula of a count without facts; an option with null chooses all."""


class TrancheModel(Model):
    """Awards that are served together from what is left of a budget."""

    awards: tuple[Identifier, ...] = Field(min_length=1)
    """The awards."""
    share: Literal["pro_rata", "by_rank"]
    """In proportion, or in the order of their ranks."""


Tranches = Annotated[
    Annotated[tuple[TrancheModel, ...], Tag("plain")] | Annotated[Switch[tuple[TrancheModel, ...]], Tag("switch")],
    ByShape,
]


class BudgetModel(LimitModel):
    """At most an amount a year over all payees."""

    kind: Literal["budget"]
    """A budget over all payees."""
    amount: Formula
    """The amount: a formula of money without facts."""
    less: Formula | None = None
    """What reduces the budget before any award: a formula that may name shared circumstances."""
    tranches: Tranches
    """Served in order; none means that nothing is cut and the overrun is reported."""


AnyLimit = Annotated[CapModel | ExclusiveModel | PlacesModel | BudgetModel, Field(discriminator="kind")]


class LimitsFile(Model):
    """`limits.yaml`: limits over several lines, in the order in which they apply."""

    limits: dict[Identifier, AnyLimit]
    """The limits, in the order in which they apply."""
