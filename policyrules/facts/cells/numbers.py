"""Cells that hold a number: with a unit in the cell or in its heading, as text, or as binary floating point."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Context, Decimal, Inexact, InvalidOperation

from policyrules.facts.headings import AREAS, MONEY, key
from policyrules.facts.numbers import PLACES
from policyrules.language.quantities import COUNT_UNITS, Kind
from policyrules.language.vocabulary import Field

_NUMBER = re.compile(r"[¥]?\s*(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>\D*)")
_CENTS = re.compile(rf"-?[0-9]+\.[0-9]{{1,{PLACES}}}")
_DIGITS = 40
#: Whole numbers below are exact in binary floating point.
_EXACT_BELOW = 1 << 53
#: Wide enough for the exact product of a number that `_decimal` lets pass and any unit.
_WIDE = Context(prec=200, traps=[Inexact, InvalidOperation])
#: Excel keeps binary floating point and shows fifteen digits of it.
_SHOWN_DIGITS = 15


def number(cell: object, field: Field, unit: str | None) -> object:
    """An amount, an area, a count or a share, in the unit of the facts."""
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
    given = decimal(written)
    factor = _factor(field, unit)
    if given is None or factor is None:
        return cell
    scaled = _times(given, factor)
    if isinstance(cell, float) and not is_whole(_times(scaled, Decimal(10**PLACES))):
        scaled = _times(Decimal(f"{cell:.{_SHOWN_DIGITS}g}"), factor)
    return int(scaled) if is_whole(scaled) else scaled


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


def decimal(cell: object) -> Decimal | None:
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


def whole(cell: object) -> int | None:
    """A number without a fraction; None for what is none."""
    found = decimal(cell)
    return int(found) if found is not None and is_whole(found) else None


def is_whole(number: Decimal) -> bool:
    """Whether a number has no fraction."""
    return number == number.to_integral_value()
