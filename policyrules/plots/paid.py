"""What is paid: award by award, or unit by unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from matplotlib.axes import Axes

from policyrules.errors import UsageError
from policyrules.plots.amounts import money_axis
from policyrules.plots.bars import Layer, room, said, stacked, stub, swatch
from policyrules.plots.colours import Look, Theme, look_of
from policyrules.plots.look import canvas, legend, nothing, row_labels, rows, title
from policyrules.plots.sums import (
    AnyDecision,
    Key,
    PaidSum,
    by_award,
    by_award_and_unit,
    has_units,
    paid_in,
    unit_label,
    units,
)
from policyrules.reports.comparison.words import short
from policyrules.suggestions import did_you_mean
from policyrules.text import Language, Text

By = Literal["award", "county"]
_WAYS = ("award", "county")
_PAID, _NOT_PAID = (
    Text("实发", "paid"),
    Text("未发（受限额、择一或预算所限）", "not paid (a limit, a choice, the budget)"),
)
_OPEN = Text("待定（金额未知）", "unknown amount")
#: How long the hatched piece is that stands for an unknown amount, of the longest bar.
_STUB = 0.025
#: How far the axis reaches where nothing is paid: a yuan.
_FEN = 100


def payments(
    decision: AnyDecision,
    by: By = "award",
    language: Language = "zh",
    ax: Axes | None = None,
    theme: Theme = "light",
) -> Axes:
    """A bar for each award, or for each unit of those who are paid: what is paid, in whole fen.

    By award also what is not paid of what the lines are entitled to; by county the awards in their colours. Lines of
    unknown amount are counted and hatched. Raises UsageError for another `by`, and for counties where there are none.
    """
    look = look_of(theme)
    _check(decision, by)
    sums = by_award_and_unit(decision)
    heading = _heading(decision, by).pick(language)
    if not sums:
        words = Text("没有奖励项目", "there is no line of an award")
        return nothing(canvas(ax, look, rows(2)), look, heading, words.pick(language))
    draw = _by_award if by == "award" else _by_unit
    return draw(decision, sums, heading, language, ax, look)


def _check(decision: AnyDecision, by: str) -> None:
    if by not in _WAYS:
        near = did_you_mean(by, _WAYS) or Text("", "")
        raise UsageError(Text(f"不能按 `{by}` 分组；{near.zh}", f"cannot group by `{by}`; {near.en}"))
    if by == "county" and not has_units(decision):
        raise UsageError(
            Text("受奖者不属于任何县（市、区）：请用 by='award'", "payees belong to no county: use by='award'")
        )


def _heading(decision: AnyDecision, by: By) -> Text:
    zh, en = ("各项奖励", "award") if by == "award" else ("各县（市、区）", "county")
    return Text(f"{decision.year}年{zh}实发", f"Paid by {en}, {decision.year}")


def _by_award(
    decision: AnyDecision,
    sums: Mapping[Key, PaidSum],
    heading: str,
    language: Language,
    ax: Axes | None,
    look: Look,
) -> Axes:
    found = by_award(sums, decision)
    totals = [total for _, total in found]
    layers = [
        Layer(_PAID.pick(language), look.of(0), [each.paid for each in totals]),
        Layer(_NOT_PAID.pick(language), look.cut, [each.entitled - each.paid for each in totals]),
    ]
    return _drawn([label.pick(language) for label, _ in found], totals, layers, heading, language, ax, look)


def _by_unit(
    decision: AnyDecision,
    sums: Mapping[Key, PaidSum],
    heading: str,
    language: Language,
    ax: Axes | None,
    look: Look,
) -> Axes:
    names = units(sums)
    totals = [paid_in(sums, name) for name in names]
    layers = [
        Layer(award.label.pick(language), look.of(index), [paid_in(sums, name, award.id).paid for name in names])
        for index, award in enumerate(decision.program.awards)
    ]
    labels = [unit_label(name).pick(language) for name in names]
    return _drawn(labels, totals, layers, heading, language, ax, look)


def _drawn(
    labels: list[str],
    totals: list[PaidSum],
    layers: list[Layer],
    heading: str,
    language: Language,
    ax: Axes | None,
    look: Look,
) -> Axes:
    axes = canvas(ax, look, rows(len(labels)))
    shown = [each for each in layers if any(each.lengths)]
    stacked(axes, look, shown)
    row_labels(axes, look, labels)
    ends = [sum(layer.lengths[row] for layer in shown) for row in range(len(labels))]
    most = max(ends)
    piece = _STUB * (most or _FEN)
    for row, each in enumerate(totals):
        if each.unknown:
            stub(axes, look, ends[row], row, piece)
    words = [_words(each, language) for each in totals]
    room(axes, labels, (most or _FEN) + piece, words)
    said(axes, look, [end + piece * bool(each.unknown) for end, each in zip(ends, totals, strict=True)], words)
    unit = money_axis(axes, look, most, language)
    lines = _legend(axes, look, shown, any(each.unknown for each in totals), labels, language)
    title(axes, look, heading, [unit], above=lines)
    return axes


def _words(total: PaidSum, language: Language) -> str:
    """`30 万元`, and how many lines are unknown."""
    words = short(total.paid, language)
    if total.unknown:
        words += Text(f"，另 {total.unknown:,} 项待定", f", {total.unknown:,} unknown").pick(language)
    return words


def _legend(
    ax: Axes, look: Look, layers: Sequence[Layer], unknown: bool, rows_: Sequence[str], language: Language
) -> int:
    handles = [swatch(look, each.color) for each in layers]
    labels = [each.label for each in layers]
    if unknown:
        handles.append(swatch(look, look.open, hatched=True))
        labels.append(_OPEN.pick(language))
    return legend(ax, look, handles, labels, rows_)
