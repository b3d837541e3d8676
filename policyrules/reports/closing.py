"""What stands beside the tables of a decision: who decided, the sums, and what a reader must not miss."""

from __future__ import annotations

from collections.abc import Mapping

from policyrules.decision.decision import Decision
from policyrules.language.quantities import Value
from policyrules.reports.grid import Money
from policyrules.reports.words import reading
from policyrules.text import Text


def totals_lines(decision: Decision) -> list[Text]:
    """The document, year and engine; the sums; the budget."""
    totals, document = decision.totals, decision.policy["document"]
    found = [
        Text(
            f"{document}　销售年度 {decision.year}　引擎 {decision.engine}",
            f"{document}, sales year {decision.year}, engine {decision.engine}",
        )
    ]
    if decision.program.awards:
        sums = totals.entitled, totals.claimed, totals.paid
        entitled, claimed, paid = (str(Money(each)) for each in sums)
        zh = f"应得 {entitled} 元　预算前申报 {claimed} 元　实发 {paid} 元"
        found.append(Text(zh, f"entitled {entitled} yuan, claimed {claimed} yuan, paid {paid} yuan"))
    if totals.budget is not None:
        budget, overrun = Money(totals.budget), Money(totals.overrun)
        zh = f"可用预算 {budget} 元　超出 {overrun} 元"
        found.append(Text(zh, f"budget {budget} yuan, overrun {overrun} yuan"))
    return found


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
