"""Awards, settled."""

from __future__ import annotations

from policyrules.language.definition import Award
from policyrules.language.quantities import Kind
from policyrules.language.tree import Arithmetic, Constant, Expression, Extremum, walk
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.settling import Settling
from policyrules.program.program import AwardRule, Combine, TierRule


def lower_award(settling: Settling, index: int, award: Award) -> AwardRule:
    """One award."""
    first, last = settling.number(award.first_year), settling.number(award.last_year)
    cap = settling.maybe(award.cap)
    return AwardRule(
        id=award.id,
        index=index,
        clause=award.clause,
        label=award.label,
        subject=award.subject,
        payee=award.payee,
        payer=award.payer,
        once=award.once,
        first_year=first,
        last_year=last,
        open=first <= settling.setting.year <= last,
        tiers=_tiers(settling, award),
        combine=Combine(settling.pick(award.combine)),
        deduct_lower_tiers=settling.pick(award.after_lower_tier) == "difference",
        cap=None if award.cap is None else max(0, settling.number(award.cap)),
        cap_source=cap.source if isinstance(cap, Constant) else "",
        rank=tuple(settling.ground(each) for each in settling.pick(award.rank)),
        interpretations=interpretations(award),
    )


def payee_list(settling: Settling, award: Award) -> str:
    """The list whose things an award pays."""
    if award.payee is None:
        return award.subject
    return settling.definition.vocabulary.lists[award.subject].fields[award.payee].to or ""


def _tiers(settling: Settling, award: Award) -> tuple[TierRule, ...]:
    if not award.tiers:
        return (_tier(settling, award, None),)
    return tuple(_tier(settling.with_tier(group), award, each) for each, group in sorted(award.tiers.items()))


def _tier(settling: Settling, award: Award, tier: int | None) -> TierRule:
    criteria = tuple(settling.criterion(each) for each in award.criteria)
    return TierRule(tier, criteria, not_negative(settling.ground(award.amount)))


def not_negative(amount: Expression) -> Expression:
    """An amount that a difference could make negative is then nothing: no award takes money."""
    if not any(isinstance(part, Arithmetic) and part.operator == "-" for part in walk(amount)):
        return amount
    return Extremum("max", (amount, Constant(0, Kind.MONEY)), Kind.MONEY)
