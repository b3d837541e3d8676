"""Which pairs of lines moved, by how much, and in which order they are told: as of single lines, in columns."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from policyrules.comparison.model import ELIGIBLE, NOT_ELIGIBLE
from policyrules.comparison.population.lines import FIGURES, SIDES, sided

#: The columns by which moves are ordered; `in_order` adds them.
_ORDER = ("unsaid", "least", "enterprise", "subject", "award", "rank_before", "rank_after")


def change() -> nw.Expr:
    """What a pair pays more (or less), in fen; null where it is unknown on either side."""
    return nw.col("paid_after") - nw.col("paid_before")


def moved() -> nw.Expr:
    """Whether status, tier or amounts differ; a line of one side that is not eligible there is no difference."""
    idle = _idle("before") & _idle("after")
    different = [_differs(nw.col(sided(name, "before")), nw.col(sided(name, "after"))) for name in FIGURES]
    return ~idle & nw.any_horizontal(*different, ignore_nulls=False)


def newly_eligible() -> nw.Expr:
    """Whether it meets the criteria now and surely did not before."""
    return _idle("before") & _eligible("after")


def no_longer_eligible() -> nw.Expr:
    """Whether it met the criteria before and surely does not now."""
    return _eligible("before") & _idle("after")


def _idle(side: str) -> nw.Expr:
    status = nw.col(sided("status", side))
    return status.is_null() | _is_one_of(status, NOT_ELIGIBLE)


def _eligible(side: str) -> nw.Expr:
    return _is_one_of(nw.col(sided("status", side)), ELIGIBLE)


def _is_one_of(status: nw.Expr, statuses: tuple[str | None, ...]) -> nw.Expr:
    """Whether a status is one of those; never null."""
    return status.fill_null("").is_in([each for each in statuses if each is not None])


def _differs(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """Whether two values differ, of which one or both may be null; never null."""
    return (one.is_null() != other.is_null()) | (one != other).fill_null(False)


def in_order(moves: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The largest changes first, whichever way; those that are unknown last; a tie by payee, subject and award."""
    size = nw.when(change() < 0).then(change()).otherwise(-change())
    ranks = [nw.col(sided("tier", side)).fill_null(0).alias(f"rank_{side}") for side in SIDES]
    keyed = moves.with_columns(change().is_null().alias("unsaid"), size.fill_null(0).alias("least"), *ranks)
    return keyed.sort(*_ORDER).drop("unsaid", "least", "rank_before", "rank_after")
