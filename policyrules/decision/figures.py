"""Figures as people say them: amounts in 万 and 亿, or in millions and billions, where that is exact."""

from __future__ import annotations

from fractions import Fraction

from policyrules.decision.prose import quantity
from policyrules.language.quantities import SCALE, Kind, Number, decimal_text
from policyrules.text import Text

#: The greatest unit first: its worth in yuan, and what it is called.
_ZH = ((100_000_000, "亿元"), (10_000, "万元"))
_EN = ((1_000_000_000, "billion yuan"), (1_000_000, "million yuan"))
_PLACES = 4


def compact(kind: Kind, value: Number | None, unit: Text | None = None) -> Text:
    """A figure with its unit; an amount in the greatest unit in which at most four decimals say it exactly."""
    words = quantity(kind, value, unit)
    if kind is not Kind.MONEY or not isinstance(value, int):
        return words
    yuan = Fraction(value, SCALE[Kind.MONEY])
    return Text(_in_units(yuan, _ZH) or words.zh, _in_units(yuan, _EN) or words.en)


def _in_units(yuan: Fraction, units: tuple[tuple[int, str], ...]) -> str:
    for worth, name in units:
        number = yuan / worth
        if abs(number) >= 1:
            exact = (number * 10**_PLACES).denominator == 1
            whole, _, rest = decimal_text(number).partition(".") if exact else ("", "", "")
            return f"{int(whole):,}{'.' if rest else ''}{rest} {name}" if exact else ""
    return ""


def span(kind: Kind, least: Number, most: Number, unit: Text | None = None) -> Text:
    """What a value surely is at least and at most: `19–21 家`; a value alone where both are the same."""
    high = compact(kind, most, unit)
    if least == most:
        return high
    low = compact(kind, least) if kind is Kind.COUNT else compact(kind, least, unit)
    return Text(f"{low.zh}–{high.zh}", f"{low.en}–{high.en}")


def bound_words(kind: Kind, bound: Number, strict: bool, unit: Text | None = None) -> Text:
    """A bound in words: `超过 800 亿元`, `at least 20 enterprises`."""
    amount = compact(kind, bound, unit)
    word = Text("超过", "above") if strict else Text("不低于", "at least")
    return Text(f"{word.zh} {amount.zh}", f"{word.en} {amount.en}")
