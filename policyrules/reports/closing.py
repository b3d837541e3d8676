"""What stands beside the tables of a decision: who decided, the sums, and what a reader must not miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from policyrules.decision.decision import Decision
from policyrules.decision.verdict_words import VERDICTS, verdict_code
from policyrules.language.quantities import Value
from policyrules.reports.grid import Money
from policyrules.reports.words import reading
from policyrules.text import Text, joined


def totals_lines(decision: Decision) -> list[Text]:
    """The document, year and engine; the sums of the awards; the verdicts of each other section."""
    document, label = decision.policy["document"], year_label(decision)
    head = Text(
        f"{document}　{label.zh} {decision.year}　引擎 {decision.engine}",
        f"{document}, {label.en.lower()} {decision.year}, engine {decision.engine}",
    )
    return [head, *(_sums(decision) if decision.program.awards else ()), *_verdicts(decision)]


def year_label(decision: Decision) -> Text:
    """What the year of a decision is: that of the sales that awards are for, or simply the year."""
    return Text("销售年度", "Sales year") if decision.program.awards else Text("年度", "Year")


def _sums(decision: Decision) -> Iterator[Text]:
    totals = decision.totals
    entitled, claimed, paid = (str(Money(each)) for each in (totals.entitled, totals.claimed, totals.paid))
    zh = f"应得 {entitled} 元　预算前申报 {claimed} 元　实发 {paid} 元"
    yield Text(zh, f"entitled {entitled} yuan, claimed {claimed} yuan, paid {paid} yuan")
    if totals.budget is not None:
        budget, overrun = Money(totals.budget), Money(totals.overrun)
        zh = f"可用预算 {budget} 元　超出 {overrun} 元"
        yield Text(zh, f"budget {budget} yuan, overrun {overrun} yuan")


def _verdicts(decision: Decision) -> Iterator[Text]:
    """How many lines of each section have which verdict; of targets the city's own."""
    for rule in decision.program.standards:
        yield from _counted(rule.label, (line.verdict for line in decision.standards if line.standard == rule.id))
    city = (line.verdict for line in decision.targets if line.county is None)
    yield from _counted(Text("目标", "targets"), city)
    yield from _counted(Text("重点任务", "tasks"), (verdict_code(line.verdict) for line in decision.tasks))


def _counted(label: Text, verdicts: Iterable[str]) -> Iterator[Text]:
    found = Counter(verdicts)
    if found:
        parts = [(VERDICTS[code], found[code]) for code in VERDICTS if found[code]]
        words = joined([Text(f"{each.zh} {count}", f"{count} {each.en}") for each, count in parts])
        yield Text(f"{label.zh}：{words.zh}", f"{label.en}: {words.en}")


def caveats(decision: Decision, defaults: Mapping[str, str | Value]) -> list[Text]:
    """That the totals may still change, and each reading that is not among `defaults`."""
    found = [provisional(decision.totals.unknown_lines)] if decision.totals.provisional else []
    for each in decision.program.settings:
        if each.name in defaults and each.option != defaults[each.name]:
            option, words = decision.interpretations[each.name], reading(each)
            zh = f"非默认解释 {each.name}={option}：{each.question.zh} → {words.zh}"
            en = f"not the default reading {each.name}={option}: {each.question.en} → {words.en}"
            found.append(Text(zh, en))
    return found


def provisional(unknown: int) -> Text:
    """That unknown lines may still change the totals."""
    zh = f"暂定：{unknown} 项待定，补齐事实后合计可能改变"
    lines = "1 line is" if unknown == 1 else f"{unknown} lines are"
    return Text(zh, f"provisional: {lines} unknown, and the totals may change")
