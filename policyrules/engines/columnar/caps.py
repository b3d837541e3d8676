"""Caps within each payee's case, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.claims import Claims
from policyrules.engines.columnar.figures import at_most_64_bits, share
from policyrules.engines.columnar.ordering import before, keys_of, with_before, without_before
from policyrules.engines.columnar.register import paid_under
from policyrules.engines.columnar.slots import Slot
from policyrules.program.program import CapRule, Cut

_ZERO = nw.lit(0, nw.Int64)


def apply_cap(claims: Claims, cap: CapRule) -> None:
    """Cut what is due to each payee under a cap's awards down to it."""
    slots = claims.of(cap.awards)
    most = claims.most(cap.awards)
    if not slots or (claims.register is None and most is not None and most <= cap.amount):
        return  # nothing could be above it
    if cap.cut is Cut.PRO_RATA:
        claims.replace(_in_proportion(claims, cap, slots))
    elif cap.cut is Cut.LATER_CLAUSES_FIRST:
        _by_clause(claims, cap, slots)
    else:
        claims.replace(_in_order(claims, cap, slots))
    if len(cap.awards) == 1:
        known = claims.most_of_payee.get(cap.awards[0], 0)
        claims.most_of_payee[cap.awards[0]] = cap.amount if known is None else min(known, cap.amount)


def cut_in_proportion(slot: Slot, total: nw.Expr, left: nw.Expr, most_left: int) -> nw.Expr:
    """The same share of every claim, rounded down to the fen, where together they are above what is left."""
    due = nw.col(slot.due)
    # Where there is enough, nothing is shared and nothing divided.
    parts = nw.when(total > left).then(total).otherwise(nw.lit(1, nw.Int64))
    return nw.when(total > left).then(share(due, left, parts, slot.most, most_left)).otherwise(due).alias(slot.due)


def serve_in_order(slot: Slot, earlier: nw.Expr, left: nw.Expr) -> nw.Expr:
    """What is left for a claim after those before it, up to what it is due."""
    rest = left - earlier
    due = nw.col(slot.due)
    return nw.when(rest <= 0).then(_ZERO).when(rest < due).then(rest).otherwise(due).alias(slot.due)


def _left(claims: Claims, cap: CapRule) -> nw.Expr:
    """What earlier payments leave of a cap."""
    amount = at_most_64_bits(cap.amount)
    if claims.register is None:
        return amount
    rest = amount - nw.col(paid_under(cap)).fill_null(0)
    return nw.when(rest > 0).then(rest).otherwise(_ZERO)


def _in_proportion(claims: Claims, cap: CapRule, slots: Sequence[Slot]) -> dict[str, nw.LazyFrame[Any]]:
    found: dict[str, nw.LazyFrame[Any]] = {}
    for name, group in claims.by_list(slots).items():
        total = f"{cap.id}:total"
        frame = claims.with_total(claims.frames[name], name, slots, total)
        cut = [cut_in_proportion(slot, nw.col(total), _left(claims, cap), cap.amount) for slot in group]
        found[name] = frame.with_columns(*cut)
    return found


def _in_order(claims: Claims, cap: CapRule, slots: Sequence[Slot]) -> dict[str, nw.LazyFrame[Any]]:
    lists = claims.by_list(slots)
    frames = {name: claims.frames[name] for name in lists}
    frames = with_before(claims, frames, slots, keys_of(cap.cut), cap.amount, within=True)
    return {
        name: without_before(
            frames[name].with_columns(
                *(serve_in_order(slot, nw.col(before(slot)), _left(claims, cap)) for slot in group)
            ),
            group,
        )
        for name, group in lists.items()
    }


def _by_clause(claims: Claims, cap: CapRule, slots: Sequence[Slot]) -> None:
    """Earlier clauses first: what those before it are due is taken from what is left for each award."""
    awards = sorted(dict.fromkeys(slot.award.id for slot in slots), key=lambda name: claims.program.award(name).index)
    earlier: dict[str, dict[str, list[Slot]]] = {}
    for position, award in enumerate(awards):
        most = claims.most(awards[: position + 1])
        if claims.register is not None or most is None or most > cap.amount:
            subject = claims.program.award(award).subject
            earlier.setdefault(subject, {})[_earlier(cap, award)] = claims.of(awards[:position])
    found: dict[str, nw.LazyFrame[Any]] = {}
    for name, totals in earlier.items():
        frame = claims.with_totals(claims.frames[name], name, totals, cap.amount)
        cut: list[nw.Expr] = []
        used: list[Slot] = []
        for award in awards:
            if _earlier(cap, award) in totals:
                own, before_them = claims.of([award]), nw.col(_earlier(cap, award))
                frame = with_before(claims, {name: frame}, own, keys_of(cap.cut), cap.amount, within=True)[name]
                cut += [serve_in_order(slot, before_them + nw.col(before(slot)), _left(claims, cap)) for slot in own]
                used += own
        found[name] = without_before(frame.with_columns(*cut), used).drop(*totals)
    claims.replace(found)


def _earlier(cap: CapRule, award: str) -> str:
    """The column of what the awards of earlier clauses are due."""
    return f"{cap.id}:{award}:earlier"
