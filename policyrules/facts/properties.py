"""One property of a thing against its field: a value, the years of a series, one or several options."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from policyrules.errors import Place, Problem
from policyrules.facts import values, wording
from policyrules.facts.plan import Plan, Property
from policyrules.facts.pointers import joined
from policyrules.language.vocabulary import Things
from policyrules.suggestions import did_you_mean, guess
from policyrules.text import Text

#: The ids that each list holds, for the references into it.
Known = Mapping[str, Collection[object]]
_YEAR = re.compile(r"[0-9]{4}")
_FEW = 200


def problem(code: str, pointer: str, found: object, allowed: Text, hint: Text | None = None) -> Problem:
    """A problem of the value at a pointer."""
    return Problem(code, Place(pointer=pointer), wording.shown(found), allowed, hint)


def unknown(pointer: str, name: object, known: Collection[str], hint: Text | None = None) -> Problem:
    """A property that there is not, with the nearest one that there is."""
    return problem("unknown_property", pointer, str(name), wording.UNKNOWN_PROPERTY, hint or nearest(name, known))


def nearest(word: object, known: Collection[object]) -> Text | None:
    """The nearest known name, sought only among few: thousands of mistakes must not take minutes."""
    return _cached_hint(wording.shown(word), tuple(map(str, known))) if len(known) <= _FEW else None


_cached_hint = lru_cache(maxsize=512)(did_you_mean)


def problems_of(plan: Plan, each: Property, pointer: str, value: object, known: Known) -> Iterator[Problem]:
    """What is wrong with what the facts give for a property; it is not null."""
    if each.field.series:
        return _series(each, pointer, value)
    if each.field.type == "choices":
        return _choices(each, pointer, value)
    return _value(plan, each, pointer, value, known)


def _value(plan: Plan, each: Property, pointer: str, value: object, known: Known) -> Iterator[Problem]:
    read = each.read(value)
    if read is None:
        hint = _hint(each, value)
        yield problem("value", pointer, value, _refused(each, value) or each.allowed, hint)
        return
    target = plan.target(each.field)
    if target is not None and read not in known.get(target.name, ()):
        assert isinstance(target.source, Things)
        allowed = wording.existing(each.name, each.field, target.name, target.source)
        yield problem("reference", pointer, value, allowed, nearest(value, known.get(target.name, ())))


def _hint(each: Property, value: object) -> Text | None:
    """The nearest of what a property may hold; all of it only where `allowed` does not say it already."""
    if not isinstance(value, str):
        return None
    return guess(wording.shown(value), each.choices) if wording.lists_all(each.field) else nearest(value, each.choices)


def _refused(each: Property, value: object) -> Text | None:
    """Why a number is none of those of a duty, where the document leaves it out."""
    number = values.duty(value) if each.field.refused else None
    reason = each.field.refused.get(str(number))
    return None if number is None or reason is None else wording.refused(each.name, each.field, number, reason)


def _series(each: Property, pointer: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield problem("type", pointer, value, wording.series_expected(each.name, each.field))
        return
    years: set[str] = set()
    for key, figure in value.items():
        year = str(key) if isinstance(key, str | int) and not isinstance(key, bool) else ""
        if not _YEAR.fullmatch(year):
            allowed = wording.year_key_expected(each.name, each.field)
            yield problem("unknown_property", pointer + joined(key), str(key), allowed)
            continue
        if year in years:
            yield problem("duplicate_key", f"{pointer}/{year}", year, wording.UNIQUE_KEY)
        years.add(year)
        if figure is not None and each.read(figure) is None:
            yield problem("value", f"{pointer}/{year}", figure, each.allowed)


def _choices(each: Property, pointer: str, value: object) -> Iterator[Problem]:
    if isinstance(value, Mapping):
        for option, answer in value.items():
            yield from _answer(each, pointer + joined(option), option, answer)
    elif isinstance(value, list | tuple):
        seen: set[object] = set()
        for index, given in enumerate(value):
            option = each.read(given)
            if option is None:
                yield problem("value", f"{pointer}/{index}", given, each.allowed, _hint(each, given))
            elif option in seen:
                yield problem("duplicate_item", f"{pointer}/{index}", given, wording.UNIQUE_OPTION)
            seen.add(option)
    else:
        yield problem("type", pointer, value, wording.options_expected(each.name, each.field))


def _answer(each: Property, pointer: str, option: object, answer: object) -> Iterator[Problem]:
    if not isinstance(option, str) or option not in each.field.options:
        yield unknown(pointer, option, each.choices)
    elif answer is not None and values.flag(answer) is None:
        yield problem("value", pointer, answer, wording.answer_expected(each.name, each.field, option))
