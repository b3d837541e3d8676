"""What a case expects, as it is written: every key that is given is compared."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, WithJsonSchema

from policyrules.language.model import Clause, FieldName, Identifier, Model, Written, YesNo

Verdict = Literal["met", "not_met", "unknown", "no_bound", "not_applicable"]
_VERDICTS = get_args(Verdict)
#: A figure as the document writes it, or plainly: 30万元, 300000, 82%, 0.82. (Editors read decimals as numbers, we as
#: text.)
Given = Annotated[Written, WithJsonSchema({"type": ["string", "number"]})]
#: A figure, or null where none is known.
Figure = Annotated[Written | None, WithJsonSchema({"type": ["string", "number", "null"]})]
Tier = Annotated[
    Annotated[int, Field(strict=True, ge=1, le=99)] | None,
    WithJsonSchema({"type": ["integer", "null"], "minimum": 1, "maximum": 99}),
]
_RANGE = {
    "anyOf": [
        {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 2, "maxItems": 2},
        {"enum": [None]},
    ]
}
Maybe = Annotated[YesNo | None, WithJsonSchema({"type": ["boolean", "null"]})]
#: Where a provision, or a fact, stands: dotted names.
Address = Annotated[str, Field(min_length=1)]
#: The id of a thing, which may look like a number.
Id = Written
Count = Annotated[int, Field(strict=True, ge=0)]


class AwardExpectation(Model):
    """A line of the section `awards`, found by `award` and `subject`, and by `tier` where there are several."""

    award: Identifier
    """The award."""
    subject: Id
    """The id of what it is decided for."""
    tier: Tier = None
    """The tier reached; null for none."""
    enterprise: Id | None = None
    """The id of the payee."""
    clause: Clause | None = None
    """The clause of the award."""
    status: Literal["paid", "reduced", "excluded", "already_paid", "not_eligible", "unknown"] | None = None
    """What became of it."""
    entitled: Figure = None
    """The line's own amount, before the limits over several lines; null where it is unknown."""
    paid: Figure = None
    """What is paid; null where it is unknown."""
    decided_by: tuple[Address, ...] = ()
    """The addresses of the provisions that decided the line, in the order of the policy."""
    missing: tuple[str, ...] = ()
    """The JSON pointers of the facts that an unknown line needs, in any order."""


class StandardExpectation(Model):
    """A line of the section `standards`, found by `standard` and `subject`."""

    standard: Identifier
    """The standard."""
    subject: Id
    """The id of the thing that is judged."""
    verdict: Verdict | None = None
    """How it stands."""
    items_short: Count | None = None
    """How many of the deciding items are surely missed."""
    items_unknown: Count | None = None
    """How many of the deciding items are unknown."""
    blocks: dict[Identifier, Verdict] = Field(default_factory=dict)
    """The verdicts of blocks, by their ids."""
    items: dict[FieldName, Verdict] = Field(default_factory=dict)
    """The verdicts of items, by their ids; where several blocks have an item of that id, by `block.item`."""
    decided_by: tuple[Address, ...] = ()
    """The addresses of the provisions that decided the line, in the order of the policy."""
    missing: tuple[str, ...] = ()
    """The JSON pointers of the facts that an unknown verdict needs, in any order."""


class TargetExpectation(Model):
    """A line of the section `targets`, found by `target` and `county`; without a county the line of the city."""

    target: Identifier
    """The target."""
    county: str | None = None
    """The unit."""
    verdict: Verdict | None = None
    """How it stands."""
    value: Figure = None
    """The value, or as much of it as is sure; null where it is unknown."""
    bound: Figure = None
    """What must be reached or exceeded; null where the document gives no number."""
    gap: Figure = None
    """The least that is lacking; null where it is unknown, or there is no bound."""
    range: Annotated[tuple[Given, Given] | None, WithJsonSchema(_RANGE)] = None
    """The least and the most that the value may be; null where it is known, or nothing is."""
    counted: tuple[Id, ...] = ()
    """The ids of the things that count, in any order."""
    possible: tuple[Id, ...] = ()
    """The ids of the things that may count, in any order."""
    pipeline: tuple[Id, ...] = ()
    """The ids of the things nearest to counting, nearest first."""
    pipeline_gaps: dict[Id, Figure] = Field(default_factory=dict)
    """What things that are nearest to counting lack, by their ids."""
    decided_by: tuple[Address, ...] = ()
    """The addresses of the provisions that decided the line."""
    missing: tuple[str, ...] = ()
    """The JSON pointers of the facts without which the value is not known, in any order."""


