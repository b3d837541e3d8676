"""Cells of tables as the values that JSON facts would hold, by the type of their property.

What cannot be understood is handed on as it stands, so that validation says what is allowed, at the cell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from policyrules.facts.cells import dates, words
from policyrules.facts.cells.numbers import number
from policyrules.facts.numbers import plain
from policyrules.language.vocabulary import Field

#: What a spreadsheet shows where it could not compute a cell.
BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
#: What stands in front of a row of totals, as `headings.key` makes words alike.
TOTALS = frozenset({"合计", "总计", "小计", "total", "totals", "sum"})
_BY_TYPE: dict[str, Callable[[object, Field], object]] = {
    **dict.fromkeys(("id", "text", "reference", "place"), lambda cell, _: words.text(cell)),
    "flag": lambda cell, _: words.flag(cell),
    "choice": words.choice,
    "choices": words.choices,
    "duty": lambda cell, _: words.duty(cell),
    "year": lambda cell, _: dates.year(cell),
    "quarter": lambda cell, _: dates.quarter(cell),
    "day": lambda cell, _: dates.day(cell),
}


def is_empty(cell: object) -> bool:
    """Whether a cell says nothing: blank, or what a dataframe puts for a missing value."""
    if cell is None:
        return True
    if isinstance(cell, str):
        return not cell.strip()
    if isinstance(cell, float):
        return math.isnan(cell)
    return type(cell).__name__ in ("NAType", "NaTType")


def is_broken(cell: object) -> bool:
    """Whether a cell holds a spreadsheet's error, or a formula whose result was not saved."""
    return isinstance(cell, str) and bool(cell.startswith("=") or BROKEN.fullmatch(cell.strip()))


def value(cell: object, field: Field, unit: str | None) -> object:
    """A cell that is not empty, as JSON facts would hold it; `unit` is that of its heading."""
    cell = plain(cell)
    read = _BY_TYPE.get(field.type)
    return number(cell, field, unit) if read is None else read(cell, field)


def answer(cell: object) -> object:
    """A cell that is not empty and says whether one of several options is there."""
    return words.flag(plain(cell))


def year_of(cell: object) -> int | None:
    """The year in a cell, or None where it holds none."""
    found = dates.year(plain(cell))
    return found if isinstance(found, int) and not isinstance(found, bool) else None
