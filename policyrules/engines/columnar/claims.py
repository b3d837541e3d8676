"""The claims on all payees: for each list the frame of its things, with the columns of each award's slots.

A limit reads the frames as they stand and replaces what is due in them; nothing is computed before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.figures import at_most_64_bits
from policyrules.engines.columnar.refusals import refuse
from policyrules.engines.columnar.register import Register
from policyrules.engines.columnar.slots import PAYEE, Slot
from policyrules.facts.frames.backend import Backend
from policyrules.facts.frames.names import ID
from policyrules.program.program import Program

#: What is added up over many lines stays below this, so that no sum leaves 64 bits.
MOST_OF_A_LINE = 2**63 >> 22
_OF = "$of"


@dataclass
class Claims:
    """The frames by list, their slots in the order of the document, and what is known of the sums beforehand."""

    program: Program
    frames: dict[str, nw.LazyFrame[Any]]
    slots: tuple[Slot, ...]
    register: Register | None
    backend: Backend
    most_of_payee: dict[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for slot in self.slots:
            own = slot.award.subject == self.program.payees
            before = self.most_of_payee.get(slot.award.id, 0)
            self.most_of_payee[slot.award.id] = before + slot.most if own and before is not None else None
            self.refuse_above(slot, MOST_OF_A_LINE)

    def of(self, awards: Iterable[str]) -> list[Slot]:
        """The slots of awards that may be paid in the sales year, in the order of the document."""
        named = set(awards)
        return [slot for slot in self.slots if slot.award.id in named and slot.award.open]

    def by_list(self, slots: Iterable[Slot]) -> dict[str, list[Slot]]:
        """Slots by the list in whose frame they stand."""
        found: dict[str, list[Slot]] = {}
        for slot in slots:
            found.setdefault(slot.award.subject, []).append(slot)
        return found

    def key(self, name: str) -> str:
        """The column of a list's frame that names the payee."""
        return ID if name == self.program.payees else PAYEE

    def most(self, awards: Iterable[str]) -> int | None:
        """The most that a payee may be due under awards; None where nothing bounds it."""
        bounds = [self.most_of_payee.get(award, 0) for award in awards]
        known = [each for each in bounds if each is not None]
        return sum(known) if len(known) == len(bounds) else None

    def due(self, slots: Sequence[Slot], most: int | None = None) -> nw.Expr:
        """What is due in several slots of one row; with `most`, no more of each than that."""
        dues = [nw.col(slot.due) if most is None else clipped(slot, most) for slot in slots]
        return reduce(add, dues) if dues else nw.lit(0, nw.Int64)

    def with_total(
        self, frame: nw.LazyFrame[Any], name: str, slots: Sequence[Slot], total: str, most: int | None = None
    ) -> nw.LazyFrame[Any]:
        """The frame of the list `name` with what each row's payee is due in `slots`, over all lists.

        With `most`, no line counts with more than that: enough where the sum is only held against a limit.
        """
        return self.with_totals(frame, name, {total: slots}, most)

    def with_totals(
        self, frame: nw.LazyFrame[Any], name: str, totals: Mapping[str, Sequence[Slot]], most: int | None = None
    ) -> nw.LazyFrame[Any]:
        """Several such sums at once, each in the column that names it."""
        found: list[nw.Expr] = []
        elsewhere = [slot for slots in totals.values() for slot in slots if slot.award.subject != name]
        if elsewhere:
            frame = frame.join(
                self._of_payees(totals, set(self.by_list(elsewhere)), most),
                how="left",
                left_on=self.key(name),
                right_on=_OF,
            )
        for total, slots in totals.items():
            here = [slot for slot in slots if slot.award.subject == name]
            parts = [nw.col(f"{total}:elsewhere").fill_null(0)] if len(here) < len(slots) else []
            if here:
                summed = self.due(here, most)
                parts.append(summed if name == self.program.payees else summed.sum().over(PAYEE).cast(nw.Int64))
            found.append((reduce(add, parts) if parts else nw.lit(0, nw.Int64)).alias(total))
        return frame.with_columns(*found)

    def _of_payees(self, totals: Mapping[str, Sequence[Slot]], lists: set[str], most: int | None) -> nw.LazyFrame[Any]:
        """What payees are due in all by the frames of some lists: only those who are due anything."""
        pieces: list[nw.LazyFrame[Any]] = []
        names = [f"{total}:elsewhere" for total in totals]
        for name in sorted(lists):
            sums = [
                self.due([slot for slot in slots if slot.award.subject == name], most).alias(f"{total}:elsewhere")
                for total, slots in totals.items()
            ]
            piece = self.frames[name].select(nw.col(self.key(name)).alias(_OF), *sums)
            pieces.append(piece.filter(nw.any_horizontal(*(nw.col(each) > 0 for each in names), ignore_nulls=True)))
        if lists == {self.program.payees}:
            return pieces[0]
        return nw.concat(pieces).group_by(_OF).agg(*(nw.col(each).sum().cast(nw.Int64) for each in names))

    def refuse_above(self, slot: Slot, most: int) -> None:
        """Raise EngineError where more is due in a slot than can be added up in 64 bits."""
        name = slot.award.subject
        if slot.most > most and slot.award.open:
            refuse(self.frames[name], name, [nw.col(slot.due) > most], self.backend)

    def replace(self, frames: Mapping[str, nw.LazyFrame[Any]]) -> None:
        """Take new frames for some lists."""
        self.frames.update(frames)


def clipped(slot: Slot, most: int) -> nw.Expr:
    """What is due in a slot, or `most` where it is more."""
    due = nw.col(slot.due)
    return due if slot.most <= most else nw.min_horizontal(due, at_most_64_bits(most))
