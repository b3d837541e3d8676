"""A decision as grids: its lines, the sums of each enterprise, what is open, under which readings, about it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.errors import Problem
from policyrules.reports.closing import provisional
from policyrules.reports.grid import Cell, Column, Grid, Money
from policyrules.reports.notes import name_of, note
from policyrules.reports.safe import plain
from policyrules.reports.words import column, listed, reading, status
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
    return _without_empty(grid, {"name", "tier", "notes"}) if brief else grid


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


def _without_empty(grid: Grid, optional: set[str]) -> Grid:
    """Leave out optional columns that are empty in every row."""
    kept = [
        index
        for index, each in enumerate(grid.columns)
        if each.key not in optional or any(row[index] not in (None, "") for row in grid.rows)
    ]

    def pick(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(row[index] for index in kept)

    columns = tuple(grid.columns[index] for index in kept)
    footer = None if grid.footer is None else pick(grid.footer)
    return Grid(grid.key, grid.title, columns, tuple(pick(row) for row in grid.rows), footer)


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


def problems(decision: Decision, language: Language) -> Grid:
    """What an official should look into: each fact that an unknown line lacks, and the warnings."""
    of = partial(column, language=language)
    columns = (
        of("severity", sort="status"), of("enterprise", sort="id"), of("subject", sort="id"), of("award"),
        of("what", sort="words"), of("where", sort="id"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for line in decision.awards:
        if line.status != "unknown":
            continue
        head = (plain(line.enterprise), plain(line.subject), line.award_label.pick(language))
        parts = line.explain().missing
        for part in parts:
            lacks = Text(f"缺少{part.label.zh}", f"missing: {part.label.en}").pick(language)
            rows.append((status("unknown", language), *head, plain(lacks), plain(part.pointer)))
        if not parts:
            rows.append((status("unknown", language), *head, note(line, language), ""))
    for warning in decision.warnings:
        what, where = warning_words(warning, language), plain(str(warning.place))
        rows.append((status("warning", language), "", "", "", what, where))
    return Grid("problems", Text("问题", "Problems").pick(language), columns, tuple(rows))


def warning_words(problem: Problem, language: Language) -> str:
    """What a problem says, without its place."""
    parts = [problem.allowed.pick(language)]
    if problem.found:
        parts.append(Text(f"实际为 {problem.found}", f"found {problem.found}").pick(language))
    if problem.hint:
        parts.append(problem.hint.pick(language))
    return plain(listed(parts, language))


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
    totals = decision.totals
    rows: list[tuple[Text, Cell]] = [
        (Text("政策", "Policy"), decision.policy["id"]),
        (Text("文件", "Document"), decision.policy["document"]),
        (Text("政策摘要值", "Policy digest"), decision.policy["digest"]),
        (Text("销售年度", "Sales year"), str(decision.year)),
        (Text("引擎", "Engine"), decision.engine),
        (Text("程序库版本", "Library version"), decision.library),
        (Text("决定摘要值", "Decision digest"), decision.digest),
        (Text("应得合计（元）", "Entitled (yuan)"), Money(totals.entitled)),
        (Text("预算前申报合计（元）", "Claimed, before the budget (yuan)"), Money(totals.claimed)),
        (Text("实发合计（元）", "Paid (yuan)"), Money(totals.paid)),
        (Text("可用预算（元）", "Budget available (yuan)"), None if totals.budget is None else Money(totals.budget)),
        (Text("超出预算（元）", "Overrun (yuan)"), Money(totals.overrun)),
        (Text("待定项数", "Unknown lines"), totals.unknown_lines),
    ]  # fmt: skip
    if totals.provisional:
        rows.append((Text("状态", "State"), provisional(totals.unknown_lines).pick(language)))
    columns = (column("item", language), column("value", language, "words"))
    cells: tuple[tuple[Cell, ...], ...] = tuple((label.pick(language), cell) for label, cell in rows)
    return Grid("about", Text("说明", "About").pick(language), columns, cells)
