"""An award for every thing of its list: which tier holds, what it comes to, before any limit over several lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import narwhals as nw

from policyrules.engines.claims import State
from policyrules.engines.columnar.choices import both, first_of, neither
from policyrules.engines.columnar.expressions import Columns
from policyrules.engines.columnar.figures import MOST, Figure, Guard, added, constant, figure
from policyrules.engines.columnar.register import Register
from policyrules.engines.columnar.slots import Slot, code
from policyrules.engines.columnar.truths import Truth, every, possibly, surely
from policyrules.errors import EngineError
from policyrules.language.tree import Expression
from policyrules.program.program import AwardRule, Combine, TierRule

_ZERO = nw.lit(0, nw.Int64)
_NO_TIER = nw.lit(None, nw.Int64)
_NOTHING_KNOWN = nw.lit(None, nw.Int64)


@dataclass(frozen=True)
class TierColumns:
    """One tier on each row: do its criteria hold, was it paid before, what is due for it (null: unknown)."""

    rule: TierRule
    holds: Truth
    used: Truth
    due: nw.Expr
    most: int
    always_due: bool

    @property
    def number(self) -> nw.Expr:
        """Its number as a column."""
        return _NO_TIER if self.rule.number is None else nw.lit(self.rule.number, nw.Int64)


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
        return _any(possibly(tier.holds) for tier in tiers)

    def claims(self, award: AwardRule) -> tuple[list[Slot], list[nw.Expr]]:
        """The slots of an award, and their columns over those of its tiers."""
        tiers = [self._tier(award, tier) for tier in award.tiers] if award.open else []
        if award.combine is Combine.EACH:
            return _each(award, tiers)
        amounts = [0, *(tier.most for tier in tiers)]
        if award.combine is Combine.SUM:
            slot = Slot(award, 0, _capped_bound(award, sum(amounts)))
            return [slot], _sum(award, slot, tiers, self.columns.guards.append)
        slot = Slot(award, 0, _capped_bound(award, max(amounts)))
        return [slot], _highest(award, slot, tiers)

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


def _capped_bound(award: AwardRule, most: int) -> int:
    return max(0, min(MOST, most if award.cap is None else min(most, award.cap)))


def _capped(award: AwardRule, due: nw.Expr, most: int) -> nw.Expr:
    """What one line of the award comes to."""
    if award.cap is None or most <= award.cap:
        return due
    cap = nw.lit(award.cap, nw.Int64)
    return nw.when(due > cap).then(cap).otherwise(due)


# How the tiers of an award combine


class Row(NamedTuple):
    """What a claim comes to on the rows where a condition holds that is never null."""

    where: nw.Expr | bool
    state: State
    tier: nw.Expr = _NO_TIER
    entitled: nw.Expr = _ZERO


def _columns(slot: Slot, rows: list[Row]) -> list[nw.Expr]:
    """The columns of a slot: of several rows the first holds, and not eligible where none does."""
    return [
        first_of([(row.where, code(row.state)) for row in rows], code(State.NOT_ELIGIBLE)).alias(slot.state),
        first_of([(row.where, row.tier) for row in rows], _NO_TIER).alias(slot.tier),
        first_of([(row.where, row.entitled) for row in rows], _ZERO).alias(slot.entitled),
    ]


def _highest(award: AwardRule, slot: Slot, tiers: list[TierColumns]) -> list[nw.Expr]:
    """The highest tier that is not surely missed decides."""
    rows: list[Row] = []
    for position in reversed(range(len(tiers))):
        tier, holds, possible = tiers[position], surely(tiers[position].holds), possibly(tiers[position].holds)
        rows += [
            Row(both(holds, surely(tier.used)), State.ALREADY_PAID, tier.number),
            Row(both(holds, neither(_is_settled(tier))), State.UNKNOWN, entitled=_NOTHING_KNOWN),
            Row(holds, State.LIVE, tier.number, _capped(award, tier.due, tier.most)),
            Row(both(both(possible, surely(tier.used)), _all_used(tiers[:position])), State.ALREADY_PAID),
            Row(possible, State.UNKNOWN, entitled=_NOTHING_KNOWN),
        ]
    return _columns(slot, rows)


def _sum(award: AwardRule, slot: Slot, tiers: list[TierColumns], guard: Guard) -> list[nw.Expr]:
    """All tiers that hold and were not paid before, together; named after the highest."""
    known = _all(neither(_is_open(tier.holds)) for tier in tiers)
    unpaid = [both(possibly(tier.holds), neither(surely(tier.used))) for tier in tiers]
    settled = _all(neither(both(owed, neither(_is_settled(tier)))) for owed, tier in zip(unpaid, tiers, strict=True))
    number, total = _NO_TIER, figure(_ZERO, 0, 0)
    for owed, tier in zip(unpaid, tiers, strict=True):
        number = first_of([(possibly(tier.holds), tier.number)], number)
        total = added(total, figure(first_of([(owed, tier.due.fill_null(0))], _ZERO), 0, tier.most), guard)
    rows = [
        Row(_all(neither(possibly(tier.holds)) for tier in tiers), State.NOT_ELIGIBLE),
        Row(both(_all_used(tiers), known), State.ALREADY_PAID, number),
        Row(_all_used(tiers), State.ALREADY_PAID),
        Row(neither(both(known, settled)), State.UNKNOWN, entitled=_NOTHING_KNOWN),
        Row(True, State.LIVE, number, _capped(award, total.column, total.most)),
    ]
    return _columns(slot, rows)


def _each(award: AwardRule, tiers: list[TierColumns]) -> tuple[list[Slot], list[nw.Expr]]:
    """A claim for each tier that is known, and one for all that are not, or where no tier is possible."""
    rest = Slot(award, 0, 0)
    slots: list[Slot] = []
    made: list[nw.Expr] = []
    open_: list[nw.Expr | bool] = []
    for position, tier in enumerate(tiers):
        slot = Slot(award, position + 1, _capped_bound(award, tier.most))
        holds, possible, used = surely(tier.holds), possibly(tier.holds), surely(tier.used)
        live, paid = both(holds, _is_settled(tier)), both(possible, used)
        rows = [
            Row(both(paid, holds), State.ALREADY_PAID, tier.number),
            Row(paid, State.ALREADY_PAID),
            Row(live, State.LIVE, tier.number, _capped(award, tier.due, tier.most)),
        ]
        slots.append(slot)
        made += [*_columns(slot, rows), _flag(_any([live, paid])).alias(slot.present or "")]
        open_.append(both(possible, neither(_any([live, paid]))))
    unknown = Row(_any(open_), State.UNKNOWN, entitled=_NOTHING_KNOWN)
    impossible = _all(neither(possibly(tier.holds)) for tier in tiers)
    made += [*_columns(rest, [unknown]), _flag(_any([unknown.where, impossible])).alias(rest.present or "")]
    return [*slots, rest], made


def _is_settled(tier: TierColumns) -> nw.Expr | bool:
    """Whether it is known if a tier was paid before, and what is due for it."""
    known = ~tier.used.is_null() if isinstance(tier.used, nw.Expr) else tier.used is not None
    return both(known, True if tier.always_due else ~tier.due.is_null())


def _is_open(truth: Truth) -> nw.Expr | bool:
    return truth.is_null() if isinstance(truth, nw.Expr) else truth is None


def _all_used(tiers: list[TierColumns]) -> nw.Expr | bool:
    """Whether every tier that is not surely missed was surely paid before."""
    return _all(_any([neither(possibly(tier.holds)), surely(tier.used)]) for tier in tiers)


def _all(conditions: Iterable[nw.Expr | bool]) -> nw.Expr | bool:
    found: nw.Expr | bool = True
    for each in conditions:
        found = both(found, each)
    return found


def _any(conditions: Iterable[nw.Expr | bool]) -> nw.Expr | bool:
    return neither(_all(neither(each) for each in conditions))


def _flag(condition: nw.Expr | bool) -> nw.Expr:
    return nw.lit(condition) if isinstance(condition, bool) else condition
