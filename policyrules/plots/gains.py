"""Who gains and who loses by a change: payee by payee, of a population band by band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes

from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import Effect, Group, Move, PayeeChange
from policyrules.plots.amounts import money_axis
from policyrules.plots.bars import Layer, room, stacked, swatch
from policyrules.plots.colours import Look, Theme, look_of
from policyrules.plots.look import beside, canvas, legend, nothing, row_labels, rows, short_name, title
from policyrules.reports.comparison.words import signed
from policyrules.reports.words import listed
from policyrules.text import Language, Text, same

#: How many payees stand by themselves; all others are summed up in one row for either side.
MOST_PAYEES = 16
#: In which order the effects of a payee's moves stand, and what they are called.
EFFECTS: dict[Effect, Text] = {
    "direct": Text("直接（本项条款有变更）", "direct (the line's own provision changed)"),
    "limit": Text("限制变更", "a limit changed"),
    "indirect": Text("间接（受其他奖励变动影响）", "indirect (moved by other awards)"),
    "untold": Text("未说明", "not told"),
}
_HEADING = Text("谁增加，谁减少", "Who gains and who loses")
_GAINED, _LOST = Text("增加", "gained"), Text("减少", "lost")


@dataclass(frozen=True)
class GainRow:
    """A row: what it is called, how many payees in it gain and lose, and how much in fen; changes by effect."""

    label: Text
    gainers: int
    losers: int
    gained: int
    lost: int
    parts: dict[Effect, int] = field(default_factory=dict)

    @property
    def change(self) -> int:
        """What they get more, or less (below 0), in all."""
        return self.gained - self.lost


def gainers_and_losers(
    comparison: Comparison, language: Language = "zh", ax: Axes | None = None, theme: Theme = "light"
) -> Axes:
    """A bar to the right for what is gained, to the left for what is lost, in whole fen.

    Of single cases payee by payee, the largest gain first, in parts that are direct or indirect. Of a population in
    its bands of size, else by county, else by award; a payee who gains in one award and loses in another then counts
    once, with the difference. Payees with an unknown line are not drawn, but counted below.
    """
    look = look_of(theme)
    heading = Text(f"{_HEADING.zh}（{comparison.year}年）", f"{_HEADING.en}, {comparison.year}").pick(language)
    undetermined = _undetermined(comparison, language)
    if comparison.population is not None:
        found, grouped_by = _groups(comparison)
        notes = [grouped_by.pick(language), *undetermined]
        layers = [
            Layer(_GAINED.pick(language), look.good, [each.gained for each in found]),
            Layer(_LOST.pick(language), look.bad, [-each.lost for each in found]),
        ]
    else:
        found, notes = payee_rows(comparison), undetermined
        layers = _by_effect(found, look, language)
    if not any(each.gained or each.lost for each in found):
        words = Text("没有人增加或减少", "nobody gains or loses").pick(language)
        return nothing(canvas(ax, look, rows(2)), look, heading, listed([words, *undetermined], language))
    return _drawn(found, layers, [heading, *notes], language, ax, look)


def payee_rows(comparison: Comparison) -> list[GainRow]:
    """The payees whose change is largest, from the largest gain to the largest loss, then all others."""
    moved = sorted((each for each in comparison.payees if each.change), key=lambda each: -abs(each.change or 0))
    shown = sorted(moved[:MOST_PAYEES], key=lambda each: -(each.change or 0))
    effects = _effects(comparison.moves)
    found = [_payee_row(each, effects.get(each.payee.id, {})) for each in shown]
    for words, sign in ((Text("增加", "gain"), 1), (Text("减少", "lose"), -1)):
        rest = [each for each in moved[MOST_PAYEES:] if (each.change or 0) * sign > 0]
        if rest:
            found.append(_others(rest, effects, words))
    return found


def _payee_row(each: PayeeChange, parts: dict[Effect, int]) -> GainRow:
    payee, change = each.payee, each.change or 0
    name = short_name(payee.name or payee.id)
    return GainRow(same(name), int(change > 0), int(change < 0), max(change, 0), max(-change, 0), parts)


def _others(rest: Sequence[PayeeChange], effects: dict[str, dict[Effect, int]], words: Text) -> GainRow:
    parts: dict[Effect, int] = {}
    for each in rest:
        for effect, change in effects.get(each.payee.id, {}).items():
            parts[effect] = parts.get(effect, 0) + change
    total = sum(each.change or 0 for each in rest)
    label = Text(f"其余 {len(rest):,} 家{words.zh}", f"{len(rest):,} others that {words.en}")
    gainers = len(rest) if total > 0 else 0
    return GainRow(label, gainers, len(rest) - gainers, max(total, 0), max(-total, 0), parts)


def _effects(moves: Iterable[Move]) -> dict[str, dict[Effect, int]]:
    """What each payee gets more or less by each effect, in the order of the effects."""
    found: dict[str, dict[Effect, int]] = {}
    for move in moves:
        parts = found.setdefault(move.payee.id, {})
        parts[move.effect] = parts.get(move.effect, 0) + (move.change or 0)
    return found


def _by_effect(found: Sequence[GainRow], look: Look, language: Language) -> list[Layer]:
    return [
        Layer(label.pick(language), look.of(index), [each.parts.get(effect, 0) for each in found])
        for index, (effect, label) in enumerate(EFFECTS.items())
        if any(each.parts.get(effect) for each in found)
    ]


def _groups(comparison: Comparison) -> tuple[list[GainRow], Text]:
    """The groups of a population, and by what they are grouped."""
    title_ = comparison.size_title
    if comparison.by_size and title_ is not None:
        groups, by = comparison.by_size, Text(f"按{title_.zh}分组", f"grouped by {title_.en}")
    elif comparison.by_county:
        groups, by = comparison.by_county, Text("按县（市、区）分组", "grouped by county")
    else:
        groups, by = comparison.by_award, Text("按奖励分组", "grouped by award")
    return [_group_row(each) for each in groups], by


def _group_row(group: Group) -> GainRow:
    return GainRow(group.label, group.gainers, group.losers, group.gained, group.lost)


def _undetermined(comparison: Comparison, language: Language) -> list[str]:
    number = comparison.all.undetermined
    if not number:
        return []
    words = Text(f"另有 {number:,} 家有待定项，未列入", f"{number:,} more have an unknown line and are not shown")
    return [words.pick(language)]


def _drawn(
    found: Sequence[GainRow],
    layers: Sequence[Layer],
    words: Sequence[str],
    language: Language,
    ax: Axes | None,
    look: Look,
) -> Axes:
    axes = canvas(ax, look, rows(len(found)))
    stacked(axes, look, layers)
    labels = [each.label.pick(language) for each in found]
    row_labels(axes, look, labels)
    right = [sum(each.lengths[row] for each in layers if each.lengths[row] > 0) for row in range(len(found))]
    left = [sum(each.lengths[row] for each in layers if each.lengths[row] < 0) for row in range(len(found))]
    # Of a payee its whole change is said, on the side to which it points; of many who gains and who loses, apart.
    alone = [bool(each.parts) for each in found]
    more = [_words(each, each.change if one else each.gained, language) for each, one in zip(found, alone, strict=True)]
    less = [_words(each, each.change if one else -each.lost, language) for each, one in zip(found, alone, strict=True)]
    room(axes, labels, max(right), [*more, *less], min(left))
    for row, each in enumerate(found):
        if each.gained > (each.lost if alone[row] else 0):
            beside(axes, look, right[row], row, more[row])
        if each.lost > (each.gained if alone[row] else 0):
            beside(axes, look, left[row], row, less[row], left=True)
    unit = money_axis(axes, look, max(*right, *(-each for each in left)), language)
    axes.axvline(0, color=look.soft, linewidth=0.8)
    lines = legend(axes, look, [swatch(look, each.color) for each in layers], [each.label for each in layers], labels)
    heading, *notes = words
    title(axes, look, heading, [listed([unit, *notes], language)], lines)
    return axes


def _words(row: GainRow, change: int, language: Language) -> str:
    """A change of a row; of several payees also how many they are."""
    number, words = row.gainers if change > 0 else row.losers, signed(change, language)
    if row.parts and number == 1:
        return words
    return Text(f"{words}（{number:,} 家）", f"{words} ({number:,})").pick(language)
