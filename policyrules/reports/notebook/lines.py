"""Single lines of a decision in a notebook."""

from __future__ import annotations

from policyrules.decision.lines import AwardLine, Totals
from policyrules.decision.standards import StandardLine
from policyrules.decision.target_explanation import gap_words, target_bound, value_words
from policyrules.decision.targets import TargetLine
from policyrules.decision.task_words import external_words, filing_words
from policyrules.decision.tasks import TaskLine
from policyrules.decision.verdict_words import verdict_code
from policyrules.reports.grid import Cell, Grid, Money, Status
from policyrules.reports.notebook.decided import awards_cards
from policyrules.reports.notebook.explanations import of_one
from policyrules.reports.notebook.sheet import Sheet
from policyrules.reports.notebook.shortening import WHOLE_ROWS
from policyrules.reports.notes import name_of, place_of
from policyrules.reports.safe import plain
from policyrules.reports.words import column, modality, status
from policyrules.text import Language, Text

_MISSING = Text("缺少的事实", "Facts missing")


def award(line: AwardLine, language: Language) -> Sheet:
    """A line of an award, explained."""
    return of_one(line.explain(), language)


def totals(found: Totals, language: Language) -> Sheet:
    """The sums of a decision."""
    rows: list[tuple[Text, Cell]] = [
        (Text("应得（元）", "Entitled (yuan)"), Money(found.entitled)),
        (Text("预算前申报（元）", "Claimed (yuan)"), Money(found.claimed)),
        (Text("实发（元）", "Paid (yuan)"), Money(found.paid)),
        (Text("可用预算（元）", "Budget (yuan)"), None if found.budget is None else Money(found.budget)),
        (Text("超出预算（元）", "Overrun (yuan)"), Money(found.overrun)),
        (Text("待定项数", "Unknown lines"), found.unknown_lines),
    ]
    title = Text("合计", "Totals").pick(language)
    return Sheet(title, cards=tuple(awards_cards(found, language)), folded=(_told(title, rows, language),))


def standard(line: StandardLine, language: Language) -> Sheet:
    """What a thing has of a standard, item by item."""
    subject = line.outcome.subject
    about = " · ".join(filter(None, (name_of(subject), place_of(subject), line.clause)))
    verdict = status(line.verdict, language)
    return Sheet(
        f"{plain(line.subject)} · {line.outcome.rule.label.pick(language)} — {verdict.words}",
        about,
        grids=(_items(line, language),),
        rows=WHOLE_ROWS,
    )


def _items(line: StandardLine, language: Language) -> Grid:
    columns = (
        column("block", language), column("item", language), column("modality", language),
        column("verdict", language, "status"), column("to_ask", language, "words"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for block in line.blocks:
        for number, item in enumerate(block.items):
            label = block.rule.label.pick(language) if number == 0 else ""
            verdict = status(item.verdict.value, language)
            # Nothing rests on what the document only encourages: it has no colour.
            verdict = verdict if item.rule.decides else Status("", verdict.words)
            asked = "\n".join(map(plain, item.missing))
            rows.append((label, item.rule.label.pick(language), modality(item.rule.modality, language), verdict, asked))
    title = Text("各项", "Items").pick(language)
    return Grid("items", title, columns, tuple(rows)).without_empty({"to_ask"})


def target(line: TargetLine, language: Language) -> Sheet:
    """A target, its value or range, its bound and what is lacking."""
    rule = line.rule
    of = plain(line.county) if line.county is not None else Text("全市", "the city").pick(language)
    rows: list[tuple[Text, Cell]] = [
        (Text("结论", "Verdict"), status(line.verdict, language)),
        (Text("数值", "Value"), value_words(line).pick(language)),
        (Text("要求", "Bound"), target_bound(line).pick(language)),
        (Text("差距", "Gap"), gap_words(line).pick(language)),
        (Text("要求程度", "Strength"), modality(rule.modality, language)),
        (Text("期限", "By"), "" if rule.by is None else str(rule.by)),
        (Text("计入", "Counted"), ", ".join(plain(each.id) for each in line.counted)),
        (Text("待定", "May count"), ", ".join(plain(each.id) for each in line.possible)),
        (Text("最接近", "Nearest below"), ", ".join(plain(each.thing.id) for each in line.pipeline)),
        (_MISSING, "\n".join(map(plain, line.missing))),
    ]
    title = rule.label.pick(language)
    return Sheet(f"{title} · {of}", rule.clause, grids=(_told(Text("目标", "Target").pick(language), rows, language),))


def task(line: TaskLine, language: Language) -> Sheet:
    """A numbered duty of a unit: how it stands, what was filed, what is missing."""
    duty = line.duty
    rows: list[tuple[Text, Cell]] = [
        (Text("结论", "Verdict"), status(verdict_code(line.verdict), language)),
        (Text("要求程度", "Strength"), modality(duty.modality, language)),
        (Text("另据", "Rests on"), "\n".join(plain(each.pick(language)) for each in external_words(line))),
        (Text("填报", "Filed"), "\n".join(plain(filing_words(each).pick(language)) for each in line.filings)),
        (_MISSING, "\n".join(map(plain, line.missing))),
    ]
    title = f"{plain(line.county)} · {line.work_point} {duty.label.pick(language)}"
    return Sheet(title, duty.clause, grids=(_told(Text("重点任务", "Task").pick(language), rows, language),))


def _told(title: str, rows: list[tuple[Text, Cell]], language: Language) -> Grid:
    """What is said of one thing, a row each; what says nothing is left out."""
    cells = tuple((name.pick(language), cell) for name, cell in rows if cell not in ("", None))
    return Grid("line", title, (column("item", language, "id"), column("value", language, "words")), cells)
