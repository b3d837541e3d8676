"""Every award line of two decisions of a population beside its counterpart, as one frame.

Lines belong together as `comparison.alignment` says: by award, payee and subject; of several, those of one tier, and
what is left over from the lowest tier up. A side without such a line has no status there, and pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw

from policyrules.comparison.population.lines import FIGURES, KEYS, SIDES, Match, of_awards, sided

_TYPES: Mapping[str, nw.dtypes.DType] = {
    "status": nw.String(), "tier": nw.Int64(), "entitled": nw.Int64(), "paid": nw.Int64(),
}  # fmt: skip
_COLUMNS = (*KEYS, *(sided(name, side) for side in SIDES for name in FIGURES))


def paired(before: nw.LazyFrame[Any], after: nw.LazyFrame[Any], matches: Mapping[str, Match]) -> nw.LazyFrame[Any]:
    """The columns `KEYS`, and the figures of each side: `status_before`, …, `paid_after`."""
    of = {match: [name for name, found in matches.items() if found is match] for match in Match}
    # An award of one side alone is not looked for on the other.
    parts = [_one_sided(frame, side, of[Match.ONE_SIDED]) for frame, side in ((before, "before"), (after, "after"))]
    if of[Match.BY_SUBJECT]:
        parts.append(_by_subject(*(of_awards(each, of[Match.BY_SUBJECT]) for each in (before, after))))
    if of[Match.BY_TIER]:
        parts.append(_by_tier(*(of_awards(each, of[Match.BY_TIER]) for each in (before, after))))
    found = nw.concat([part.select(*_COLUMNS) for part in parts], how="vertical")
    return found.with_columns(_nothing(name, side) for side in SIDES for name in ("entitled", "paid"))


def _nothing(name: str, side: str) -> nw.Expr:
    """An amount; nothing, for certain, where that side has no such line."""
    amount = nw.col(sided(name, side))
    return (
        nw.when(nw.col(sided("status", side)).is_null())
        .then(nw.lit(0, nw.Int64))
        .otherwise(amount)
        .alias(sided(name, side))
    )


def _one_sided(lines: nw.LazyFrame[Any], side: str, awards: Iterable[str]) -> nw.LazyFrame[Any]:
    """The lines of awards that the other side does not have."""
    other = next(each for each in SIDES if each != side)
    empty = [nw.lit(None, _TYPES[name]).alias(sided(name, other)) for name in FIGURES]
    return of_awards(lines, awards).select(*KEYS, *_named(side), *empty)


def _named(side: str) -> list[nw.Expr]:
    return [nw.col(name).alias(sided(name, side)) for name in FIGURES]


def _by_subject(before: nw.LazyFrame[Any], after: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The lines of awards with one line for each subject, the same subjects on both sides."""
    key = ["award", "subject"]
    return before.select(*KEYS, *_named("before")).join(after.select(*key, *_named("after")), on=key, how="inner")


def _by_tier(before: nw.LazyFrame[Any], after: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The lines of awards with several lines for one subject: those of one tier, then the others in their order."""
    both = nw.concat([_on_side(before, "before"), _on_side(after, "after")], how="vertical")
    one = nw.col("one")
    # Lines without a tier stand in the order of their statuses: paid before, then unknown.
    nth = one.cum_sum().over(*KEYS, "side", "rank", order_by=["status"])
    both = both.with_columns(nth.alias("nth"))
    both = both.with_columns((one.sum().over(*KEYS, "rank", "nth") > 1).alias("alike"))
    left = one.cum_sum().over(*KEYS, "side", "alike", order_by=["rank", "status", "nth"])
    slot = nw.when(nw.col("alike")).then(nw.col("rank")).otherwise(left)
    both = both.with_columns(slot.alias("slot"), nw.when(nw.col("alike")).then(nw.col("nth")).otherwise(0).alias("nth"))
    return both.group_by(*KEYS, "alike", "slot", "nth").agg(
        nw.col(sided(name, side)).max() for side in SIDES for name in FIGURES
    )


def _on_side(lines: nw.LazyFrame[Any], side: str) -> nw.LazyFrame[Any]:
    """The lines of one side among those of both, with nothing in the columns of the other."""
    given = {
        sided(name, each): nw.col(name) if each == side else nw.lit(None, _TYPES[name])
        for each in SIDES
        for name in FIGURES
    }
    return lines.select(
        *KEYS,
        nw.col("status"),
        nw.lit(side).alias("side"),
        nw.col("tier").fill_null(0).alias("rank"),
        nw.lit(1, nw.Int64).alias("one"),
        *(column.alias(name) for name, column in given.items()),
    )
