"""The files of a policy folder as they are written: `policy.yaml`, `parameters.yaml`, `interpretations.yaml`,
`awards.yaml`, `limits.yaml`. (`facts.yaml` is `policyrules.language.vocabulary`.)

These models are also what the JSON Schemas of the policy files are generated from.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Discriminator, Field, StringConstraints, Tag

from policyrules.language.model import Clause, Identifier, Label, Model, OptionId

T = TypeVar("T")
#: A dotted name: `live_base.tier_1.hosts`.
ParameterId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
Quantity = Annotated[
    str | int, Field(description="A quantity as the document writes it: 500万元, 1%, 20名, 2024年.")
]


class Switch(Model, Generic[T]):
    """One of several, by the option chosen for an interpretation (`number` stands for any number chosen)."""

    interpretation: Identifier
    options: dict[OptionId, T]


def _shape(value: Any) -> str:
    return "switch" if isinstance(value, dict | Switch) else "plain"


#: Told apart by shape, so that a problem is reported once, for the form that was meant.
_ByShape = Discriminator(_shape)
Formula = Annotated[
    Annotated[str | int, Tag("plain")] | Annotated[Switch[str | int | None], Tag("switch")], _ByShape
]
Combination = Literal["highest", "sum", "each"]
LowerTier = Literal["full", "difference"]
Period = Literal["year", "whole_period"]
Cut = Literal["lower_rank_first", "smaller_first", "later_clauses_first", "pro_rata"]
Ranking = tuple[str, ...]


class InForce(Model):
    """When the document is in force, both days included."""

    from_: date = Field(alias="from")
    until: date | None = None
    clause: Clause


class PolicyFile(Model):
    """`policy.yaml`: what the policy is."""

    id: Identifier
    document: str = Field(description="The official number of the document.")
    title: Label
    issuer: Label
    issued: date
    in_force: InForce


class DatedValue(Model):
    """A value and the day from which it holds."""

    from_: date = Field(alias="from")
    value: Quantity


class ParameterModel(Model):
    """A number of the document: its value (or values, each from a day), where it stands and what it is called."""

    value: Quantity | None = None
    values: tuple[DatedValue, ...] = ()
    clause: Clause
    label: Label


class ParametersFile(Model):
    """`parameters.yaml`: every number of the document, once."""

    parameters: dict[ParameterId, ParameterModel]


class OptionModel(Model):
    """An option that is a word."""

    label: Label


class NumberModel(Model):
    """Options that are numbers: of which kind, between which bounds (quantities, or names of parameters)."""

    kind: Literal["count", "rate"]
    least: str | int | None = None
    most: str | int | None = None
    label: Label


class InterpretationModel(Model):
    """A question that the document leaves open, the readings of it, and the one taken unless told otherwise."""

    clause: Clause
    question: Label
    options: dict[OptionId, OptionModel] = Field(default_factory=dict)
    number: NumberModel | None = None
    default: str | int = Field(description="An option, a quantity, or the name of a parameter.")
    reason: Label


class InterpretationsFile(Model):
    """`interpretations.yaml`: where the document is silent."""

    interpretations: dict[Identifier, InterpretationModel]


class QuantityModel(Model):
    """A named quantity of the things of one list, for use in formulas."""

    of: Identifier
    label: Label
    is_: Formula = Field(alias="is")


class CriterionModel(Model):
    """A condition that must hold."""

    id: Identifier
    label: Label
    test: Formula


class YearsModel(Model):
    """The sales years that an award covers, both included."""

    first: Formula
    last: Formula


class AwardModel(Model):
    """Whom an award goes to, on which criteria, and how much it is."""

    clause: Clause
    label: Label
    subject: Identifier = Field(description="The list whose things the award is decided for.")
    payee: Identifier | None = Field(
        default=None, description="The field that names who is paid; absent: the subject."
    )
    payer: Label | None = None
    paid: Literal["once", "yearly"]
    years: YearsModel
    tiers: dict[int, ParameterId] = Field(
        default_factory=dict, description="Tier → the group of its parameters."
    )
    combine: Annotated[
        Annotated[Combination, Tag("plain")] | Annotated[Switch[Combination], Tag("switch")], _ByShape
    ] = "highest"
    after_lower_tier: Annotated[
        Annotated[LowerTier, Tag("plain")] | Annotated[Switch[LowerTier], Tag("switch")], _ByShape
    ] = "full"
    criteria: tuple[CriterionModel, ...] = Field(min_length=1)
    amount: Formula
    cap: Formula | None = None
    rank: Annotated[
        Annotated[Ranking, Tag("plain")] | Annotated[Switch[Ranking], Tag("switch")], _ByShape
    ] = ()


class AwardsFile(Model):
    """`awards.yaml`: the awards in the order of the document, and the quantities they measure."""

    quantities: dict[Identifier, QuantityModel] = Field(default_factory=dict)
    awards: dict[Identifier, AwardModel]


class LimitModel(Model):
    """What every limit has."""

    clause: Clause
    label: Label
    awards: tuple[Identifier, ...] = Field(min_length=1)


class CapModel(LimitModel):
    """At most an amount for each payee, over a year or the whole period of the policy."""

    kind: Literal["cap"]
    amount: Formula
    period: Annotated[
        Annotated[Period, Tag("plain")] | Annotated[Switch[Period], Tag("switch")], _ByShape
    ] = "year"
    cut: Annotated[Annotated[Cut, Tag("plain")] | Annotated[Switch[Cut], Tag("switch")], _ByShape] = (
        "smaller_first"
    )


class ExclusiveModel(LimitModel):
    """Of several awards a payee gets only the highest; on a tie the one listed first."""

    kind: Literal["exclusive"]


class PlacesModel(LimitModel):
    """Only so many of the ranked subjects are chosen, over all payees."""

    kind: Literal["places"]
    places: Formula


class TrancheModel(Model):
    """Awards that are served together from what is left of a budget."""

    awards: tuple[Identifier, ...] = Field(min_length=1)
    share: Literal["pro_rata", "by_rank"]


class BudgetModel(LimitModel):
    """At most an amount a year over all payees; tranches are served in order, none means nothing is cut."""

    kind: Literal["budget"]
    amount: Formula
    less: Formula | None = Field(default=None, description="What reduces the budget before any award.")
    tranches: Annotated[
        Annotated[tuple[TrancheModel, ...], Tag("plain")]
        | Annotated[Switch[tuple[TrancheModel, ...]], Tag("switch")],
        _ByShape,
    ]


AnyLimit = Annotated[CapModel | ExclusiveModel | PlacesModel | BudgetModel, Field(discriminator="kind")]


class LimitsFile(Model):
    """`limits.yaml`: limits over several lines, in the order in which they apply."""

    limits: dict[Identifier, AnyLimit]


class SourcesFile(Model):
    """`sources.yaml`: digests of the clauses of the official text."""

    clauses: dict[Clause, Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]]
