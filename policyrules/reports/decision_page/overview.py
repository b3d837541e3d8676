"""What stands on top of the page: the sums, the use of the budget, and how many lines came out how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS
from policyrules.decision.verdict_words import VERDICTS, verdict_code
from policyrules.reports.decision_page.duties import KIND
from policyrules.reports.decision_page.shares import FULL, share
from policyrules.reports.grid import Money, Status
from policyrules.reports.words import status
from policyrules.text import Language, Text


@dataclass(frozen=True)
class Tile:
    """A figure, what it is, and a remark below it."""

    label: str
    figure: str
    remark: str = ""
    code: str = ""


@dataclass(frozen=True)
class CountRow:
    """An award, standard or list of duties: how many of its lines came out how, and what they come to."""

    kind: str
    label: str
    counts: tuple[int, ...]
    sums: tuple[Money, ...] = ()


@dataclass(frozen=True)
class CountTable:
    """Rows that share the same outcomes; `sums` are the headings of their sums."""

    title: str
    statuses: tuple[Status, ...]
    rows: tuple[CountRow, ...]
    sums: tuple[str, ...] = ()
    totals: tuple[Money, ...] = ()

    def total(self, index: int) -> int:
        """How many lines of all rows came out in one way."""
        return sum(row.counts[index] for row in self.rows)


@dataclass(frozen=True)
class Budget:
    """The use of the budget in thousandths of the bar: what is claimed within it and beyond it; and the words."""

    within: int
    beyond: int
    words: str


def tiles(decision: Decision, language: Language) -> list[Tile]:
    """The sums of the awards; none where the policy has none."""
    if not decision.program.awards:
        return []
    totals = decision.totals
    payees = len({line.enterprise for line in decision.awards})
    paid = len({line.enterprise for line in decision.awards if line.paid_fen})
    label = decision.prose[""].vocabulary.lists[decision.program.payees].label
    reached = Text(f"{label.zh} {paid} / {payees}", f"{label.en}: {paid} of {payees}")
    found = [
        (Text("实发（元）", "Paid (yuan)"), Money(totals.paid), reached),
        (Text("应得（元）", "Entitled (yuan)"), Money(totals.entitled), Text("各项限额之前", "before the limits")),
        (Text("申报（元）", "Claimed (yuan)"), Money(totals.claimed), Text("预算之前", "before the budget")),
    ]
    shown = [Tile(what.pick(language), str(figure), remark.pick(language)) for what, figure, remark in found]
    if totals.unknown_lines:
        remark = Text("补齐事实后合计可能改变", "the totals may change")
        what = Text("待定项数", "Unknown lines").pick(language)
        shown.append(Tile(what, f"{totals.unknown_lines:,}", remark.pick(language), "unknown"))
    return shown


def budget(decision: Decision, language: Language) -> Budget | None:
    """How much of the budget is claimed; None where there is none."""
    totals = decision.totals
    if totals.budget is None:
        return None
    within = share(min(totals.claimed, totals.budget), max(totals.claimed, totals.budget))
    available = Money(totals.budget)
    words = Text(f"可用预算 {available} 元", f"budget {available} yuan")
    if totals.budget:
        tenths = totals.claimed * FULL // totals.budget
        percent = f"{tenths // 10}.{tenths % 10}%"
        words = Text(f"{words.zh}，申报占 {percent}", f"{words.en}, {percent} of it claimed")
    if totals.overrun:
        overrun = Money(totals.overrun)
        words = Text(f"{words.zh}，超出 {overrun} 元", f"{words.en}, overrun {overrun} yuan")
    return Budget(within, FULL - within if totals.overrun else 0, words.pick(language))


def counts(decision: Decision, language: Language) -> list[CountTable]:
    """How many lines of each award, standard and list of duties came out how."""
    found = [*_awards(decision, language), *_judged(decision, language)]
    return [each for each in found if each.rows]


def _awards(decision: Decision, language: Language) -> Iterator[CountTable]:
    lines = decision.awards
    present = [code for code in STATUS_LABELS if any(line.status == code for line in lines)]
    rows = []
    for rule in decision.program.awards:
        own = [line for line in lines if line.award == rule.id]
        known = [line for line in own if line.status != "unknown"]
        sums = (sum(line.entitled_fen or 0 for line in known), sum(line.paid_fen or 0 for line in known))
        figures = tuple(sum(line.status == code for line in own) for code in present)
        rows.append(CountRow(rule.id, rule.label.pick(language), figures, tuple(map(Money, sums))))
    headings = (Text("应得（元）", "Entitled (yuan)"), Text("实发（元）", "Paid (yuan)"))
    yield CountTable(
        Text("奖励", "Awards").pick(language),
        tuple(status(code, language) for code in present),
        tuple(rows) if lines else (),
        tuple(each.pick(language) for each in headings),
        (Money(decision.totals.entitled), Money(decision.totals.paid)),
    )


def _judged(decision: Decision, language: Language) -> Iterator[CountTable]:
    """Standards with their blocks below them, then the duties."""
    for rule in decision.program.standards:
        lines = [line for line in decision.standards if line.standard == rule.id]
        found = [(rule.id, rule.label.pick(language), [line.verdict for line in lines])]
        judged = [line for line in lines if line.verdict != "not_applicable"]
        for index, block in enumerate(rule.blocks):
            verdicts = [line.blocks[index].verdict.value for line in judged]
            found.append(("", block.label.pick(language), verdicts))
        yield _verdicts(Text("标准", "Standards").pick(language), found, language)
    tasks = [verdict_code(line.verdict) for line in decision.tasks]
    title = Text("重点任务", "Tasks").pick(language)
    yield _verdicts(title, [(KIND, title, tasks)], language)


def _verdicts(title: str, found: list[tuple[str, str, list[str]]], language: Language) -> CountTable:
    present = [code for code in VERDICTS if any(code in verdicts for _, _, verdicts in found)]
    rows = [CountRow(kind, label, tuple(verdicts.count(code) for code in present)) for kind, label, verdicts in found]
    return CountTable(title, tuple(status(code, language) for code in present), tuple(rows) if present else ())
