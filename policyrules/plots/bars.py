"""Lying bars in rows: one after another from zero to either side, and words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.patches import Patch

from policyrules.plots.colours import Look
from policyrules.plots.look import NOTES, beside, inside, width_of

#: How high a bar is, of the row that it lies in.
HEIGHT = 0.62
_HATCH = "////"


@dataclass(frozen=True)
class Layer:
    """One part of every bar: its name, its colour, its length in each row, and whether it is hatched."""

    label: str
    color: str
    lengths: Sequence[int]
    hatched: bool = False


def stacked(ax: Axes, look: Look, layers: Sequence[Layer]) -> list[BarContainer]:
    """The layers after each other in every row; what is negative goes to the left of zero by itself."""
    drawn = []
    ends = {True: [0] * _rows(layers), False: [0] * _rows(layers)}
    for layer in layers:
        starts = [ends[length >= 0][row] for row, length in enumerate(layer.lengths)]
        bars = ax.barh(
            range(len(starts)),
            list(layer.lengths),
            left=starts,
            height=HEIGHT,
            color=look.ground if layer.hatched else layer.color,
            edgecolor=layer.color if layer.hatched else look.ground,
            hatch=_HATCH if layer.hatched else None,
            linewidth=0.8,
            label="_",
        )
        for row, (bar, length) in enumerate(zip(bars, layer.lengths, strict=True)):
            ends[length >= 0][row] += length
            bar.set_visible(length != 0)  # its edge would be seen
        drawn.append(bars)
    return drawn


def _rows(layers: Sequence[Layer]) -> int:
    return max((len(each.lengths) for each in layers), default=0)


def swatch(look: Look, color: str, hatched: bool = False) -> Patch:
    """What stands for a layer in a legend."""
    ground, edge = (look.ground, color) if hatched else (color, look.ground)
    return Patch(facecolor=ground, edgecolor=edge, hatch=_HATCH if hatched else None, linewidth=0.8)


def stub(ax: Axes, look: Look, x: float, row: int, width: float) -> None:
    """A short hatched piece after a bar: something follows of which the amount is unknown."""
    ax.barh(
        row,
        width,
        left=x,
        height=HEIGHT,
        color=look.ground,
        edgecolor=look.open,
        hatch=_HATCH,
        linewidth=0.8,
        label="_",
    )


def room(ax: Axes, labels: Sequence[str], most: float, words: Sequence[str], least: float = 0) -> None:
    """The reach of the x axis, so that the words beside the bars have room: to the right, and to the left of zero."""
    part = min((width_of(words, NOTES) + 12) / inside(ax, labels), 0.6)
    sides = 2 if least < 0 else 1
    span = (most - least or 1) / (1 - sides * min(part, 0.9 / (sides + 1)))
    ax.set_xlim(least - span * part if least < 0 else 0, most + span * part)


def said(ax: Axes, look: Look, ends: Sequence[float], words: Sequence[str]) -> None:
    """Words at the end of each bar: on the side to which it points."""
    for row, (end, each) in enumerate(zip(ends, words, strict=True)):
        beside(ax, look, end, row, each, left=end < 0)
