"""A decision as grids: its lines, the sums of each enterprise, what is open, under which readings, about it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.reports.closing import provisional, year_label
from policyrules.reports.grid import Cell, Column, Grid, Money
from policyrules.reports.notes import name_of, note
from policyrules.reports.safe import plain
from policyrules.reports.words import column, reading, status
from policyrules.text import Language, Text


def awards(decision: Decision, language: Language, only: Collection[str] = (), brief: bool = False) -> Grid:
    """The lines in the order of the decision; `only` some statuses; `brief` leaves out what repeats itself."""
    of = partial(column, language=language)
    columns = (
        of("enterprise", sort="id"), of("name"), of("award"), of("clause", sort="id"), of("subject", sort="id"),
        of("tier", sort="number"), of("status", sort="status"), of("entitled", sort="number"),
        of("paid", sort="number"), of("notes", sort="words"),
    )  # fmt: skip
    lines = [line for line in decision.awards if not only or line.status in only]
    rows: list[tuple[Cell, ...]] = [_line(line, language, brief) for line in lines]
    sums = _sum(lines)
    total = (Text("所列合计", "Total shown") if only else Text("合计", "Total")).pick(language)
    footer = (total, "", "", "", "", None, "", Money(sums[0]), Money(sums[1]), "")
    grid = Grid("awards", Text("奖励", "Awards").pick(language), columns, tuple(rows), footer)
    return grid.without_empty({"name", "tier", "notes"}) if brief else grid


def _line(line: AwardLine, language: Language, brief: bool) -> tuple[Cell, ...]:
    own = brief and line.subject == line.enterprise
    return (
        plain(line.enterprise),
        name_of(line.claim.payee),
        line.award_label.pick(language),
        line.clause,
        "" if own else plain(line.subject),
        line.tier,
        status(line.status, language),
        None if line.entitled_fen is None else Money(line.entitled_fen),
        None if line.paid_fen is None else Money(line.paid_fen),
        note(line, language),
    )


def _sum(lines: list[AwardLine]) -> tuple[int, int]:
    """Entitled and paid over the known lines, as the totals of a decision count them."""
    known = [line for line in lines if line.status != "unknown"]
    return sum(line.entitled_fen or 0 for line in known), sum(line.paid_fen or 0 for line in known)


def enterprises(decision: Decision, language: Language) -> Grid:
    """The sums of each enterprise over its known lines."""
    of = partial(column, language=language)
    columns = (
        of("enterprise", sort="id"), of("name"), of("lines", sort="number"), of("unknown", sort="number"),
        of("entitled", sort="number"), of("paid", sort="number"),
    )  # fmt: skip
    lines_of: dict[str, list[AwardLine]] = {}
    for line in decision.awards:
        lines_of.setdefault(line.enterprise, []).append(line)
    rows: list[tuple[Cell, ...]] = []
    for enterprise, lines in lines_of.items():
        unknown = sum(line.status == "unknown" for line in lines)
        entitled, paid = _sum(lines)
        name = name_of(lines[0].claim.payee)
        rows.append((plain(enterprise), name, len(lines), unknown, Money(entitled), Money(paid)))
    totals = decision.totals
    footer: tuple[Cell, ...] = (
        Text("合计", "Total").pick(language), "", len(decision.awards), totals.unknown_lines,
        Money(totals.entitled), Money(totals.paid),
    )  # fmt: skip
    return Grid("enterprises", Text("企业合计", "Enterprises").pick(language), columns, tuple(rows), footer)


def interpretations(decision: Decision, language: Language) -> Grid:
    """The questions that the document leaves open, and the readings that the decision was made under."""
    of = partial(column, language=language)
    columns: tuple[Column, ...] = (
        of("clause", sort="id"), of("question", sort="words"), of("label", sort="words"), of("item", sort="id"),
        of("option", sort="id"),
    )  # fmt: skip
    chosen = decision.interpretations
    rows = tuple(
        (each.clause, each.question.pick(language), reading(each).pick(language), each.name, chosen[each.name])
        for each in decision.program.settings
        if each.name in chosen
    )
    return Grid("interpretations", Text("解释", "Interpretations").pick(language), columns, rows)


def about(decision: Decision, language: Language) -> Grid:
    """What is needed to make the decision again, and its totals."""
    rows: list[tuple[Text, Cell]] = [
        (Text("政策", "Policy"), decision.policy["id"]),
        (Text("文件", "Document"), decision.policy["document"]),
        (Text("政策摘要值", "Policy digest"), decision.policy["digest"]),
        (year_label(decision), str(decision.year)),
        (Text("引擎", "Engine"), decision.engine),
        (Text("程序库版本", "Library version"), decision.library),
        (Text("决定摘要值", "Decision digest"), decision.digest),
        *(_sums(decision, language) if decision.program.awards else ()),
    ]
    columns = (column("item", language), column("value", language, "words"))
    cells: tuple[tuple[Cell, ...], ...] = tuple((label.pick(language), cell) for label, cell in rows)
    return Grid("about", Text("说明", "About").pick(language), columns, cells)


def _sums(decision: Decision, language: Language) -> list[tuple[Text, Cell]]:
    """The totals of the awards."""
    totals = decision.totals
    rows: list[tuple[Text, Cell]] = [
        (Text("应得合计（元）", "Entitled (yuan)"), Money(totals.entitled)),
        (Text("预算前申报合计（元）", "Claimed, before the budget (yuan)"), Money(totals.claimed)),
        (Text("实发合计（元）", "Paid (yuan)"), Money(totals.paid)),
        (Text("可用预算（元）", "Budget available (yuan)"), None if totals.budget is None else Money(totals.budget)),
        (Text("超出预算（元）", "Overrun (yuan)"), Money(totals.overrun)),
        (Text("待定项数", "Unknown lines"), totals.unknown_lines),
    ]
    if totals.provisional:
        rows.append((Text("状态", "State"), provisional(totals.unknown_lines).pick(language)))
    return rows
