"""The same facts as dataframes: one frame for each list, a column for each property, year and option."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import polars as pl

from policyrules.facts import load
from policyrules.facts.plan import Group, plan_of
from policyrules.facts.records import Facts, Paid, Thing
from policyrules.language.quantities import yuan_text
from policyrules.language.vocabulary import Field, Vocabulary

#: How amounts and areas stand in the frames.
Spelling = Literal["decimal", "text", "float"]
_AMOUNTS: dict[Spelling, tuple[pl.DataType, Callable[[int], object]]] = {
    "decimal": (pl.Decimal(38, 2), lambda units: Decimal(yuan_text(units))),
    "text": (pl.String(), yuan_text),
    "float": (pl.Float64(), lambda units: units / 100),
}


def as_frames(facts: Mapping[str, Any], vocabulary: Vocabulary, amounts: Spelling = "decimal") -> dict[str, Any]:
    """Facts as Polars frames by list; single things, and lists that hold other lists, stay JSON-like data."""
    records, plan = load.load(facts, vocabulary), plan_of(vocabulary)
    found: dict[str, Any] = {}
    for name, content in facts.items():
        group = plan.top[name]
        if content is None or not group.is_list or group.children:
            found[name] = content
        elif group.is_register:
            found[name] = _register(records, amounts)
        else:
            found[name] = _list(group, records.lists[name], amounts)
    return found


def _list(group: Group, things: Sequence[Thing], amounts: Spelling) -> pl.DataFrame:
    named = dict(column for name in group.fields for column in _columns(name, group.fields[name], things, amounts))
    return pl.DataFrame(list(named.values()), schema=list(named))


def _columns(name: str, field: Field, things: Sequence[Thing], amounts: Spelling) -> Iterator[tuple[str, pl.Series]]:
    """The columns of a property: one for each year of a series, one for each option that is answered apart."""
    dtype, written = _written(field, amounts)

    def column(heading: str, values: Sequence[Any]) -> tuple[str, pl.Series]:
        return heading, pl.Series(heading, [None if each is None else written(each) for each in values], dtype=dtype)

    given: list[Any] = [thing.given.get(name) for thing in things]
    if field.series:
        for year in sorted({year for thing in things for year in thing.years(name)}):
            yield column(f"{name}_{year}", [None if each is None else each.get(year) for each in given])
    elif field.type == "choices" and any(name in thing.answered_apart for thing in things):
        for option in field.options:
            answers = [thing.value(name, member=option) for thing in things]
            yield f"{name}: {option}", pl.Series(answers, dtype=pl.Boolean)
    elif field.type == "choices":
        lists = [None if each is None else [option for option in each if each[option]] for each in given]
        yield name, pl.Series(lists, dtype=pl.List(pl.String))
    else:
        yield column(name, given)


def _written(field: Field, amounts: Spelling) -> tuple[pl.DataType, Callable[[Any], object]]:
    """The type of a column of values, and how one is written in it."""
    if field.type in ("money", "area"):
        return _AMOUNTS[amounts]
    if field.type == "share":
        return pl.Decimal(38, 12), lambda share: Decimal(share.numerator) / Decimal(share.denominator)
    if field.type in ("count", "year", "duty"):
        return pl.Int64(), int
    return (pl.Boolean(), bool) if field.type == "flag" else (pl.String(), str)


def _register(records: Facts, amounts: Spelling) -> pl.DataFrame:
    dtype, written = _AMOUNTS[amounts]
    columns: dict[str, tuple[pl.DataType, Callable[[Paid], Any]]] = {
        "year": (pl.Int64(), lambda entry: entry.year),
        "award": (pl.String(), lambda entry: entry.award),
        "tier": (pl.Int64(), lambda entry: entry.tier),
        "enterprise": (pl.String(), lambda entry: entry.enterprise),
        "subject": (pl.String(), lambda entry: entry.subject),
        "amount": (dtype, lambda entry: written(entry.amount)),
    }
    return pl.DataFrame(
        [pl.Series(name, [of(entry) for entry in records.paid], dtype=kind) for name, (kind, of) in columns.items()]
    )
