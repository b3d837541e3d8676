"""Sums over all lines."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from policyrules.engines.claims import State
from policyrules.engines.columnar.claims import MOST_OF_A_LINE
from policyrules.engines.columnar.run import AwardColumns
from policyrules.engines.columnar.slots import Slot
from policyrules.facts.frames.backend import Backend

_HIGH = 2**31
_ZERO = nw.lit(0, nw.Int64)


@dataclass(frozen=True)
class Sums:
    """What the known lines are entitled to and paid, in fen, and how many lines are unknown."""

    entitled: int = 0
    paid: int = 0
    unknown: int = 0


def sums_of(awards: AwardColumns, backend: Backend) -> Sums:
    """The sums over all lines; exact whatever they come to."""
    found = Sums()
    for name, frame in awards.frames.items():
        slots = [slot for slot in awards.slots if slot.award.subject == name]
        if not slots:
            continue
        wanted = [each for slot in slots for each in _columns(slot)]
        (row,) = backend.collected(frame.select(*wanted)).to_dicts()
        for slot in slots:
            found = Sums(
                found.entitled + _read(row, slot, "entitled"),
                found.paid + _read(row, slot, "paid"),
                found.unknown + int(row[f"{slot.name}:unknowns"] or 0),
            )
    return found


def _columns(slot: Slot) -> list[nw.Expr]:
    unknown = slot.is_in(State.UNKNOWN)
    if slot.present is not None:
        unknown = unknown & nw.col(slot.present)
    entitled = nw.when(~slot.is_in(State.UNKNOWN)).then(nw.col(slot.entitled)).otherwise(_ZERO)
    return [
        *_halves(entitled, slot, "entitled"),
        *_halves(nw.col(slot.due), slot, "paid"),
        nw.when(unknown).then(nw.lit(1, nw.Int64)).otherwise(_ZERO).sum().alias(f"{slot.name}:unknowns"),
    ]


def _halves(amount: nw.Expr, slot: Slot, what: str) -> list[nw.Expr]:
    """A sum, of amounts without a bound in two halves, so that it cannot leave 64 bits."""
    if slot.most <= MOST_OF_A_LINE:
        return [amount.sum().alias(f"{slot.name}:{what}")]
    high, low = (amount // _HIGH).sum(), (amount % _HIGH).sum()
    return [high.alias(f"{slot.name}:{what}:high"), low.alias(f"{slot.name}:{what}")]


def _read(row: dict[str, object], slot: Slot, what: str) -> int:
    high, low = row.get(f"{slot.name}:{what}:high"), row[f"{slot.name}:{what}"]
    return int(str(high or 0)) * _HIGH + int(str(low or 0))
