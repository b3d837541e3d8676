"""How the value of each type of field is read: the one place that decides whether a value is allowed.

A reader takes what the facts hold and gives what the records hold (fen, hundredths of a square metre, exact
fractions, official names), or None for what is not allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyrules.facts import numbers
from policyrules.language.quantities import Value
from policyrules.language.vocabulary import Field, Vocabulary

Reader = Callable[[object], Value | None]


def reader(field: Field, vocabulary: Vocabulary) -> Reader:
    """The reader for the values of a field (for a series: of each year)."""
    if field.type == "place" and vocabulary.places is not None:
        return _one_of(vocabulary.place_names())
    if field.type == "choice":
        return _one_of({option: option for option in field.options})
    return _READERS[field.type]


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


def _is_unicode(value: str) -> bool:
    """Whether text can be written out: JSON can spell half a surrogate pair, which is no character."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)


def _one_of(names: Mapping[str, str]) -> Reader:
    def read(value: object) -> str | None:
        return names.get(value) if isinstance(value, str) else None

    return read


_READERS: dict[str, Reader] = {
    "id": name,
    "reference": name,
    "place": name,
    "text": text,
    "year": numbers.year,
    "flag": flag,
    "count": numbers.whole,
    "area": numbers.hundredths,
    "money": numbers.hundredths,
    "share": numbers.share,
}
