"""Which sheets and columns a policy's workbook has: each is one that the reading of tables understands as meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyrules.facts.grids import Grid
from policyrules.facts.headings import PARENT, Heading, parents_ways, ways
from policyrules.facts.plan import Group, plan_of
from policyrules.facts.recognition import Recognition, Table
from policyrules.language.vocabulary import Field, Things, Vocabulary
from policyrules.text import Language, Text

#: What a spreadsheet takes as the name of a sheet.
_SHEET_NAME = re.compile(r"[^\[\]:*?/\\']{1,31}")
_UNITS: dict[str, Text] = {"money": Text("元", "yuan"), "area": Text("平方米", "m²")}


@dataclass(frozen=True)
class Column:
    """A column: its heading, or a heading over several columns and its own below; and what it holds."""

    heading: str
    below: str | None
    name: str
    field: Field
    year: int | None = None
    member: str | None = None

    @property
    def is_parent(self) -> bool:
        """Whether it names the thing inside which the thing of its row stands."""
        return self.name == PARENT


@dataclass(frozen=True)
class Form:
    """A sheet to fill in. A checklist has one column for each option, for things that another sheet lists."""

    sheet: str
    group: Group
    columns: tuple[Column, ...]
    is_checklist: bool = False

    @property
    def heading_rows(self) -> int:
        """How many rows the headings take."""
        return 2 if self.is_checklist else 1

    def index(self, name: str) -> int:
        """The place of the first column that holds a property, from 1."""
        return next(number for number, column in enumerate(self.columns, 1) if column.name == name)


def forms(vocabulary: Vocabulary, years: Sequence[int], language: Language) -> tuple[Form, ...]:
    """The sheets of a policy's workbook: each list, its checklist where it has one, then the single things."""
    return tuple(_Forms(vocabulary, years, language).all())


class _Forms:
    def __init__(self, vocabulary: Vocabulary, years: Sequence[int], language: Language) -> None:
        self.plan = plan_of(vocabulary)
        self.recognition = Recognition(self.plan, vocabulary.counting_words())
        self.years, self.language = years, language
        self.taken: set[str] = set()

    def all(self) -> Iterator[Form]:
        for group in self.plan.groups.values():
            several = [name for name, field in group.fields.items() if field.type == "choices"]
            plain = [name for name in group.fields if name not in several]
            apart = bool(several) and group.id_field is not None and group.within is None
            columns = [*self.parent(group), *(each for name in plain for each in self.columns(group, name))]
            if several and not apart:
                columns += [self.member(group, name, option, whole=True) for name, option in _options(group, several)]
            yield Form(self.sheet(group), group, tuple(columns))
            if apart:
                options = [self.member(group, name, option) for name, option in _options(group, several)]
                first = self.columns(group, group.id_field or "")
                yield Form(self.sheet(group, further=True), group, (*first, *options), is_checklist=True)

    def sheet(self, group: Group, further: bool = False) -> str:
        """A name under which the list is known, not taken yet, and such as spreadsheets allow."""
        label, headings = group.source.label.text, list(group.source.headings)
        names = [*reversed(headings), group.name] if further else [label.pick(self.language), group.name, *headings]
        names += [label.zh, label.en]
        # A checklist of a list has a name of its own, in the language of the workbook where there is one.
        ranked = sorted(names, key=lambda each: each.isascii() != (self.language == "en")) if further else names
        found = next(each for each in ranked if self.is_known(each, group))
        self.taken.add(found.casefold())
        return found

    def is_known(self, name: str, group: Group) -> bool:
        """Whether a free sheet of this name is understood as a table of the list."""
        if name.casefold() in self.taken or not _SHEET_NAME.fullmatch(name):
            return False
        table = self.recognition.table(Grid(name, "", name, ()), alone=False)
        return isinstance(table, Table) and table.group is group and table.series is None

    def parent(self, group: Group) -> Iterator[Column]:
        """The column that names the thing inside which a thing stands, for a list inside another."""
        if group.within is None:
            return
        holder = self.plan.groups[group.within]
        assert isinstance(holder.source, Things)
        field = holder.fields[holder.id_field or ""]
        names = [field.label.text.pick(self.language), *parents_ways(holder.source)]
        yield Column(self.read_as(group, Heading(PARENT), names), None, PARENT, field)

    def columns(self, group: Group, name: str) -> list[Column]:
        """The column of a property; of a series one for each year."""
        field = group.fields[name]
        years: list[int | None] = [*self.years] if field.series else [None]
        return [Column(self.heading(group, name, year), None, name, field, year) for year in years]

    def heading(self, group: Group, name: str, year: int | None) -> str:
        """The label of a property with its year and its unit."""
        field = group.fields[name]
        unit = _UNITS.get(field.type) or (field.unit.text if field.unit else None)
        labels = list(dict.fromkeys([field.label.text.pick(self.language), *ways(name, field)]))
        with_unit = [self.composed(label, year, unit) for label in labels] if unit else []
        bare = [self.composed(label, year, None) for label in labels]
        return self.read_as(group, Heading(name, year), [*with_unit, *bare])

    def composed(self, label: str, year: int | None, unit: Text | None) -> str:
        if self.language == "zh":
            return f"{f'{year}年' if year else ''}{label}{f'（{unit.zh}）' if unit else ''}"
        return f"{label}{f' {year}' if year else ''}{f' ({unit.en})' if unit else ''}"

    def member(self, group: Group, name: str, option: str, whole: bool = False) -> Column:
        """The column of one option: under the name of its property, or (`whole`) in one heading with it."""
        field = group.fields[name]
        over = list(dict.fromkeys([field.label.text.pick(self.language), *ways(name, field)]))
        label = field.options[option].label.text
        below = list(dict.fromkeys([label.pick(self.language), label.zh, label.en, option]))
        reader = self.recognition.headings[group.name]
        pairs = [(upper, lower) for upper in over for lower in below]
        upper, lower = next(
            pair for pair in pairs if _is(reader.read(f"{pair[0]} {pair[1]}"), Heading(name, member=option))
        )
        joint = "：" if self.language == "zh" else ": "
        return Column(
            f"{upper}{joint}{lower}" if whole else upper, None if whole else lower, name, field, member=option
        )

    def read_as(self, group: Group, meant: Heading, written: Iterable[str]) -> str:
        """The first of several headings that is understood as meant."""
        reader = self.recognition.headings[group.name]
        return next(each for each in written if _is(reader.read(each), meant))


def _is(found: Heading | None, meant: Heading) -> bool:
    return found is not None and (found.field, found.year, found.member) == (meant.field, meant.year, meant.member)


def _options(group: Group, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, option) for name in names for option in group.fields[name].options]
