"""What each column of a frame holds: the same headings as those of tables, read without reading any row."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from policyrules.errors import Problem
from policyrules.facts import wording
from policyrules.facts.grids import Grid, Row
from policyrules.facts.headings import YEAR, Heading
from policyrules.facts.plan import Group, Plan, plan_of
from policyrules.facts.properties import problems_of
from policyrules.facts.recognition import Recognition, Table
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.text import Text

#: What a column gives: a property, of a series one year (None: all), of several options one of them (None: all).
Part = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class Source:
    """Where a property, or a year or an option of it, stands in a frame."""

    field: Field
    column: str
    """The name of the column."""
    dtype: nw.dtypes.DType
    unit: str | None
    """The unit that the heading gives, as `headings.MONEY` and its like name it."""
    inside: str | None = None
    """For a column of structures: which of its fields holds this part."""
    member: str | None = None
    """The one of several options of which the column says whether it is there."""

    @property
    def cell(self) -> nw.Expr:
        """The values as they stand in the frame."""
        column = nw.col(self.column)
        return column if self.inside is None else column.struct.field(self.inside)


@dataclass(frozen=True)
class FrameTable:
    """A frame whose columns are understood."""

    name: str
    """The name under which it came."""
    group: Group
    frame: nw.LazyFrame[Any]
    """As it came, with every column."""
    series: str | None
    """The one series that a long table is for; None for the table of the list itself."""
    sources: Mapping[Part, Source]
    year: Source | None
    """Of a table with a row for each year: the column that says which."""

    @property
    def id(self) -> Source | None:
        """The column that tells the things of the list apart."""
        return self.sources.get((self.group.id_field or "", None, None))


def grid_of(name: str, frame: nw.LazyFrame[Any]) -> Grid:
    """The heading of a frame, and one row that says of each column of what shape its cells are."""
    schema = frame.collect_schema()
    columns = list(schema)

    def column(index: int) -> str:
        return columns[index] if index < len(columns) else ""

    rows = [Row(0, columns), Row(1, [_shape(dtype) for dtype in schema.values()])]
    return Grid(name, "", name, rows, column, heading_first=True)


def _shape(dtype: nw.dtypes.DType) -> object:
    """A cell of a type: a structure may hold all years of a series."""
    return {} if isinstance(dtype, nw.Struct) else ""


_recognitions: dict[int, tuple[weakref.ref[Vocabulary], Recognition]] = {}


def recognition_of(vocabulary: Vocabulary) -> Recognition:
    """The headings of a vocabulary, prepared at their first use and kept for as long as it lives."""
    key = id(vocabulary)
    kept = _recognitions.get(key)
    if kept is not None and kept[0]() is vocabulary:
        return kept[1]
    made = Recognition(plan_of(vocabulary), vocabulary.counting_words())
    _recognitions[key] = (weakref.ref(vocabulary, lambda _: _recognitions.pop(key, None)), made)
    return made


def understood(table: Table, frame: nw.LazyFrame[Any], recognition: Recognition) -> tuple[FrameTable, list[Problem]]:
    """The table of a frame, and what is wrong with its headings."""
    schema = frame.collect_schema()
    names = list(schema)
    sources: dict[Part, Source] = {}
    problems = [*recognition.problems(table), *_missing(table)]
    for index, heading in table.columns.items():
        field = table.group.fields.get(heading.field)
        if field is not None:
            dtype = schema[names[index]]
            added = _sources(field, heading, names[index], dtype)
            problems += _unknown_fields(table, index, dtype, recognition.plan)
            problems += _given_before(table, index, [each for each in added if each in sources])
            sources.update(added)
    at = table.column_of(YEAR)
    year = None if at is None or YEAR in table.group.fields else _year(names[at], schema[names[at]])
    return FrameTable(table.grid.name, table.group, frame, table.series, sources, year), problems


def _sources(field: Field, heading: Heading, column: str, dtype: nw.dtypes.DType) -> dict[Part, Source]:
    if not isinstance(dtype, nw.Struct) or not _is_whole(field, heading):
        part = (heading.field, heading.year, heading.member)
        return {part: Source(field, column, dtype, heading.unit, member=heading.member)}
    found: dict[Part, Source] = {}
    for each in dtype.fields:
        kind = each.dtype if isinstance(each.dtype, nw.dtypes.DType) else each.dtype()
        if field.series and each.name.isdecimal():
            found[heading.field, int(each.name), None] = Source(field, column, kind, heading.unit, each.name)
        elif field.type == "choices" and each.name in field.options:
            found[heading.field, None, each.name] = Source(field, column, kind, None, each.name, each.name)
    return found


def _is_whole(field: Field, heading: Heading) -> bool:
    """Whether a cell may hold all years of a series, or the answers for all options."""
    return heading.year is None and heading.member is None and (field.series or field.type == "choices")


def _unknown_fields(table: Table, index: int, dtype: nw.dtypes.DType, plan: Plan) -> Iterator[Problem]:
    """The fields of a column of structures that are no year, or no option."""
    heading = table.columns[index]
    prop = table.group.properties[heading.field]
    if isinstance(dtype, nw.Struct) and _is_whole(prop.field, heading):
        named = {each.name: None for each in dtype.fields}
        for each in problems_of(plan, prop, "", named, {}):
            yield replace(each, place=table.grid.place(0, index))


def _given_before(table: Table, index: int, parts: Sequence[Part]) -> Iterator[Problem]:
    """A column that holds a year of which a column of structures, or one beside that, has figures."""
    if parts:
        place = table.grid.place(0, index)
        yield Problem("duplicate_heading", place, place.heading, wording.ONE_COLUMN)


_BY_ITS_PATH = Text(
    "工作簿如在标题行之上另有题名，请直接给出其路径",
    "a workbook with titles above its headings is best given by its path",
)
_YEAR_FIELD = Field.model_validate({"type": "year", "label": {"zh": "年度", "en": "Year"}})


def _year(column: str, dtype: nw.dtypes.DType) -> Source:
    return Source(_YEAR_FIELD, column, dtype, None)


def _missing(table: Table) -> list[Problem]:
    """Required properties that have no column; a long table needs those alone that tell its things apart."""
    group = table.group
    if not table.columns and table.heading is not None:
        found = wording.shown(", ".join(map(str, table.heading.cells)))
        return [
            Problem("heading", table.grid.place(), found, wording.known_columns(group.name, group.source), _BY_ITS_PATH)
        ]
    needed = group.required if table.series is None else [each for each in [group.id_field] if each]
    return [
        Problem("missing", table.grid.place(), "", wording.required(name, group.fields[name]))
        for name in needed
        if table.column_of(name) is None
    ]
