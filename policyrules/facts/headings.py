"""Headings of tables: which property, which year, which unit a column holds.

A heading is a property's name, label or further heading, in Chinese or English, with an optional unit or year
in brackets and an optional year before or after: `online_sales_2025`, `2025年网络销售额（万元）`,
`Online sales 2025 (yuan)`. One of several options is named after its property: `功能区：产品展示区`,
`zones: display`. Width, case, spaces and line breaks do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyrules.facts.nesting import DOT
from policyrules.language.quantities import AREA_UNITS, COUNT_UNITS, MONEY_UNITS, Kind
from policyrules.language.vocabulary import Circumstances, Field, Things

#: Money units that tables use, in yuan.
MONEY = {
    **MONEY_UNITS,
    "万": 10_000,
    "亿": 100_000_000,
    "千元": 1_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "人民币": 1,
    "rmb": 1,
    "cny": 1,
}
AREAS = frozenset({*(unit.lower() for unit in AREA_UNITS), "平米", "sqm", "squaremetres", "squaremeters"})
#: The property of a column that gives the year of its row, in lists that have no property of this name.
YEAR = "year"
#: The property of a column that names the thing inside which the thing of its row stands.
PARENT = ".."
_YEAR_WORDS = ("year", "年", "年度", "年份", "统计年度", "数据年度")
_VALUE_WORDS = ("value", "值", "数值", "数据")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_SPACE = re.compile(r"[\s_\-./:'’\"“”]+")
#: What else may join the name of a property and that of an option.
_JOINTS = re.compile(r"[()\[\]【】—–·•|>→、,;]+")
_NOTED_UNIT = re.compile(r"单位[:：\s]*(?:人民币)?([\u4e00-\u9fff]+元|元)")
#: A year at an end of a heading, with what may be said with it; each way to cut it is tried.
_YEARS = [
    re.compile(pattern)
    for around in ("年度", "年", "")
    for pattern in (rf"(?P<year>\d{{4}}){around}(?P<rest>.*)", rf"(?P<rest>.*?)(?P<year>\d{{4}}){around}")
]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds: a property (or the year, or the value, of a long table), its year and its unit.

    A column may also hold whether `member`, one of several options, is there.
    """

    field: str
    year: int | None = None
    unit: str | None = None
    member: str | None = None


