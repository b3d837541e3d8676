"""Axes that show money: whole fen underneath, 万元 or million yuan beside the ticks."""

from __future__ import annotations

from fractions import Fraction

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from policyrules.plots.colours import Look
from policyrules.text import Language, Text

_FEN = 100
#: The units of an axis, the greatest first: its worth in fen and its name. The last is for what is smaller still.
_UNITS: dict[Language, tuple[tuple[int, str], ...]] = {
    "zh": ((10**12 * _FEN, "万亿元"), (10**8 * _FEN, "亿元"), (10**4 * _FEN, "万元"), (_FEN, "元")),
    "en": (
        (10**9 * _FEN, "billion yuan"),
        (10**6 * _FEN, "million yuan"),
        (10**3 * _FEN, "thousand yuan"),
        (_FEN, "yuan"),
    ),
}
#: From how many of a great unit on it is the unit of an axis: 1000万元 reads better than 0.1亿元.
_FROM = {"万亿元": 10, "亿元": 10, "万元": 1, "billion yuan": 1, "million yuan": 1, "thousand yuan": 1}


def unit_for(most: int, language: Language) -> tuple[int, str]:
    """The unit of an axis that reaches `most` fen: its worth in fen, and its name."""
    units = _UNITS[language]
    return next((each for each in units if most >= each[0] * _FROM.get(each[1], 0)), units[-1])


def money_axis(ax: Axes, look: Look, most: int, language: Language) -> str:
    """Make the x axis one of money, in fen, with light rules at its ticks; gives what its unit is called."""
    worth, name = unit_for(most, language)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: ticked(value, worth)))
    ax.grid(visible=True, axis="x", color=look.line, linewidth=0.8)
    if not most:
        ax.set_xticks([0])
    return Text(f"单位：{name}", f"in {name}").pick(language)


def ticked(fen: float, worth: int) -> str:
    """The number beside a tick: as few decimals as say it."""
    number = Fraction(round(fen), worth)
    words = f"{float(number):,.4f}".rstrip("0").rstrip(".")
    return words.replace("-", "−")
