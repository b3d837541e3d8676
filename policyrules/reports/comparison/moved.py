"""What moved, as grids: award lines with the reasons of both sides, and what is judged otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import Judged, LineState, Move
from policyrules.decision.verdict_words import VERDICTS, verdict_code
from policyrules.reports.comparison.words import (
    EFFECT_NOTE,
    EFFECTS,
    NO_LINE,
    SECTIONS,
    both,
    change_cell,
    column,
    money,
    moved_by,
    reasons,
    status,
)
from policyrules.reports.grid import Cell, Grid, Money, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_REASONS = Text("变动原因", "Reasons")
TITLE = Text("变动的各项", "Lines that moved")
JUDGED = Text("结论变动的标准、目标和任务", "Standards, targets and tasks that come out otherwise")


def names_of(comparison: Comparison) -> dict[str, Text]:
    """What the addresses of changes are called, and those of the limits of both sides."""
    return {**dict(comparison.limits), **{each.address: each.label for each in comparison.changes}}


def moves(comparison: Comparison, language: Language, most: int | None = None, brief: bool = False) -> Grid:
    """The lines that moved, before and after in one cell; the first `most` of them.

    With the reasons of both sides, or `brief` with what made the difference alone.
    """
    of = partial(column, language=language)
    columns = (
        of("enterprise", sort="id"), of("name"), of("award"), of("subject", sort="id"), of("status"),
        of("tier", sort="number"), of("before_yuan", sort="number"), of("after_yuan", sort="number"),
        of("change_yuan", sort="number"), of("effect", sort="status"), of("moved_by" if brief else "why", sort="words"),
    )  # fmt: skip
    names = names_of(comparison)
    shown = comparison.moves[:most]
    rows = tuple((*_move(each, language), (moved_by if brief else why)(each, names, language)) for each in shown)
    note = "\n".join(filter(None, [more(comparison.moved - len(shown), language), EFFECT_NOTE.pick(language)]))
    return Grid("moves", TITLE.pick(language), columns, rows, note=note).without_empty({"name", "tier"})


def more(left: int, language: Language) -> str:
    """That so many are left out; empty where none are."""
    return Text(f"……另有 {left:,} 项", f"… and {left:,} more").pick(language) if left > 0 else ""


def _move(move: Move, language: Language) -> tuple[Cell, ...]:
    before, after = move.before, move.after
    own = move.subject == move.payee.id
    return (
        plain(move.payee.id),
        plain(move.payee.name),
        plain(move.label.pick(language)),
        "" if own else plain(move.subject),
        both(status(before, language), status(after, language)),
        both(_tier(before), _tier(after)) if before.tier or after.tier else "",
        _money(before, language),
        _money(after, language),
        change_cell(move.change, language),
        Status(move.effect, EFFECTS[move.effect].pick(language)),
    )


def why(move: Move, names: dict[str, Text], language: Language) -> str:
    """The reasons of both sides, and what made the difference."""
    lines = []
    for heading, state in ((Text("前", "before"), move.before), (Text("后", "after"), move.after)):
        said = reasons(state, language).replace("\n", "；" if language == "zh" else "; ")
        said = said or status(state, language)
        lines.append(f"{heading.zh}：{said}" if language == "zh" else f"{heading.en}: {said}")
    cause = moved_by(move, names, language)
    if cause:
        lines.append(Text(f"因：{cause}", f"moved by: {cause}").pick(language))
    return "\n".join(lines)


def _tier(state: LineState) -> str:
    return "–" if state.tier is None else str(state.tier)


def _money(state: LineState, language: Language) -> Cell:
    return money(None, language) if state.paid is None else Money(state.paid)


def figures(comparison: Comparison, language: Language) -> Grid:
    """The lines that moved, each figure of each side in a column of its own."""
    of = partial(column, language=language)
    numbers = ("entitled_before", "entitled_after", "paid_before", "paid_after", "change_yuan")
    columns = (
        of("enterprise", sort="id"), of("name"), of("county"), of("award"), of("clause", sort="id"),
        of("subject", sort="id"), of("status_before", sort="status"), of("status_after", sort="status"),
        of("tier_before", sort="number"), of("tier_after", sort="number"),
        *(of(each, sort="number") for each in numbers), of("effect", sort="status"),
    )  # fmt: skip
    rows = tuple(_figures(each, language) for each in comparison.moves)
    return Grid("moves", TITLE.pick(language), columns, rows, sheet=Text("变动", "Moves").pick(language))


def _figures(move: Move, language: Language) -> tuple[Cell, ...]:
    before, after = move.before, move.after
    amounts = (before.entitled, after.entitled, before.paid, after.paid)
    return (
        plain(move.payee.id), plain(move.payee.name), move.payee.county, plain(move.label.pick(language)),
        move.clause, plain(move.subject), _status(before, language), _status(after, language), before.tier,
        after.tier, *(None if fen is None else Money(fen) for fen in amounts),
        None if move.change is None else change_cell(move.change, language),
        Status(move.effect, EFFECTS[move.effect].pick(language)),
    )  # fmt: skip


def _status(state: LineState, language: Language) -> Status:
    return Status(state.status or "", status(state, language))


def reasons_of(comparison: Comparison, language: Language) -> Grid:
    """Why the lines moved: the reasons of both sides, what moved them, what decided them."""
    of = partial(column, language=language)
    columns = (
        of("enterprise", sort="id"), of("award"), of("subject", sort="id"), of("change_yuan", sort="number"),
        of("why_before", sort="words"), of("why_after", sort="words"), of("moved_by", sort="words"),
        of("decided_before", sort="words"), of("decided_after", sort="words"),
    )  # fmt: skip
    names = names_of(comparison)
    rows = tuple(_reasons(each, names, language) for each in comparison.moves)
    return Grid("reasons", _REASONS.pick(language), columns, rows)


def _reasons(move: Move, names: dict[str, Text], language: Language) -> tuple[Cell, ...]:
    return (
        plain(move.payee.id), plain(move.label.pick(language)), plain(move.subject),
        None if move.change is None else change_cell(move.change, language), reasons(move.before, language),
        reasons(move.after, language), moved_by(move, names, language), "\n".join(move.before.decided_by),
        "\n".join(move.after.decided_by),
    )  # fmt: skip


def judged(comparison: Comparison, language: Language) -> Grid:
    """Standards, targets and tasks that come out otherwise."""
    of = partial(column, language=language)
    columns = (
        of("section"), of("provision", sort="words"), of("clause", sort="id"), of("subject", sort="id"),
        of("before", sort="status"), of("after", sort="status"), of("differs", sort="words"),
        of("moved_by", sort="words"),
    )  # fmt: skip
    names = names_of(comparison)
    rows = tuple(_judged(each, names, language) for each in comparison.judged)
    note = more(comparison.judged_otherwise - len(rows), language)
    return Grid("judged", JUDGED.pick(language), columns, rows, note=note, sheet=Text("结论", "Judged").pick(language))


def _judged(each: Judged, names: dict[str, Text], language: Language) -> tuple[Cell, ...]:
    city = Text("全市", "city").pick(language)
    sides = zip((each.before, each.after), (each.decided_by_before, each.decided_by_after), strict=True)
    return (
        SECTIONS[each.section].pick(language),
        plain(each.label.pick(language)),
        each.clause,
        plain(each.subject) or city,
        *(_verdict(verdict, bool(decided), language) for verdict, decided in sides),
        "\n".join(_differences(each, language)),
        "、".join(plain(names[cause].pick(language)) for cause in each.causes if cause in names),
    )


def _verdict(verdict: str | None, exists: bool, language: Language) -> Status:
    """A verdict in words; that there is no such line, or that its status is what is filed."""
    if verdict is None and not exists:
        return Status("", NO_LINE.pick(language))
    code = verdict_code(verdict)
    return Status(code, VERDICTS[code].pick(language))


def _differences(each: Judged, language: Language) -> Iterable[str]:
    for found in each.differences:
        said = [
            VERDICTS[value].pick(language) if value in VERDICTS else value or "–"
            for value in (found.before, found.after)
        ]
        yield plain(f"{found.label.pick(language)}: {said[0]} → {said[1]}")
