"""The files of a policy folder as they are written: `policy.yaml`, `parameters.yaml`, `interpretations.yaml`,
`sources.yaml`. (`facts.yaml` is `vocabulary`; `awards.yaml` and `limits.yaml` are `provisions`.)

These models are also what the JSON Schemas of the policy files are generated from.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from policyrules.language.model import Clause, Day, Identifier, Label, Model, OptionId, ParameterId, Written


class InForce(Model):
    """When the document is in force, both days included."""

    from_: Day = Field(alias="from")
    """The first day. Formulas name its year `in_force.first_year`."""
    until: Day | None = None
    """The last day. Formulas name its year `in_force.last_year`."""
    clause: Clause
    """Where the document says so."""


class PolicyFile(Model):
    """`policy.yaml`: what the policy is."""

    id: Identifier
    """The name of the policy in commands and files."""
    document: str = Field(min_length=1)
    """The official number of the document."""
    title: Label
    """What the document is called."""
    issuer: Label
    """Who issued it."""
    issued: Day
    """When it was issued."""
    in_force: InForce
    """When it is in force."""


class DatedValue(Model):
    """A value and the day from which it holds."""

    from_: Day = Field(alias="from")
    """The first day of the value."""
    value: Written
    """A quantity as the document writes it: 500万元, 1%, 20名, 2024年."""


class ParameterModel(Model):
    """A number of the document: its value or values, where it stands and what it is called."""

    value: Written | None = None
    """A quantity as the document writes it: 500万元, 1%, 20名, 2024年."""
    values: tuple[DatedValue, ...] = ()
    """Values that hold from a day on, the earliest first; `value` then holds before the first of them."""
    clause: Clause
    """Where the document gives the number."""
    label: Label
    """What the number is called."""
    describes: ParameterId | None = None
    """For a number that no formula needs: the fact whose meaning it is part of, `city.strong_towns`."""


class ParametersFile(Model):
    """`parameters.yaml`: every number of the document, once."""

    parameters: dict[ParameterId, ParameterModel]
    """The numbers by name; dots group them: `live_base.tier_1.hosts`."""


class OptionModel(Model):
    """An option that is a word."""

    label: Label
    """What the option means."""


class NumberModel(Model):
    """Options that are numbers: of which kind, between which bounds."""

    kind: Literal["count", "rate"]
    """What the number measures."""
    least: Written | None = None
    """The least number: a quantity, or the name of a parameter."""
    most: Written | None = None
    """The greatest number: a quantity, or the name of a parameter."""
    label: Label
    """What the number means."""


class InterpretationModel(Model):
    """A question that the document leaves open, its readings, and the one taken unless told otherwise."""

    clause: Clause
    """Where the question arises."""
    question: Label
    """The question."""
    options: dict[OptionId, OptionModel] = Field(default_factory=dict)
    """The readings that are words."""
    number: NumberModel | None = None
    """The readings that are numbers."""
    default: Written
    """The reading taken unless told otherwise: an option, a quantity, or the name of a parameter."""
    reason: Label
    """Why this reading."""


class InterpretationsFile(Model):
    """`interpretations.yaml`: where the document is silent."""

    interpretations: dict[Identifier, InterpretationModel]
    """The open questions by name."""


class SourcesFile(Model):
    """`sources.yaml`: digests of the clauses of the official text."""

    clauses: dict[Clause, Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]]
    """Clause → digest of its normalised text."""
