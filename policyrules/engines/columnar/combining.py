"""How the tiers of an award combine on each row: to the highest, to their sum, or each by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import narwhals as nw

from policyrules.engines.claims import State
from policyrules.engines.columnar.choices import both, first_of, neither
from policyrules.engines.columnar.figures import MOST, Guard, added, figure
from policyrules.engines.columnar.slots import Slot, code
from policyrules.engines.columnar.truths import Truth, possibly, surely
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


def combined(award: AwardRule, tiers: list[TierColumns], guard: Guard) -> tuple[list[Slot], list[nw.Expr]]:
    """The slots of an award, and their columns over those of its tiers, the lowest first."""
    amounts = [0, *(tier.most for tier in tiers)]
    if award.combine is Combine.EACH:
        return _each(award, tiers)
    if award.combine is Combine.SUM:
        slot = Slot(award, 0, _capped_bound(award, sum(amounts)))
        return [slot], _sum(award, slot, tiers, guard)
    slot = Slot(award, 0, _capped_bound(award, max(amounts)))
    return [slot], _highest(award, slot, tiers)


def _capped_bound(award: AwardRule, most: int) -> int:
    return max(0, min(MOST, most if award.cap is None else min(most, award.cap)))


def _capped(award: AwardRule, due: nw.Expr, most: int) -> nw.Expr:
    """What one line of the award comes to."""
    if award.cap is None or most <= award.cap:
        return due
    cap = nw.lit(award.cap, nw.Int64)
    return nw.when(due > cap).then(cap).otherwise(due)


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
        made += [*_columns(slot, rows), _flag(any_of([live, paid])).alias(slot.present or "")]
        open_.append(both(possible, neither(any_of([live, paid]))))
    unknown = Row(any_of(open_), State.UNKNOWN, entitled=_NOTHING_KNOWN)
    impossible = _all(neither(possibly(tier.holds)) for tier in tiers)
    made += [*_columns(rest, [unknown]), _flag(any_of([unknown.where, impossible])).alias(rest.present or "")]
    return [*slots, rest], made


def _is_settled(tier: TierColumns) -> nw.Expr | bool:
    """Whether it is known if a tier was paid before, and what is due for it."""
    known = ~tier.used.is_null() if isinstance(tier.used, nw.Expr) else tier.used is not None
    return both(known, True if tier.always_due else ~tier.due.is_null())


def _is_open(truth: Truth) -> nw.Expr | bool:
    return truth.is_null() if isinstance(truth, nw.Expr) else truth is None


def _all_used(tiers: list[TierColumns]) -> nw.Expr | bool:
    """Whether every tier that is not surely missed was surely paid before."""
    return _all(any_of([neither(possibly(tier.holds)), surely(tier.used)]) for tier in tiers)


def _all(conditions: Iterable[nw.Expr | bool]) -> nw.Expr | bool:
    found: nw.Expr | bool = True
    for each in conditions:
        found = both(found, each)
    return found


def any_of(conditions: Iterable[nw.Expr | bool]) -> nw.Expr | bool:
    """Whether any of some conditions holds that are never null."""
    return neither(_all(neither(each) for each in conditions))


def _flag(condition: nw.Expr | bool) -> nw.Expr:
    return nw.lit(condition) if isinstance(condition, bool) else condition
