"""A comparison as one HTML page that needs nothing else: no request, no script. Every word in it is escaped."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import LineState, Move
from policyrules.reports.comparison import grids, moved, population
from policyrules.reports.comparison.cards import cards
from policyrules.reports.comparison.charts import LABELS, WIDTH, charts
from policyrules.reports.comparison.check_grid import checks, existing
from policyrules.reports.comparison.examples import examples
from policyrules.reports.comparison.headings import about, caveats, heading, reasons_for, verdict
from policyrules.reports.comparison.words import (
    EFFECT_NOTE,
    EFFECTS,
    HEADINGS,
    THE_SAME,
    change_cell,
    money,
    moved_by,
    reasons,
    status,
)
from policyrules.reports.grid import Cell
from policyrules.reports.markup import rendered
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

#: More moves than this make a page that nobody reads; the workbook and the JSON have them all.
MOST_MOVES = 300


@dataclass(frozen=True)
class MoveSide:
    """One side of a line that moved, as the page shows it."""

    heading: str
    code: str
    status: str
    tier: str
    entitled: str
    paid: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class MoveView:
    """A line that moved, as the page shows it."""

    payee: str
    name: str
    award: str
    clause: str
    subject: str
    effect: str
    effect_code: str
    change: Cell
    moved_by: str
    sides: tuple[MoveSide, MoveSide]


def page(comparison: Comparison, language: Language) -> str:
    """The page of a comparison: reasons, changes, charts, summary, checks, groups, what moved, cases that differ."""
    shown = comparison.moves[:MOST_MOVES]
    names = moved.names_of(comparison)
    judged = moved.judged(comparison, language)
    left_out = moved.more(comparison.moved - len(shown), language)
    return rendered(
        "comparison.html.j2",
        language,
        title=heading(comparison, language),
        subtitle=Text(
            f"{comparison.before.document}　{comparison.year} 年度", f"{comparison.before.document}, {comparison.year}"
        ).pick(language),
        reasons=reasons_for(comparison, language),
        verdict=verdict(comparison, language),
        caveats=caveats(comparison, language),
        cards=cards(comparison, language),
        changes=grids.changes(comparison, language),
        nothing=THE_SAME.pick(language),
        charts=charts(comparison, language),
        width=WIDTH,
        labels=LABELS,
        summary=[grids.summary(comparison, language), grids.effects(comparison, language)]
        if comparison.has_awards
        else [],
        checks=checks(comparison.checks, language) if comparison.checks else None,
        existing=existing(comparison.checks, language) if comparison.checks else None,
        examples=list(examples(comparison.checks, language)) if comparison.checks else [],
        groups=[*grids.groups(comparison, language), *population.grids(comparison, language)],
        moves_title=f"{moved.TITLE.pick(language)} ({comparison.moved:,})",
        moves=[_view(each, names, language) for each in shown],
        headings={key: words.pick(language) for key, words in _HEADINGS.items()},
        effect_note=EFFECT_NOTE.pick(language),
        left_out=left_out,
        no_moves=Text("没有变动的项。", "No line moved.").pick(language),
        judged=judged if judged.rows else None,
        about=about(comparison, language),
        about_title=Text("说明", "About").pick(language),
        has_awards=comparison.has_awards,
    )


_HEADINGS = {
    **{key: HEADINGS[key] for key in ("change_yuan", "moved_by", "effect", "why", "tier")},
    "status": Text("结果", "Status"),
    "entitled": Text("应得（元）", "Entitled (yuan)"),
    "paid": Text("实发（元）", "Paid (yuan)"),
    "line": Text("企业和奖励", "Payee and award"),
    "side": Text("", ""),
}


def _view(move: Move, names: dict[str, Text], language: Language) -> MoveView:
    own = move.subject == move.payee.id
    return MoveView(
        payee=plain(move.payee.id),
        name=plain(move.payee.name),
        award=plain(move.label.pick(language)),
        clause=move.clause,
        subject="" if own else plain(move.subject),
        effect=EFFECTS[move.effect].pick(language),
        effect_code=move.effect,
        change=change_cell(move.change, language),
        moved_by=moved_by(move, names, language),
        sides=(
            _side(HEADINGS["before"], move.before, language),
            _side(HEADINGS["after"], move.after, language),
        ),
    )


def _side(heading: Text, state: LineState, language: Language) -> MoveSide:
    return MoveSide(
        heading=heading.pick(language),
        code=state.status or "",
        status=status(state, language),
        tier="" if state.tier is None else str(state.tier),
        entitled=money(state.entitled, language),
        paid=money(state.paid, language),
        reasons=tuple(reasons(state, language).split("\n")) if state.reasons else (),
    )
