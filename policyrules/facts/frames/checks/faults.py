"""One kind of mistake in one column: how often it is made, in which rows, and what to say of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import narwhals as nw

from policyrules.errors import Problem
from policyrules.facts.frames.checks.tables import Column, Row, Rows

COUNT = "$count"


@dataclass(frozen=True)
class Fault:
    """A kind of mistake that the rows of a table may make."""

    count: nw.Expr | Rows
    """How many rows make it: over the table, or a frame of one row that says it in the column `COUNT`."""
    rows: Callable[[Rows], Rows]
    """Of the table's rows those that make it."""
    columns: tuple[Column, ...]
    """The columns whose cells make it."""
    told: Callable[[Sequence[Row]], list[list[Problem]]]
    """The problems of each of some such rows, in the words that single cases have."""


def of_rows(wrong: nw.Expr, columns: tuple[Column, ...], told: Callable[[Sequence[Row]], list[list[Problem]]]) -> Fault:
    """The fault of the rows for which a condition is true; where it is unknown, nothing is wrong."""
    return Fault(wrong.cast(nw.Int64).sum(), lambda frame: frame.filter(wrong), columns, told)
