"""What the register of awards already paid says, as columns of the things and payees that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.figures import at_most_64_bits
from policyrules.program.program import AwardRule, CapRule, ExclusiveRule, Program, TierRule

SUBJECT, ENTERPRISE = "subject", "enterprise"
_AMOUNT, _TIER, _YEAR, _AWARD = "amount", "tier", "year", "award"


@dataclass(frozen=True)
class Register:
    """Awards paid: the columns year, award, tier, enterprise, subject, amount (fen), null where it is not said."""

    program: Program
    entries: nw.LazyFrame[Any]

    def of_things(
        self, frame: nw.LazyFrame[Any], key: str, payee: str, awards: Sequence[AwardRule]
    ) -> nw.LazyFrame[Any]:
        """A list's frame with what was paid for each thing under awards, and to its payee for nobody knows what."""
        named = [award.id for award in awards]
        own = {award.id for award in awards if award.payee is None}
        subject = nw.col(SUBJECT)
        if own:
            theirs = nw.col(_AWARD).is_in(sorted(own))
            subject = nw.when(subject.is_null() & theirs).then(nw.col(ENTERPRISE)).otherwise(subject)
        entries = self.entries.filter(nw.col(_AWARD).is_in(named)).with_columns(subject.alias(SUBJECT))
        attributed = entries.filter(~nw.col(SUBJECT).is_null()).group_by(SUBJECT)
        sums = [each for award in awards for tier in award.tiers for each in self._attributed(award, tier)]
        frame = frame.join(attributed.agg(*sums), how="left", left_on=key, right_on=SUBJECT)
        others = [award for award in awards if award.payee is not None]
        if not others:
            return frame
        unattributed = entries.filter(nw.col(SUBJECT).is_null()).group_by(ENTERPRISE)
        doubts = [each for award in others for tier in award.tiers for each in self._unattributed(award, tier)]
        return frame.join(unattributed.agg(*doubts), how="left", left_on=payee, right_on=ENTERPRISE)

    def used(self, award: AwardRule, tier: TierRule) -> nw.Expr:
        """Whether an award (its tier) was paid before: null where a payment does not say for which tier or thing."""
        surely = _is_set(_name(award, tier, "used"))
        doubtful = _is_set(_name(award, tier, "doubt"))
        if award.payee is not None:
            doubtful = doubtful | _is_set(_name(award, tier, "loose"))
        return nw.when(surely).then(nw.lit(value=True)).when(~doubtful).then(nw.lit(value=False))

    def deducted(self, award: AwardRule, tier: TierRule) -> tuple[nw.Expr, nw.Expr]:
        """What was paid earlier for the tiers below one, in fen, and whether that may not be all."""
        lower = nw.col(_name(award, tier, "lower")).fill_null(0)
        unsaid = _is_set(_name(award, tier, "unsaid"))
        if award.payee is not None:
            unsaid = unsaid | _is_set(_name(award, tier, "loose_lower"))
        return lower, unsaid

    def of_payees(
        self, frame: nw.LazyFrame[Any], payee: str, limits: Sequence[CapRule | ExclusiveRule]
    ) -> nw.LazyFrame[Any]:
        """A frame with what each payee was paid under limits. Only what a cap can still count is added up."""
        sums = []
        for limit in limits:
            if isinstance(limit, CapRule):
                counts = nw.col(_AWARD).is_in(list(limit.awards))
                counts = counts if limit.whole_period else counts & self._this_year
                # One payment of the whole cap leaves nothing, whatever it was: no sum leaves 64 bits.
                amount = nw.min_horizontal(nw.col(_AMOUNT), at_most_64_bits(limit.amount))
                sums.append(_sum_where(counts, amount).alias(paid_under(limit)))
            else:
                sums += [
                    _any((nw.col(_AWARD) == each) & self._this_year, was_paid(limit, each)) for each in limit.awards
                ]
        if not sums:
            return frame
        found = self.entries.group_by(ENTERPRISE).agg(*sums)
        return frame.join(found, how="left", left_on=payee, right_on=ENTERPRISE)

    def in_year(self, awards: Sequence[str]) -> nw.LazyFrame[Any]:
        """The payments under awards for the sales year."""
        return self.entries.filter(nw.col(_AWARD).is_in(list(awards)) & self._this_year)

    def paid_subjects(self, awards: Sequence[str]) -> nw.LazyFrame[Any]:
        """What awards were paid for in the sales year: each award and subject once, a subject that is not said too."""
        own = {award.id for award in self.program.awards if award.payee is None}
        theirs = nw.col(_AWARD).is_in(sorted(own)) & nw.col(SUBJECT).is_null()
        subject = nw.when(theirs).then(nw.col(ENTERPRISE)).otherwise(nw.col(SUBJECT))
        return self.in_year(awards).select(nw.col(_AWARD), subject.alias(SUBJECT)).unique()

    @property
    def _this_year(self) -> nw.Expr:
        return nw.col(_YEAR) == self.program.year

    def _counts(self, award: AwardRule) -> nw.Expr:
        counts = nw.col(_AWARD) == award.id
        return counts if award.once else counts & self._this_year

    def _attributed(self, award: AwardRule, tier: TierRule) -> list[nw.Expr]:
        counts, said = self._counts(award), ~nw.col(_TIER).is_null()
        if tier.number is None:
            found = [
                _any(counts, _name(award, tier, "used")),
                _any(counts & nw.lit(value=False), _name(award, tier, "doubt")),
            ]
        else:
            same = said & (nw.col(_TIER) == tier.number)
            found = [_any(counts & same, _name(award, tier, "used")), _any(counts & ~said, _name(award, tier, "doubt"))]
        if award.deduct_lower_tiers:
            earlier = (nw.col(_AWARD) == award.id) & (nw.col(_YEAR) < self.program.year)
            lower = earlier & said & (nw.col(_TIER) < (tier.number or 0))
            found.append(_sum_where(lower, nw.col(_AMOUNT)).alias(_name(award, tier, "lower")))
            found.append(_any(earlier & ~said, _name(award, tier, "unsaid")))
        return found

    def _unattributed(self, award: AwardRule, tier: TierRule) -> list[nw.Expr]:
        said = ~nw.col(_TIER).is_null()
        fits = ~said | (nw.col(_TIER) == (tier.number or 0)) if tier.number is not None else said | ~said
        found = [_any(self._counts(award) & fits.fill_null(value=False), _name(award, tier, "loose"))]
        if award.deduct_lower_tiers:
            earlier = (nw.col(_AWARD) == award.id) & (nw.col(_YEAR) < self.program.year)
            below = (~said | (nw.col(_TIER) < (tier.number or 0))).fill_null(value=False)
            found.append(_any(earlier & below, _name(award, tier, "loose_lower")))
        return found


def paid_under(cap: CapRule) -> str:
    """The column of what a payee was paid that counts against a cap, in fen."""
    return f"{cap.id}:paid_before"


def was_paid(limit: ExclusiveRule, award: str) -> str:
    """The column that is 1 where a payee was paid one of several exclusive awards for the sales year."""
    return f"{limit.id}:{award}:paid_before"


def _name(award: AwardRule, tier: TierRule, what: str) -> str:
    return f"{award.id}:{tier.number or 0}:{what}"


def _any(condition: nw.Expr, name: str) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)).max().alias(name)


def _sum_where(condition: nw.Expr, amount: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(amount).otherwise(nw.lit(0, nw.Int64)).sum().cast(nw.Int64)


def _is_set(name: str) -> nw.Expr:
    return nw.col(name).fill_null(0) > 0
