"""Duties and the ledger in which they are reported, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.language.definition.common import Chosen
from policyrules.language.definition.targets import Count
from policyrules.language.model import Modality
from policyrules.language.tree import Expression
from policyrules.text import Text


@dataclass(frozen=True)
class ConditionCase:
    """A condition on the reporting units of some places; of all that no case before it names where there are none."""

    places: tuple[str, ...]
    label: Text
    test: Expression


@dataclass(frozen=True)
class ByCondition:
    """Met where the condition of the unit's case holds."""

    cases: tuple[ConditionCase, ...]


@dataclass(frozen=True)
class ByStandard:
    """Met where all things of the unit to which a standard applies meet it; `by` is the field of their place."""

    standard: str
    by: str


@dataclass(frozen=True)
class ByTargets:
    """What the unit contributes to targets."""

    targets: tuple[str, ...]


@dataclass(frozen=True)
class ByCount:
    """Which things of the unit satisfy conditions."""

    count: Count


@dataclass(frozen=True)
class Measure:
    """A figure that is reported."""

    id: str
    label: Text
    figure: Expression


@dataclass(frozen=True)
class ByMeasures:
    """Figures that are reported."""

    measures: tuple[Measure, ...]


DutyStatus = ByCondition | ByStandard | ByTargets | ByCount | ByMeasures


@dataclass(frozen=True)
class Reference:
    """Something that the document points to and does not contain; `fact` (owner and field) stands for it."""

    id: str
    label: Text
    clause: str
    fact: Expression | None


@dataclass(frozen=True)
class Heading:
    """A heading under which duties stand; `under` is the one above it."""

    id: str
    clause: str
    label: Text
    under: str | None


@dataclass(frozen=True)
class Duty:
    """Who does what. `number` is the official one; no `places` means all; no `status` that it is filed as text."""

    id: str
    number: int | None
    clause: str
    heading: str | None
    label: Text
    modality: Modality
    verb: str
    bodies: tuple[str, ...]
    period: str | None
    places: tuple[str, ...]
    applies: Expression | None
    external: tuple[str, ...]
    status: DutyStatus | None


@dataclass(frozen=True)
class Due:
    """The month and day by which a quarter is reported."""

    month: int
    day: int
    clause: str


@dataclass(frozen=True)
class Ledger:
    """The quarterly report of the things of the list `unit`; `filings` is the list inside them of what was filed."""

    clause: str
    label: Text
    unit: str
    filings: str
    due: Mapping[int, Due]
    due_day_counts: bool | Chosen[bool]


@dataclass(frozen=True)
class Duties:
    """All that `duties.yaml` says. `bodies` gives the English name of each body."""

    bodies: Mapping[str, str]
    headings: Mapping[str, Heading]
    references: Mapping[str, Reference]
    skipped: Mapping[int, Text]
    duties: tuple[Duty, ...]
    ledger: Ledger | None
