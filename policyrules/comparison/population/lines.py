"""The award lines of one decision of a population, as columns; and which awards have one line for each subject."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

import narwhals as nw

from policyrules.program.program import AwardRule, Combine, Program

#: What tells lines apart, but for several of one subject.
KEYS = ("award", "enterprise", "subject")
#: What a line comes to: amounts in fen.
FIGURES = ("status", "tier", "entitled", "paid")
SIDES = ("before", "after")


class Match(Enum):
    """How the lines of an award on the two sides belong together."""

    BY_SUBJECT = "one line for each subject on both sides, of the same things and payees"
    ONE_SIDED = "only one side has the award"
    BY_TIER = "a subject may have several lines, or other payees"


def matches(before: Program, after: Program) -> dict[str, Match]:
    """How the lines of each award belong together."""
    first, second = ({award.id: award for award in each.awards} for each in (before, after))
    return {name: _match(first.get(name), second.get(name)) for name in (*first, *second)}


def alone(before: Program, after: Program) -> tuple[str, ...]:
    """The awards under which every payee has one pair of lines: its own awards, with one line for each."""
    own = {award.id for award in before.awards if award.payee is None}
    return tuple(name for name, match in matches(before, after).items() if match is Match.BY_SUBJECT and name in own)


def _match(first: AwardRule | None, second: AwardRule | None) -> Match:
    if first is None or second is None:
        return Match.ONE_SIDED
    alike = (first.subject, first.payee) == (second.subject, second.payee)
    single = Combine.EACH not in (first.combine, second.combine)
    return Match.BY_SUBJECT if alike and single else Match.BY_TIER


def lines(awards: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The lines of a decision under the names of `KEYS` and `FIGURES`, each as one type wherever it ran."""
    return awards.select(
        *(nw.col(name).cast(nw.String) for name in (*KEYS, "status")),
        nw.col("tier").cast(nw.Int64),
        nw.col("entitled_fen").cast(nw.Int64).alias("entitled"),
        nw.col("paid_fen").cast(nw.Int64).alias("paid"),
    )


def of_awards(found: nw.LazyFrame[Any], names: Iterable[str]) -> nw.LazyFrame[Any]:
    """The lines of some awards."""
    return found.filter(nw.col("award").is_in(list(names)))


def sided(name: str, side: str) -> str:
    """The column of a figure on one side: `paid_before`."""
    return f"{name}_{side}"
