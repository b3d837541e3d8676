"""Promises of what is paid: `invariants/payments.py`, with terms. What is unknown is not paid."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.facts.renaming import register_of
from policyrules.invariants.rules import (
    Awards,
    MostRule,
    NeedsRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.program.program import AwardRule, Combine
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.facts.register import Entry
from policyrules.proof.logic.terms import (
    Bool,
    Int,
    at_most,
    both,
    either,
    greatest,
    less,
    negation,
    same,
    total,
    when,
)
from policyrules.proof.promises.asking import asked


def most(rule: MostRule, decision: SymbolicDecision) -> Bool:
    """Somebody gets more than is left: who had more before may get nothing more."""
    groups = _each_subject(rule, decision) if rule.per_subject else _each_payee(rule, decision)
    return either(*(_above(total(each.due for each in claims), rule.amount, before) for claims, before in groups))


def _above(now: Int, amount: int, before: Int) -> Bool:
    return less(greatest(0, amount - before), now)


def _each_payee(rule: MostRule, decision: SymbolicDecision) -> Iterator[tuple[list[SymbolicClaim], Int]]:
    """The lines of each payee, and what the register has for it."""
    world, awards = decision.world, _named(rule.awards, decision)
    for payee in world.shape.of(decision.program.payees):
        before = world.register.paid_to(payee, awards, rule.whole_period)[1] if rule.earlier else 0
        yield decision.of(payee, rule.awards), before


def _each_subject(rule: MostRule, decision: SymbolicDecision) -> Iterator[tuple[list[SymbolicClaim], Int]]:
    """The lines of each subject, and what the register has for it under the awards for things of its list."""
    found: dict[tuple[str, str], list[SymbolicClaim]] = {}
    for claim in decision.of(None, rule.awards):
        found.setdefault((claim.award.subject, claim.subject), []).append(claim)
    for (_, subject), claims in found.items():
        awards = {claim.award.id: claim.award for claim in claims}.values()
        yield claims, total(_paid_for(award, subject, rule, decision) for award in awards) if rule.earlier else 0


def _paid_for(award: AwardRule, subject: str, rule: MostRule, decision: SymbolicDecision) -> Int:
    year = decision.program.year
    return total(
        when(both(names, rule.whole_period or same(entry.year, year)), entry.amount, 0)
        for names, entry in _entries(award, subject, decision)
    )


def within_budget(rule: WithinBudgetRule, decision: SymbolicDecision) -> Bool:
    """More is paid for the year than other support and earlier payments leave."""
    before = decision.world.register.paid_to_all(_named(rule.awards, decision))
    known, support = (True, 0) if rule.less is None else asked(decision).whole(rule.less)
    left = greatest(0, rule.amount - greatest(0, when(known, support, 0)) - before)
    return less(left, decision.paid(None, rule.awards))


def one_of(rule: OneOfRule, decision: SymbolicDecision) -> Bool:
    """A payee gets one of the awards beside another, of this decision or of the register."""
    world, found = decision.world, list[Bool]()
    for payee in world.shape.of(decision.program.payees):
        now = {award: either(*(less(0, each.due) for each in decision.of(payee, [award]))) for award in rule.awards}
        before = {award: world.register.paid_to(payee, [award], whole_period=False)[0] for award in rule.awards}
        found += [
            both(now[one], either(now[other], before[other]))
            for one in rule.awards
            for other in rule.awards
            if one != other
        ]
    return either(*found)


def once(rule: OnceRule, decision: SymbolicDecision) -> Bool:
    """A line pays what the register has as paid, for the same subject and tier, in whatever year."""
    return either(*(_paid_again(claim, decision) for claim in decision.of(None, rule.awards)))


def _paid_again(claim: SymbolicClaim, decision: SymbolicDecision) -> Bool:
    entries = list(_entries(claim.award, claim.subject, decision))
    without_tier = both(same(claim.tier, 0), either(*(names for names, _ in entries)))
    with_tier = both(
        negation(same(claim.tier, 0)),
        either(*(both(names, _is_part(entry, claim)) for names, entry in entries)),
    )
    paid_more = less(_unpaid_tiers(claim, entries, decision), claim.due)
    return both(claim.there, either(without_tier, with_tier), paid_more)


def _is_part(entry: Entry, claim: SymbolicClaim) -> Bool:
    """Whether a line that names the tier it reaches also pays for that of an entry."""
    tier = entry.tier.term
    adds_up = claim.award.combine is Combine.SUM
    return both(entry.tier.known, at_most(tier, claim.tier) if adds_up else same(tier, claim.tier))


def _unpaid_tiers(claim: SymbolicClaim, entries: list[tuple[Bool, Entry]], decision: SymbolicDecision) -> Int:
    """Where tiers add up: what those come to that were not paid, in fen. Else nothing is left to be paid."""
    if claim.award.combine is not Combine.SUM:
        return 0
    formulas = decision.world.formulas(claim.award.subject, claim.subject)
    found = list[Int]()
    for tier in claim.award.tiers:
        number = tier.number or 0
        paid = either(*(both(names, entry.tier.known, same(entry.tier.term, number)) for names, entry in entries))
        known, amount = formulas.whole(tier.amount)
        reached = both(negation(same(claim.tier, 0)), at_most(number, claim.tier))
        found.append(when(both(reached, negation(paid), known), amount, 0))
    return total(found)


def within_years(rule: WithinYearsRule, decision: SymbolicDecision) -> Bool:
    """A line pays for a sales year outside those promised."""
    if rule.first <= decision.program.year <= rule.last:
        return False
    return either(*(less(0, claim.due) for claim in decision.of(None, rule.awards)))


def needs(rule: NeedsRule, decision: SymbolicDecision) -> Bool:
    """A line is paid although the condition, as the promising policy states it, does not surely hold."""
    return either(
        *(
            both(less(0, claim.due), negation(asked(decision, claim.award.subject, claim.subject).truth(rule.test).met))
            for claim in decision.of(None, [rule.award])
        )
    )


def _named(awards: Awards, decision: SymbolicDecision) -> tuple[str, ...]:
    """The awards that are promised of, as the register may name them."""
    if awards is not None:
        return awards
    register = register_of(decision.world.vocabulary)
    return () if register is None else tuple(decision.world.vocabulary.lists[register].fields["award"].options)


def _entries(award: AwardRule, subject: str, decision: SymbolicDecision) -> Iterator[tuple[Bool, Entry]]:
    """The entries of the register, and whether each is for an award and a subject."""
    register = decision.world.register
    return ((register.names(each, award.id, subject), each) for each in register.entries)
