"""A cell of a frame as the whole number, flag or word that records hold of it, as a column expression.

The types of columns decide how they are read, as `facts.cells` decides it by the types of cells. What the readers of
`facts.values` refuse, and what 64 bits do not hold exactly, is null.
"""

from __future__ import annotations

from collections.abc import Callable

import narwhals as nw

from policyrules.facts.frames import numerals, words
from policyrules.facts.frames.columns import Source
from policyrules.facts.frames.names import SHARE_SCALE
from policyrules.facts.headings import MONEY
from policyrules.facts.numbers import FIRST_YEAR, HUNDREDTHS, LAST_YEAR, MOST
from policyrules.facts.plan import Group
from policyrules.facts.values import spelling
from policyrules.language.quantities import Kind
from policyrules.language.vocabulary import Field, Vocabulary

#: The type of the normalised column, by the type of the property; words for all others.
_TYPES: dict[Kind, nw.dtypes.DType] = {
    Kind.MONEY: nw.Int64(),
    Kind.AREA: nw.Int64(),
    Kind.COUNT: nw.Int64(),
    Kind.YEAR: nw.Int64(),
    Kind.RATE: nw.Int64(),
    Kind.FLAG: nw.Boolean(),
    Kind.CHOICES: nw.Boolean(),
}


def type_of(field: Field) -> nw.dtypes.DType:
    """The type of the normalised column of a property (of several options: of each)."""
    return _TYPES.get(field.kind, nw.String())


def unknown(field: Field) -> nw.Expr:
    """The normalised column of a property of which nothing is known."""
    return nw.lit(None, type_of(field))


def normal(source: Source, name: str, group: Group, vocabulary: Vocabulary, member: str | None = None) -> nw.Expr:
    """The normalised values of a column that holds the property `name`; `member` asks for one of several options."""
    kind = spelling(name, group.source, vocabulary)
    if kind == "choices":
        # The frame says of each option whether it is there, or names all that are.
        apart = source.member is not None
        return words.flag(source.cell, source.dtype) if apart else words.is_among(source, member or "")
    if group.is_register and name == "tier":
        return _tier(source)
    if kind in _NUMBERS:
        return _NUMBERS[kind](source)
    if kind == "place" and vocabulary.places is not None:
        return words.named(source.cell, source.dtype, vocabulary.place_names())
    if kind == "choice":
        return words.option(source)
    if kind == "reference" and not source.field.required:
        return words.text(source.cell, source.dtype)
    return _WORDS.get(kind, words.text)(source.cell, source.dtype)


def year_of(source: Source) -> nw.Expr:
    """The year of each row of a long table."""
    return numerals.year(source, FIRST_YEAR, LAST_YEAR)


def _amount(source: Source) -> nw.Expr:
    return numerals.whole(source, HUNDREDTHS * MONEY[source.unit or "元"], 0, MOST * HUNDREDTHS)


def _area(source: Source) -> nw.Expr:
    return numerals.whole(source, HUNDREDTHS, 0, MOST * HUNDREDTHS)


def _share(source: Source) -> nw.Expr:
    return numerals.whole(source, SHARE_SCALE // (100 if source.unit == "%" else 1), 0, SHARE_SCALE)


def _count(source: Source) -> nw.Expr:
    return numerals.whole(source, 1, 0, MOST)


def _tier(source: Source) -> nw.Expr:
    return numerals.whole(source, 1, 1, MOST)


def _duty(source: Source) -> nw.Expr:
    number = numerals.whole(source, 1, 1, MOST)
    known = [int(each) for each in source.field.options]
    return nw.when(number.is_in(known)).then(number) if known else number


_NUMBERS: dict[str, Callable[[Source], nw.Expr]] = {
    "money": _amount,
    "area": _area,
    "share": _share,
    "count": _count,
    "year": year_of,
    "duty": _duty,
}
_WORDS: dict[str, Callable[[nw.Expr, nw.dtypes.DType], nw.Expr]] = {
    "flag": words.flag,
    # Ids are taken as they stand: to look for space around each of millions costs more than to decide them.
    "id": words.name,
    "reference": words.name,
    "quarter": words.quarter,
    "day": words.day,
}
