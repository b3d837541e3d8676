"""A decision over frames as grids: how many lines of each award and standard came to what, and the first lines."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.decision.frame_decision import FrameDecision
from policyrules.decision.frame_lines import in_order
from policyrules.decision.lines import STATUS_LABELS
from policyrules.decision.verdict_words import VERDICTS
from policyrules.reports.grid import Cell, Grid, Money
from policyrules.reports.population.sections import frame_of
from policyrules.reports.safe import plain
from policyrules.reports.words import column, modality, status
from policyrules.text import Language, Text

if TYPE_CHECKING:
    import polars as pl

#: How many lines of awards a table shows.
FIRST = 20


def sums(decision: FrameDecision, language: Language, only: Collection[str] = ()) -> Grid:
    """For each award and status the number of lines, and what they are entitled to and paid."""
    import polars as pl

    of = partial(column, language=language)
    columns = (
        of("award"), of("clause", sort="id"), of("status", sort="status"), of("lines", sort="number"),
        of("entitled", sort="number"), of("paid", sort="number"),
    )  # fmt: skip
    # Of many lines, sums may be more than 64 bits hold.
    amounts = (pl.col(each).cast(pl.Int128).sum() for each in ("entitled_fen", "paid_fen"))
    counted = _counts(frame_of(decision, "awards"), ("award", "status"), *amounts)
    shown = [each for each in STATUS_LABELS if not only or each in only]
    rows: list[tuple[Cell, ...]] = []
    for award in decision.program.awards:
        for code in shown:
            if (award.id, code) in counted:
                lines, entitled, paid = counted[award.id, code]
                head = (award.label.pick(language), award.clause, status(code, language))
                rows.append((*head, lines, Money(int(entitled)), Money(int(paid))))
    return Grid("sums", Text("奖励", "Awards").pick(language), columns, tuple(rows))


def first_lines(decision: FrameDecision, language: Language, only: Collection[str] = ()) -> Grid:
    """The first lines that are paid something, in the order of decisions; `only` those of some statuses."""
    import polars as pl

    of = partial(column, language=language)
    columns = (
        of("enterprise", sort="id"), of("award"), of("clause", sort="id"), of("subject", sort="id"),
        of("tier", sort="number"), of("status", sort="status"), of("entitled", sort="number"),
        of("paid", sort="number"),
    )  # fmt: skip
    wanted = pl.col("status").is_in(list(only)) if only else pl.col("paid_fen") > 0
    kept = nw.from_native(frame_of(decision, "awards").filter(wanted))
    labels = {award.id: award.label.pick(language) for award in decision.program.awards}
    found: pl.LazyFrame = in_order(kept, list(labels)).head(FIRST).to_native()
    rows = tuple(_line(row, labels[row["award"]], language) for row in found.collect(engine="streaming").to_dicts())
    said = Text(f"实发金额大于零的前 {FIRST} 项", f"The first {FIRST} lines that are paid something")
    if only:
        said = Text(f"所选结果的前 {FIRST} 项", f"The first {FIRST} lines of these statuses")
    return Grid("first", said.pick(language), columns, rows).without_empty({"tier"})


def _line(row: dict[str, Any], label: str, language: Language) -> tuple[Cell, ...]:
    return (
        plain(row["enterprise"]),
        label,
        row["clause"],
        "" if row["subject"] == row["enterprise"] else plain(row["subject"]),
        row["tier"],
        status(row["status"], language),
        None if row["entitled_fen"] is None else Money(row["entitled_fen"]),
        None if row["paid_fen"] is None else Money(row["paid_fen"]),
    )


def verdicts(decision: FrameDecision, language: Language) -> Grid:
    """For each standard and verdict the number of things."""
    of = partial(column, language=language)
    columns = (of("provision"), of("clause", sort="id"), of("verdict", sort="status"), of("lines", sort="number"))
    counted = _counts(frame_of(decision, "standards"), ("standard", "verdict"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (rule.label.pick(language), rule.clause, status(code, language), *counted[rule.id, code])
        for rule in decision.program.standards
        for code in VERDICTS
        if (rule.id, code) in counted
    )
    return Grid("verdicts", Text("标准", "Standards").pick(language), columns, rows)


def items(decision: FrameDecision, language: Language) -> Grid:
    """For each item and verdict the number of things."""
    of = partial(column, language=language)
    columns = (
        of("block"), of("item"), of("clause", sort="id"), of("modality"), of("verdict", sort="status"),
        of("lines", sort="number"),
    )  # fmt: skip
    counted = _counts(frame_of(decision, "items"), ("standard", "block", "item", "verdict"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            block.label.pick(language), item.label.pick(language), item.clause, modality(item.modality, language),
            status(code, language), *counted[rule.id, block.id, item.id, code],
        )
        for rule in decision.program.standards
        for block in rule.blocks
        for item in block.items
        for code in VERDICTS
        if (rule.id, block.id, item.id, code) in counted
    )  # fmt: skip
    return Grid("items", Text("标准各项", "Items of standards").pick(language), columns, rows)


def _counts(frame: pl.LazyFrame, keys: tuple[str, ...], *sums: pl.Expr) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """How many lines there are for each key, and sums over them."""
    import polars as pl

    found = frame.group_by(keys).agg(pl.len(), *sums).collect(engine="streaming")
    return {row[: len(keys)]: row[len(keys) :] for row in found.rows()}
