"""`duties.yaml` as it is written: who does what, and the ledger in which it is reported."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from policyrules.language.model import (
    Clause,
    Decided,
    FieldName,
    Formula,
    Identifier,
    Label,
    Modality,
    Model,
)
from policyrules.language.provisions.targets import CountModel

Verb = Literal[
    "build", "support", "promote", "train", "supervise", "organise", "coordinate", "survey", "guide", "apply", "fund",
]  # fmt: skip
#: The official number of a duty, as a key.
DutyNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}$")]
#: A day of any year: 3月31日.
DayOfYear = Annotated[str, StringConstraints(pattern=r"^([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日$")]


class CaseModel(Model):
    """A condition that some units must satisfy."""

    places: tuple[str, ...] = ()
    """The units that it is for; none means all that no case before it names."""
    label: Label
    """What is asked of them."""
    test: Formula
    """The condition on the reporting unit, as a formula."""


class ConditionStatusModel(Model):
    """Met where a condition on the reporting unit holds."""

    kind: Literal["condition"]
    """A condition."""
    cases: tuple[CaseModel, ...] = Field(min_length=1)
    """The condition, or one for each group of units."""


class StandardStatusModel(Model):
    """Met where all things of the unit that a standard applies to meet it."""

    kind: Literal["standard"]
    """A standard."""
    standard: Identifier
    """The standard."""
    by: FieldName
    """The place field of the things that are judged."""


class TargetStatusModel(Model):
    """What the unit contributes to targets."""

    kind: Literal["targets"]
    """Targets."""
    targets: tuple[Identifier, ...] = Field(min_length=1)
    """The targets."""


class CountStatusModel(Model):
    """Which things of the unit satisfy conditions: a list without a number to reach."""

    kind: Literal["count"]
    """A count."""
    count: CountModel
    """What is counted."""


class MeasureModel(Model):
    """A figure that is reported."""

    id: Identifier
    """The name of the figure."""
    label: Label
    """What it is."""
    is_: Formula = Field(alias="is")
    """The figure: a formula."""


class MeasuresStatusModel(Model):
    """Figures that are reported without a number to reach."""

    kind: Literal["measures"]
    """Figures."""
    measures: tuple[MeasureModel, ...] = Field(min_length=1)
    """The figures."""


Status = Annotated[
    ConditionStatusModel | StandardStatusModel | TargetStatusModel | CountStatusModel | MeasuresStatusModel,
    Field(discriminator="kind"),
]


class BodyModel(Model):
    """A unit of government that duties are assigned to."""

    en: str = Field(min_length=1)
    """Its name in English."""


class ReferenceModel(Model):
    """Something that the document points to and that it does not contain."""

    label: Label
    """What it is: another document, a figure."""
    clause: Clause
    """Where the document points to it."""
    fact: FieldName | None = None
    """The fact that stands for it; while that is unknown, the reference is unresolved."""


class HeadingModel(Model):
    """A heading under which duties stand."""

    clause: Clause
    """Its number."""
    label: Label
    """Its words, in short."""
    under: Identifier | None = None
    """The heading above it."""


class DutyModel(Model):
    """Who does what."""

    number: Annotated[int, Field(strict=True, ge=1, le=999)] | None = None
    """Its official number, where the document numbers it."""
    clause: Clause
    """Where the document sets it."""
    heading: Identifier | None = None
    """The heading under which it stands."""
    label: Label
    """What is to be done, in short and in our own words."""
    modality: Modality = "expected"
    """How strongly."""
    verb: Verb
    """What sort of doing it is."""
    bodies: tuple[str, ...] = ()
    """Who is responsible, in the document's order; none where it names nobody."""
    period: Annotated[str, StringConstraints(min_length=1)] | None = None
    """When, as the document says: 2024—2026, 每年."""
    places: tuple[str, ...] = ()
    """The units that it is for; none means all."""
    applies: Formula | None = None
    """To which of those it applies: a formula on the reporting unit."""
    external: tuple[Identifier, ...] = ()
    """What the document points to and does not contain."""
    status: Status | None = None
    """How its status is computed; without it the status is what is filed."""


class DueModel(Model):
    """The day by which a quarter is reported."""

    day: DayOfYear
    """The day."""
    clause: Clause
    """Where the document sets it."""


class LedgerModel(Model):
    """The report that each unit files on the numbered duties, quarter by quarter."""

    clause: Clause
    """Where the document asks for it."""
    label: Label
    """What it is called."""
    unit: Identifier
    """The list of the units that report; its things are told apart by a place."""
    filings: Identifier
    """The list inside them that holds what was filed: `work_point`, `quarter`, `status`, `evidence`, `filed_on`."""
    due: dict[Literal["1", "2", "3", "4"], DueModel]
    """The day by which each quarter is reported."""
    due_day_counts: Decided
    """Whether a report on that very day is in time."""


class DutiesFile(Model):
    """`duties.yaml`: the duties in the order of the document."""

    bodies: dict[str, BodyModel] = Field(default_factory=dict)
    """The bodies that duties name, by their official names."""
    headings: dict[Identifier, HeadingModel] = Field(default_factory=dict)
    """The headings under which duties stand."""
    references: dict[Identifier, ReferenceModel] = Field(default_factory=dict)
    """What the document points to and does not contain."""
    skipped: dict[DutyNumber, Label] = Field(default_factory=dict)
    """Numbers that the official numbering leaves out, and what to say of them."""
    duties: dict[Identifier, DutyModel]
    """The duties, in the order of the document."""
    ledger: LedgerModel | None = None
    """The report on the numbered duties."""
