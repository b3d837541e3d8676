"""The cards on top of a comparison: one figure each, and what it was or is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.comparison.checks import Checks
from policyrules.comparison.comparison import Comparison
from policyrules.reports.comparison.words import short, signed
from policyrules.text import Language, Text


@dataclass(frozen=True)
class Card:
    """A heading, a figure, a line below it, and the code of its colour (empty for none)."""

    heading: str
    figure: str
    below: str
    code: str = ""


def cards(comparison: Comparison, language: Language) -> list[Card]:
    """The cards: the money, the payees, the lines, the checks."""
    found = list(_awards(comparison, language)) if comparison.has_awards else []
    if not comparison.has_awards or comparison.judged:
        number = comparison.judged_otherwise
        words = Text("标准、目标和任务", "standards, targets and tasks").pick(language)
        found.append(Card(Text("结论变动", "Come out otherwise").pick(language), f"{number:,}", words))
    if comparison.checks is not None:
        found += _checks(comparison.checks, language)
    return found


def _awards(comparison: Comparison, language: Language) -> Iterator[Card]:
    every, first, second = comparison.all, comparison.before.totals, comparison.after.totals

    def say(zh: str, en: str) -> str:
        return Text(zh, en).pick(language)

    was = short(first.paid, language)
    moved = second.paid - first.paid
    change = signed(moved, language) if moved else say("不变", "no change")
    yield Card(say("实发", "Paid"), short(second.paid, language), say(f"原 {was}，{change}", f"was {was}, {change}"))
    if second.budget is not None:
        available = short(second.budget, language)
        over, had = short(second.overrun, language), short(first.overrun, language)
        below = say(f"可用 {available}；原超出 {had}", f"of {available} available; was {had}")
        yield Card(
            say("超出预算", "Claimed above budget"), over, below, "loss" if second.overrun > first.overrun else ""
        )
    yield Card(
        say("增加", "Gain"), f"{every.gainers:,}", signed(every.gained, language), "gain" if every.gainers else ""
    )
    yield Card(say("减少", "Lose"), f"{every.losers:,}", signed(-every.lost, language), "loss" if every.losers else "")
    same, of = f"{every.unchanged:,}", f"{every.payees:,}"
    open_ = say(f"；{every.undetermined} 家未定", f"; {every.undetermined} open") if every.undetermined else ""
    yield Card(say("不变", "Same"), same, say(f"共 {of} 家", f"of {of} payees") + open_)
    gone = f"{every.no_longer_eligible:,}"
    below = say(f"项；不再符合 {gone} 项", f"lines; no longer eligible: {gone}")
    yield Card(say("新符合", "Newly eligible"), f"{every.newly_eligible:,}", below)


def _checks(checks: Checks, language: Language) -> Iterator[Card]:
    passed, of = len(checks.of_outcome("passed")), len(checks.cases)
    below = ""
    if checks.base_cases:
        changed = len(checks.base_changed)
        below = Text(
            f"现有 {checks.base_cases} 个中 {changed} 个结果不同",
            f"{changed} of {checks.base_cases} existing ones differ",
        ).pick(language)
    code = "" if not of else "gain" if passed == of else "bad"
    yield Card(Text("测试", "Cases").pick(language), f"{passed} / {of}", below, code)
    if checks.invariants:
        held, broken = len(checks.holding), len(checks.of_state("broken"))
        proved = len(checks.of_state("proved"))
        words = Text(f"{broken} 条被违反", f"{broken} broken") if broken else Text("没有被违反", "none broken")
        if proved and not broken:
            words = Text(f"其中 {proved} 条已证明", f"{proved} of them proved")
        figure = f"{held} / {len(checks.invariants)}"
        yield Card(
            Text("不变式成立", "Invariants held").pick(language),
            figure,
            words.pick(language),
            "bad" if broken else "gain",
        )
