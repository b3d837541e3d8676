"""Why a line is what it is, as sentences from its explanation: how the amount comes about, then what speaks against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.comparison.model import NO_LINE, LineState
from policyrules.decision.lines import AwardLine
from policyrules.text import Text, joined


def figures(line: AwardLine | None) -> LineState:
    """What a line comes to."""
    return NO_LINE if line is None else LineState(line.status, line.tier, line.entitled_fen, line.paid_fen)


def explained(line: AwardLine | None) -> LineState:
    """What a line comes to, by what, and why: what takes time, and is asked of lines that moved alone."""
    if line is None:
        return NO_LINE
    return replace(figures(line), decided_by=line.decided_by, reasons=tuple(_why(line)))


def _why(line: AwardLine) -> Iterator[Text]:
    if line.status == "not_eligible":
        yield from (each.text for each in line.telling_reasons)
        return
    explanation = line.explain()
    if explanation.amount is not None:
        yield _amount(line.tier, explanation.amount)
    yield from (each.text for each in line.reasons if each.code != "facts_missing")
    labels = list(dict.fromkeys(each.label for each in explanation.missing))
    if labels:
        listed = joined(labels, "、", ", ")
        yield Text(f"缺少{listed.zh}", f"missing: {listed.en}")


def _amount(tier: int | None, amount: Text) -> Text:
    return amount if tier is None else Text(f"第{tier}档：{amount.zh}", f"tier {tier}: {amount.en}")
