"""`awards.yaml` as it is written."""

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
)

Ranking = tuple[str, ...]
_Combination = Literal["highest", "sum", "each"]
_LowerTier = Literal["full", "difference"]
# Each of them as such, or one for each option of an interpretation.
Combination = Annotated[Annotated[_Combination, Tag("plain")] | Annotated[Switch[_Combination], Tag("switch")], ByShape]
LowerTier = Annotated[Annotated[_LowerTier, Tag("plain")] | Annotated[Switch[_LowerTier], Tag("switch")], ByShape]
Rank = Annotated[Annotated[Ranking, Tag("plain")] | Annotated[Switch[Ranking], Tag("switch")], ByShape]


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
