"""Kinds of value, how the document writes them, and how people read them.

Inside the library every quantity is an exact whole number of its smallest unit: money in fen, areas in
hundredths of a square metre, counts and years as they are. Rates and shares are exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from policyrules.text import Language, Text, same


class Kind(Enum):
    """What a value measures. Values of different kinds are never compared or added."""

    MONEY = "money"
    COUNT = "count"
    AREA = "area"
    RATE = "rate"
    YEAR = "year"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"

    # Kinds are asked for with every attribute; members are single objects, so their identity will do.
    __hash__ = object.__hash__


Number = int | Fraction
Value = int | Fraction | bool | str

#: Smallest units in one unit of the document: fen in a yuan, hundredths in a square metre.
SCALE = {Kind.MONEY: 100, Kind.AREA: 100, Kind.COUNT: 1, Kind.YEAR: 1}
MONEY_UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000, "yuan": 1}
AREA_UNITS = ("平方米", "m²", "m2", "㎡")
COUNT_UNITS = ("个", "家", "间", "名", "人", "次", "场", "户", "件")
_WRITTEN = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<unit>\D*)")


def parse_quantity(written: str, counting: Collection[str] = ()) -> tuple[Kind, Number]:
    """A quantity as a document writes it (`2000万元`, `1%`, `500平方米`, `2024年`) → kind, exact value.

    `counting` adds a policy's own counting words. Raises ValueError where the text is no quantity.
    """
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise ValueError(written)
    digits = Fraction(match["digits"].replace(",", ""))
    unit = match["unit"].strip()
    if unit in MONEY_UNITS:
        return Kind.MONEY, _whole(digits * MONEY_UNITS[unit] * SCALE[Kind.MONEY])
    if unit in AREA_UNITS:
        return Kind.AREA, _whole(digits * SCALE[Kind.AREA])
    if unit == "%":
        return Kind.RATE, digits / 100
    if unit == "":
        return (Kind.COUNT, int(digits)) if digits.denominator == 1 else (Kind.RATE, digits)
    if unit == "年":
        return Kind.YEAR, _year(digits)
    if unit in COUNT_UNITS or unit in counting:
        return Kind.COUNT, _whole(digits)
    raise ValueError(written)


def _year(value: Fraction) -> int:
    """A year has four digits; three years are no year."""
    if not 1000 <= value <= 9999:
        raise ValueError(f"{value} is no year")
    return _whole(value)


def counting_word(written: str) -> str:
    """The counting word of a count as a document writes it: `20名` → `名`; empty where there is none."""
    match = _WRITTEN.fullmatch(written.strip())
    return "" if match is None else match["unit"].strip()


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise ValueError(f"{value} is no whole number of its smallest unit")
    return int(value)


def decimal_text(value: Fraction) -> str:
    """An exact fraction with a finite decimal form, as plain digits: 1/200 → `0.005`.

    Raises ValueError where there is no finite form.
    """
    denominator, places = value.denominator, 0
    while (10**places) % denominator:
        places += 1
        if places > 60:
            raise ValueError(f"{value} has no finite decimal form")
    whole = value.numerator * 10**places // denominator
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


#: The decimals to which a quotient is shown that no finite decimal is equal to.
ROUNDED_PLACES = 6


def nearest_decimal(value: Fraction) -> str:
    """A fraction as plain digits: exact where it has a finite form, else rounded to `ROUNDED_PLACES` decimals."""
    try:
        return decimal_text(value)
    except ValueError:
        return decimal_text(Fraction(round(value * 10**ROUNDED_PLACES), 10**ROUNDED_PLACES))


def yuan_text(fen: int) -> str:
    """An amount for machines: yuan with two decimals, `300000.00`."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // 100}.{fen % 100:02d}"


def plain_text(kind: Kind, value: Value) -> str:
    """A value for machines: amounts with two decimals, rates as decimal fractions, counts as digits."""
    if isinstance(value, bool | str):
        return str(value).lower() if isinstance(value, bool) else value
    if kind is Kind.MONEY:
        return yuan_text(int(value))
    if kind is Kind.AREA:
        return nearest_decimal(Fraction(value) / SCALE[Kind.AREA])
    return nearest_decimal(Fraction(value))


_UNKNOWN, _YES, _NO = Text("未知", "unknown"), Text("是", "yes"), Text("否", "no")


def shown(kind: Kind, value: Value | None, unit: Text | None = None) -> Text:
    """A value for people, with its unit: `20,000,000 元`, `1%`, `500 m²`, `17`."""
    if value is None:
        return _UNKNOWN
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, str):
        return same(value)
    if kind is Kind.MONEY:
        digits = _hundredths(value)
        return Text(f"{digits} 元", f"{digits} yuan")
    if kind is Kind.AREA:
        digits = _hundredths(value)
        return Text(f"{digits} 平方米", f"{digits} m²")
    if kind is Kind.RATE:
        return same(f"{_grouped(Fraction(value) * 100)}%")
    if kind is Kind.YEAR:
        return Text(f"{int(value)}年", f"{int(value)}")
    digits = f"{value:,}" if isinstance(value, int) else _grouped(value)
    return same(digits) if unit is None else Text(f"{digits} {unit.zh}", f"{digits} {unit.en}".rstrip())


def show(kind: Kind, value: Value | None, language: Language, unit: Text | None = None) -> str:
    """A value for people, in one language."""
    return shown(kind, value, unit).pick(language)


def _hundredths(value: Number) -> str:
    """A number of hundredths as whole units, with two decimals where there are any."""
    if isinstance(value, Fraction):
        return _grouped(value / 100)
    whole, rest = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{whole:,}" + (f".{rest:02d}" if rest else "")


def _grouped(value: Fraction) -> str:
    return f"{Decimal(nearest_decimal(value)):,}" if value.denominator != 1 else f"{int(value):,}"
