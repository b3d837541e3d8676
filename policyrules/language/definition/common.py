"""What every provision is made of: values chosen by an interpretation, parameters, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Expression
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

    `unit` is the counting word of a count: 名, 家. `describes` names the fact, after its list or circumstance, whose
    meaning the number is part of: `city.strong_towns`.
    """

    name: str
    kind: Kind
    values: tuple[tuple[date, Value], ...]
    clause: str
    label: Text
    unit: Text | None = None
    describes: str | None = None

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
    """A condition of an award, or of what is counted."""

    id: str
    label: Text
    test: Expression
