"""The headings and small words of comparisons."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from policyrules.comparison.model import LineState, Move
from policyrules.language.quantities import decimal_text
from policyrules.reports import words
from policyrules.reports.grid import Change, Column, Money, Sort
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

HEADINGS: dict[str, Text] = {
    "figure": Text("指标", "Figure"),
    "before": Text("变更前", "Before"),
    "after": Text("变更后", "After"),
    "change": Text("变动", "Change"),
    "before_yuan": Text("变更前（元）", "Before (yuan)"),
    "after_yuan": Text("变更后（元）", "After (yuan)"),
    "change_yuan": Text("变动（元）", "Change (yuan)"),
    "number": Text("数量", "Number"),
    "amount": Text("金额（元）", "Amount (yuan)"),
    "payees": Text("企业数", "Payees"),
    "gainers": Text("增加", "Gain"),
    "gained": Text("增加额（元）", "Gained (yuan)"),
    "losers": Text("减少", "Lose"),
    "lost": Text("减少额（元）", "Lost (yuan)"),
    "unchanged": Text("不变", "Same"),
    "undetermined": Text("未定", "Open"),
    "undetermined_change": Text("未定者变动（元）", "Change of the open ones (yuan)"),
    "newly_eligible": Text("新符合（项）", "Newly eligible (lines)"),
    "no_longer_eligible": Text("不再符合（项）", "No longer eligible (lines)"),
    "award": Text("奖励", "Award"),
    "size": Text("规模", "Size"),
    "provision": Text("条款内容", "Provision"),
    "address": Text("地址", "Address"),
    "tier": Text("档次", "Tier"),
    "tier_before": Text("档次（前）", "Tier before"),
    "tier_after": Text("档次（后）", "Tier after"),
    "status_before": Text("结果（前）", "Status before"),
    "status_after": Text("结果（后）", "Status after"),
    "entitled_before": Text("应得（前，元）", "Entitled before (yuan)"),
    "entitled_after": Text("应得（后，元）", "Entitled after (yuan)"),
    "paid_before": Text("实发（前，元）", "Paid before (yuan)"),
    "paid_after": Text("实发（后，元）", "Paid after (yuan)"),
    "effect": Text("影响", "Effect"),
    "why": Text("原因", "Why"),
    "why_before": Text("变更前原因", "Why before"),
    "why_after": Text("变更后原因", "Why after"),
    "decided_before": Text("变更前由何决定", "Decided before by"),
    "decided_after": Text("变更后由何决定", "Decided after by"),
    "moved_by": Text("变动由何引起", "Moved by"),
    "section": Text("部分", "Section"),
    "differs": Text("不同之处", "What differs"),
    "check": Text("检查", "Check"),
    "result": Text("结果", "Result"),
    "findings": Text("详情", "Details"),
    "lines": Text("项数", "Lines"),
}
EFFECTS = {
    "direct": Text("直接", "direct"),
    "limit": Text("限制变更", "limit changed"),
    "indirect": Text("间接", "indirect"),
    "untold": Text("未说明", "not told"),
}
#: What each effect means, for the reader of a page.
EFFECT_NOTE = Text(
    "直接：本项条款自身有变更。限制变更：本项条款未变，但削减它的限制有变更。间接：本项条款和限制均未变更，"
    "因其他奖励变动而受上限、择一或预算影响。",
    "direct: the line's own provision changed. limit changed: its provision did not, but a limit that cuts it did. "
    "indirect: neither did; other awards moved it through a cap, exclusivity or the budget.",
)
SECTIONS = {
    "standards": Text("标准", "standard"),
    "targets": Text("目标", "target"),
    "tasks": Text("重点任务", "task"),
}
_FEN = 100
_YUAN = Text("元", "yuan")
#: The great unit of cards and charts, in fen, and its name.
_UNITS: dict[Language, tuple[int, str]] = {"zh": (10_000 * _FEN, "万元"), "en": (1_000_000 * _FEN, "million yuan")}
THE_SAME = Text("两者没有不同。", "The two say the same.")
NO_LINE = Text("无此项", "no such line")
UNKNOWN = Text("未定", "unknown")
KINDS = {
    "changed": Text("改", "changed"),
    "added": Text("增", "added"),
    "removed": Text("删", "removed"),
    "reordered": Text("调序", "reordered"),
}


def column(key: str, language: Language, sort: Sort = "text") -> Column:
    """The column of that key, under a heading of comparisons or else of all reports."""
    heading = HEADINGS.get(key)
    return words.column(key, language, sort) if heading is None else Column(key, heading.pick(language), sort)


def status(state: LineState, language: Language) -> str:
    """The status of a side, in words."""
    return NO_LINE.pick(language) if state.status is None else words.status(state.status, language).words


def both(before: str, after: str) -> str:
    """Two sides of something as one cell; once where they are the same."""
    return before if before == after else f"{before} → {after}"


def money(fen: int | None, language: Language) -> str:
    """An amount for a cell of words."""
    return UNKNOWN.pick(language) if fen is None else str(Money(fen))


def short(fen: int, language: Language) -> str:
    """An amount for a card or a chart, rounded where it is not short: 30 万元, ≈97.04 万元, 8.45 million yuan.

    Rounding is to two decimals of 万元 or million yuan, below that to the yuan; half goes to the even neighbour.
    """
    unit, name = _UNITS[language]
    worth = unit if fen >= unit else _FEN
    rounded = (
        Fraction(round(Fraction(fen * 100, worth)), 100) if worth == unit else Fraction(round(Fraction(fen, _FEN)))
    )
    words = f"{Decimal(decimal_text(rounded)):,}"
    near = "" if rounded * worth == fen else "≈"
    return f"{near}{words} {name if worth == unit else _YUAN.pick(language)}"


def signed(fen: int, language: Language) -> str:
    """A change, likewise: +30 万元."""
    sign, words = "+" if fen > 0 else "−" if fen < 0 else "", short(abs(fen), language)
    return f"≈{sign}{words[1:]}" if words.startswith("≈") else sign + words


def change_cell(fen: int | None, language: Language) -> Change | str:
    """By how much an amount changes, or that it is unknown."""
    return UNKNOWN.pick(language) if fen is None else Change(fen)


def reasons(state: LineState, language: Language) -> str:
    """Why a side is what it is, a reason on each line."""
    return "\n".join(plain(each.pick(language)) for each in state.reasons)


def moved_by(move: Move, names: dict[str, Text], language: Language) -> str:
    """What moved a line: the changes behind it, and the limits through which they reached it."""
    causes = [_named(each, names, language) for each in move.causes]
    limits = [_named(each, names, language) for each in move.limits]
    gap = "、" if language == "zh" else ", "
    parts = [gap.join(causes)] if causes else []
    if limits and move.effect != "limit":
        through = Text(f"经由{gap.join(limits)}", f"through {gap.join(limits)}")
        parts.append(through.pick(language))
    return ("；" if language == "zh" else "; ").join(parts)


def _named(address: str, names: dict[str, Text], language: Language) -> str:
    return plain(names[address].pick(language)) if address in names else address
