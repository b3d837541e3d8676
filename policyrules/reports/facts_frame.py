"""A list of facts as a dataframe that reads back as the same facts: a row for each thing, a column for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from policyrules.errors import UsageError
from policyrules.facts.pointers import steps_of
from policyrules.facts.records import Facts, Paid, Thing
from policyrules.language.quantities import decimal_text
from policyrules.language.vocabulary import Field
from policyrules.reports.flat import FlatColumn, Sort
from policyrules.reports.frames import framed
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

if TYPE_CHECKING:
    import pandas
    import polars

#: Types of fields that are not text → what their columns hold.
_SORTS: dict[str, Sort] = {
    "money": "amount", "area": "amount", "share": "number", "year": "count", "count": "count", "duty": "count",
    "flag": "flag", "choices": "texts",
}  # fmt: skip


def frame(facts: Facts, section: str, library: str) -> pandas.DataFrame | polars.DataFrame:
    """The things of a list, or the entries of the register under the name `paid`.

    A series is a column for each year that any thing gives: `online_sales_2025`. What is unknown is absent.
    Raises UsageError where there is no such list or library, or the library is not installed.
    """
    if section == "paid":
        return framed(_entries(facts.paid), library)
    if section not in facts.lists:
        known = (*facts.lists, "paid")
        hint = did_you_mean(section, known) or same("")
        raise UsageError(Text(f"没有列表 `{section}`；{hint.zh}", f"no list `{section}`; {hint.en}"))
    things = facts.lists[section]
    return framed([*_holders(facts, things), *_columns(things)], library)


def _holders(facts: Facts, things: Sequence[Thing]) -> Iterator[FlatColumn]:
    """For things that stand inside others, the column that says inside which, called as those call their id."""
    if things and things[0].parent:
        of = steps_of(things[0].pointer)[0]
        holder = next(each for each in facts.lists[of] if each.id == things[0].parent)
        key = next(name for name, value in holder.given.items() if value == holder.id)
        yield FlatColumn(key, "text", tuple(each.parent for each in things))


def _columns(things: Sequence[Thing]) -> Iterator[FlatColumn]:
    """The columns of things; those that no thing gives anything for are left out."""
    for name, field in things[0].fields.items() if things else ():
        given: list[Any] = [each.given.get(name) for each in things]
        sort = _SORTS.get(field.type, "text")
        if any(name in each.answered_apart for each in things):
            for option in field.options:
                yield FlatColumn(f"{name}.{option}", "flag", tuple((each or {}).get(option) for each in given))
        elif field.series:
            for year in sorted({year for each in things for year in each.years(name)}):
                figures = ((each or {}).get(year) for each in given)
                yield FlatColumn(f"{name}_{year}", sort, tuple(_value(field, each) for each in figures))
        elif any(each is not None for each in given):
            yield FlatColumn(name, sort, tuple(_value(field, each) for each in given))


def _value(field: Field, value: Any) -> Any:
    """A value as frames hold it: amounts and areas with two decimals, the options that are there."""
    if value is None:
        return None
    if field.type == "choices":
        return [option for option, there in value.items() if there]
    if field.type in ("money", "area"):
        return Decimal(value).scaleb(-2)
    return Decimal(decimal_text(Fraction(value))) if field.type == "share" else value


def _entries(paid: Sequence[Paid]) -> list[FlatColumn]:
    """The register of awards."""
    return [
        FlatColumn("year", "count", tuple(each.year for each in paid)),
        FlatColumn("award", "text", tuple(each.award for each in paid)),
        FlatColumn("tier", "count", tuple(each.tier for each in paid)),
        FlatColumn("enterprise", "text", tuple(each.enterprise for each in paid)),
        FlatColumn("subject", "text", tuple(each.subject for each in paid)),
        FlatColumn("amount", "amount", tuple(Decimal(each.amount).scaleb(-2) for each in paid)),
    ]