def plain(text: str) -> str:
    """A heading or name with width, case and line breaks made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def key(text: str) -> str:
    """A heading or name in the form in which two are compared: spaces and joining signs left out."""
    return _SPACE.sub("", plain(text))


def _bare(text: str) -> str:
    """The same without whatever joins a property and an option."""
    return _JOINTS.sub("", key(text))


def _last(name: str) -> str:
    """The last step of a dotted name."""
    return name.rpartition(DOT)[2]


def ways(name: str, of: Things | Circumstances | Field) -> list[str]:
    """All ways to name a list or a property, the plainest first."""
    return [name, of.label.zh, of.label.en, *of.headings]


def noted_unit(cells: Iterable[object]) -> str | None:
    """The unit that a note above a table gives for its amounts (`单位：万元`), if one does."""
    for cell in cells:
        match = _NOTED_UNIT.search(unicodedata.normalize("NFKC", cell)) if isinstance(cell, str) else None
        if match and match[1] in MONEY:
            return match[1]
    return None


def parents_ways(holder: Things) -> list[str]:
    """All ways to head the column that names a thing of a list, in the table of a list inside its things."""
    id_field = holder.id_field or ""
    return [*ways(id_field, holder.fields[id_field]), holder.label.zh, holder.label.en, *holder.headings]


class Headings:
    """The headings that a list's tables may use."""

    def __init__(
        self, fields: Mapping[str, Field], counting: Collection[str] = (), parent: Collection[str] = ()
    ) -> None:
        self._fields = fields
        units = [field.unit for field in fields.values() if field.unit]
        words = (*COUNT_UNITS, *counting, *(unit.zh for unit in units), *(unit.en for unit in units))
        self._counting = {key(word) for word in words}
        self._names: dict[str, str] = {}
        for rank in range(1 + max((2 + len(field.headings) for field in fields.values()), default=0)):
            for name, field in fields.items():
                for way in ways(name, field)[rank : rank + 1]:
                    self._names.setdefault(key(way), name)
        self._parent = set(parent)
        for way in parent:
            self._names.setdefault(key(way), PARENT)
        lasts = [_last(name) for name in fields]
        for name in fields:
            if lasts.count(_last(name)) == 1:
                self._names.setdefault(key(_last(name)), name)
        self._members: dict[str, tuple[str, str]] = {}
        for name, field in fields.items():
            if field.type == "choices":
                self._add_members(name, field)

    def _add_members(self, name: str, field: Field) -> None:
        for way in (way for way in [*ways(name, field), _last(name)] if self._names.get(key(way)) == name):
            for option, each in field.options.items():
                for word in (option, each.label.zh, each.label.en):
                    self._members.setdefault(_bare(way + word), (name, option))

    def known(self) -> set[str]:
        """Names to suggest."""
        found = {way for name, field in self._fields.items() for way in ways(name, field)} | self._parent
        for name, field in self._fields.items():
            if field.type == "choices":
                found |= {f"{name}: {option}" for option in field.options}
                found |= {f"{field.label.zh}：{option.label.zh}" for option in field.options.values()}
        return found

    def read(self, heading: object, *, value_of: str | None = None) -> Heading | None:
        """What a column under this heading holds; None where it is unknown.

        `value_of` is the property of a long table of one series, whose values may stand under `value`.
        """
        if isinstance(heading, int | float) and not isinstance(heading, bool):
            heading = f"{heading:.0f}"
        if not isinstance(heading, str):
            return None
        whole = self._named(key(heading), None, None, value_of)
        return whole or self._member(heading) or self._taken_apart(plain(heading), value_of)

    def _member(self, heading: str) -> Heading | None:
        name, option = self._members.get(_bare(heading), (None, None)) if self._members else (None, None)
        return None if name is None else Heading(name, member=option)

    def _taken_apart(self, heading: str, value_of: str | None) -> Heading | None:
        base, unit, year = heading, None, None
        for match in reversed(list(_BRACKETS.finditer(heading))):
            inside = key(re.sub(r"^\s*(单位|unit)\s*[:：]?\s*", "", match[1]))
            bracket_year = re.fullmatch(r"(\d{4})(?:年度?)?", inside)
            if bracket_year:
                year = int(bracket_year[1])
            elif self._is_unit(inside):
                unit = inside
            else:
                continue
            base = base[: match.start()] + base[match.end() :]
        return next(self._candidates(key(base), unit, year, value_of), None)

    def _candidates(self, base: str, unit: str | None, year: int | None, value_of: str | None) -> Iterator[Heading]:
        if found := self._named(base, year, unit, value_of):
            yield found
        if year is not None:
            return
        for pattern in _YEARS:
            match = pattern.fullmatch(base)
            if match and (found := self._named(match["rest"], int(match["year"]), unit, value_of)):
                yield found

    def _named(self, base: str, year: int | None, unit: str | None, value_of: str | None) -> Heading | None:
        name = self._names.get(base)
        if name is None and value_of is not None and (base in _VALUE_WORDS or (base == "" and year is not None)):
            name = value_of
        if name is None and base in _YEAR_WORDS and year is None:
            return Heading(YEAR)
        if name == PARENT:
            return Heading(PARENT) if year is None and unit is None else None
        if name is None or (year is not None and not self._fields[name].series):
            return None
        return Heading(name, year, unit) if self._fits(self._fields[name], unit) else None

    def _is_unit(self, word: str) -> bool:
        return word in MONEY or word in AREAS or word in self._counting or word in ("%", "年", "")

    def _fits(self, field: Field, unit: str | None) -> bool:
        """Whether a unit measures what a property holds: an area is no money."""
        if unit in MONEY:
            return field.kind is Kind.MONEY
        if unit in AREAS:
            return field.kind is Kind.AREA
        if unit == "%":
            return field.kind is Kind.RATE
        if unit in self._counting and unit != "年":
            return field.kind is Kind.COUNT
        return unit != "年" or field.kind is Kind.YEAR
