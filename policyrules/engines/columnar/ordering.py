"""What is due before each claim, where claims are served in an order: within each payee, or over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.claims import Claims, clipped
from policyrules.engines.columnar.slots import Slot
from policyrules.errors import EngineError
from policyrules.facts.frames.names import ID
from policyrules.program.program import Cut

#: The columns by which the claims of a slot are ordered, before the subject's id and the tier.
Keys = Callable[[Slot], list[nw.Expr]]
_KEY, _ROW, _SLOT, _PAYEE, _DUE = "$key", "$row", "$slot", "$of", "$due"


def ranked(slot: Slot) -> list[nw.Expr]:
    """The highest-ranked first; an unknown figure last."""
    keys: list[nw.Expr] = []
    for position in range(len(slot.award.rank) if slot.award.open else 0):
        figure = nw.col(slot.rank(position))
        keys += [
            nw.when(figure.is_null()).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)),
            nw.lit(0, nw.Int64) - figure.fill_null(0),
        ]
    return keys


def larger_first(slot: Slot) -> list[nw.Expr]:
    """The larger claim first."""
    return [nw.lit(0, nw.Int64) - nw.col(slot.due)]


def keys_of(cut: Cut) -> Keys:
    """The order in which a cap keeps the claims of one award."""
    return ranked if cut is Cut.LOWER_RANK_FIRST else larger_first


def with_before(
    claims: Claims, frames: dict[str, nw.LazyFrame[Any]], slots: Sequence[Slot], keys: Keys, most: int, within: bool
) -> dict[str, nw.LazyFrame[Any]]:
    """The frames with a column `before(slot)` for each slot: what claims that come first are due.

    Who has used it drops it with `without_before`.

    `within`: of the same payee. No claim counts with more than `most`: enough where the sum is held against that.
    """
    lists = claims.by_list(slots)
    if len(slots) > 1:
        return _joined(claims, frames, slots, keys, most, within)
    (slot,) = slots
    (name,) = lists
    frame = frames[name]
    if within and name == claims.program.payees:
        return {**frames, name: frame.with_columns(nw.lit(0, nw.Int64).alias(before(slot)))}
    due = clipped(slot, most)
    found = [each.alias(f"{_KEY}{position}") for position, each in enumerate(keys(slot))]
    names = [f"{_KEY}{position}" for position in range(len(found))]
    frame = frame.with_columns(*found, due.alias(_DUE))
    total = nw.col(_DUE).cum_sum()
    ordered = total.over(claims.key(name), order_by=[*names, ID]) if within else total.over(order_by=[*names, ID])
    frame = frame.with_columns((ordered.cast(nw.Int64) - nw.col(_DUE)).alias(before(slot)))
    return {**frames, name: frame.drop(*names, _DUE)}


def before(slot: Slot) -> str:
    """The column of what claims that come before a slot's are due."""
    return f"{slot.name}:before"


def without_before(frame: nw.LazyFrame[Any], slots: Sequence[Slot]) -> nw.LazyFrame[Any]:
    """A frame without those columns, so that the next limit can have its own."""
    return frame.drop(*(before(slot) for slot in slots))


def _joined(
    claims: Claims, frames: dict[str, nw.LazyFrame[Any]], slots: Sequence[Slot], keys: Keys, most: int, within: bool
) -> dict[str, nw.LazyFrame[Any]]:
    """Claims of several slots are put below each other, ordered, and joined back: only those that are due anything."""
    if len({len(keys(slot)) for slot in slots}) > 1:
        names = ", ".join(dict.fromkeys(slot.award.id for slot in slots))
        raise EngineError(f"claims of {names} cannot be put in one order: they rank by different numbers of figures")
    pieces = [
        frames[slot.award.subject]
        .filter(nw.col(slot.due) > 0)
        .select(
            nw.col(ID).alias(_ROW),
            nw.col(claims.key(slot.award.subject)).alias(_PAYEE),
            nw.lit(position, nw.Int64).alias(_SLOT),
            nw.col(slot.tier).fill_null(0).alias("$tier"),
            clipped(slot, most).alias(_DUE),
            *(each.alias(f"{_KEY}{number}") for number, each in enumerate(keys(slot))),
        )
        for position, slot in enumerate(slots)
    ]
    order = [*(f"{_KEY}{number}" for number in range(len(keys(slots[0])))), _ROW, "$tier", _PAYEE, _SLOT]
    total = nw.col(_DUE).cum_sum()
    ordered = total.over(_PAYEE, order_by=order) if within else total.over(order_by=order)
    together = nw.concat(pieces).with_columns((ordered.cast(nw.Int64) - nw.col(_DUE)).alias("$before"))
    found = dict(frames)
    for position, slot in enumerate(slots):
        name, column = slot.award.subject, before(slot)
        own = together.filter(nw.col(_SLOT) == position)
        side = own.select(nw.col(_ROW).alias(f"{column}:row"), nw.col("$before").alias(column))
        found[name] = found[name].join(side, how="left", left_on=ID, right_on=f"{column}:row")
        found[name] = found[name].with_columns(nw.col(column).fill_null(0))
    return found
