"""Which statuses the lines that moved had before and have now, and those lines as a frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policyrules.comparison.population.model import Transition
from policyrules.comparison.population.moved import change, in_order, moved
from policyrules.decision.lines import STATUS_LABELS
from policyrules.text import Text

_KEYS = ("award", "status_before", "status_after")
_ORDER = [*STATUS_LABELS, None]


def changed(pairs: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Every line that moved, the largest changes first, with what it pays more in fen (null: unknown)."""
    return in_order(pairs.filter(moved())).with_columns(change().alias("change"))


def transitions(pairs: nw.LazyFrame[Any], labels: Mapping[str, Text]) -> tuple[Transition, ...]:
    """How many lines went from which status to which, award by award in the order of `labels`."""
    more = change()
    nothing = nw.lit(0, nw.Int64)
    figures = {
        "lines": nw.lit(1, nw.Int64),
        "gained": nw.when(more > 0).then(more).otherwise(nothing),
        "lost": nw.when(more < 0).then(-more).otherwise(nothing),
        "undetermined": more.is_null().cast(nw.Int64),
    }
    valued = pairs.filter(moved()).select(*_KEYS, *(each.alias(name) for name, each in figures.items()))
    counted = valued.group_by(*_KEYS).agg(nw.col(name).sum().cast(nw.Int64) for name in figures)
    order = {name: index for index, name in enumerate(labels)}

    def place(row: Mapping[str, Any]) -> tuple[int, int, int]:
        return (order[row["award"]], _ORDER.index(row["status_before"]), _ORDER.index(row["status_after"]))

    rows = sorted(counted.collect().rows(named=True), key=place)
    return tuple(
        Transition(
            award=row["award"],
            label=labels[row["award"]],
            before=row["status_before"],
            after=row["status_after"],
            **{name: int(row[name]) for name in figures},
        )
        for row in rows
    )
