"""Limits over all payees, as columns: places for the ranked, and the budget.

They need sums over every case, and where they go by rank one order of all claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.engines.allocation import other_support
from policyrules.engines.claims import State
from policyrules.engines.columnar.caps import cut_in_proportion, serve_in_order
from policyrules.engines.columnar.claims import Claims
from policyrules.engines.columnar.figures import at_most_64_bits
from policyrules.engines.columnar.ordering import before, ranked, with_before
from policyrules.engines.columnar.shared import Shared, totals
from policyrules.engines.columnar.slots import Slot
from policyrules.facts.frames.backend import Backend
from policyrules.facts.frames.names import ID
from policyrules.facts.records import Facts
from policyrules.program.program import AwardRule, BudgetRule, PlacesRule, TrancheRule

_ZERO = nw.lit(0, nw.Int64)
#: The sums of a budget: what all lines claim, what is available, and what is claimed of it.
CLAIMED, AVAILABLE, OF_BUDGET = "$claimed", "$available", "$of_budget"
_PAID, _HELD = "$paid", "$held"


# The budget


def share_budget(claims: Claims, limit: BudgetRule, facts: Facts, backend: Backend, at_once: bool) -> Shared:
    """Serve the tranches of a budget in order from what is available; says what was available and claimed.

    `at_once`: the sums are computed now and stand in the expressions as numbers.
    """
    shared = _sums(claims, limit, facts)
    if at_once:
        shared = Shared(None, shared.to_dict(backend))
        if shared.known[OF_BUDGET] <= shared.known[AVAILABLE]:
            return shared
    for position, tranche in enumerate(limit.tranches):
        _serve(claims, limit, tranche, position, shared)
    return shared


def _sums(claims: Claims, limit: BudgetRule, facts: Facts) -> Shared:
    """What is claimed in all, of the budget and of each tranche; what is available, and left for each tranche."""
    wanted = {CLAIMED: list(claims.slots), OF_BUDGET: claims.of(limit.awards)}
    wanted |= {_claimed(position): _served(claims, limit, each) for position, each in enumerate(limit.tranches)}
    row = totals(claims, wanted)
    rest = at_most_64_bits(limit.amount - other_support(limit, facts.objects))
    if claims.register is not None:
        # One payment of the whole budget leaves nothing, whatever it was: no sum leaves 64 bits.
        paid = nw.min_horizontal(nw.col("amount"), at_most_64_bits(max(0, limit.amount))).sum().cast(nw.Int64)
        row = row.join(claims.register.in_year(limit.awards).select(paid.fill_null(0).alias(_PAID)), how="cross")
        rest = rest - nw.col(_PAID)
    row = row.with_columns(_not_negative(rest).alias(AVAILABLE)).with_columns(nw.col(AVAILABLE).alias(_left(0)))
    for position in range(1, len(limit.tranches)):
        # What rounding leaves of a tranche that did not get all it claimed goes to nobody.
        after = nw.col(_left(position - 1)) - nw.col(_claimed(position - 1))
        row = row.with_columns(_not_negative(after).alias(_left(position)))
    return Shared(row, {})


def _serve(claims: Claims, limit: BudgetRule, tranche: TrancheRule, position: int, shared: Shared) -> None:
    slots = _served(claims, limit, tranche)
    if not slots:
        return
    frames = dict(claims.frames)
    if tranche.by_rank:
        frames = with_before(claims, frames, slots, ranked, max(0, limit.amount), within=False)
    left, over = shared.number(_left(position)), shared.number(OF_BUDGET) > shared.number(AVAILABLE)
    for name, group in claims.by_list(slots).items():
        columns = frames[name].collect_schema().names()
        frame = shared.beside(frames[name])
        for slot in group:
            if tranche.by_rank:
                cut = serve_in_order(slot, nw.col(before(slot)), left)
            else:
                total = shared.number(_claimed(position))
                cut = cut_in_proportion(slot, total, left, max(0, limit.amount))
            frame = frame.with_columns(nw.when(over).then(cut).otherwise(nw.col(slot.due)).alias(slot.due))
        claims.replace({name: frame.select(*columns)})


def _served(claims: Claims, limit: BudgetRule, tranche: TrancheRule) -> list[Slot]:
    return claims.of(each for each in tranche.awards if each in limit.awards)


def _claimed(position: int) -> str:
    return f"$claimed{position}"


def _left(position: int) -> str:
    return f"$left{position}"


def _not_negative(number: nw.Expr) -> nw.Expr:
    return nw.when(number > 0).then(number).otherwise(_ZERO)


# Places


@dataclass(frozen=True)
class Seat(Slot):
    """A subject's claim to a place, whichever tiers it has reached: a slot in which 1 is due."""

    @property
    def name(self) -> str:
        """A name that no slot has."""
        return f"{self.award.id}:seat"


