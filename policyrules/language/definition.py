"""A policy as the library holds it: provisions whose formulas are typed trees, parameters, interpretations.

Everything here is frozen. Interpretations are still open and years still unknown; `policyrules.program`
settles both for one decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from policyrules.language.files import PolicyFile
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Expression
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

T = TypeVar("T")

#: The key under which a switch says what any number chosen as an option means.
NUMBER = "number"


@dataclass(frozen=True)
class Chosen(Generic[T]):
    """One of several, by the option of an interpretation."""

    interpretation: str
    options: Mapping[str, T]


@dataclass(frozen=True)
class Parameter:
    """A number of the document: its values by the day from which each holds, earliest first.

    `unit` is the counting word of a count: 名, 家.
    """

    name: str
    kind: Kind
    values: tuple[tuple[date, Value], ...]
    clause: str
    label: Text
    unit: Text | None = None

    def value_on(self, day: date) -> Value:
        """The value that holds on `day`; before the first of its dates, the first."""
        found = self.values[0][1]
        for start, value in self.values:
            if start <= day:
                found = value
        return found


@dataclass(frozen=True)
class NumericOption:
    """Options that are numbers, and their bounds."""

    kind: Kind
    least: Value | None
    most: Value | None
    label: Text


@dataclass(frozen=True)
class Interpretation:
    """A question that the document leaves open, and its readings."""

    name: str
    clause: str
    question: Text
    options: Mapping[str, Text]
    number: NumericOption | None
    default: str | Value
    reason: Text


@dataclass(frozen=True)
class Criterion:
    """A condition of an award."""

    id: str
    label: Text
    test: Expression


@dataclass(frozen=True)
class Award:
    """Whom an award goes to, on which criteria, and how much it is."""

    id: str
    clause: str
    label: Text
    subject: str
    payee: str | None
    payer: Text | None
    once: bool
    first_year: Expression
    last_year: Expression
    tiers: Mapping[int, str]
    combine: str | Chosen[str]
    after_lower_tier: str | Chosen[str]
    criteria: tuple[Criterion, ...]
    amount: Expression
    cap: Expression | None
    rank: tuple[Expression, ...] | Chosen[tuple[Expression, ...]]


@dataclass(frozen=True)
class Limit:
    """What every limit has."""

    id: str
    clause: str
    label: Text
    awards: tuple[str, ...]


@dataclass(frozen=True)
class Cap(Limit):
    """At most an amount for each payee, over a year or the whole period."""

    amount: Expression
    period: str | Chosen[str]
    cut: str | Chosen[str]


@dataclass(frozen=True)
class Exclusive(Limit):
    """Of several awards a payee gets only the highest."""


@dataclass(frozen=True)
class Places(Limit):
    """Only so many ranked subjects are chosen; None means all."""

    places: Expression | Chosen[Expression | None] | None


@dataclass(frozen=True)
class Tranche:
    """Awards served together from what is left of a budget: in proportion, or by rank."""

    awards: tuple[str, ...]
    by_rank: bool


@dataclass(frozen=True)
class Budget(Limit):
    """At most an amount a year over all payees."""

    amount: Expression
    less: Expression | None
    tranches: tuple[Tranche, ...] | Chosen[tuple[Tranche, ...]]


AnyLimit = Cap | Exclusive | Places | Budget


@dataclass(frozen=True)
class Definition:
    """All that a policy folder says."""

    identity: PolicyFile
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    interpretations: Mapping[str, Interpretation]
    awards: tuple[Award, ...]
    limits: tuple[AnyLimit, ...]
    clauses: Mapping[str, str]
    digest: str

    def award(self, name: str) -> Award:
        """The award of that id."""
        return next(award for award in self.awards if award.id == name)
