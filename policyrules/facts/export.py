"""Checked facts as the JSON data that says the same: read again it gives the same records at the same pointers.

However the facts came (tables, dataframes, JSON), the data is one: every thing at the place where its source had
it, official names, amounts and areas as decimal strings with two decimals, shares as exact decimals. What is unknown
is left out.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from policyrules.facts.nesting import room
from policyrules.facts.pointers import steps_of
from policyrules.facts.records import Facts, Paid, Thing
from policyrules.language.quantities import decimal_text, yuan_text
from policyrules.language.vocabulary import Field

Json = dict[str, Any]


def data_of(facts: Facts) -> Json:
    """The facts as JSON data; numbers are ints and Decimals, never floats."""
    placed = [(_way(thing.pointer), _item(thing)) for things in facts.lists.values() for thing in things]
    placed += [(_way(entry.pointer), _entry(entry)) for entry in facts.paid]
    # What stands inside another thing comes after it, and every list in its own order.
    placed.sort(key=lambda each: (len(each[0]), each[0]))
    found: Json = {name: item for name, thing in facts.objects.items() if (item := _item(thing))}
    for way, item in placed:
        holder: Json = found if len(way) == 2 else found[str(way[0])][way[1]]
        holder.setdefault(str(way[-2]), []).append(item)
    return found


def _way(pointer: str) -> tuple[Any, ...]:
    """The names and indexes of a pointer: each name of a list is followed by an index."""
    return tuple(int(step) if index % 2 else step for index, step in enumerate(steps_of(pointer)))


def _item(thing: Thing) -> Json:
    item: Json = {}
    # Options that are answered apart, and all left open, still stand apart: what is missing is named so.
    for name in (*thing.given, *sorted(thing.answered_apart - thing.given.keys())):
        into, last = room(item, name)
        into[last] = _given(thing.fields[name], thing.given.get(name, {}), apart=name in thing.answered_apart)
    return item


def _given(field: Field, given: Any, *, apart: bool) -> Any:
    if field.series:
        return {f"{year:04d}": _value(field, figure) for year, figure in given.items()}
    if field.type == "choices":
        return dict(given) if apart else [option for option, there in given.items() if there]
    return _value(field, given)


def _value(field: Field, value: Any) -> Any:
    if field.type in ("money", "area"):
        return yuan_text(value)
    return Decimal(decimal_text(Fraction(value))) if field.type == "share" else value


def _entry(entry: Paid) -> Json:
    """An entry of the register of awards; what it leaves open is left out."""
    named = {
        "year": entry.year,
        "award": entry.award,
        "tier": entry.tier,
        "enterprise": entry.enterprise,
        "subject": entry.subject,
        "amount": yuan_text(entry.amount),
    }
    return {name: value for name, value in named.items() if value is not None}
