"""Cells of tables as the values that JSON facts would hold, by the type of their property.

What cannot be understood is handed on as it stands, so that validation says what is allowed, at the cell.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from decimal import Context, Decimal, Inexact, InvalidOperation

from policyrules.facts.headings import AREAS, MONEY, key
from policyrules.facts.numbers import PLACES, plain
from policyrules.language.quantities import COUNT_UNITS, Kind
from policyrules.language.vocabulary import Field

_FLAGS = {
    **dict.fromkeys(("是", "有", "对", "✓", "√", "✔", "☑", "true", "yes", "y", "1"), True),
    **dict.fromkeys(("否", "无", "没有", "×", "✗", "✘", "☐", "false", "no", "n", "0"), False),
}
_NUMBER = re.compile(r"[¥]?\s*(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>\D*)")
_YEAR = re.compile(r"(\d{4})(?:年度?|(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?(?:[ t].*)?))?")
_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_CENTS = re.compile(rf"-?[0-9]+\.[0-9]{{1,{PLACES}}}")
_DIGITS = 40
#: Whole numbers below are exact in binary floating point.
_EXACT_BELOW = 1 << 53
#: Wide enough for the exact product of a number that `_decimal` lets pass and any unit.
_WIDE = Context(prec=200, traps=[Inexact, InvalidOperation])
#: Excel keeps binary floating point and shows fifteen digits of it.
_SHOWN_DIGITS = 15


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
    return isinstance(cell, str) and bool(cell.startswith("=") or _BROKEN.fullmatch(cell.strip()))


def value(cell: object, field: Field, unit: str | None) -> object:
    """A cell that is not empty, as JSON facts would hold it; `unit` is that of its heading."""
    cell = plain(cell)
    if field.kind in (Kind.TEXT, Kind.CHOICE):
        return _choice(cell, field) if field.kind is Kind.CHOICE else _text(cell)
    if field.kind is Kind.FLAG:
        return _flag(cell)
    if field.kind is Kind.YEAR:
        return _year(cell)
    return _number(cell, field, unit)


def _text(cell: object) -> object:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime.date | datetime.datetime):
        return cell.isoformat()
    number = _decimal(cell)
    if number is None:
        return cell
    return str(int(number)) if _is_whole(number) else str(number)


def _choice(cell: object, field: Field) -> object:
    if not isinstance(cell, str):
        return cell
    wanted = key(cell)
    for name, option in field.options.items():
        if wanted in (key(name), key(option.label.zh), key(option.label.en)):
            return name
    return cell.strip()


def _flag(cell: object) -> object:
    if isinstance(cell, bool):
        return cell
    number = _decimal(cell)
    word = str(int(number)) if number is not None and _is_whole(number) else str(cell)
    return _FLAGS.get(key(word), cell)


def _year(cell: object) -> object:
    if isinstance(cell, datetime.date):
        return cell.year
    if isinstance(cell, str):
        match = _YEAR.fullmatch(unicodedata.normalize("NFKC", cell).strip().lower())
        return int(match[1]) if match else cell
    number = _decimal(cell)
    return int(number) if number is not None and _is_whole(number) else cell


def year_of(cell: object) -> int | None:
    """The year in a cell, or None where it holds none."""
    found = _year(plain(cell))
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _number(cell: object, field: Field, unit: str | None) -> object:
    if type(cell) is float and not unit:
        # Most cells are as simple as this; the rest of the way is for the others.
        if cell.is_integer() and abs(cell) < _EXACT_BELOW:
            return int(cell)
        if _CENTS.fullmatch(digits := repr(cell)):
            return Decimal(digits)
    written = cell
    if isinstance(cell, str):
        match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell).strip())
        if match is None:
            return cell
        written = Decimal(match["digits"].replace(",", ""))
        unit = key(match["unit"]) or unit
    number = _decimal(written)
    factor = _factor(field, unit)
    if number is None or factor is None:
        return cell
    scaled = _times(number, factor)
    if isinstance(cell, float) and not _is_whole(_times(scaled, Decimal(10**PLACES))):
        scaled = _times(Decimal(f"{cell:.{_SHOWN_DIGITS}g}"), factor)
    return int(scaled) if _is_whole(scaled) else scaled


def _factor(field: Field, unit: str | None) -> Decimal | None:
    """What a number in this unit is multiplied by; None where the unit measures something else."""
    if field.kind is Kind.MONEY:
        return Decimal(MONEY[unit or "元"]) if (unit or "元") in MONEY else None
    if field.kind is Kind.RATE:
        return {"%": Decimal("0.01"), "": Decimal(1)}.get(unit or "")
    if field.kind is Kind.AREA:
        return Decimal(1) if not unit or unit in AREAS else None
    counting = {*COUNT_UNITS, *((field.unit.zh, field.unit.en.casefold()) if field.unit else ())}
    return Decimal(1) if not unit or unit in counting else None


def _times(number: Decimal, factor: Decimal) -> Decimal:
    return _WIDE.multiply(number, factor)


def _decimal(cell: object) -> Decimal | None:
    """A number as its shortest exact decimal; None for what is none, and for what no fact could reach."""
    if isinstance(cell, bool | str):
        return None
    if isinstance(cell, float):
        number = Decimal(float.__repr__(cell)) if math.isfinite(cell) else None
    else:
        number = Decimal(cell) if isinstance(cell, int | Decimal) else None
    if number is None or not number.is_finite():
        return None
    small = abs(number.adjusted()) < _DIGITS and len(number.as_tuple().digits) <= _DIGITS
    return number if small else None


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
