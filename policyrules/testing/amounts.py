"""Properties of one decision: no amount is above what the policy's own provisions allow.

Each takes a decision and raises AssertionError. They are worked out from the decision's lines, the facts and
the program's numbers, not with the engines' own helpers: a helper that is wrong must not vouch for itself.
"""

from __future__ import annotations

from collections import defaultdict

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.language.quantities import Value, yuan_text
from policyrules.language.tree import Attribute
from policyrules.program.evaluate import evaluate
from policyrules.program.program import BudgetRule, CapRule, Combine, ExclusiveRule


def caps_hold(decision: Decision) -> None:
    """No payee gets more under a cap than the cap, counting what it was paid before."""
    for cap in decision.program.limits():
        if not isinstance(cap, CapRule):
            continue
        for payee, lines in _by_payee(decision).items():
            now = sum(line.paid_fen or 0 for line in lines if line.award in cap.awards)
            before = sum(
                entry.amount
                for entry in decision.facts.paid
                if entry.enterprise == payee
                and entry.award in cap.awards
                and (cap.whole_period or entry.year == decision.year)
            )
            left = max(0, cap.amount - before)
            assert now <= left, (
                f"{cap.id}: {payee} gets {yuan_text(now)}, and only {yuan_text(left)} is left"
                f" of {yuan_text(cap.amount)}"
            )


def line_caps_hold(decision: Decision) -> None:
    """No line is above its clause: entitled within the award's cap and its formula, paid within entitled."""
    for line in decision.awards:
        entitled, paid = line.entitled_fen, line.paid_fen
        if entitled is None or paid is None:
            # An unknown line can be excluded all the same: whatever it comes to, another is no lower.
            open_amount = line.status == "unknown" or (line.status == "excluded" and paid == 0)
            assert open_amount, f"{line}: an amount is missing, yet the line is {line.status}"
            continue
        award = decision.program.award(line.award)
        assert 0 <= paid <= entitled, f"{line}: {line.paid} paid of {line.entitled}"
        assert award.cap is None or entitled <= award.cap, f"{line}: entitled to {line.entitled}, above the cap"
        assert entitled <= _formula(line), f"{line}: entitled to {line.entitled}, above the formula"
        allowed = {"paid": paid == entitled, "reduced": paid < entitled}.get(line.status, paid == 0)
        assert allowed, f"{line}: {line.paid} paid of {line.entitled} is not {line.status}"


def _formula(line: AwardLine) -> int:
    """What the award's tiers give, in fen: the greatest of the line's own, or those up to it added up."""
    claim = line.claim
    added_up = claim.award.combine is Combine.SUM
    amounts = []
    for tier in claim.award.tiers:
        amount = evaluate(tier.amount, claim.case.lookup(claim.subject))
        own = line.tier in (None, tier.number) or (added_up and (tier.number or 0) <= (line.tier or 0))
        if own and amount is not None and not isinstance(amount, str):
            amounts.append(int(amount // 1))
    return sum(amounts) if added_up else max(amounts, default=0)


def exclusive_awards_hold(decision: Decision) -> None:
    """Of awards that exclude each other a payee gets the higher alone, counting the year's payments."""
    for limit in decision.program.limits():
        if not isinstance(limit, ExclusiveRule):
            continue
        for payee, lines in _by_payee(decision).items():
            own = [line for line in lines if line.award in limit.awards]
            paid = {line.award for line in own if line.paid_fen}
            before = {
                entry.award
                for entry in decision.facts.paid
                if entry.enterprise == payee and entry.award in limit.awards and entry.year == decision.year
            }
            together = ", ".join(sorted(paid | before))
            assert not paid or len(paid | before) == 1, f"{limit.id}: {payee} gets {together}"
            if not before:
                _the_higher_is_kept(limit, payee, own)


def _the_higher_is_kept(limit: ExclusiveRule, payee: str, lines: list[AwardLine]) -> None:
    due: dict[str, int] = defaultdict(int)
    for line in lines:
        # What came to this limit: limits before it may have cut the line already.
        cut = sum(each.taken for each in line.claim.cuts if each.limit.index < limit.index)
        due[line.award] += (line.entitled_fen or 0) - cut
    for line in lines:
        if line.status == "excluded":
            kept = [other for other in lines if other.status in ("paid", "reduced")]
            assert kept, f"{limit.id}: {payee} loses {line.award} to nothing"
            assert due[kept[0].award] >= due[line.award], f"{limit.id}: {payee} loses the higher, {line.award}"


def budget_holds(decision: Decision) -> None:
    """The total is within what the budget leaves; where the rule is to cut nothing, the overrun is told."""
    totals = decision.totals
    known = [line for line in decision.awards if line.status != "unknown"]
    assert totals.paid == sum(line.paid_fen or 0 for line in known), "what is paid is not the sum of the lines"
    assert totals.entitled == sum(line.entitled_fen or 0 for line in known), "the entitlements do not add up"
    assert totals.unknown_lines == len(decision.awards) - len(known), "the unknown lines are miscounted"
    for limit in decision.program.limits():
        if not isinstance(limit, BudgetRule):
            continue
        paid = sum(line.paid_fen or 0 for line in decision.awards if line.award in limit.awards)
        left = _left_of_budget(limit, decision)
        if limit.tranches:
            assert paid <= left, f"{limit.id}: {yuan_text(paid)} paid, and only {yuan_text(left)} is left"
        else:
            over = max(0, paid - left)
            assert totals.overrun == over, f"{limit.id}: an overrun of {yuan_text(over)} is not told"


def _left_of_budget(limit: BudgetRule, decision: Decision) -> int:
    def find(attribute: Attribute) -> Value | None:
        thing = decision.facts.objects.get(attribute.owner)
        return None if thing is None else thing.value(attribute.field, attribute.year)

    less = None if limit.less is None else evaluate(limit.less, find)
    other = 0 if less is None or isinstance(less, str) else int(less // 1)
    before = sum(
        entry.amount for entry in decision.facts.paid if entry.award in limit.awards and entry.year == decision.year
    )
    return max(0, limit.amount - other - before)


def within_award_years(decision: Decision) -> None:
    """Outside the years of an award there is no award, and the line says so."""
    for line in decision.awards:
        award = decision.program.award(line.award)
        if award.first_year <= decision.year <= award.last_year:
            continue
        assert line.status == "not_eligible", f"{line} in {decision.year}, outside the award years"
        assert not line.entitled_fen, f"{line} in {decision.year}: {line.entitled} outside the award years"
        assert [reason.code for reason in line.reasons] == ["outside_award_years"], f"{line} does not say why"


def _by_payee(decision: Decision) -> dict[str, list[AwardLine]]:
    found: dict[str, list[AwardLine]] = defaultdict(list)
    for line in decision.awards:
        found[line.enterprise].append(line)
    return found
