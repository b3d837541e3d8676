"""The lines of awards, counted: for each award how many came to what, and what they are entitled to and paid."""

from __future__ import annotations

from collections import Counter

from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS
from policyrules.reports.grid import Cell, Column, Grid, Money
from policyrules.reports.words import column
from policyrules.text import Language, Text

_TITLE = Text("各奖励的结果", "Awards")


def by_award(decision: Decision, language: Language) -> Grid:
    """A row for each award of which there is a line; a status that no line has is left out."""
    lines = Counter[tuple[str, str]]((line.award, line.status) for line in decision.awards)
    entitled, paid = Counter[str](), Counter[str]()
    for line in decision.awards:
        entitled[line.award] += line.entitled_fen or 0
        paid[line.award] += line.paid_fen or 0
    every = Counter[str](line.status for line in decision.awards)
    there = [code for code in STATUS_LABELS if every[code]]
    rows: list[tuple[Cell, ...]] = [
        (
            award.label.pick(language), award.clause, *(lines[award.id, code] or None for code in there),
            Money(entitled[award.id]), Money(paid[award.id]),
        )
        for award in decision.program.awards
        if any(lines[award.id, code] for code in there)
    ]  # fmt: skip
    columns = (
        column("award", language), column("clause", language, "id"),
        *(Column(f"lines:{code}", STATUS_LABELS[code].pick(language), "number") for code in there),
        column("entitled", language, "number"), column("paid", language, "number"),
    )  # fmt: skip
    total = Text("合计", "Total").pick(language)
    footer: tuple[Cell, ...] = (
        total,
        "",
        *(every[code] for code in there),
        Money(entitled.total()),
        Money(paid.total()),
    )
    return Grid("by_award", _TITLE.pick(language), columns, tuple(rows), footer)
