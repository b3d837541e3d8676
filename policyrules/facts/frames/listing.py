"""The things of one list that came as frames: its own table, and long tables of its series, as normalised columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.facts.frames.columns import FrameTable, Source
from policyrules.facts.frames.names import ID, column_of
from policyrules.facts.frames.normal import normal, unknown, year_of
from policyrules.facts.frames.shapes import is_given
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute
from policyrules.language.vocabulary import Field, Vocabulary


@dataclass(frozen=True)
class FrameList:
    """The frames of one list: its own, and the long tables of its series."""

    main: FrameTable
    series: tuple[FrameTable, ...] = ()

    @property
    def tables(self) -> tuple[FrameTable, ...]:
        """All of them, its own first."""
        return (self.main, *self.series)


def columns_of(frames: FrameList, attributes: Sequence[Attribute], vocabulary: Vocabulary) -> nw.LazyFrame[Any]:
    """The id of each thing, and the attributes asked of it, zero where nothing given means zero."""
    fields = frames.main.group.fields
    asked = _each_once([*attributes, *_foundings(fields, attributes)])
    found = _rows(frames.main, asked, vocabulary)
    for number, table in enumerate(frames.series):
        added = [each for each in asked if each.field == table.series]
        if added:
            marks = {name: f"{name}${number}" for name in _names(fields, added)}
            found = found.join(_rows(table, added, vocabulary).rename(marks), on=ID, how="left")
            found = found.with_columns(*(_either(name, mark) for name, mark in marks.items()))
    return found.select(ID, *(_settled(fields[each.field], each) for each in attributes))


def cell_of(frames: FrameList, attribute: Attribute, vocabulary: Vocabulary) -> nw.Expr | None:
    """An attribute straight over the columns of the list's own frame, null too where nothing given means zero.

    None where no column holds it.
    """
    reading = _Reading(frames.main, vocabulary)
    return reading.value(attribute) if reading.holds(attribute) else None


def _rows(table: FrameTable, attributes: Sequence[Attribute], vocabulary: Vocabulary) -> nw.LazyFrame[Any]:
    """The id of each thing of one table, and of each attribute its value and, if that matters, whether it is given."""
    reading = _Reading(table, vocabulary)
    columns = {ID: reading.id}
    for each in attributes:
        columns[column_of(each)] = reading.value(each)
        if _may_be_zero(table.group.fields[each.field]):
            columns[_given(each)] = reading.is_given(each)
    found = table.frame.select(**columns)
    if table.year is None:
        return found
    names = [name for name in columns if name != ID]
    return found.group_by(ID).agg(*(nw.col(name).max() for name in names)) if names else found.unique([ID])


class _Reading:
    """How the cells of one table are read."""

    def __init__(self, table: FrameTable, vocabulary: Vocabulary) -> None:
        self._table, self._group, self._vocabulary = table, table.group, vocabulary

    @property
    def id(self) -> nw.Expr:
        """The id of the thing of a row."""
        assert self._table.id is not None
        return normal(self._table.id, self._group.id_field or "", self._group, self._vocabulary)

    def holds(self, attribute: Attribute) -> bool:
        """Whether the table has a column for an attribute."""
        return self._source(attribute) is not None

    def value(self, attribute: Attribute) -> nw.Expr:
        """The normalised cell of an attribute; null in rows of other years."""
        source = self._source(attribute)
        if source is None:
            return unknown(self._group.fields[attribute.field])
        found = normal(source, attribute.field, self._group, self._vocabulary, attribute.member)
        in_year = self._in_year(attribute)
        return found if in_year is None else nw.when(in_year).then(found)

    def is_given(self, attribute: Attribute) -> nw.Expr:
        """Whether the cell of an attribute says anything; never null."""
        source = self._source(attribute)
        if source is None:
            return nw.lit(False)
        given, in_year = is_given(source.cell, source.dtype), self._in_year(attribute)
        return given if in_year is None else in_year.fill_null(value=False) & given

    def _source(self, attribute: Attribute) -> Source | None:
        """The column of exactly this year or option, else that which holds all of them."""
        sources = self._table.sources
        whole = self._table.year is not None or attribute.member is not None
        exact = sources.get((attribute.field, attribute.year, attribute.member))
        return sources.get((attribute.field, None, None)) if exact is None and whole else exact

    def _in_year(self, attribute: Attribute) -> nw.Expr | None:
        """Of a table with rows by year: whether a row is of the attribute's; None where its column is."""
        year = self._table.year
        if year is None or attribute.year is None or (attribute.field, attribute.year, None) in self._table.sources:
            return None
        return year_of(year) == attribute.year


def _each_once(attributes: Iterable[Attribute]) -> list[Attribute]:
    return list({column_of(each): each for each in attributes}.values())


def _foundings(fields: Mapping[str, Field], attributes: Sequence[Attribute]) -> list[Attribute]:
    """The founding years that tell which of the attributes count as zero."""
    series = [fields[each.field] for each in attributes]
    return [_founding(field) for field in series if _may_be_zero(field) and field.absent != "zero"]


def _founding(field: Field) -> Attribute:
    return Attribute(field.zero_before or "", Kind.YEAR)


def _may_be_zero(field: Field) -> bool:
    """Whether a figure that is not given may count as zero."""
    return field.type != "choices" and (field.absent == "zero" or (field.series and field.zero_before is not None))


def _settled(field: Field, attribute: Attribute) -> nw.Expr:
    """A figure, or zero where none is given and none means zero, or its year is before the founding of its thing."""
    column = nw.col(column_of(attribute))
    if not _may_be_zero(field):
        return column
    is_zero = ~nw.col(_given(attribute))
    if field.absent != "zero":
        is_zero &= nw.col(column_of(_founding(field))) > attribute.year
    return nw.when(is_zero).then(0).otherwise(column).alias(column_of(attribute))


def _names(fields: Mapping[str, Field], attributes: Sequence[Attribute]) -> list[str]:
    """The columns of some attributes of a table."""
    given = [_given(each) for each in attributes if _may_be_zero(fields[each.field])]
    return [*map(column_of, attributes), *given]


def _either(name: str, other: str) -> nw.Expr:
    """What one table gives, else the other; of what is given whether any does."""
    if name.endswith("?"):
        return nw.col(name) | nw.col(other).fill_null(value=False)
    return nw.coalesce(nw.col(name), nw.col(other)).alias(name)


def _given(attribute: Attribute) -> str:
    """The column that says whether a table gives an attribute."""
    return f"{column_of(attribute)}?"
