"""How far payees are from the next tier of an award, or from an award that has no tiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.decision.nearest import Change, changes_for
from policyrules.language.quantities import SCALE
from policyrules.plots.bars import room, said
from policyrules.plots.colours import Look, Theme, look_of
from policyrules.plots.look import canvas, legend, nothing, row_labels, rows, title
from policyrules.plots.sums import AnyDecision
from policyrules.program.evaluate import Lookup
from policyrules.program.program import AwardRule, TierRule
from policyrules.text import Language, Text, joined

#: Into how many bins the way to a tier is divided, and up to how many things of a row each is a dot of its own.
BINS, MOST_DOTS = 20, 40
#: From which part of the way on a thing is near.
NEAR = Fraction(4, 5)
#: Who is how far from a tier, by the place of its award and its number; None where that is unknown.
Found = dict[tuple[int, int | None], list["Distance | None"]]
_AHEAD = Text("只差数字", "only a figure lacks")
_OTHERS = Text("还差其他条件", "something else lacks too")
_SCALE = Text(
    "现有数字占下一档界限的比例（取差得最远的一项）", "the figure as a part of the next tier's bound (the farthest)"
)
_COLUMNS = Text("多于 40 个的行为柱，柱高以本行为准", "columns where there are more than 40, each row by its own scale")
#: How much of a row is drawn on, and where the words beside it begin.
_HEIGHT, _END = 0.8, 1.01


@dataclass(frozen=True)
class Distance:
    """How far a thing is from a tier: the figure that is farthest, as a part of its bound (1: it lies on a bound that
    must be exceeded, or no figure lacks), and whether something lacks that is no figure.
    """

    subject: str
    part: Fraction
    others: bool


@dataclass(frozen=True)
class TierRow:
    """A tier that is next for some: its award, its number (None: the award has no tiers), who is how far from it.

    `unknown` counts those for which that cannot be said.
    """

    award: AwardRule
    tier: int | None
    distances: tuple[Distance, ...]
    unknown: int

    @property
    def label(self) -> Text:
        """What the tier is called."""
        if self.tier is None:
            return self.award.label
        return joined([self.award.label, Text(f"第{self.tier}档", f"tier {self.tier}")], " · ", " · ")


def distance_to_next_tier(
    decision: AnyDecision, language: Language = "zh", ax: Axes | None = None, theme: Theme = "light"
) -> Axes:
    """A row for each tier that is the next for somebody: how far each is, by the figure farthest from its bound.

    The next tier is the lowest above the one reached that can still be reached: what lies in the past cannot change.
    Few things are a dot each, many are columns of a twentieth of the way. Those whose distance is unknown are counted.
    Dataframes are read thing by thing as well: of a very large population draw a sample.
    """
    look = look_of(theme)
    heading = Text(f"{decision.year}年距下一档", f"Distance to the next tier, {decision.year}").pick(language)
    found = tier_rows(decision)
    if not found:
        words = Text("没有可达到的下一档", "there is no tier to be reached").pick(language)
        return nothing(canvas(ax, look, rows(2)), look, heading, words)
    return _drawn(found, heading, language, ax, look)


def tier_rows(decision: AnyDecision) -> list[TierRow]:
    """The tiers that are next for somebody, in the order of the document."""
    if isinstance(decision, Decision):
        found = _distances(decision)
    else:
        from policyrules.plots.frame_distances import frame_distances

        found = frame_distances(decision)
    return [
        _tier_row(award, tier, found[award.index, tier.number])
        for award in decision.program.awards
        for tier in award.tiers
        if (award.index, tier.number) in found
    ]


def _tier_row(award: AwardRule, tier: TierRule, distances: Sequence[Distance | None]) -> TierRow:
    known = sorted((each for each in distances if each is not None), key=lambda each: (each.part, each.subject))
    return TierRow(award, tier.number, tuple(known), len(distances) - len(known))


def _distances(decision: Decision) -> Found:
    """Who is how far from which tier; of an award that pays each tier by itself a thing has several lines."""
    groups: dict[tuple[str, str], list[AwardLine]] = {}
    for line in decision.awards:
        if line.claim.award.open:
            groups.setdefault((line.award, line.subject), []).append(line)
    found: Found = {}
    for lines in groups.values():
        claim = lines[0].claim
        reached = max(line.tier or 0 for line in lines)
        lookup = claim.case.lookup(claim.subject)
        near = next_tier(claim.award, reached, claim.subject.id, lookup, decision.year)
        if near is not None:
            tier, distance = near
            found.setdefault((claim.award.index, tier.number), []).append(distance)
    return found


def next_tier(
    award: AwardRule, reached: int, subject: str, lookup: Lookup, year: int
) -> tuple[TierRule, Distance | None] | None:
    """The next tier for a thing, and how far that is (None: unknown); None where there is none."""
    for tier in award.tiers:
        if tier.number is not None and tier.number <= reached:
            continue
        changes = _changes(tier, lookup, year)
        if changes:
            return tier, distance_of(subject, changes)
    return None


def _changes(tier: TierRule, lookup: Lookup, year: int) -> list[Change] | None:
    """What would have to be otherwise for a tier; None where that cannot be."""
    found: list[Change] = []
    for criterion in tier.criteria:
        changes = changes_for(criterion.test, True, lookup, year)
        if changes is None:
            return None
        found += changes
    return found


def distance_of(subject: str, changes: Iterable[Change]) -> Distance | None:
    """How far a thing is from what changes ask; None where a figure is unknown."""
    parts: list[Fraction] = []
    others = False
    for each in changes:
        if each.attribute.kind not in SCALE:
            others = True
        elif isinstance(each.now, bool | str) or isinstance(each.bound, bool | str) or each.now is None:
            return None
        else:
            near, far = sorted((Fraction(each.now), Fraction(each.bound)))
            parts.append(near / far if far else Fraction(1))
    return Distance(subject, min(parts, default=Fraction(1)), others)


def _drawn(found: Sequence[TierRow], heading: str, language: Language, ax: Axes | None, look: Look) -> Axes:
    labels = [each.label.pick(language) for each in found]
    axes = canvas(ax, look, rows(len(found)) + 0.12 * len(found))
    for row, each in enumerate(found):
        draw = _dots if len(each.distances) <= MOST_DOTS else _columns
        draw(axes, look, each, row)
        axes.axhline(row + 0.5 * _HEIGHT, color=look.line, linewidth=0.8)
    words = [_words(each, language) for each in found]
    row_labels(axes, look, labels)
    room(axes, labels, _END, words)
    axes.set_xlim(left=-0.02)
    said(axes, look, [_END] * len(found), words)
    axes.axvline(1, color=look.ink, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.grid(visible=True, axis="x", color=look.line, linewidth=0.8)
    lines = _key(axes, found, labels, language, look)
    notes = [_SCALE.pick(language)]
    if any(len(each.distances) > MOST_DOTS for each in found):
        notes.append(_COLUMNS.pick(language))
    title(axes, look, heading, notes, lines)
    return axes


def _dots(ax: Axes, look: Look, row: TierRow, at: int) -> None:
    """A dot for each thing; those of about the same distance stand over each other."""
    heights: dict[int, int] = {}
    for each in row.distances:
        bin_ = _bin(each)
        level = heights.get(bin_, 0)
        heights[bin_] = level + 1
        ground = look.ground if each.others else look.of(0)
        y = at + 0.32 * _HEIGHT - 0.085 * min(level, 7)
        style: dict[str, Any] = {"markersize": 5.5, "markeredgewidth": 1.0, "label": "_"}
        ax.plot([float(each.part)], [y], "o", color=look.of(0), markerfacecolor=ground, **style)


def _columns(ax: Axes, look: Look, row: TierRow, at: int) -> None:
    """A column for each twentieth of the way, those for whom only figures lack at the bottom."""
    counts = {others: [0] * BINS for others in (False, True)}
    for each in row.distances:
        counts[each.others][_bin(each)] += 1
    most = max(map(sum, zip(*counts.values(), strict=True)))
    base = [at + 0.5 * _HEIGHT] * BINS
    lefts = [index / BINS for index in range(BINS)]
    for others, color in ((False, look.of(0)), (True, look.ground)):
        heights = [-_HEIGHT * number / most for number in counts[others]]
        style: dict[str, Any] = {"width": 1 / BINS, "align": "edge", "edgecolor": look.of(0) if others else look.ground}
        ax.bar(lefts, heights, bottom=base, color=color, linewidth=0.6, **style)
        base = [low + height for low, height in zip(base, heights, strict=True)]


def _bin(distance: Distance) -> int:
    return min(int(distance.part * BINS), BINS - 1)


def _words(row: TierRow, language: Language) -> str:
    """`12 个，达 80% 的 3 个，待定 2 个`."""
    number, near = len(row.distances), sum(each.part >= NEAR for each in row.distances)
    words = Text(f"{number:,} 个，达 80% 的 {near:,} 个", f"{number:,}, {near:,} at 80% or more")
    if row.unknown:
        words = joined([words, Text(f"待定 {row.unknown:,} 个", f"{row.unknown:,} unknown")])
    return words.pick(language)


def _key(ax: Axes, found: Sequence[TierRow], labels: Sequence[str], language: Language, look: Look) -> int:
    handles: list[Line2D | Patch] = []
    names: list[str] = []
    for others, words in ((False, _AHEAD), (True, _OTHERS)):
        if any(each.others is others for row in found for each in row.distances):
            ground = look.ground if others else look.of(0)
            style: dict[str, Any] = {"linestyle": "none", "markersize": 6, "markerfacecolor": ground}
            handles.append(Line2D([], [], color=look.of(0), marker="o", **style))
            names.append(words.pick(language))
    return legend(ax, look, handles, names, labels)
