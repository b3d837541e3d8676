"""References that name nothing: to things of another list, and from a table of figures to the list itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import narwhals as nw

from policyrules.errors import Place, Problem
from policyrules.facts import wording
from policyrules.facts.frames.checks.faults import COUNT, Fault
from policyrules.facts.frames.checks.rereading import reread
from policyrules.facts.frames.checks.tables import Column, Row, Rows, Table
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID
from policyrules.facts.plan import Group, Property, plan_of
from policyrules.facts.properties import nearest
from policyrules.facts.records import Thing
from policyrules.language.vocabulary import Things
from policyrules.text import Text

_NAMED = "$named"
#: More names than a hint is sought among.
_MANY = 500


def dangling(table: Table, frames: FactFrames) -> Iterator[Fault]:
    """A fault for each column whose cells must be ids of a list: rows that name none of its things."""
    for column in table.columns:
        target = table.plan.target(column.prop.field)
        if target is not None:
            yield _strays(table, column, target, frames)
    if table.source.series is not None and table.id is not None:
        yield _strays(table, table.id, table.group, frames)


def _strays(table: Table, column: Column, target: Group, frames: FactFrames) -> Fault:
    ids = frames.table(target.name)

    def rows(frame: Rows) -> Rows:
        named = frame.with_columns(column.known.alias(_NAMED)).filter(~nw.col(_NAMED).is_null())
        return named.join(ids.select(nw.col(ID).alias(_NAMED)), on=_NAMED, how="anti")

    named = table.read((column,)).select(column.known.alias(_NAMED)).drop_nulls()
    strays = named.join(ids.select(nw.col(ID).alias(_NAMED)), on=_NAMED, how="anti")
    told = partial(_told, table, column, target, frames)
    return Fault(strays.select(nw.len().alias(COUNT)), rows, (column,), told)


def _told(table: Table, column: Column, target: Group, frames: FactFrames, rows: Sequence[Row]) -> list[list[Problem]]:
    others = {target.name: [{target.id_field: each} for each in _some_ids(target, frames)]}
    return reread(table, (column,), rows, lambda code: code == "reference", others)


def _some_ids(target: Group, frames: FactFrames) -> list[str]:
    """The ids of a list, or so many that no hint is sought among them."""
    return frames.backend.collected(frames.table(target.name).sort(ID).head(_MANY))[ID].to_list()


def from_records(frames: FactFrames) -> Iterator[Problem]:
    """The references of what came as JSON-like data that name none of the things of a frame."""
    plan = plan_of(frames.vocabulary)
    for name, things in frames.facts.lists.items():
        for prop in plan.groups[name].properties.values():
            target = plan.target(prop.field)
            if target is not None and target.name in frames.lists:
                named = {str(each.given[prop.name]) for each in things if prop.name in each.given}
                strays = _unknown(named, target, frames)
                for each in (each for each in things if each.given.get(prop.name) in strays):
                    yield _stray(each, prop, target, nearest(each.given[prop.name], _some_ids(target, frames)))


def _unknown(named: set[str], target: Group, frames: FactFrames) -> set[str]:
    """Which of some names are no ids of a list."""
    import polars as pl

    given = frames.backend.made(pl.DataFrame({ID: sorted(named)}, schema={ID: pl.String}))
    return set(frames.backend.collected(given.join(frames.table(target.name), on=ID, how="anti"))[ID])


def _stray(thing: Thing, prop: Property, target: Group, hint: Text | None) -> Problem:
    assert isinstance(target.source, Things)
    allowed = wording.existing(prop.name, prop.field, target.name, target.source)
    found = wording.shown(thing.given[prop.name])
    return Problem("reference", Place(pointer=thing.pointer_of(prop.name)), found, allowed, hint)
