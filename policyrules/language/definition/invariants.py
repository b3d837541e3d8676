"""Invariants, typed: what a document promises, stated apart from the provisions and limits that keep it."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.definition.common import Chosen
from policyrules.language.tree import Expression
from policyrules.text import Text

#: The awards that an invariant is about; None: all that there are.
Awards = tuple[str, ...] | None


@dataclass(frozen=True)
class Unless:
    """The options of an interpretation under which something is not promised."""

    interpretation: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Invariant:
    """What every invariant has."""

    id: str
    clause: str
    label: Text
    unless: Unless | None


@dataclass(frozen=True)
class Most(Invariant):
    """No payee, or no subject of the awards, gets more than an amount: over a year, a whole period, or one decision."""

    awards: Awards
    amount: Expression
    period: str | Chosen[str]
    per: str


@dataclass(frozen=True)
class WithinBudget(Invariant):
    """No more than an amount is paid for a year in all."""

    awards: Awards
    amount: Expression
    less: Expression | None


@dataclass(frozen=True)
class OneOf(Invariant):
    """A payee gets at most one of several awards for a year."""

    awards: tuple[str, ...]


@dataclass(frozen=True)
class Once(Invariant):
    """What is in the register, for a subject and a tier, is not paid again."""

    awards: tuple[str, ...]


@dataclass(frozen=True)
class WithinYears(Invariant):
    """Nothing is paid outside some years."""

    awards: Awards
    first: Expression
    last: Expression


@dataclass(frozen=True)
class Needs(Invariant):
    """Nothing is paid under an award where a condition does not surely hold."""

    award: str
    test: Expression


@dataclass(frozen=True)
class NeedsBlocks(Invariant):
    """What meets a standard meets some of its blocks."""

    standard: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Nested(Invariant):
    """Each of several counts is at least the one before it."""

    targets: tuple[str, ...]


@dataclass(frozen=True)
class Monotone(Invariant):
    """A higher figure of a thing never lowers what its payee is paid.

    `figure` is a bare fact of the things of the list `of`; `limits` says whose limits count (`payee` or `all`), and
    `paid_before` what the register may hold (`any` or `nothing`).
    """

    of: str
    figure: Expression
    awards: Awards
    limits: str
    paid_before: str


AnyInvariant = Most | WithinBudget | OneOf | Once | WithinYears | Needs | Monotone | NeedsBlocks | Nested
