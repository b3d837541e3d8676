"""`targets.yaml` as it is written."""

from __future__ import annotations

from pydantic import Field

from policyrules.language.model import (
    Clause,
    FieldName,
    Formula,
    Identifier,
    Label,
    Modality,
    Model,
    OptionalFormula,
)


class ConditionModel(Model):
    """A condition that must hold, or that an option of an interpretation does not ask."""

    id: Identifier
    """The name of the condition, unique within its list."""
    label: Label
    """What the condition is about."""
    test: OptionalFormula
    """The condition, as a formula; an option with null asks nothing."""


class NearestModel(Model):
    """How near a thing that does not count is to counting."""

    figure: Formula
    """The figure: the greater, the nearer."""
    bound: Formula
    """What the figure would have to reach."""


class CountModel(Model):
    """The number of the things of one list that satisfy conditions."""

    of: Identifier
    """The list whose things are counted."""
    by: FieldName | None = None
    """The place field by which they are also counted county by county."""
    criteria: tuple[ConditionModel, ...] = Field(min_length=1)
    """The conditions, all of which must hold."""
    nearest: NearestModel | None = None
    """What those that do not count yet are ranked by: the pipeline."""


class TargetModel(Model):
    """A quantity, how high it should be, and by when."""

    clause: Clause
    """Where the document sets it."""
    label: Label
    """What is aimed at."""
    modality: Modality
    """How strongly."""
    measure: Formula | None = None
    """The quantity, as a formula over shared circumstances; or `count`."""
    count: CountModel | None = None
    """The quantity, as the number of things that count; or `measure`."""
    above: Formula | None = None
    """What it must exceed: a formula without facts. Without `above` and `at_least` the document gives no number."""
    at_least: Formula | None = None
    """What it must reach: a formula without facts."""
    by: Formula | None = None
    """The year by which; figures of later years do not count. Without it the decision's year."""


class TargetsFile(Model):
    """`targets.yaml`: the targets in the order of the document."""

    targets: dict[Identifier, TargetModel]
    """The targets, in the order of the document."""
