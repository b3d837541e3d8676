"""`invariants.yaml` as it is written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from policyrules.language.model import ByShape, Clause, Formula, Identifier, Label, Model, OptionId, Switch

_Period = Literal["year", "whole_period", "decision"]
#: What is counted together, or one of these for each option of an interpretation.
Period = Annotated[Annotated[_Period, Tag("plain")] | Annotated[Switch[_Period], Tag("switch")], ByShape]


def _shape(value: Any) -> str:
    return "listed" if isinstance(value, list | tuple) else "all"


def _all(value: object) -> object:
    if value == "all":
        return value
    raise PydanticCustomError("all_or_some", "expected all, or a list")


_Listed = Annotated[tuple[Identifier, ...], Field(min_length=1)]
#: Some awards, or all that there are: those that are added later too.
AwardsOrAll = Annotated[
    Annotated[Literal["all"], BeforeValidator(_all), Tag("all")] | Annotated[_Listed, Tag("listed")],
    Discriminator(_shape),
]


class UnlessModel(Model):
    """Readings of the document under which something is not promised."""

    interpretation: Identifier
    """The interpretation."""
    options: tuple[OptionId, ...] = Field(min_length=1)
    """The options under which it is not promised; `number` stands for any number chosen."""


class InvariantModel(Model):
    """What every invariant has."""

    clause: Clause
    """Where the document promises it."""
    label: Label
    """What is promised."""
    unless: UnlessModel | None = None
    """The readings under which it is not promised."""


class MostInvariantModel(InvariantModel):
    """No payee, or no subject of the awards, gets more than an amount."""

    kind: Literal["most"]
    """At most an amount for each payee, or for each subject."""
    awards: AwardsOrAll
    """The awards that count together, or `all`."""
    amount: Formula
    """The amount: a formula of money without facts."""
    per: Literal["payee", "subject"] = "payee"
    """Whether it is the most for each payee, or for each thing that the awards are decided for."""
    period: Period = "year"
    """What counts together: all payments for the sales year, those of all years, or those of one decision alone."""


class BudgetInvariantModel(InvariantModel):
    """No more than an amount is paid for a year in all, earlier payments for it counted."""

    kind: Literal["budget"]
    """At most an amount a year over all payees."""
    awards: AwardsOrAll
    """The awards that count together, or `all`."""
    amount: Formula
    """The amount: a formula of money without facts."""
    less: Formula | None = None
    """What reduces the amount before any award: a formula that may name shared circumstances."""


class ExclusiveInvariantModel(InvariantModel):
    """A payee gets at most one of several awards for a year."""

    kind: Literal["exclusive"]
    """Only one of several awards for each payee and year."""
    awards: tuple[Identifier, ...] = Field(min_length=2)
    """The awards."""


class OnceInvariantModel(InvariantModel):
    """What the register has as paid, for a subject and a tier, is not paid again in any year."""

    kind: Literal["once"]
    """Nothing is paid twice."""
    awards: tuple[Identifier, ...] = Field(min_length=1)
    """The awards."""


class YearsInvariantModel(InvariantModel):
    """Nothing is paid outside some years."""

    kind: Literal["years"]
    """Nothing outside some years."""
    awards: AwardsOrAll
    """The awards, or `all`."""
    first: Formula
    """The first sales year: a formula without facts."""
    last: Formula
    """The last sales year: a formula without facts."""


class NeedsInvariantModel(InvariantModel):
    """Nothing is paid under an award where a condition does not surely hold."""

    kind: Literal["needs"]
    """No payment without a condition."""
    award: Identifier
    """The award."""
    test: Formula
    """The condition, as a formula about the subject of the award: stated here by itself, without tiers."""


class MonotoneInvariantModel(InvariantModel):
    """A higher figure of one thing, all other facts equal, never lowers what its payee is paid in all."""

    kind: Literal["monotone"]
    """More never means less."""
    of: Identifier
    """The list of the things: payees, or subjects of awards."""
    figure: Formula
    """The figure: a bare fact of the thing, of money, a count or an area."""
    awards: AwardsOrAll
    """The awards that count together, or `all`."""
    limits: Literal["payee", "all"] = "payee"
    """Whether the limits of the payee alone are counted, as if nobody else claimed, or places and budgets too."""
    paid_before: Literal["any", "nothing"] = "any"
    """Whether it is promised whatever was paid before, or only where nothing was."""


class BlocksInvariantModel(InvariantModel):
    """What meets a standard meets some of its blocks."""

    kind: Literal["blocks"]
    """No standard is met without some of its blocks."""
    standard: Identifier
    """The standard."""
    blocks: tuple[Identifier, ...] = Field(min_length=1)
    """The blocks."""


class NestedInvariantModel(InvariantModel):
    """Of several targets that count things, each counts at least as many as the one before it."""

    kind: Literal["nested"]
    """Counts that contain each other."""
    targets: tuple[Identifier, ...] = Field(min_length=2)
    """The targets, the narrowest first."""


AnyInvariant = Annotated[
    MostInvariantModel
    | BudgetInvariantModel
    | ExclusiveInvariantModel
    | OnceInvariantModel
    | YearsInvariantModel
    | NeedsInvariantModel
    | MonotoneInvariantModel
    | BlocksInvariantModel
    | NestedInvariantModel,
    Field(discriminator="kind"),
]


class InvariantsFile(Model):
    """`invariants.yaml`: what the document promises, whatever provisions and limits keep it."""

    invariants: dict[Identifier, AnyInvariant]
    """The invariants, in the order of the document."""
