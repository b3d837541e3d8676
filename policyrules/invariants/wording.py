"""What is said of each promise that is broken, however it was found: on single lines or on columns of them.

Amounts are in fen.
"""

from __future__ import annotations

from collections.abc import Collection

from policyrules.decision.prose import quantity
from policyrules.invariants.rules import (
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.invariants.violation import Violation, violation
from policyrules.language.quantities import Kind, yuan_text
from policyrules.text import Text


def above_most(rule: MostRule, subject: str, now: int, before: int) -> Violation:
    """A payee, or a thing, that gets more than is left for it after what was paid before."""
    found, allowed, had = (quantity(Kind.MONEY, each) for each in (now, rule.amount, before))
    words = Text(
        f"{subject} 发放 {found.zh}{f'，此前已发 {had.zh}' if before else ''}，最高 {allowed.zh}",
        f"{subject} is paid {found.en}{f' after {had.en}' if before else ''}, and may get {allowed.en} at most",
    )
    return violation(rule, subject, yuan_text(now), yuan_text(max(0, rule.amount - before)), words)


def above_budget(rule: WithinBudgetRule, paid: int, left: int) -> Violation:
    """What is paid in all is more than is available."""
    found, allowed = quantity(Kind.MONEY, paid), quantity(Kind.MONEY, left)
    words = Text(f"共发放 {found.zh}，可用 {allowed.zh}", f"{found.en} are paid in all, and {allowed.en} are available")
    return violation(rule, "", yuan_text(paid), yuan_text(left), words)


def several(rule: OneOfRule, payee: str, awards: Collection[str]) -> Violation:
    """A payee that gets several awards of which it may get one."""
    names = [each for each in rule.awards if each in awards]
    words = Text(
        f"{payee} 同年获得 {'、'.join(names)}，只能得一项",
        f"{payee} gets {', '.join(names)} for one year, and may get one of them",
    )
    return violation(rule, payee, ", ".join(names), "1", words)


def paid_again(rule: OnceRule, subject: str, award: Text, tier: int | None, paid: int) -> Violation:
    """A line that pays what was paid before."""
    found = quantity(Kind.MONEY, paid)
    of_tier = ("", "") if tier is None else (f"第{tier}档", f", tier {tier}")
    words = Text(
        f"{subject} 的{award.zh}{of_tier[0]}已发放过，又发放 {found.zh}",
        f"{award.en} of {subject}{of_tier[1]} was paid before, and {found.en} are paid again",
    )
    return violation(rule, subject, yuan_text(paid), "0.00", words)


def outside_years(rule: WithinYearsRule, subject: str, award: Text, year: int, paid: int) -> Violation:
    """A line that pays for a sales year outside those promised."""
    found, years = quantity(Kind.MONEY, paid), f"{rule.first}–{rule.last}"
    words = Text(
        f"{subject} 的{award.zh}为{year}年度发放 {found.zh}，只限{years}年度",
        f"{award.en} of {subject} pays {found.en} for {year}, and covers {years}",
    )
    return violation(rule, subject, str(year), years, words)


def not_surely(rule: NeedsRule, subject: str, award: Text, paid: int, holds: bool | None) -> Violation:
    """A line that is paid although a condition does not surely hold: it fails, or it is unknown."""
    found = quantity(Kind.MONEY, paid)
    state = Text("未知", "unknown") if holds is None else Text("不成立", "not met")
    words = Text(
        f"{subject} 获得{award.zh} {found.zh}，而所需条件{state.zh}",
        f"{award.en} pays {found.en} for {subject}, and the condition for it is {state.en}",
    )
    return violation(rule, subject, "unknown" if holds is None else "not_met", "met", words)


def paid_less(rule: MonotoneRule, payee: str, before: int, now: int) -> Violation:
    """A payee that gets less for a higher figure of one of its things, or of its own."""
    had, found = quantity(Kind.MONEY, before), quantity(Kind.MONEY, now)
    words = Text(
        f"{rule.figure.field} 提高后，{payee} 由 {had.zh} 减为 {found.zh}",
        f"with a higher {rule.figure.field} {payee} is paid {found.en} instead of {had.en}",
    )
    return violation(rule, payee, yuan_text(now), yuan_text(before), words)


def without_block(rule: NeedsBlocksRule, subject: str, block: str, verdict: str) -> Violation:
    """A thing that meets a standard and not one of its blocks; of a block that there is no more, `absent`."""
    words = Text(
        f"{subject} 达标，而 {block} 一项为 {verdict}",
        f"{subject} meets {rule.standard}, and its block {block} is {verdict}",
    )
    return violation(rule, subject, verdict, block, words)
