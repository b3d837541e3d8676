"""How pictures look: axes without clutter, room for words, figures that show themselves.

Everything is said to each part of a picture; matplotlib's settings are neither read for colours and fonts nor changed,
so that a picture is the same inside anybody's style.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import ScaledTranslation
from rich.cells import cell_len, set_cell_size

from policyrules.plots.colours import Look
from policyrules.plots.fonts import drawable, families
from policyrules.reports.safe import plain
from policyrules.text import Language

#: Sizes of letters in points: titles, words, notes.
TITLE, WORDS, NOTES = 13.0, 9.5, 8.5
#: The width of a figure; the height of a row, of a line of its label, and of all around the rows: in inches.
WIDTH, ROW, LINE, AROUND = 8.6, 0.36, 0.16, 1.5
#: How long a label may be that is a name, in Latin letters.
_NAME = 36
#: The margin around a figure in inches; how many points an inch has, and how many dots of a screen.
_PAD, _POINTS, _DOTS = 0.12, 72, 96


class _Picture(Figure):
    """A figure that shows itself in a notebook."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        held = BytesIO()
        ground, unsaid = self.get_facecolor(), {"Software": None}
        self.canvas.print_figure(held, format="png", dpi=2 * _DOTS, facecolor=ground, metadata=unsaid)
        picture = held.getvalue()
        # As many dots as the head of the PNG says, at two to each of a screen.
        width, height = (int.from_bytes(picture[at : at + 4], "big") // 2 for at in (16, 20))
        return picture, {"width": width, "height": height}


class _PictureAxes(Axes):
    """The axes of such a figure; they show the whole of it."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        figure = self.get_figure(root=True)
        assert isinstance(figure, _Picture)
        return figure._repr_png_()


def canvas(ax: Axes | None, look: Look, height: float, width: float = WIDTH) -> Axes:
    """The axes to draw on: those given, or those of a new figure that nobody else knows; dressed in the colours."""
    if ax is None:
        layout = ConstrainedLayoutEngine(w_pad=_PAD, h_pad=_PAD)
        figure = _Picture(figsize=(width, height), dpi=_DOTS, layout=layout, facecolor=look.ground)
        FigureCanvasAgg(figure)
        ax = figure.add_subplot(axes_class=_PictureAxes)
    ax.set_facecolor(look.ground)
    ax.grid(visible=False)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=WORDS, labelcolor=look.soft, labelfontfamily=list(families()))
    return ax


def rows(number: int, labels: Sequence[str] = ()) -> float:
    """The height of a figure of so many rows, with room for labels of several lines."""
    lines = max((each.count("\n") + 1 for each in labels), default=1)
    return AROUND + max(ROW, LINE * lines + 0.08) * number


def letters(look: Look, size: float = WORDS, color: str | None = None) -> dict[str, Any]:
    """What says to a text in which letters it stands."""
    return {"fontfamily": list(families()), "fontsize": size, "color": color or look.ink}


def title(ax: Axes, look: Look, words: str, notes: Sequence[str] = (), above: int = 0) -> None:
    """The title, over so many lines of a legend; below the picture its notes."""
    ax.set_title(drawable(words), loc="left", pad=8 + 15 * above, **letters(look, TITLE))
    ax.set_xlabel("\n".join(map(drawable, notes)), loc="left", linespacing=1.5, **letters(look, NOTES, look.soft))


def legend(
    ax: Axes,
    look: Look,
    handles: Sequence[Artist],
    labels: Sequence[str],
    beside: Sequence[str] = (),
    lift: int = 0,
) -> int:
    """A legend between title and picture, in as many columns as fit; gives the number of its lines.

    `beside` are the labels of the rows, which take their part of the width; `lift` lines of headings stand below it.
    """
    if not handles:
        return 0
    room = inside(ax, beside)
    columns = next((each for each in range(len(labels), 1, -1) if _legend_width(labels, each) <= room), 1)
    found = ax.legend(
        handles,
        [drawable(each) for each in labels],
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        bbox_transform=ax.transAxes + _lifted(ax, lift),
        ncols=columns,
        frameon=False,
        borderaxespad=0.2,
        borderpad=0.2,
        handlelength=1.4,
        handleheight=0.9,
        columnspacing=1.4,
        prop={"family": list(families()), "size": NOTES},
    )
    for text in found.get_texts():
        text.set_color(look.soft)
    return -(-len(handles) // columns)


def _lifted(ax: Axes, lines: int) -> ScaledTranslation:
    """A shift by some lines upwards."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return ScaledTranslation(0, lines * LINE, figure.dpi_scale_trans)


def _legend_width(labels: Sequence[str], columns: int) -> float:
    """How wide a legend is in points: its columns are filled one after the other, the first ones hold one more."""
    least, more = divmod(len(labels), columns)
    ends = [least * (at + 1) + min(at + 1, more) for at in range(columns)]
    parts = (labels[start:end] for start, end in zip([0, *ends], ends, strict=False))
    return sum(width_of(each, NOTES) + 4 * NOTES for each in parts)


def inside(ax: Axes, labels: Sequence[str]) -> float:
    """About how wide the axes are in points, without the labels of their rows."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    place = ax.get_subplotspec()
    part = ax.get_position().width if place is None else len(place.colspan) / place.get_gridspec().ncols
    whole = float(figure.get_size_inches()[0]) * part * _POINTS
    lines = [line for each in labels for line in each.split("\n")]
    return max(whole - width_of(lines, WORDS) - 30, whole / 3)


def width_of(words: Sequence[str], size: float) -> float:
    """About how wide the widest of some words are in points: a Chinese character is as wide as two letters."""
    return max((cell_len(each) for each in words), default=0) * size * 0.53


def row_labels(ax: Axes, look: Look, labels: Sequence[str]) -> None:
    """The rows from the top, and what each is called; a label may have several lines."""
    ax.set_yticks(range(len(labels)), [_lines(each) for each in labels])
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.tick_params(axis="y", labelcolor=look.ink, pad=6)


def short_name(name: str) -> str:
    """A name from the facts as a label: on one line, and what is too long ends in an ellipsis."""
    words = plain(name)
    return words if cell_len(words) <= _NAME else set_cell_size(words, _NAME - 1).rstrip() + "…"


def wrapped(words: str, language: Language, letters: int = 30) -> str:
    """Words over several lines of so many Latin letters, or half as many Chinese characters."""
    if language == "en":
        return "\n".join(wrap(words, letters))
    half = letters // 2
    return "\n".join(words[at : at + half] for at in range(0, len(words), half))


def _lines(words: str) -> str:
    """Words of several lines, as they can be drawn."""
    return "\n".join(map(drawable, words.split("\n")))


def beside(
    ax: Axes, look: Look, x: float, row: float, words: str, left: bool = False, color: str | None = None
) -> None:
    """Words beside a point of a row, a little to its right, or to its left."""
    ax.annotate(
        drawable(words),
        (x, row),
        xytext=(-5 if left else 5, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        annotation_clip=False,
        bbox={"facecolor": look.ground, "edgecolor": "none", "pad": 0.6},
        **letters(look, NOTES, color or look.soft),
    )


def nothing(ax: Axes, look: Look, heading: str, words: str) -> Axes:
    """A picture of nothing, which says so."""
    title(ax, look, heading)
    ax.set_xticks([])
    ax.set_yticks([])
    middle: dict[str, Any] = {"ha": "center", "va": "center", "transform": ax.transAxes}
    ax.text(0.5, 0.5, _lines(words), **middle, **letters(look, WORDS, look.soft))
    return ax
