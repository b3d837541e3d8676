"""A standard as a map of cells: things in rows, short_name, blocks in columns; of a population units in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from policyrules.decision.decision import Decision
from policyrules.decision.standards import BlockFinding, StandardLine
from policyrules.decision.things import name_of
from policyrules.decision.verdict_words import MARKS, ONLY_REPORTED, VERDICTS
from policyrules.engines.verdicts import Verdict
from policyrules.errors import UsageError
from policyrules.plots.colours import Look, Theme, blend, look_of
from policyrules.plots.fonts import drawable
from policyrules.plots.look import NOTES, canvas, legend, letters, nothing, row_labels, rows, short_name, title, wrapped
from policyrules.plots.sums import AnyDecision
from policyrules.program.standard_rules import StandardRule
from policyrules.reports.words import listed
from policyrules.suggestions import did_you_mean
from policyrules.text import Language, Text

#: How many things a map shows; the rest is counted below it.
MOST_THINGS = 40
#: How many letters a heading of a block has room for.
_LETTERS = 14
_HEADING, _VERDICT = Text("标准", "Standards"), Text("结论", "verdict")


@dataclass(frozen=True)
class Cell:
    """A cell: its verdict, how many of what it counts are met, and of how many; or the share of things that meet it.

    `met` and `of` count the required items of a block for a thing, or the things of a unit that meet a block; `open`
    the things of which it is unknown. A cell without a verdict is shaded by its share.
    """

    verdict: Verdict | None
    met: int
    of: int
    open: int = 0

    @property
    def share(self) -> Fraction:
        """The part that is met."""
        return Fraction(self.met, self.of) if self.of else Fraction(0)


@dataclass(frozen=True)
class HeatRow:
    """A thing or a unit: what it is called, a cell for each block, and the verdict on the whole."""

    label: Text
    blocks: tuple[Cell, ...]
    whole: Cell


def standard_heat_map(
    decision: AnyDecision,
    standard: str | None = None,
    language: Language = "zh",
    ax: Axes | None = None,
    theme: Theme = "light",
) -> Axes:
    """A cell for each thing and block of a standard: its verdict as a colour and a mark, and how many items are met.

    The things that lack least come first. Of a population a row is a unit, and a cell says how many of its things meet
    the block. Without `standard` it is the first that judges anything. Raises UsageError for one that the policy lacks.
    """
    look, rule = look_of(theme), _rule(decision, standard)
    if rule is None:
        none = Text("该政策没有标准", "the policy has no standards")
        return nothing(canvas(ax, look, rows(2)), look, _HEADING.pick(language), none.pick(language))
    found = heat_rows(decision, rule)
    heading = Text(f"{rule.label.zh}（{decision.year}年）", f"{rule.label.en}, {decision.year}").pick(language)
    if not found:
        none = Text("没有被评定的对象", "nothing is judged")
        return nothing(canvas(ax, look, rows(2)), look, heading, none.pick(language))
    return _drawn(rule, found, heading, language, ax, look)


def heat_rows(decision: AnyDecision, rule: StandardRule) -> list[HeatRow]:
    """The rows of a standard: its things, those that lack least first; of a population its units, in their order."""
    if not isinstance(decision, Decision):
        from policyrules.plots.frame_heat import unit_rows

        return unit_rows(decision, rule)
    lines = [line for line in decision.standards if line.standard == rule.id]
    lines.sort(key=_order)
    return [_row(line) for line in lines]


def _rule(decision: AnyDecision, standard: str | None) -> StandardRule | None:
    rules = {each.id: each for each in decision.program.standards}
    if standard is not None and standard not in rules:
        near = did_you_mean(standard, rules) or Text("", "")
        raise UsageError(Text(f"没有标准 `{standard}`；{near.zh}", f"there is no standard `{standard}`; {near.en}"))
    if standard is not None:
        return rules[standard]
    judged = {each.standard for each in decision.standards} if isinstance(decision, Decision) else set()
    return next((each for each in rules.values() if each.id in judged), next(iter(rules.values()), None))


def _order(line: StandardLine) -> tuple[bool, int, int, str]:
    return line.outcome.verdict is Verdict.NOT_APPLICABLE, line.items_short, line.items_unknown, line.subject


def _row(line: StandardLine) -> HeatRow:
    name = short_name(name_of(line.outcome.subject) or line.subject)
    judged = line.outcome.verdict is not Verdict.NOT_APPLICABLE
    deciding = [item.verdict for item in line.deciding]
    met = deciding.count(Verdict.MET)
    return HeatRow(
        Text(name, name),
        tuple(_cell(block, judged) for block in line.blocks),
        Cell(line.outcome.verdict, met if judged else 0, len(deciding) if judged else 0),
    )


def _cell(block: BlockFinding, judged: bool) -> Cell:
    if not judged:
        return Cell(Verdict.NOT_APPLICABLE, 0, 0)
    asked = [item.verdict for item in block.items if item.rule.decides]
    return Cell(block.verdict, asked.count(Verdict.MET), len(asked))


def _drawn(
    rule: StandardRule, found: Sequence[HeatRow], heading: str, language: Language, ax: Axes | None, look: Look
) -> Axes:
    shown = found[:MOST_THINGS]
    axes = canvas(ax, look, rows(len(shown)) + 0.3)
    for row, each in enumerate(shown):
        for column, cell in enumerate((*each.blocks, each.whole)):
            # The verdict stands a little apart from what it rests on.
            _draw(axes, look, cell, column + 0.15 * (column == len(each.blocks)), row)
    row_labels(axes, look, [each.label.pick(language) for each in shown])
    names = [f"{block.label.pick(language)}{'' if block.counts else '*'}" for block in rule.blocks]
    heads = [*names, _VERDICT.pick(language)]
    axes.set_xticks(
        [*range(len(rule.blocks)), len(rule.blocks) + 0.15],
        ["\n".join(map(drawable, wrapped(each, language, _LETTERS).split("\n"))) for each in heads],
    )
    axes.tick_params(axis="x", labeltop=True, labelbottom=False, labelcolor=look.ink)
    axes.set_xlim(-0.5, len(rule.blocks) + 0.65)
    _key(axes, rule, found, heading, language, look)
    return axes


def _draw(ax: Axes, look: Look, cell: Cell, column: float, row: int) -> None:
    style = _style(look, cell)
    ax.add_patch(Rectangle((column - 0.47, row - 0.44), 0.94, 0.88, linewidth=0.8, **style))
    boxed = {"facecolor": style["facecolor"], "edgecolor": "none", "pad": 1.0}
    color = look.soft if cell.verdict is Verdict.NOT_APPLICABLE else look.ink
    style_ = letters(look, NOTES, color)
    ax.text(column, row, drawable(_words(cell)), ha="center", va="center", bbox=boxed, **style_)


def _style(look: Look, cell: Cell) -> dict[str, Any]:
    """The ground of a cell, its edge, and whether it is hatched."""
    if cell.verdict is None:
        part = 0.08 + 0.72 * float(cell.share)
        return {"facecolor": blend(look.good, look.ground, part), "edgecolor": look.ground}
    colors: Mapping[Verdict, tuple[str, float]] = {
        Verdict.MET: (look.good, 0.55),
        Verdict.NOT_MET: (look.bad, 0.62),
        Verdict.UNKNOWN: (look.open, 0.10),
    }
    color, part = colors.get(cell.verdict, (look.band, 1.0))
    if cell.verdict is Verdict.UNKNOWN:
        return {"facecolor": blend(color, look.ground, part), "edgecolor": look.open, "hatch": "////"}
    return {"facecolor": blend(color, look.ground, part), "edgecolor": look.ground}


def _words(cell: Cell) -> str:
    """`✓ 4/4`; of a unit `12/20 ?3`."""
    if cell.verdict is None:
        return f"{cell.met:,}/{cell.of:,}" + (f" ?{cell.open:,}" if cell.open else "") if cell.of else "–"
    mark = MARKS[cell.verdict.value]
    return f"{mark} {cell.met}/{cell.of}" if cell.of else mark


def _key(ax: Axes, rule: StandardRule, found: Sequence[HeatRow], heading: str, language: Language, look: Look) -> None:
    """The legend, the title and the notes."""
    cells = [cell for each in found for cell in (*each.blocks, each.whole)]
    of_units = any(cell.verdict is None for cell in cells)
    notes = [_MEANING[of_units].pick(language)]
    if any(not block.counts for block in rule.blocks):
        notes.append(f"* {ONLY_REPORTED.pick(language)}")
    if len(found) > MOST_THINGS:
        rest = len(found) - MOST_THINGS
        notes.append(Text(f"另有 {rest:,} 个未画出", f"{rest:,} more are not drawn").pick(language))
    kinds = [each for each in Verdict if any(cell.verdict is each for cell in cells)]
    handles = [Patch(**_style(look, Cell(each, 0, 0))) for each in kinds]
    names = [f"{MARKS[each.value]} {VERDICTS[each.value].pick(language)}" for each in kinds]
    headings = [wrapped(each.label.pick(language), language, _LETTERS) for each in rule.blocks]
    heads = 1 + max(each.count("\n") + 1 for each in headings)
    lines = legend(ax, look, handles, names, [each.label.pick(language) for each in found], heads)
    title(ax, look, heading, [listed(notes, language)], above=lines + heads)


_MEANING = {
    False: Text("格内：必须项达到数/项数", "in a cell: required items met of all"),
    True: Text("格内：达到的个数/全部，?为待定", "in a cell: how many meet it of all, ? unknown"),
}
