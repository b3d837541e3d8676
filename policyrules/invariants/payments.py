"""Invariants of what is paid: worked out from the lines, the facts and the register, with no help of an engine.

A promise must not be vouched for by the limits that are to keep it. What is unknown is not paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.decision.prose import quantity
from policyrules.facts.records import Paid
from policyrules.invariants.rules import (
    Awards,
    MostRule,
    NeedsRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.invariants.violation import Violation, violation
from policyrules.language.quantities import Kind, Value, yuan_text
from policyrules.language.tree import Attribute, Expression
from policyrules.program.evaluate import Lookup, evaluate, truth
from policyrules.program.program import Combine
from policyrules.text import Text


def most(rule: MostRule, decision: Decision) -> Iterator[Violation]:
    """Payees that get more than is left for them: one who had more before may get nothing more."""
    for payee, lines in _by_payee(decision, rule.awards).items():
        now = sum(line.paid_fen or 0 for line in lines)
        entries = [each for each in _register(decision, rule.awards, rule.whole_period) if each.enterprise == payee]
        before = sum(each.amount for each in entries)
        left = max(0, rule.amount - before)
        if now > left:
            found, allowed, had = (quantity(Kind.MONEY, each) for each in (now, rule.amount, before))
            words = Text(
                f"{payee} 发放 {found.zh}{f'，此前已发 {had.zh}' if before else ''}，最高 {allowed.zh}",
                f"{payee} is paid {found.en}{f' after {had.en}' if before else ''}, and may get {allowed.en} at most",
            )
            yield violation(rule, payee, yuan_text(now), yuan_text(left), words)


def within_budget(rule: WithinBudgetRule, decision: Decision) -> Iterator[Violation]:
    """The total of the year, where it is above what other support and earlier payments leave."""
    paid = sum(line.paid_fen or 0 for line in _lines(decision, rule.awards))
    before = sum(each.amount for each in _register(decision, rule.awards))
    left = max(0, rule.amount - _less(rule.less, decision) - before)
    # What was paid before may have used it up; only what is paid beyond that breaks the promise.
    if paid > left:
        found, allowed = quantity(Kind.MONEY, paid), quantity(Kind.MONEY, left)
        words = Text(
            f"共发放 {found.zh}，可用 {allowed.zh}", f"{found.en} are paid in all, and {allowed.en} are available"
        )
        yield violation(rule, "", yuan_text(paid), yuan_text(left), words)


def _less(less: Expression | None, decision: Decision) -> int:
    """What reduces a budget, in fen. Unknown support counts as none."""
    value = None if less is None else evaluate(less, _safely(lambda each: _circumstance(decision, each)))
    return 0 if value is None or isinstance(value, str) else max(0, int(value // 1))


def one_of(rule: OneOfRule, decision: Decision) -> Iterator[Violation]:
    """Payees that get one of the awards beside another, of this decision or of the register."""
    for payee, lines in _by_payee(decision, rule.awards).items():
        now = {line.award for line in lines if line.paid_fen}
        before = {each.award for each in _register(decision, rule.awards) if each.enterprise == payee}
        if now and len(now | before) > 1:
            names = [each for each in rule.awards if each in now | before]
            words = Text(
                f"{payee} 同年获得 {'、'.join(names)}，只能得一项",
                f"{payee} gets {', '.join(names)} for one year, and may get one of them",
            )
            yield violation(rule, payee, ", ".join(names), "1", words)


def once(rule: OnceRule, decision: Decision) -> Iterator[Violation]:
    """Lines that pay what the register has as paid, for the same subject and tier, in whatever year."""
    for line in _lines(decision, rule.awards):
        tiers = {each.tier for each in decision.facts.paid if _is_for(each, line)}
        paid_before = bool(tiers) if line.tier is None else any(_is_part(tier, line) for tier in tiers)
        if paid_before and (line.paid_fen or 0) > _unpaid_tiers(line, tiers):
            found = quantity(Kind.MONEY, line.paid_fen)
            tier = ("", "") if line.tier is None else (f"第{line.tier}档", f", tier {line.tier}")
            words = Text(
                f"{line.subject} 的{line.award_label.zh}{tier[0]}已发放过，又发放 {found.zh}",
                f"{line.award_label.en} of {line.subject}{tier[1]} was paid before, and {found.en} are paid again",
            )
            yield violation(rule, line.subject, yuan_text(line.paid_fen or 0), "0.00", words)


def _is_for(entry: Paid, line: AwardLine) -> bool:
    """Whether an entry of the register is for the award and the subject of a line."""
    own = entry.subject is None and line.claim.award.payee is None
    return entry.award == line.award and (entry.enterprise if own else entry.subject) == line.subject


def _is_part(tier: int | None, line: AwardLine) -> bool:
    """Whether a line that names the tier it reaches also pays for `tier`. Entries that name none leave that open."""
    if tier is None or line.tier is None:
        return False
    return tier == line.tier or (line.claim.award.combine is Combine.SUM and tier < line.tier)


def _unpaid_tiers(line: AwardLine, paid: set[int | None]) -> int:
    """Where tiers add up: what those come to that were not paid, in fen. Else nothing is left to be paid."""
    if line.claim.award.combine is not Combine.SUM or line.tier is None:
        return 0
    lookup = line.claim.case.lookup(line.claim.subject)
    total = 0
    for tier in line.claim.award.tiers:
        if (tier.number or 0) <= line.tier and tier.number not in paid:
            amount = evaluate(tier.amount, lookup)
            total += 0 if amount is None or isinstance(amount, str) else int(amount // 1)
    return total


def within_years(rule: WithinYearsRule, decision: Decision) -> Iterator[Violation]:
    """Lines that pay for a sales year outside those promised."""
    if rule.first <= decision.year <= rule.last:
        return
    for line in _lines(decision, rule.awards):
        if line.paid_fen:
            found, years = quantity(Kind.MONEY, line.paid_fen), f"{rule.first}–{rule.last}"
            words = Text(
                f"{line.subject} 的{line.award_label.zh}为{decision.year}年度发放 {found.zh}，只限{years}年度",
                f"{line.award_label.en} of {line.subject} pays {found.en} for {decision.year}, and covers {years}",
            )
            yield violation(rule, line.subject, str(decision.year), years, words)


def needs(rule: NeedsRule, decision: Decision) -> Iterator[Violation]:
    """Lines that are paid although the condition, as the promising policy states it, does not surely hold."""
    for line in _lines(decision, (rule.award,)):
        holds = truth(rule.test, _safely(line.claim.case.lookup(line.claim.subject))) if line.paid_fen else True
        if not holds:
            found = quantity(Kind.MONEY, line.paid_fen)
            state = Text("未知", "unknown") if holds is None else Text("不成立", "not met")
            words = Text(
                f"{line.subject} 获得{line.award_label.zh} {found.zh}，而所需条件{state.zh}",
                f"{line.award_label.en} pays {found.en} for {line.subject}, and the condition for it is {state.en}",
            )
            yield violation(rule, line.subject, "unknown" if holds is None else "not_met", "met", words)


def _safely(lookup: Lookup) -> Lookup:
    """Attributes of facts whose vocabulary may be another: what it does not have is unknown."""

    def find(attribute: Attribute) -> Value | None:
        try:
            return lookup(attribute)
        except (KeyError, TypeError):
            return None

    return find


def _circumstance(decision: Decision, attribute: Attribute) -> Value | None:
    thing = decision.facts.objects.get(attribute.owner)
    return None if thing is None else thing.value(attribute.field, attribute.year, attribute.member)


def _lines(decision: Decision, awards: Awards) -> Iterator[AwardLine]:
    return (line for line in decision.awards if awards is None or line.award in awards)


def _by_payee(decision: Decision, awards: Awards) -> dict[str, list[AwardLine]]:
    found: dict[str, list[AwardLine]] = defaultdict(list)
    for line in _lines(decision, awards):
        found[line.enterprise].append(line)
    return found


def _register(decision: Decision, awards: Awards, all_years: bool = False) -> Iterator[Paid]:
    for each in decision.facts.paid:
        if (awards is None or each.award in awards) and (all_years or each.year == decision.year):
            yield each
