"""Whether facts that are dataframes are as their vocabulary says, as column expressions at the speed of dataframes.

It finds what `facts.validation` finds in single cases, and says it in the same words: for each kind of mistake in a
column how often it is made, and the first rows that make it. Nothing but numbers and those rows leaves the frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import narwhals as nw

from policyrules.errors import FactsError, Problem
from policyrules.facts.frames.backend import Library
from policyrules.facts.frames.checks import across, identity, references, twice, values
from policyrules.facts.frames.checks.faults import COUNT, Fault
from policyrules.facts.frames.checks.tables import ROW, Row, Table, checked
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID
from policyrules.facts.plan import plan_of


def check(frames: FactFrames, *, first: int = 10) -> list[Problem]:
    """All problems of the facts, errors and warnings, by table and column, then of what came as JSON-like data.

    Of each kind of problem in a column the `first` rows are listed; the `count` of the last of them covers the rest.
    """
    found = [problem for table in _tables(frames) for problem in _problems(table, frames, max(first, 1))]
    return [*found, *references.from_records(frames), *frames.facts.warnings]


def refuse(frames: FactFrames, *, first: int = 10) -> list[Problem]:
    """The warnings of the facts. Raises FactsError with the errors, where there are any."""
    found = check(frames, first=first)
    errors = [each for each in found if each.severity == "error"]
    if errors:
        raise FactsError(errors)
    return found


def _tables(frames: FactFrames) -> Iterator[Table]:
    plan, is_ordered = plan_of(frames.vocabulary), frames.backend.library is Library.POLARS
    for each in frames.lists.values():
        for source in each.tables:
            yield checked(source, plan, frames.vocabulary, is_ordered=is_ordered)


def _faults(table: Table, frames: FactFrames) -> Iterator[Fault]:
    yield from values.missing(table)
    yield from identity.totals(table)
    yield from identity.duplicates(table)
    yield from twice.given_twice(table, frames)
    yield from values.refused(table)
    yield from values.years(table)
    yield from references.dangling(table, frames)
    yield from across.above_bounds(table)
    yield from across.before_founding(table)


def _problems(table: Table, frames: FactFrames, first: int) -> Iterator[Problem]:
    faults = list(_faults(table, frames))
    for fault, count in zip(faults, _counts(table, faults, frames), strict=True):
        if count:
            yield from _listed(fault, count, _first_rows(table, fault, frames, first))


def _counts(table: Table, faults: Sequence[Fault], frames: FactFrames) -> list[int]:
    """How many rows make each fault, all asked for at once."""
    names = [f"${number}" for number in range(len(faults))]
    named = list(zip(names, (fault.count for fault in faults), strict=True))
    own = {name: count.cast(nw.Int64) for name, count in named if isinstance(count, nw.Expr)}
    asked = table.read(each for each in (*table.columns, table.year) if each is not None).select(**own)
    for name, count in named:
        if isinstance(count, nw.LazyFrame):
            asked = asked.join(count.select(nw.col(COUNT).cast(nw.Int64).alias(name)), how="cross")
    row = frames.backend.collected(asked).row(0, named=True)
    # The sum over no rows is null in some libraries.
    return [row[name] or 0 for name in names]


def _first_rows(table: Table, fault: Fault, frames: FactFrames, first: int) -> Sequence[Row]:
    """The first rows that make a fault: by number, or where rows have no order by the id of their thing."""
    names = list(dict.fromkeys(each.name for each in fault.columns))
    order = [ROW] if table.is_ordered else [ID, *names]
    rows = fault.rows(table.rows(fault.columns)).select(order[0], *names)
    return frames.backend.collected(rows.sort(*order, nulls_last=True).head(first)).rows(named=True)


def _listed(fault: Fault, count: int, rows: Sequence[Row]) -> Iterator[Problem]:
    """The problems of some rows; the last stands for the other rows as well."""
    found = [problem for each in fault.told(rows) for problem in each]
    yield from found[:-1]
    yield replace(found[-1], count=1 + count - len(rows))
