"""The typed tree that every formula of a policy is parsed into, once.

A tree as parsed may still speak of years, tiers and interpretations in general. `policyrules.program.ground`
settles those for one decision; what is then left is constants, attributes, comparisons, arithmetic and
connectives: the core forms that every execution knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from policyrules.language.quantities import Kind, Value

Comparison = OneOf[">", ">=", "<", "<=", "==", "!="]
Operator = OneOf["+", "-", "*", "/"]
#: The comparison that holds where another does not.
OPPOSITE: dict[Comparison, Comparison] = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}

#: The owner of an attribute that belongs to the subject itself.
SUBJECT = ""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value known before any fact is: a parameter's (then named by it), an option's or a small literal."""

    value: Value
    kind: Kind
    source: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact: a field of the subject, of what a reference of it names, or of a shared circumstance.

    `member` names one option of a fact of several choices: the attribute is then a flag, whether it is among them.
    """

    field: str
    kind: Kind
    owner: str = SUBJECT
    year: int | None = None
    member: str | None = None

    @property
    def key(self) -> str:
        """A name unique among the attributes of one subject: `hosts`, `sales@2025`, `city.towns@2026`, `zones:x`."""
        name = f"{self.owner}.{self.field}" if self.owner else self.field
        name = name if self.year is None else f"{name}@{self.year}"
        return name if self.member is None else f"{name}:{self.member}"


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values of one kind."""

    operator: Comparison
    left: Expression
    right: Expression
    kind: Kind = Kind.FLAG


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold (Kleene's and)."""

    parts: tuple[Expression, ...]
    kind: Kind = Kind.FLAG


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds (Kleene's or)."""

    parts: tuple[Expression, ...]
    kind: Kind = Kind.FLAG


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: Expression
    kind: Kind = Kind.FLAG


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, difference, product or quotient, exact."""

    operator: Operator
    left: Expression
    right: Expression
    kind: Kind


@dataclass(frozen=True, slots=True)
class Extremum:
    """The least or the greatest of several values of one kind; unknown if any is."""

    which: OneOf["min", "max"]
    parts: tuple[Expression, ...]
    kind: Kind


# Forms that grounding settles.


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A parameter of the policy, whose value depends on the date."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class TierParameter:
    """A parameter of the tier at hand: `tier.hosts`."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class OptionValue:
    """The number chosen as the option of an interpretation."""

    interpretation: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class YearName:
    """The decision's sales year, or the year that a range of years binds."""

    name: str
    kind: Kind = Kind.YEAR


@dataclass(frozen=True, slots=True)
class SeriesAt:
    """A series of facts, in a year."""

    field: str
    year: Expression
    kind: Kind
    owner: str = SUBJECT


@dataclass(frozen=True, slots=True)
class ForYears:
    """A condition asked for each year of a range, both ends included; an empty range asks nothing."""

    quantifier: OneOf["all", "any"]
    variable: str
    first: Expression
    last: Expression
    body: Expression
    kind: Kind = Kind.FLAG


@dataclass(frozen=True, slots=True)
class Switched:
    """A formula for each option of an interpretation."""

    interpretation: str
    options: tuple[tuple[str, Expression], ...]
    kind: Kind


Expression = (
    Constant
    | Attribute
    | Compare
    | Every
    | Some
    | Negation
    | Arithmetic
    | Extremum
    | ParameterName
    | TierParameter
    | OptionValue
    | YearName
    | SeriesAt
    | ForYears
    | Switched
)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside another."""
    match expression:
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Every(parts=parts) | Some(parts=parts) | Extremum(parts=parts):
            return parts
        case Negation(part=part):
            return (part,)
        case SeriesAt(year=year):
            return (year,)
        case ForYears(first=first, last=last, body=body):
            return (first, last, body)
        case Switched(options=options):
            return tuple(formula for _, formula in options)
    return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it, outermost first, left to right."""
    yield expression
    for part in parts_of(expression):
        yield from walk(part)


def attributes(expression: Expression) -> tuple[Attribute, ...]:
    """The attributes of a grounded expression, each once, in order of appearance."""
    return tuple(dict.fromkeys(each for each in walk(expression) if isinstance(each, Attribute)))
