"""Limits over several lines, typed."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.definition.common import Chosen
from policyrules.language.tree import Expression
from policyrules.text import Text


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