def choose_places(claims: Claims, limit: PlacesRule, backend: Backend, at_once: bool) -> None:
    """Leave only the first of the ranked subjects; those paid for the year already hold their places."""
    awards = [claims.program.award(each) for each in limit.awards]
    awards = [award for award in awards if claims.of([award.id])]
    if not awards:
        return
    frames, seats = dict(claims.frames), [Seat(award, 0, 1) for award in awards]
    shared = _held(claims, limit)
    if at_once:
        shared = Shared(None, shared.to_dict(backend))
    for award, seat in zip(awards, seats, strict=True):
        frames[award.subject] = _with_seat(claims, frames[award.subject], award, seat)
    frames = with_before(claims, frames, seats, ranked, 1, within=False)
    found: dict[str, nw.LazyFrame[Any]] = {}
    for name in dict.fromkeys(award.subject for award in awards):
        frame = shared.beside(frames[name])
        cut = [
            nw.when(_keeps(seat, limit, shared)).then(nw.col(slot.due)).otherwise(_ZERO).alias(slot.due)
            for seat in seats
            if seat.award.subject == name
            for slot in claims.of([seat.award.id])
        ]
        found[name] = frame.with_columns(*cut).select(*claims.frames[name].collect_schema().names())
    claims.replace(found)


def _keeps(seat: Seat, limit: PlacesRule, shared: Shared) -> nw.Expr:
    """Whether a subject holds a place already, or comes before those that are left are taken."""
    free = at_most_64_bits(limit.places) - shared.number(_HELD) > nw.col(before(seat))
    return (nw.col(f"{seat.name}:held") == 1) | free


def _held(claims: Claims, limit: PlacesRule) -> Shared:
    """How many places are held by subjects paid for the year already."""
    if claims.register is None:
        return Shared(None, {_HELD: 0})
    held = claims.register.paid_subjects(limit.awards)
    # A payment that names no subject holds a place as well, but nobody's in particular.
    return Shared(held.select(nw.len().cast(nw.Int64).alias(_HELD)), {})


def _with_seat(claims: Claims, frame: nw.LazyFrame[Any], award: AwardRule, seat: Seat) -> nw.LazyFrame[Any]:
    """The frame with whether each subject holds a place already, asks for one, and by which tier."""
    held = _ZERO.alias(f"{seat.name}:held")
    if claims.register is None:
        frame = frame.with_columns(held)
    else:
        paid = claims.register.paid_subjects([award.id]).filter(~nw.col("subject").is_null())
        side = paid.select(nw.col("subject").alias(f"{seat.name}:row"), nw.lit(1, nw.Int64).alias(f"{seat.name}:held"))
        frame = frame.join(side, how="left", left_on=ID, right_on=f"{seat.name}:row")
        frame = frame.with_columns(nw.col(f"{seat.name}:held").fill_null(0))
    asks: nw.Expr = nw.lit(value=False)
    tier: nw.Expr = nw.lit(None, nw.Int64)
    for slot in reversed(claims.of([award.id])):
        asks = asks | slot.is_in(State.LIVE)
        tier = nw.when(slot.is_in(State.LIVE)).then(nw.col(slot.tier)).otherwise(tier)
    due = nw.when(asks & (nw.col(f"{seat.name}:held") == 0)).then(nw.lit(1, nw.Int64)).otherwise(_ZERO)
    return frame.with_columns(due.alias(seat.due), tier.alias(seat.tier))
