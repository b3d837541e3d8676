"""The provisions as they are written: `awards.yaml` and `limits.yaml`."""

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
    ParameterId,
    Switch,
    TierNumber,
    Written,
)

Ranking = tuple[str, ...]
_Combination = Literal["highest", "sum", "each"]
_LowerTier = Literal["full", "difference"]
_Period = Literal["year", "whole_period"]
_Cut = Literal["lower_rank_first", "smaller_first", "later_clauses_first", "pro_rata"]
# Each of them as such, or one for each option of an interpretation.
Combination = Annotated[Annotated[_Combination, Tag("plain")] | Annotated[Switch[_Combination], Tag("switch")], ByShape]
LowerTier = Annotated[Annotated[_LowerTier, Tag("plain")] | Annotated[Switch[_LowerTier], Tag("switch")], ByShape]
Period = Annotated[Annotated[_Period, Tag("plain")] | Annotated[Switch[_Period], Tag("switch")], ByShape]
Cut = Annotated[Annotated[_Cut, Tag("plain")] | Annotated[Switch[_Cut], Tag("switch")], ByShape]
Rank = Annotated[Annotated[Ranking, Tag("plain")] | Annotated[Switch[Ranking], Tag("switch")], ByShape]
#: A formula, or one for each option; an option without one leaves the matter unlimited.
OptionalFormula = Annotated[
    Annotated[Written, Tag("plain")] | Annotated[Switch[Written | None], Tag("switch")], ByShape
]


class QuantityModel(Model):
    """A named quantity of the things of one list, for use in formulas."""

    of: Identifier
    """The list whose things have the quantity."""
    label: Label
    """What it is called."""
    is_: Formula = Field(alias="is")
    """Its definition: a formula, or the bare name of a series, which makes it a series too."""


class CriterionModel(Model):
    """A condition that must hold."""

    id: Identifier
    """The name of the condition, unique within its award."""
    label: Label
    """What the condition is about."""
    test: Formula
    """The condition, as a formula."""


class YearsModel(Model):
    """The sales years that an award covers, both included."""

    first: Formula
    """The first sales year, as a formula."""
    last: Formula
    """The last sales year, as a formula."""


class AwardModel(Model):
    """Whom an award goes to, on which criteria, and how much it is."""

    clause: Clause
    """Where the document grants it."""
    label: Label
    """What it is called."""
    subject: Identifier
    """The list whose things the award is decided for."""
    payee: Identifier | None = None
    """The reference field of the subject that names who is paid; without it the subject itself is paid."""
    payer: Label | None = None
    """Who pays."""
    paid: Literal["once", "yearly"]
    """Whether a subject gets it once (each tier once), or anew every year."""
    years: YearsModel
    """The sales years that the award covers."""
    tiers: dict[TierNumber, ParameterId] = Field(default_factory=dict)
    """Tier → the group of its parameters, which formulas then name `tier.…`; the higher, the greater."""
    combine: Combination = "highest"
    """What several tiers reached in one year yield."""
    after_lower_tier: LowerTier = "full"
    """Whether a tier reached after a lower one was paid yields its full amount, or the difference."""
    criteria: tuple[CriterionModel, ...] = Field(min_length=1)
    """The conditions, all of which must hold."""
    amount: Formula
    """How much it is: a formula of money."""
    cap: Formula | None = None
    """The most that one line of the award comes to."""
    rank: Rank = ()
    """The figures that rank the subjects, the most important first; a greater figure ranks higher."""


class AwardsFile(Model):
    """`awards.yaml`: the awards in the order of the document, and the quantities they measure."""

    quantities: dict[Identifier, QuantityModel] = Field(default_factory=dict)
    """Named quantities; each may name those above it."""
    awards: dict[Identifier, AwardModel]
    """The awards, in the order of the document."""


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
