"""What stands on a picture, read back from its artists."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.text import Text


def drawn(ax: Axes) -> bytes:
    """The picture as a PNG; raises a warning of matplotlib, of a letter that no font has say, as an error."""
    held = BytesIO()
    figure = ax.get_figure(root=True)
    assert figure is not None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(held, format="png")
    return held.getvalue()


def lengths(ax: Axes) -> list[list[float]]:
    """The lengths of the bars, layer by layer; those of a single bar are stubs and no layer."""
    return [[bar.get_width() for bar in each] for each in ax.containers if isinstance(each, BarContainer)]


def legend(ax: Axes) -> list[str]:
    """The words of the legend."""
    found = ax.get_legend()
    return [] if found is None else [each.get_text() for each in found.get_texts()]


def rows(ax: Axes) -> list[str]:
    """What the rows are called, from the top."""
    return [each.get_text() for each in ax.get_yticklabels()]


def words(ax: Axes) -> list[str]:
    """All words that stand on the picture."""
    return [each.get_text() for each in _texts(ax) if each.get_text()]


def _texts(ax: Axes) -> Iterator[Text]:
    figure = ax.get_figure(root=True)
    assert figure is not None
    found = figure.findobj(Text)
    yield from (each for each in found if isinstance(each, Text))
