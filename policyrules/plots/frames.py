"""The figures of pictures from frames: sums that the columns add up, so that no line becomes an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.comparison.population.payees import has_units, payees

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision


def lines_with_units(decision: FrameDecision) -> nw.LazyFrame[Any]:
    """The award lines, each with the unit of its payee: null where the facts do not say it."""
    facts, name = decision.facts, decision.program.payees
    lines = facts.backend.lazy(decision.awards)
    group = facts.vocabulary.lists.get(name)
    if group is None or not has_units(group):
        return lines.with_columns(nw.lit(None, nw.String).alias("county"))
    return lines.join(payees(facts, name, None).select("enterprise", "county"), on="enterprise", how="left")


def frame_sums(decision: FrameDecision) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Entitled and paid fen over the known lines, and how many are unknown, by award and unit."""
    grouped = lines_with_units(decision).group_by("award", "county")
    sums = grouped.agg(
        nw.col("entitled_fen").sum().cast(nw.Int64).alias("entitled"),
        nw.col("paid_fen").sum().cast(nw.Int64).alias("paid"),
        nw.col("paid_fen").is_null().cast(nw.Int64).sum().cast(nw.Int64).alias("unknown"),
    )
    rows = decision.facts.backend.collected(sums).rows(named=True)
    return {
        (row["award"], row["county"] or ""): (row["entitled"] or 0, row["paid"] or 0, row["unknown"]) for row in rows
    }
