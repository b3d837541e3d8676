"""An invariant that a decision over frames breaks: the first that break it are named, the others are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.errors import InvariantError
from policyrules.facts.frames.backend import Backend
from policyrules.invariants.violation import Violation
from policyrules.text import Text

#: How many that break an invariant are named.
FIRST = 5
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Breach:
    """An invariant that is broken: its first violations, and how many there are in all."""

    invariant: str
    clause: str
    label: Text
    first: tuple[Violation, ...]
    number: int

    def told(self, most: int = FIRST) -> Iterator[Told]:
        """The first `most` violations, each with a sentence, and one for all others."""
        for each in self.first[:most]:
            yield Told(self.invariant, self.clause, each.words)
        if left := self.number - len(self.first[:most]):
            yield Told(self.invariant, self.clause, Text(f"……另有 {left:,} 处", f"… and {left:,} more"))


@dataclass(frozen=True)
class Told:
    """A sentence about a promise that is broken."""

    invariant: str
    clause: str
    words: Text


def not_released(breaches: Sequence[Breach]) -> InvariantError:
    """The error of a decision that breaks promises: as many violations of each as there is room for."""
    most = max(1, min(FIRST, InvariantError.MOST_TOLD // len(breaches) - 1))
    return InvariantError([told for each in breaches for told in each.told(most)])


@dataclass(frozen=True)
class Suspects:
    """The rows that break an invariant, what puts them in order, and the violation that one is."""

    rows: nw.LazyFrame[Any]
    order: tuple[str, ...]
    violation: Callable[[Row], Violation]

    def breach(self, backend: Backend, first: int) -> Breach | None:
        """What they come to; None where there are none."""
        # That a promise holds is told by one query; only where it does not all who break it are counted.
        rows = backend.collected(self.rows.sort(*self.order).head(first)).rows(named=True)
        number = len(rows) if len(rows) < first else self._number(backend)
        return breach_of([self.violation(row) for row in rows], number)

    def _number(self, backend: Backend) -> int:
        return int(backend.collected(self.rows.select(nw.len().alias("$number"))).item())


def breach_of(found: Sequence[Violation], number: int) -> Breach | None:
    """The first violations of one invariant, of which there are `number` in all; None for none."""
    if not found:
        return None
    rule = found[0]
    return Breach(rule.invariant, rule.clause, rule.label, tuple(found), number)
