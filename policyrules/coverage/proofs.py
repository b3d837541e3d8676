"""What follows from the structure of limits, whatever the facts. Where anything is in doubt, it does not."""

from __future__ import annotations

from collections.abc import Iterable

from policyrules.coverage.settlings import settlings_of
from policyrules.language.definition import AnyLimit, Award, Cap, Chosen, Definition, Exclusive
from policyrules.language.tree import attributes
from policyrules.program.evaluate import evaluate
from policyrules.program.lowering.awards import lower_award
from policyrules.program.program import AwardRule


def commute(definition: Definition, one: AnyLimit, other: AnyLimit) -> bool:
    """Whether two neighbouring limits do the same in either order.

    They meet no claim in common, or the cap takes something only where the exclusive limit looks at no amount.
    """
    within = isinstance(one, Cap | Exclusive) and isinstance(other, Cap | Exclusive)
    if within and not set(one.awards) & set(other.awards):
        return True
    return any(
        isinstance(cap, Cap)
        and isinstance(exclusive, Exclusive)
        and set(cap.awards) <= set(exclusive.awards)
        and bites_only_after_payment(definition, cap)
        for cap, exclusive in ((one, other), (other, one))
    )


def cut_alike(definition: Definition, cap: Cap, one: str, other: str) -> bool:
    """Whether two ways to cut are the same here: of one award no clause is later, of one line all is the same."""
    award = only_award(definition, cap)
    if award is None:
        return False
    return {one, other} <= {"smaller_first", "later_clauses_first"} or has_one_line(award)


def bites_only_after_payment(definition: Definition, cap: Cap) -> bool:
    """Whether a cap never takes anything unless its award was paid for the year already.

    So it is where its award has the same cap on each line, and a payee has one line. An exclusive limit then excludes
    by that payment, not by amounts.
    """
    award = only_award(definition, cap)
    return award is not None and award.cap == cap.amount and cap.period == "year" and has_one_line(award)


def only_award(definition: Definition, limit: AnyLimit) -> Award | None:
    """The award of a limit that has one."""
    return definition.award(limit.awards[0]) if len(limit.awards) == 1 else None


def has_one_line(award: Award) -> bool:
    """Whether a payee never has several lines of an award: it is its own subject, and tiers make no lines."""
    ways = award.combine.options.values() if isinstance(award.combine, Chosen) else (award.combine,)
    return award.payee is None and "each" not in ways


def is_never_kept(definition: Definition, limit: Exclusive, name: str) -> bool:
    """Whether an award never wins over another one of an exclusive limit.

    So it is where it comes to less than each of them, or to no more than those listed before it; and where what is
    unknown of them could always be more.
    """
    award = definition.award(name)
    highest = [rule.cap for rule in _rules(definition, award)]
    if not has_one_line(award) or any(each is None for each in highest):
        return False
    most = max(each for each in highest if each is not None)
    return all(
        _surely_wins(definition, limit, other, most, other_first=limit.awards.index(other) < limit.awards.index(name))
        for other in limit.awards
        if other != name
    )


def _surely_wins(definition: Definition, limit: Exclusive, name: str, most: int, other_first: bool) -> bool:
    award = definition.award(name)
    before = definition.limits[: definition.limits.index(limit)]
    cut = [each for each in before if name in each.awards]
    if any(not (isinstance(each, Cap) and bites_only_after_payment(definition, each)) for each in cut):
        return False
    for rule in _rules(definition, award):
        amounts = _amounts(rule)
        if amounts is None or rule.deduct_lower_tiers or (rule.cap is not None and rule.cap <= most):
            return False
        least = min(min(amounts), rule.cap or min(amounts))
        if least < most or (least == most and not other_first):
            return False
    return True


def _rules(definition: Definition, award: Award) -> Iterable[AwardRule]:
    return [lower_award(each, 0, award) for each in settlings_of(definition, award)]


def _amounts(rule: AwardRule) -> list[int] | None:
    """What the tiers of an award come to; None where that depends on facts."""
    if any(attributes(tier.amount) for tier in rule.tiers):
        return None
    found = [evaluate(tier.amount, lambda _: None) for tier in rule.tiers]
    return [int(each // 1) for each in found if each is not None and not isinstance(each, str)] or None
