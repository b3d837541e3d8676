"""How far the targets are reached: a bar for each, to its bound, what may yet count, and what is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from policyrules.decision.target_explanation import gap_words, target_bound, value_words
from policyrules.decision.targets import TargetLine
from policyrules.decision.verdict_words import MARKS, VERDICTS
from policyrules.language.quantities import Number
from policyrules.plots.bars import HEIGHT, room, said
from policyrules.plots.colours import Look, Theme, blend, look_of
from policyrules.plots.look import LINE, TITLE, canvas, legend, letters, nothing, row_labels, rows, title, wrapped
from policyrules.plots.sums import AnyDecision
from policyrules.text import Language, Text

#: How far a bar reaches, of its bound, that is longer still: its value is said in words.
MOST = Fraction(3, 2)
_HATCH = "////"
_OPEN = Text("待定部分", "still unknown")
_NEAR = Text("最接近的若干个", "the nearest few")
_SCALE, _BEYOND = Text("占目标值的比例", "part of the target"), Text("；» 超过 150%", "; » above 150%")
_BOUND = Text("目标值", "target")


@dataclass(frozen=True)
class Progress:
    """A target with a bound. `least` and `most` are what its value surely is, `near` what the pipeline would make it.

    All are parts of the bound; None where nothing is known.
    """

    line: TargetLine
    least: Fraction | None
    most: Fraction | None
    near: Fraction | None


def target_progress(
    decision: AnyDecision, language: Language = "zh", ax: Axes | None = None, theme: Theme = "light"
) -> Axes:
    """A bar for each target of the city that has a bound: its value as a part of that.

    What may count but is unknown is hatched, and so is a value of which nothing is known; what is nearest to counting
    stands behind it, pale. Targets without a bound are named below with their values.
    """
    look = look_of(theme)
    heading = Text(f"{decision.year}年目标进度", f"Progress of the targets, {decision.year}").pick(language)
    lines = [line for line in decision.targets if line.county is None]
    found = [progress(line) for line in lines if line.bound is not None]
    notes = _unbound([line for line in lines if line.bound is None], language)
    if not found:
        words = Text("没有设定数量的目标", "there is no target with a number").pick(language)
        return nothing(canvas(ax, look, rows(2)), look, heading, "\n".join([words, *notes]))
    return _drawn(found, heading, notes, language, ax, look)


def progress(line: TargetLine) -> Progress:
    """A target as parts of its bound."""
    bound = line.bound
    assert bound is not None
    least, most = line.outcome.least, line.outcome.most
    near = None if most is None or not line.pipeline else most + len(line.pipeline)
    return Progress(line, _part(least, bound), _part(most, bound), _part(near, bound))


def _part(value: Number | None, bound: Number) -> Fraction | None:
    """A value as a part of a bound; of a bound of zero all or nothing."""
    if value is None:
        return None
    return Fraction(value) / Fraction(bound) if bound else Fraction(value >= 0)


def _drawn(
    found: Sequence[Progress], heading: str, notes: Sequence[str], language: Language, ax: Axes | None, look: Look
) -> Axes:
    labels = [wrapped(each.line.rule.label.pick(language), language, 34) for each in found]
    axes = canvas(ax, look, rows(len(found), labels) + LINE * len(notes))
    ends = [_draw(axes, look, each, row) for row, each in enumerate(found)]
    words = [_words(each.line, language) for each in found]
    row_labels(axes, look, labels)
    room(axes, labels, float(max([Fraction(1), *ends])), words)
    said(axes, look, [max(float(each), 1.0) for each in ends], words)
    axes.axvline(1, color=look.ink, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.grid(visible=True, axis="x", color=look.line, linewidth=0.8)
    lines = _key(axes, found, labels, language, look)
    scale = _SCALE.pick(language)
    if any(max(each.most or 0, each.near or 0) > MOST for each in found):
        scale += _BEYOND.pick(language)
    title(axes, look, heading, [scale, *notes], lines)
    return axes


def _draw(ax: Axes, look: Look, each: Progress, row: int) -> Fraction:
    """The bar of a target; gives where it ends."""
    if each.least is None or each.most is None:
        ax.barh(row, 1, height=HEIGHT, color=look.ground, edgecolor=look.open, hatch=_HATCH, linewidth=0.8)
        return Fraction(1)
    least, most = min(each.least, MOST), min(each.most, MOST)
    near = most if each.near is None else min(each.near, MOST)
    if near > most:
        pale = blend(look.cut, look.ground, 0.35)
        ax.barh(row, float(near - most), left=float(most), height=HEIGHT, color=pale, edgecolor=look.ground)
    if most > least:
        style: dict[str, Any] = {"color": look.ground, "edgecolor": look.open, "hatch": _HATCH, "linewidth": 0.8}
        ax.barh(row, float(most - least), left=float(least), height=HEIGHT, **style)
    ax.barh(row, float(least), height=HEIGHT, color=_color(look, each.line.verdict), edgecolor=look.ground)
    if max(each.most, each.near or each.most) > MOST:
        ax.text(float(MOST), row, "» ", ha="right", va="center", **letters(look, TITLE, look.ink))
    return near


def _color(look: Look, verdict: str) -> str:
    return {"met": look.good, "not_met": look.bad}.get(verdict, look.of(0))


def _words(line: TargetLine, language: Language) -> str:
    """`✗ 12 家；超过 20 家，差 8 家，最近 3 家`."""
    value, bound, gap = (each(line).pick(language) for each in (value_words, target_bound, gap_words))
    parts = [f"{MARKS[line.verdict]} {value}", bound]
    if gap:
        parts.append(Text(f"差{'' if gap.startswith('超') else ' '}{gap}", f"gap {gap}").pick(language))
    if line.pipeline:
        number = len(line.pipeline)
        parts.append(Text(f"最接近 {number} 个", f"{number} near").pick(language))
    return ("，" if language == "zh" else ", ").join(parts)


def _unbound(lines: Sequence[TargetLine], language: Language) -> list[str]:
    """The targets without a number, and their values."""
    if not lines:
        return []
    said_ = [f"{line.rule.label.pick(language)} {value_words(line).pick(language)}" for line in lines]
    head = Text("未定数量：", "no number is set for: ").pick(language)
    return wrapped(head + ("；" if language == "zh" else "; ").join(said_), language, 110).split("\n")


def _key(ax: Axes, found: Sequence[Progress], labels: Sequence[str], language: Language, look: Look) -> int:
    handles: list[Patch | Line2D] = []
    names: list[str] = []
    for verdict in ("met", "not_met", "unknown"):
        if any(each.line.verdict == verdict and each.least for each in found):
            handles.append(Patch(facecolor=_color(look, verdict)))
            names.append(f"{MARKS[verdict]} {VERDICTS[verdict].pick(language)}")
    if any(each.least is None or each.least != each.most for each in found):
        handles.append(Patch(facecolor=look.ground, edgecolor=look.open, hatch=_HATCH, linewidth=0.8))
        names.append(_OPEN.pick(language))
    if any(each.near is not None and each.most is not None and each.most < MOST for each in found):
        handles.append(Patch(facecolor=blend(look.cut, look.ground, 0.35)))
        names.append(_NEAR.pick(language))
    handles.append(Line2D([], [], color=look.ink, linewidth=1.2, linestyle=(0, (4, 2))))
    names.append(_BOUND.pick(language))
    return legend(ax, look, handles, names, labels)
