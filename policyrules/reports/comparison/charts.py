"""The charts of a comparison as geometry; the templates draw them. All lengths are whole units of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from policyrules.comparison.comparison import Comparison, Side
from policyrules.comparison.model import Group, PayeeChange
from policyrules.reports.comparison.words import short, signed
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

#: The width of a drawing, of its labels on the left, and the room for figures beside a bar.
WIDTH, LABELS, FIGURES = 720, 200, 130
ROW, BAR, TOP = 26, 16, 8
#: How many payees a chart shows on their own, and how long a label may be, in columns of a terminal.
MOST_PAYEES, _LONGEST = 12, 28


@dataclass(frozen=True)
class Bar:
    """A bar from `x`, its look, and words beside it that start (or, to the left of it, end) at `at`."""

    x: int
    width: int
    y: int
    look: str
    words: str
    at: int
    ends: bool = False


@dataclass(frozen=True)
class Row:
    """A label (shortened, and whole), and its bars."""

    label: str
    full: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """A drawing: rows, upright rules at `rules` with their words, and what it shows in words for who cannot see it."""

    title: str
    summary: str
    height: int
    rows: tuple[Row, ...]
    rules: tuple[tuple[int, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    note: str = ""


def charts(comparison: Comparison, language: Language) -> list[Chart]:
    """Who gains and loses, the use of the budget, what each award comes to; none of what does not change or exist."""
    if not comparison.has_awards:
        return []
    found = [_payees(comparison, language), _budget(comparison, language), _awards(comparison, language)]
    return [chart for chart in found if chart.rows]


def _label(words: str) -> str:
    """A label that fits: what is too long ends in an ellipsis."""
    return words if cell_len(words) <= _LONGEST else set_cell_size(words, _LONGEST - 1).rstrip() + "…"


def _scaled(value: int, most: int, room: int) -> int:
    """A length in proportion; what is not nothing is seen."""
    return max(value * room // most, 1) if most and value else 0


# Who gains and loses


def _payees(comparison: Comparison, language: Language) -> Chart:
    moved = [each for each in comparison.payees if each.change]
    moved.sort(key=lambda each: (-abs(each.change or 0), each.payee.id))
    shown = [(_name(each), each.change or 0) for each in moved[:MOST_PAYEES]]
    shown.sort(key=lambda pair: -pair[1])
    shown += _others(comparison.all, moved[:MOST_PAYEES], language)
    most = max([1, *(abs(change) for _, change in shown)])
    # The figures of either side stand outside the bars.
    half = (WIDTH - LABELS) // 2
    middle, room = LABELS + half, half - FIGURES
    rows = tuple(
        _diverging(name, change, index, middle, most, room, language) for index, (name, change) in enumerate(shown)
    )
    note = ""
    if comparison.all.undetermined:
        number = comparison.all.undetermined
        note = Text(
            f"另有 {number} 家有待定项，未列入。", f"{number} more have an unknown line and are not shown."
        ).pick(language)
    return Chart(
        title=Text("谁增加，谁减少", "Who gains and who loses").pick(language),
        summary="; ".join(f"{name} {signed(change, language)}" for name, change in shown),
        height=TOP * 2 + ROW * len(rows),
        rows=rows,
        rules=((middle, ""),),
        note=note,
    )


def _name(each: PayeeChange) -> str:
    payee = each.payee
    return plain(
        f"{payee.name}（{payee.id}）" if payee.name and not payee.name.isascii() else _latin(payee.name, payee.id)
    )


def _latin(name: str, id_: str) -> str:
    return f"{name} ({id_})" if name else id_


def _others(every: Group, shown: Sequence[PayeeChange], language: Language) -> list[tuple[str, int]]:
    """All others that gain and that lose, apart."""
    found = []
    for zh, en, number, total, sign in (
        ("增加", "gain", every.gainers, every.gained, 1),
        ("减少", "lose", every.losers, -every.lost, -1),
    ):
        told = [each.change for each in shown if each.change is not None and each.change * sign > 0]
        rest = number - len(told)
        if rest:
            words = Text(f"其余 {rest:,} 家{zh}", f"{rest:,} others that {en}")
            found.append((words.pick(language), total - sum(told)))
    return found


def _diverging(name: str, change: int, index: int, middle: int, most: int, room: int, language: Language) -> Row:
    y, width = TOP + ROW * index, _scaled(abs(change), most, room)
    x = middle if change > 0 else middle - width
    at = x + width + 6 if change > 0 else x - 6
    bar = Bar(x, width, y, "gain" if change > 0 else "loss", signed(change, language), at, change < 0)
    return Row(_label(name), name, y, (bar,))


# The budget


def _budget(comparison: Comparison, language: Language) -> Chart:
    sides = (
        (Text("变更前", "before").pick(language), comparison.before),
        (Text("变更后", "after").pick(language), comparison.after),
    )
    budgets = [side.totals.budget for _, side in sides]
    most = max([1, *(each or 0 for each in budgets), *(_claimed(side) for _, side in sides)])
    room = WIDTH - LABELS - FIGURES
    rows = tuple(_use(name, side, index, most, room, language) for index, (name, side) in enumerate(sides))
    known = {each for each in budgets if each is not None}
    said = {each: Text(f"预算 {short(each, 'zh')}", f"budget {short(each, 'en')}") for each in sorted(known)}
    rules = tuple((LABELS + _scaled(each, most, room), words.pick(language)) for each, words in said.items())
    over = any(_claimed(side) > side.totals.paid for _, side in sides)
    legend = [("after", Text("实发", "paid").pick(language))]
    if over:
        legend.append(("over", Text("超出预算、未发", "claimed, not paid").pick(language)))
    return Chart(
        title=Text("预算使用", "Use of the budget").pick(language),
        summary="; ".join(f"{row.full}: {row.bars[-1].words}" for row in rows),
        height=TOP * 2 + ROW * len(rows) + (18 if rules else 0),
        rows=rows if any(bar.width for row in rows for bar in row.bars) else (),
        rules=rules,
        legend=tuple(legend),
    )


def _claimed(side: Side) -> int:
    """What is claimed, never less than what is paid."""
    return max(side.totals.claimed, side.totals.paid)


def _use(name: str, side: Side, index: int, most: int, room: int, language: Language) -> Row:
    paid, over = side.totals.paid, _claimed(side) - side.totals.paid
    y, width = TOP + ROW * index, _scaled(paid, most, room)
    beyond = _scaled(over, most, room)
    words = short(paid, language)
    if over:
        words += Text(f"（另超 {short(over, 'zh')}）", f" ({short(over, 'en')} over)").pick(language)
    at = LABELS + width + beyond + 6
    bars = [Bar(LABELS, width, y, "after", "", at)]
    if beyond:
        bars.append(Bar(LABELS + width, beyond, y, "over", "", at))
    inside = cell_len(words) * 7 > WIDTH - at
    if inside:
        bars.append(Bar(LABELS, 0, y, "inside", words, LABELS + 8))
    else:
        bars.append(Bar(LABELS, 0, y, "none", words, at))
    return Row(name, name, y, tuple(bars))


# By award


def _awards(comparison: Comparison, language: Language) -> Chart:
    groups = [each for each in comparison.by_award if each.paid_before or each.paid_after]
    most = max([1, *(max(each.paid_before, each.paid_after) for each in groups)])
    room = WIDTH - LABELS - FIGURES
    rows = []
    for index, group in enumerate(groups):
        y = TOP + (2 * BAR + 14) * index
        label = plain(group.label.pick(language))
        first, second = (_scaled(each, most, room) for each in (group.paid_before, group.paid_after))
        old = Bar(LABELS, first, y, "before", short(group.paid_before, language), LABELS + first + 6)
        new = Bar(LABELS, second, y + BAR + 2, "after", short(group.paid_after, language), LABELS + second + 6)
        rows.append(Row(_label(label), label, y + BAR // 2 + 1, (old, new)))
    return Chart(
        title=Text("各项奖励实发", "Paid by award").pick(language),
        summary="; ".join(f"{row.full}: {row.bars[0].words} → {row.bars[1].words}" for row in rows),
        height=TOP * 2 + (2 * BAR + 14) * len(rows) - 14,
        rows=tuple(rows),
        legend=(
            ("before", Text("变更前", "before").pick(language)),
            ("after", Text("变更后", "after").pick(language)),
        ),
    )
