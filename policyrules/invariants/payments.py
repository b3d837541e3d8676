"""Invariants of what is paid: worked out from the lines, the facts and the register, with no help of an engine.

A promise must not be vouched for by the limits that are to keep it. What is unknown is not paid.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.decision.lines import AwardLine
from policyrules.invariants import wording
from policyrules.invariants.paid import Payment, Payments
from policyrules.invariants.rules import (
    MostRule,
    NeedsRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.invariants.violation import Violation
from policyrules.language.quantities import Value
from policyrules.language.tree import Attribute, Expression
from policyrules.program.evaluate import Lookup, evaluate, truth
from policyrules.program.program import Combine


def most(rule: MostRule, payments: Payments) -> Iterator[Violation]:
    """Payees, or subjects, that get more than is left for them: one who had more before may get nothing more."""
    found = payments.for_subjects(rule.awards) if rule.per_subject else payments.to_payees(rule.awards)
    counted = _before_for_subject if rule.per_subject else _before_to_payee
    for paid in found.values():
        now = sum([each.fen for each in paid])
        before = counted(rule, paid[0], payments) if rule.earlier and payments.register else 0
        if now > max(0, rule.amount - before):
            yield wording.above_most(rule, paid[0].line.subject if rule.per_subject else paid[0].payee, now, before)


def _before_to_payee(rule: MostRule, payment: Payment, payments: Payments) -> int:
    """What the register has for a payee, in fen."""
    return sum(each.amount for each in payments.before(payment.payee, rule.awards, rule.whole_period))


def _before_for_subject(rule: MostRule, payment: Payment, payments: Payments) -> int:
    """What the register has for a subject under the awards for things of its list, in fen."""
    subject, found = payment.line.claim.subject, 0
    for award in payments.decision.program.awards:
        if award.subject == subject.group and (rule.awards is None or award.id in rule.awards):
            entries = payments.before_for(award, subject.id)
            found += sum(each.amount for each in entries if rule.whole_period or each.year == payments.year)
    return found


def within_budget(rule: WithinBudgetRule, payments: Payments) -> Iterator[Violation]:
    """The total of the year, where it is above what other support and earlier payments leave."""
    paid = sum(each.fen for each in payments.under(rule.awards))
    before = sum(each.amount for each in payments.entries(rule.awards))
    left = max(0, rule.amount - _less(rule.less, payments) - before)
    # What was paid before may have used it up; only what is paid beyond that breaks the promise.
    if paid > left:
        yield wording.above_budget(rule, paid, left)


def _less(less: Expression | None, payments: Payments) -> int:
    """What reduces a budget, in fen. Unknown support counts as none."""
    value = None if less is None else evaluate(less, _safely(lambda each: _circumstance(payments, each)))
    return 0 if value is None or isinstance(value, str) else max(0, int(value // 1))


def one_of(rule: OneOfRule, payments: Payments) -> Iterator[Violation]:
    """Payees that get one of the awards beside another, of this decision or of the register."""
    for payee, paid in payments.to_payees(rule.awards).items():
        found = {each.award for each in paid} | {each.award for each in payments.before(payee, rule.awards)}
        if len(found) > 1:
            yield wording.several(rule, payee, found)


def once(rule: OnceRule, payments: Payments) -> Iterator[Violation]:
    """Lines that pay what the register has as paid, for the same subject and tier, in whatever year."""
    for _, _, fen, line in payments.under(rule.awards) if payments.register else ():
        tiers = {each.tier for each in payments.before_for(line.claim.award, line.subject)}
        paid_before = bool(tiers) if line.tier is None else any(_is_part(tier, line) for tier in tiers)
        if paid_before and fen > _unpaid_tiers(line, tiers):
            yield wording.paid_again(rule, line.subject, line.award_label, line.tier, fen)


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


def within_years(rule: WithinYearsRule, payments: Payments) -> Iterator[Violation]:
    """Lines that pay for a sales year outside those promised."""
    if not rule.first <= payments.year <= rule.last:
        for each in payments.under(rule.awards):
            yield wording.outside_years(rule, each.line.subject, each.line.award_label, payments.year, each.fen)


def needs(rule: NeedsRule, payments: Payments) -> Iterator[Violation]:
    """Lines that are paid although the condition, as the promising policy states it, does not surely hold."""
    for each in payments.under((rule.award,)):
        claim = each.line.claim
        holds = truth(rule.test, _safely(claim.case.lookup(claim.subject)))
        if not holds:
            yield wording.not_surely(rule, each.line.subject, each.line.award_label, each.fen, holds)


def _safely(lookup: Lookup) -> Lookup:
    """Attributes of facts whose vocabulary may be another: what it does not have is unknown."""

    def find(attribute: Attribute) -> Value | None:
        try:
            return lookup(attribute)
        except (KeyError, TypeError):
            return None

    return find


def _circumstance(payments: Payments, attribute: Attribute) -> Value | None:
    thing = payments.decision.facts.objects.get(attribute.owner)
    return None if thing is None else thing.value(attribute.field, attribute.year, attribute.member)
