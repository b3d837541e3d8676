"""Exact numbers: whatever spells a number in facts, read without rounding and without ever exploding.

Numbers come as JSON text, Python ints, floats (their shortest `repr` is what was written), Decimals or numpy
scalars. None stands for "not such a number" throughout.
"""

from __future__ import annotations

import math
import re
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

#: The greatest amount, area or count that facts may hold, in yuan, m² or pieces.
MOST = 10**15
#: The decimals that an amount of money or an area may have.
PLACES = 2
HUNDREDTHS = 100
#: The decimals that a share may have as text, and as a number.
SHARE_PLACES, SHARE_NUMBER_PLACES = 12, 40
FIRST_YEAR, LAST_YEAR = 1900, 2100

_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])
_CENT = Decimal(1).scaleb(-PLACES)
_PLAIN = re.compile(r"(0|[1-9][0-9]{0,15})(?:\.([0-9]{1,2}))?")
_SHARE = re.compile(r"[01](?:\.[0-9]{1,12})?")
_DIGITS_OF_AN_INT = 40


def exact(value: object) -> int | Decimal | None:
    """A number as it is written, or None for what is no finite number. A bool is no number."""
    if type(value) is int:
        return value
    if isinstance(value, bool | str):
        return None
    if isinstance(value, float):
        # numpy's float64 is a float whose own repr is not a number.
        return Decimal(float.__repr__(value)) if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int):
        return int(value)
    unpacked = plain(value)
    return None if unpacked is value else exact(unpacked)


def plain(value: object) -> object:
    """A numpy-like scalar as the Python value that it holds; anything else as it is."""
    item = getattr(value, "item", None)
    if item is None or isinstance(value, str | float | int) or getattr(value, "ndim", 0) != 0:
        return value
    try:
        return item()
    except (TypeError, ValueError):
        return value


def whole(value: object) -> int | None:
    """A whole number in 0…`MOST`, however spelled: 20, 20.0, 2e1."""
    number = exact(value)
    if isinstance(number, Decimal):
        scaled = _scaled(number)
        if scaled is None or scaled % HUNDREDTHS:
            return None
        return scaled // HUNDREDTHS
    return number if number is not None and 0 <= number <= MOST else None


def hundredths(value: object) -> int | None:
    """An amount or an area (number or plain decimal string, at most two decimals, 0…`MOST`) in hundredths."""
    if type(value) is int:
        return value * 100 if 0 <= value <= MOST else None
    if isinstance(value, str):
        return _spelled(value)
    if type(value) is float or type(value) is Decimal:
        # Most numbers spell themselves plainly; that is quicker than to compute with them.
        units = _spelled(repr(value) if type(value) is float else str(value))
        if units is not None:
            return units
    number = exact(value)
    if isinstance(number, Decimal):
        return _scaled(number)
    return number * 100 if number is not None and 0 <= number <= MOST else None


def _spelled(digits: str) -> int | None:
    """The hundredths in a plain decimal text, within 0…`MOST`."""
    match = _PLAIN.fullmatch(digits)
    if match is None:
        return None
    units = int(match[1] + (match[2] or "").ljust(PLACES, "0"))
    return units if units <= MOST * HUNDREDTHS else None


def _scaled(number: Decimal) -> int | None:
    """The hundredths in a finite Decimal within 0…`MOST`; a huge exponent is refused, never expanded."""
    if not 0 <= number <= MOST:
        return None
    try:
        return int(number.quantize(_CENT, context=_EXACT).scaleb(PLACES, context=_EXACT))
    except (Inexact, InvalidOperation):
        return None


def share(value: object) -> Fraction | None:
    """A share in 0…1: a number, or a decimal string with at most twelve decimals."""
    if isinstance(value, str):
        found = Fraction(value) if _SHARE.fullmatch(value) else None
        return found if found is not None and found <= 1 else None
    number = exact(value)
    if number is None or not 0 <= number <= 1:
        return None
    if isinstance(number, Decimal):
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or (number and exponent < -SHARE_NUMBER_PLACES):
            return None
    return Fraction(number) if number else Fraction(0)


def year(value: object) -> int | None:
    """A year as a whole number between `FIRST_YEAR` and `LAST_YEAR`."""
    found = whole(value)
    return found if found is not None and FIRST_YEAR <= found <= LAST_YEAR else None


def json_integer(text: str) -> int | Decimal:
    """An integer of a JSON text; one of absurd length, out of range anyway, stays a cheap Decimal."""
    return int(text) if len(text) <= _DIGITS_OF_AN_INT else json_decimal(text)


def json_decimal(text: str) -> Decimal:
    """A number of a JSON text with a fraction or an exponent. One beyond what Decimal holds is infinite."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")