class FilingExpectation(Model):
    """What was filed for one quarter, found by `quarter`."""

    quarter: str
    """The quarter: 2025Q2."""
    status: str | None = None
    """What was filed."""
    due: str | None = None
    """The day by which it was to be filed."""
    late: Maybe = None
    """Whether it was late; null where the day of filing is not said."""


class TaskExpectation(Model):
    """A line of the section `tasks`, found by `work_point` and `county`."""

    work_point: Annotated[int, Field(strict=True, ge=1, le=999)]
    """The official number."""
    county: str
    """The unit."""
    verdict: Annotated[Verdict | None, WithJsonSchema({"enum": [*_VERDICTS, None]})] = None
    """The computed status; null where the status is what is filed."""
    applies: Maybe = None
    """Whether the duty applies to the unit; null where that is unknown."""
    computed: YesNo | None = None
    """Whether the document gives something to compute the status by."""
    standards: dict[str, Verdict] = Field(default_factory=dict)
    """The verdicts of the things of the unit that the status rests on, by their ids."""
    targets: dict[Identifier, Figure] = Field(default_factory=dict)
    """The values of the targets that the status rests on, by their ids."""
    measures: dict[Identifier, Figure] = Field(default_factory=dict)
    """The figures that are reported, by their ids."""
    counted: tuple[Id, ...] = ()
    """The ids of the things that count, in any order."""
    possible: tuple[Id, ...] = ()
    """The ids of the things that may count, in any order."""
    external: dict[Identifier, YesNo] = Field(default_factory=dict)
    """Whether the facts stand in for what the document points to and does not contain, by its id."""
    filings: tuple[FilingExpectation, ...] = ()
    """What was filed."""
    decided_by: tuple[Address, ...] = ()
    """The addresses of the provisions that decided the line."""
    missing: tuple[str, ...] = ()
    """The JSON pointers of the facts that an unknown status needs, in any order."""


class TotalsExpectation(Model):
    """Sums over the known award lines."""

    entitled: Figure = None
    """All lines together, before the limits over several lines."""
    claimed: Figure = None
    """What is claimed of the budget."""
    paid: Figure = None
    """What is paid."""
    budget: Figure = None
    """What is available; null where there is no budget."""
    overrun: Figure = None
    """What is claimed above the budget."""
    unknown_lines: Count | None = None
    """How many lines are unknown."""
    provisional: YesNo | None = None
    """Whether unknown lines may still change the sums."""


class LinesExpectation(Model):
    """How many lines sections have in all."""

    awards: Count | None = None
    """Lines of awards."""
    standards: Count | None = None
    """Lines of standards."""
    targets: Count | None = None
    """Lines of targets."""
    tasks: Count | None = None
    """Lines of tasks."""


class ProblemExpectation(Model):
    """Something wrong with the facts."""

    at: str
    """Where: a JSON pointer."""
    code: str | None = None
    """What: the code of the problem."""


class Expectation(Model):
    """What is expected of the decision. Only what is given is compared."""

    awards: tuple[AwardExpectation, ...] = ()
    """Lines of awards."""
    standards: tuple[StandardExpectation, ...] = ()
    """Lines of standards."""
    targets: tuple[TargetExpectation, ...] = ()
    """Lines of targets."""
    tasks: tuple[TaskExpectation, ...] = ()
    """Lines of tasks."""
    totals: TotalsExpectation | None = None
    """The totals."""
    lines: LinesExpectation | None = None
    """How many lines there are."""
    holds: tuple[Identifier, ...] = ()
    """The promises of the policy that the decision keeps: ids of its invariants."""
    warnings: tuple[ProblemExpectation, ...] = ()
    """The warnings about the facts: exactly these."""
    errors: tuple[ProblemExpectation, ...] = ()
    """Why the facts are refused: exactly these problems."""
