"""An award for every thing of its list: which tier holds, what it comes to, before any limit over several lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import narwhals as nw

from policyrules.engines.columnar.combining import TierColumns, any_of, combined
from policyrules.engines.columnar.expressions import Columns
from policyrules.engines.columnar.figures import MOST, Figure, constant
from policyrules.engines.columnar.register import Register
from policyrules.engines.columnar.slots import Slot
from policyrules.engines.columnar.truths import Truth, every, possibly
from policyrules.errors import EngineError
from policyrules.language.tree import Expression
from policyrules.program.program import AwardRule, TierRule

_ZERO = nw.lit(0, nw.Int64)
_NO_TIER = nw.lit(None, nw.Int64)
_NOTHING_KNOWN = nw.lit(None, nw.Int64)


@dataclass(frozen=True)
class Entitlement:
    """The awards for the things of one list, as steps that each add columns to the list's frame."""

    columns: Columns
    register: Register | None

    def formulas(self, award: AwardRule) -> list[Expression]:
        """The formulas that an award asks of each thing."""
        if not award.open:
            return []
        tests = [criterion.test for tier in award.tiers for criterion in tier.criteria]
        return [*tests, *(tier.amount for tier in award.tiers), *award.rank]

    def tiers(self, award: AwardRule) -> list[nw.Expr]:
        """The columns of an award's tiers: their truths and amounts, and the figures that rank its subjects."""
        found: list[nw.Expr] = []
        for tier in award.tiers if award.open else ():
            holds = every(self.columns.truth(criterion.test) for criterion in tier.criteria)
            if isinstance(holds, nw.Expr):
                found.append(holds.alias(_name(award, tier, "holds")))
            amount = self.columns.whole(tier.amount)
            if isinstance(amount, Figure):
                found.append(amount.column.alias(_name(award, tier, "amount")))
        for position, rank in enumerate(award.rank if award.open else ()):
            found.append(self._ranked(rank).alias(f"{award.id}:rank{position}"))
        return found

    def used(self, award: AwardRule) -> list[nw.Expr]:
        """The columns that say whether each tier was paid before, over those that the register adds."""
        if self.register is None:
            return []
        return [self.register.used(award, tier).alias(_name(award, tier, "used")) for tier in award.tiers]

    def possible(self, awards: Iterable[AwardRule]) -> nw.Expr | bool:
        """Whether a row may get any of some awards, over the columns of `tiers`: never null.

        A row that may not is surely not eligible for each of them, whatever else is known of it.
        """
        tiers = (self._tier(award, tier) for award in awards if award.open for tier in award.tiers)
        return any_of(possibly(tier.holds) for tier in tiers)

    def claims(self, award: AwardRule) -> tuple[list[Slot], list[nw.Expr]]:
        """The slots of an award, and their columns over those of its tiers."""
        tiers = [self._tier(award, tier) for tier in award.tiers] if award.open else []
        return combined(award, tiers, self.columns.guards.append)

    def _tier(self, award: AwardRule, rule: TierRule) -> TierColumns:
        """A tier over the columns that `tiers` has made."""
        holds: Truth = every(self.columns.truth(criterion.test) for criterion in rule.criteria)
        if isinstance(holds, nw.Expr):
            holds = nw.col(_name(award, rule, "holds"))
        amount = self.columns.whole(rule.amount)
        if isinstance(amount, Figure):
            due, most, always = nw.col(_name(award, rule, "amount")), amount.most, False
        else:
            known = None if amount is None else _within(amount)
            due, most, always = nw.lit(known, nw.Int64), known or 0, known is not None
        used: Truth = False if self.register is None else nw.col(_name(award, rule, "used"))
        if award.deduct_lower_tiers and self.register is not None:
            lower, unsaid = self.register.deducted(award, rule)
            rest = nw.when(due > lower).then(due - lower).when(due <= lower).then(_ZERO)
            due, always = nw.when(~unsaid).then(rest), False
        return TierColumns(rule, holds, used, due, most, always)

    def _ranked(self, rank: Expression) -> nw.Expr:
        """A figure that ranks subjects: only a whole number by its kind ranks, as in the reference."""
        found = self.columns.number(rank)
        if isinstance(found, Figure):
            if found.is_whole is None:
                raise EngineError("the columnar engine cannot rank by a figure that is a fraction in some rows alone")
            whole = self.columns.whole(rank) if found.is_whole else None
            return whole.column if isinstance(whole, Figure) else nw.lit(None, nw.Int64)
        return constant(found).column if isinstance(found, int) else nw.lit(None, nw.Int64)


def _name(award: AwardRule, tier: TierRule, what: str) -> str:
    return f"{award.id}:{tier.number or 0}:{what}"


def _within(amount: int | Fraction) -> int:
    fen = int(amount)
    if abs(fen) > MOST:
        raise EngineError(f"the columnar engine computes in 64 bits; an amount is {fen} fen")
    return fen
