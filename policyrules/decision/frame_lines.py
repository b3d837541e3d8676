"""The lines of awards over frames: a row for each thing, and a line for each award and thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.decision.lines import STATUSES
from policyrules.engines.claims import State
from policyrules.engines.columnar.run import AwardColumns
from policyrules.engines.columnar.slots import Slot
from policyrules.facts.frames.names import ID

#: The columns of a line, in their order.
COLUMNS = ("award", "clause", "tier", "enterprise", "subject", "status", "entitled_fen", "paid_fen")
#: Those of a line that pays something.
PAID = ("award", "tier", "enterprise", "subject", "paid_fen")
if TYPE_CHECKING:
    import polars as pl

_PARTS = ("status", "tier", "entitled_fen", "paid_fen")
Parts = tuple[nw.Expr, nw.Expr, nw.Expr, nw.Expr]
_NONE = nw.lit(None, nw.Int64)


def by_id(awards: AwardColumns) -> AwardColumns:
    """The same with the things that may get something by their ids: they come out of joins in any order."""
    return replace(awards, frames={name: frame.sort(ID) for name, frame in awards.frames.items()})


def things(awards: AwardColumns, name: str) -> nw.LazyFrame[Any]:
    """A row for each thing of a list: its id, who is paid, and for each award status, tier, entitled and paid fen."""
    slots = [slot for slot in awards.slots if slot.award.subject == name]
    ids = [nw.col(ID).alias("id"), nw.col(awards.keys[name]).alias("payee")]
    judged = [each for slot in slots for each in _columns(slot, _parts(slot))]
    missed = [each for slot in slots for each in _columns(slot, _missed(slot))]
    return nw.concat([awards.frames[name].select(*ids, *judged), awards.others[name].select(*ids, *missed)])


def lines(awards: AwardColumns) -> nw.LazyFrame[Any] | None:
    """A line for each award and thing, in no order; None where there is no award at all."""
    pieces = [each for slot in awards.slots for each in _lines(awards, slot)]
    return nw.concat(pieces) if pieces else None


def paid_lines(awards: AwardColumns) -> nw.LazyFrame[Any] | None:
    """The lines that pay something, with the columns `PAID`, in no order; None where there is no award at all.

    They are those of `lines`: what surely gets nothing is not looked at.
    """
    pieces = [_line(awards, slot, _there(awards, slot), _parts(slot)) for slot in awards.slots]
    return nw.concat([each.select(*PAID).filter(nw.col("paid_fen") > 0) for each in pieces]) if pieces else None


def no_lines() -> pl.DataFrame:
    """Lines of awards where there are none."""
    import polars as pl

    whole = ("tier", "entitled_fen", "paid_fen")
    return pl.DataFrame(schema={name: pl.Int64 if name in whole else pl.String for name in COLUMNS})


def in_order(found: nw.LazyFrame[Any], awards: Sequence[str]) -> nw.LazyFrame[Any]:
    """Lines by enterprise, then by clause as the document has them, then by subject and tier."""
    position = _NONE
    for index, award in enumerate(awards):
        position = nw.when(nw.col("award") == award).then(nw.lit(index, nw.Int64)).otherwise(position)
    keyed = found.with_columns(position.alias("$position"), nw.col("tier").fill_null(0).alias("$tier"))
    return keyed.sort("enterprise", "$position", "subject", "$tier").drop("$position", "$tier")


def _lines(awards: AwardColumns, slot: Slot) -> Iterator[nw.LazyFrame[Any]]:
    yield _line(awards, slot, _there(awards, slot), _parts(slot))
    if slot.is_last:
        yield _line(awards, slot, awards.others[slot.award.subject], _missed(slot))


def _there(awards: AwardColumns, slot: Slot) -> nw.LazyFrame[Any]:
    """The things that may get something and have such a line."""
    frame = awards.frames[slot.award.subject]
    return frame if slot.present is None else frame.filter(nw.col(slot.present))


def _line(awards: AwardColumns, slot: Slot, frame: nw.LazyFrame[Any], parts: Parts) -> nw.LazyFrame[Any]:
    status, tier, entitled, paid = parts
    return frame.select(
        nw.lit(slot.award.id).alias("award"),
        nw.lit(slot.award.clause).alias("clause"),
        tier.alias("tier"),
        nw.col(awards.keys[slot.award.subject]).alias("enterprise"),
        nw.col(ID).alias("subject"),
        status.alias("status"),
        entitled.alias("entitled_fen"),
        paid.alias("paid_fen"),
    )


def _columns(slot: Slot, parts: Parts) -> list[nw.Expr]:
    return [each.alias(f"{_named(slot)}_{part}") for part, each in zip(_PARTS, parts, strict=True)]


def _missed(slot: Slot) -> Parts:
    """What a thing comes to that may get nothing; of an award with several slots the last one says so."""
    if slot.is_last:
        return nw.lit(STATUSES[State.NOT_ELIGIBLE]), _NONE, nw.lit(0, nw.Int64), nw.lit(0, nw.Int64)
    return nw.lit(None, nw.String), _NONE, _NONE, _NONE


def _parts(slot: Slot) -> Parts:
    """Status, tier, and what the line is entitled to and paid, in fen; null where that is unknown or no such line."""
    cut = slot.is_in(State.LIVE) & (nw.col(slot.due) < nw.col(slot.entitled))
    status = nw.when(cut).then(nw.lit("reduced")).otherwise(_status(slot))
    known = ~slot.is_in(State.UNKNOWN)
    entitled, paid = nw.when(known).then(nw.col(slot.entitled)), nw.when(known).then(nw.col(slot.due))
    if slot.present is None:
        return status, nw.col(slot.tier), entitled, paid
    there = nw.col(slot.present)
    return nw.when(there).then(status), nw.col(slot.tier), nw.when(there).then(entitled), nw.when(there).then(paid)


def _status(slot: Slot) -> nw.Expr:
    found: nw.Expr = nw.lit("paid")
    for state, status in STATUSES.items():
        found = nw.when(slot.is_in(state)).then(nw.lit(status)).otherwise(found)
    return found


def _named(slot: Slot) -> str:
    """The slot as a column's name begins: of an award that pays each tier by itself, the tier or `other`."""
    if slot.present is None:
        return slot.award.id
    return f"{slot.award.id}_tier_{slot.number}" if slot.number else f"{slot.award.id}_other"
