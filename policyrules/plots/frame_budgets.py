"""What a budget comes to under each reading, of facts in dataframes: sums over columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.decision.deciding_frames import decide_frames
from policyrules.facts.frames.missing import needed
from policyrules.plots.budgets import BudgetUse
from policyrules.program.program import BudgetRule, Program
from policyrules.text import Text

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision
    from policyrules.policy import Policy


def frame_uses(readings: Sequence[tuple[Text, Policy]], frames: Any, year: int) -> Iterator[BudgetUse]:
    """The use of the budget under each reading; the facts are checked once.

    Raises FactsError, UsageError, EngineError.
    """
    needed("polars")
    _, first = readings[0]
    vocabulary = first.definition.vocabulary
    # What the lines come to before any budget is the same under all readings.
    free = decide_frames(_without_budgets(first.program(year)), frames, vocabulary, None, check=True)
    for label, policy in readings:
        yield _use(label, decide_frames(policy.program(year), frames, vocabulary, None, check=False), free)


def _without_budgets(program: Program) -> Program:
    """The program with budgets from which nothing is cut."""
    stages = (
        replace(each, over_all=replace(each.over_all, tranches=())) if isinstance(each.over_all, BudgetRule) else each
        for each in program.stages
    )
    return replace(program, stages=tuple(stages))


def _use(label: Text, decision: FrameDecision, free: FrameDecision) -> BudgetUse:
    lines, without = _sums(decision), _sums(free)
    both = lines.join(without.rename({"paid": "free"}), on=["award", "enterprise"], how="inner")
    both = both.with_columns((nw.col("free") - nw.col("paid")).alias("cut"))
    rows = _collected(decision, both.group_by("award").agg(nw.col("paid").sum(), nw.col("cut").sum()))
    payees = both.filter(nw.col("cut") > 0).select(nw.col("enterprise")).unique()
    totals = decision.totals
    return BudgetUse(
        label=label,
        paid={row["award"]: row["paid"] for row in rows},
        cut={row["award"]: row["cut"] for row in rows},
        payees_cut=len(_collected(decision, payees)),
        available=totals.budget,
        unknown=totals.unknown_lines,
    )


def _sums(decision: FrameDecision) -> nw.LazyFrame[Any]:
    """What each payee is paid of each award, in fen."""
    lines = decision.facts.backend.lazy(decision.awards).filter(~nw.col("paid_fen").is_null())
    return lines.group_by("award", "enterprise").agg(nw.col("paid_fen").sum().cast(nw.Int64).alias("paid"))


def _collected(decision: FrameDecision, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    return list(decision.facts.backend.collected(frame).rows(named=True))
