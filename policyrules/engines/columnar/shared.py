"""Sums over all cases: a table of one row, or numbers once it was computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.claims import Claims
from policyrules.engines.columnar.slots import Slot
from policyrules.facts.frames.backend import Backend


@dataclass(frozen=True)
class Shared:
    """Whole numbers that all rows share: beside each row by a join with one row, or known beforehand."""

    row: nw.LazyFrame[Any] | None
    known: Mapping[str, int]

    def beside(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """A frame with the numbers beside each row."""
        return frame if self.row is None else frame.join(self.row, how="cross")

    def number(self, name: str) -> nw.Expr:
        """One of them, in a frame that has them beside its rows."""
        return nw.col(name) if self.row is not None else nw.lit(self.known[name], nw.Int64)

    def to_dict(self, backend: Backend) -> dict[str, int]:
        """All of them, computed where they were not yet."""
        if self.row is None:
            return dict(self.known)
        (found,) = backend.collected(self.row).to_dicts()
        return {name: int(number) for name, number in found.items()}


def totals(claims: Claims, wanted: Mapping[str, Sequence[Slot]]) -> nw.LazyFrame[Any]:
    """A table of one row: what is due in all in each of several groups of slots, in fen."""
    rows: list[nw.LazyFrame[Any]] = []
    parts: dict[str, list[nw.Expr]] = {total: [nw.lit(0, nw.Int64)] for total in wanted}
    for name in claims.by_list([slot for slots in wanted.values() for slot in slots]):
        sums: list[nw.Expr] = []
        for total, slots in wanted.items():
            own = [slot for slot in slots if slot.award.subject == name]
            if own:
                sums.append(claims.due(own).sum().cast(nw.Int64).fill_null(0).alias(f"{total}:{name}"))
                parts[total].append(nw.col(f"{total}:{name}"))
        rows.append(claims.frames[name].select(*sums))
    rows = rows or [next(iter(claims.frames.values())).select(nw.len().alias("$rows"))]
    row = reduce(lambda one, other: one.join(other, how="cross"), rows)
    return row.select(*(reduce(add, each).alias(total) for total, each in parts.items()))
