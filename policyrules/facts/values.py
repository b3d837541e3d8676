"""How the value of each type of field is read: the one place that decides whether a value is allowed.

A reader takes what the facts hold and gives what the records hold (fen, hundredths of a square metre, exact
fractions, official names), or None for what is not allowed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping

from policyrules.facts import numbers
from policyrules.language.quantities import Value
from policyrules.language.vocabulary import Circumstances, Field, FieldType, Things, Vocabulary

Reader = Callable[[object], Value | None]
_QUARTER = re.compile(r"([0-9]{4})Q[1-4]")
_DAY = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}")


def spelling(name: str, group: Things | Circumstances, vocabulary: Vocabulary) -> FieldType:
    """The type by whose rules a property is spelled.

    It is its own, except that a reference is spelled as the ids of the list that it points into, and that
    text which tells things apart is an id.
    """
    field = group.fields[name]
    if field.type == "reference":
        target = vocabulary.lists.get(field.to or "")
        ids = target.fields[target.id_field] if target is not None and target.id_field else field
        return "place" if ids.type == "place" else "reference"
    is_id = isinstance(group, Things) and name == group.id_field
    return "id" if is_id and field.type == "text" else field.type


def reader(name: str, group: Things | Circumstances, vocabulary: Vocabulary) -> Reader:
    """The reader for the values of a property (for a series: of each year; for several options: of each name)."""
    kind, options = spelling(name, group, vocabulary), group.fields[name].options
    if kind == "place" and vocabulary.places is not None:
        return _one_of(vocabulary.place_names())
    if kind in ("choice", "choices"):
        return _one_of({option: option for option in options})
    if kind == "duty":
        return _numbered(frozenset(options))
    return _READERS[kind]


def flag(value: object) -> bool | None:
    """`true` or `false`."""
    value = numbers.plain(value)
    return value if isinstance(value, bool) else None


def text(value: object) -> str | None:
    """Any Unicode text."""
    return value if isinstance(value, str) and _is_unicode(value) else None


def name(value: object) -> str | None:
    """Text that is not blank, exactly as given: an id or a reference."""
    return value if isinstance(value, str) and value.strip() and _is_unicode(value) else None


def tier(value: object) -> int | None:
    """The tier of an award: a whole number from 1."""
    return numbers.whole(value) or None


def quarter(value: object) -> str | None:
    """A quarter: `2025Q2`."""
    match = _QUARTER.fullmatch(value) if isinstance(value, str) else None
    return match[0] if match and _is_year(match[1]) else None


def day(value: object) -> str | None:
    """A day of the calendar: `2025-06-28`."""
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None or not _is_year(match[1]):
        return None
    try:
        return datetime.date.fromisoformat(match[0]).isoformat()
    except ValueError:
        return None


def duty(value: object) -> int | None:
    """The official number of a duty, where no document says which there are."""
    return numbers.whole(value) or None


def membership(field: Field, given: object) -> dict[str, bool]:
    """The options whose presence is known: of a list all of them, of an object those that it answers."""
    if isinstance(given, Mapping):
        return {each: known for each in field.options if (known := flag(given.get(each))) is not None}
    names = given if isinstance(given, list | tuple) else ()
    return {each: each in names for each in field.options}


def _is_year(digits: str) -> bool:
    return numbers.FIRST_YEAR <= int(digits) <= numbers.LAST_YEAR


def _is_unicode(value: str) -> bool:
    """Whether text can be written out: JSON can spell half a surrogate pair, which is no character."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def _one_of(names: Mapping[str, str]) -> Reader:
    def read(value: object) -> str | None:
        return names.get(value) if isinstance(value, str) else None

    return read


def _numbered(known: Collection[str]) -> Reader:
    def read(value: object) -> int | None:
        number = duty(value)
        return number if number is not None and str(number) in known else None

    return read if known else duty


_READERS: dict[str, Reader] = {
    "id": name,
    "reference": name,
    "place": name,
    "text": text,
    "year": numbers.year,
    "quarter": quarter,
    "day": day,
    "flag": flag,
    "count": numbers.whole,
    "area": numbers.hundredths,
    "money": numbers.hundredths,
    "share": numbers.share,
}
