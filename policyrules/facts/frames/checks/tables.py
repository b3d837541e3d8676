"""One frame of a list as the checks see it: its columns as given and as read, and where its things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.errors import Place
from policyrules.facts import numbers, wording
from policyrules.facts.cells import BROKEN
from policyrules.facts.frames.columns import FrameTable, Part, Source
from policyrules.facts.frames.names import ID
from policyrules.facts.frames.normal import normal, year_of
from policyrules.facts.frames.shapes import SPACES, is_given, is_text, text_of
from policyrules.facts.frames.words import holds_words
from policyrules.facts.headings import YEAR
from policyrules.facts.nesting import path
from policyrules.facts.plan import Group, Plan, Property
from policyrules.facts.pointers import joined
from policyrules.facts.values import spelling
from policyrules.language.vocabulary import Vocabulary

#: Types of which any text is right, unless a spreadsheet left it there as an error.
_FREE = frozenset({"id", "text", "reference"})
_BROKEN = rf"^(=|[{SPACES}]*{BROKEN.pattern}[{SPACES}]*$)"
#: Ids are read as they stand: with space around them two would be different that single cases take for one.
_NO_NAME = rf"^[={SPACES}]|[{SPACES}]$|^{BROKEN.pattern}$"
#: The number of a row from 1, in frames whose rows have an order.
ROW = "$row"
Row = Mapping[str, Any]
Rows = nw.LazyFrame[Any]


@dataclass(frozen=True, eq=False)
class Column:
    """A column of the frame: the property that it holds, or the year or the option of it."""

    prop: Property
    part: Part
    source: Source
    number: int

    @property
    def given(self) -> nw.Expr:
        """Whether a cell says anything; never null."""
        return nw.col(f"$given {self.number}")

    @property
    def value(self) -> nw.Expr:
        """The cell as records have it; null also where it is not allowed."""
        return nw.col(f"$value {self.number}")

    @property
    def name(self) -> str:
        """The column's name in the frame."""
        return self.source.column

    @property
    def known(self) -> nw.Expr:
        """The cell as records have it; null also for blank text."""
        return nw.when(self.given).then(self.value)

    @property
    def step(self) -> str:
        """The year or the option that the column holds, as pointers name it; "" for the whole property."""
        _, year, member = self.part
        return member or ("" if year is None else f"{year:04d}")


@dataclass(frozen=True)
class Table:
    """A frame of the things of a list, or of their series with a row for each year."""

    source: FrameTable
    plan: Plan
    vocabulary: Vocabulary
    columns: tuple[Column, ...]
    is_ordered: bool
    """Whether its rows have an order, by which people find them."""
    year: Column | None = None
    """Of a table with a row for each year: the column that says which."""

    @property
    def name(self) -> str:
        """What the caller calls the frame."""
        return self.source.name

    @property
    def group(self) -> Group:
        """The list whose things it holds."""
        return self.source.group

    @property
    def recognised_as(self) -> str:
        """A name under which such a table is known, whatever the caller calls it."""
        return self.group.name if self.source.series is None else f"{self.group.name}_{self.source.series}"

    @property
    def id(self) -> Column | None:
        """The column that tells its things apart."""
        return next(self.of(self.group.id_field), None) if self.group.id_field else None

    def of(self, field: str) -> Iterator[Column]:
        """The columns of a property."""
        return (each for each in self.columns if each.prop.name == field)

    def read(self, columns: Iterable[Column]) -> Rows:
        """The rows with what `given` and `value` of some columns name; each cell is read once."""
        exprs: dict[str, nw.Expr] = {}
        for each in columns:
            exprs[f"$given {each.number}"] = _given(each)
            is_year = each is self.year
            exprs[f"$value {each.number}"] = (
                year_of(each.source) if is_year else _value(each, self.group, self.vocabulary)
            )
        return self.source.frame.with_columns(**exprs)

    def rows(self, columns: Iterable[Column]) -> Rows:
        """The same with what tells rows apart: their number, or without an order the id of their thing."""
        if self.is_ordered:
            native: Any = self.read(columns).to_native()
            numbered: Rows = nw.from_native(native.with_row_index(ROW, offset=1))
            return numbered
        if self.id is None:
            return self.read(columns).with_columns(nw.lit(None, nw.String).alias(ID))
        return self.read(dict.fromkeys((*columns, self.id))).with_columns(self.id.known.alias(ID))

    def place(self, row: Row, column: Column | None = None) -> Place:
        """Where a cell stands, or a row: by its number and JSON pointer, or without an order by its thing."""
        heading = "" if column is None else column.name
        if not self.is_ordered:
            return Place(sheet=self.name, heading=heading, thing=str(row[ID] or ""))
        steps = "" if column is None else path(column.prop.name) + (joined(column.step) if column.step else "")
        # A table of figures does not say where its things stand in their list.
        pointer = None if self.source.series else joined(self.group.name, row[ROW] - 1) + steps
        return Place(sheet=self.name, heading=heading, row=row[ROW], pointer=pointer)


def checked(source: FrameTable, plan: Plan, vocabulary: Vocabulary, *, is_ordered: bool) -> Table:
    """A frame whose columns are understood, ready to be checked."""
    columns = tuple(
        Column(source.group.properties[part[0]], part, each, number)
        for number, (part, each) in enumerate(source.sources.items())
    )
    year = None if source.year is None else _year_column(source.year, len(columns))
    return Table(source, plan, vocabulary, columns, is_ordered, year)


def _year_column(source: Source, number: int) -> Column:
    prop = Property(YEAR, source.field, numbers.year, wording.allowed(YEAR, source.field))
    return Column(prop, (YEAR, None, None), source, number)


def _given(column: Column) -> nw.Expr:
    source = column.source
    # Blank text is no mistake where any text is right: nobody need look for it.
    is_free = source.field.type == "text" and not source.field.required
    return ~source.cell.is_null() if is_free and is_text(source.dtype) else is_given(source.cell, source.dtype)


def _value(column: Column, group: Group, vocabulary: Vocabulary) -> nw.Expr:
    """A cell as records have it; of several options in one cell, true where all are right. Null where it is refused."""
    source, (field, _, member) = column.source, column.part
    if source.field.type == "choices" and member is None:
        return _options(source, field, group, vocabulary)
    kind = spelling(field, group.source, vocabulary)
    if kind in _FREE and is_text(source.dtype):
        words = text_of(source.cell, source.dtype)
        return nw.when(~words.str.contains(_BROKEN if kind == "text" else _NO_NAME)).then(words)
    return normal(source, field, group, vocabulary, member)


def _options(source: Source, field: str, group: Group, vocabulary: Vocabulary) -> nw.Expr:
    options = list(source.field.options)
    if is_text(source.dtype):
        return normal(source, field, group, vocabulary, options[0])
    if not isinstance(source.dtype, nw.List):
        return nw.lit(None, nw.Boolean)
    named = options if holds_words(source.dtype) else []
    # Each option is there once, and nothing else is.
    known = (nw.lit(0), *(source.cell.list.contains(each).cast(nw.Int64).fill_null(0) for each in named))
    is_right = source.cell.list.len().cast(nw.Int64) == nw.sum_horizontal(*known)
    return nw.when(is_right).then(nw.lit(True))
