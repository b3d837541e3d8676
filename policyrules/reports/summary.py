"""A decision for a terminal: its tables, and below them what a reader must not miss."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policyrules.decision.decision import Decision
from policyrules.language.quantities import Value
from policyrules.reports import decision_grids, section_grids
from policyrules.reports.grid import Money
from policyrules.reports.tables import render
from policyrules.reports.words import reading
from policyrules.text import Language, Text


def summary(
    decision: Decision,
    language: Language,
    defaults: Mapping[str, str | Value],
    only: Collection[str] = (),
    width: int | None = None,
    colour: bool = False,
) -> str:
    """The decision as text. `defaults` are the options of the policy unless told otherwise; `only` filters lines."""
    grids = section_grids.sections(decision, language)
    if decision.program.awards:
        grids.insert(0, decision_grids.awards(decision, language, only, brief=True))
    closing = [each.pick(language) for each in _closing(decision, defaults)]
    if only:
        count = sum(line.status in only for line in decision.awards)
        words = Text(
            f"只列出 {count} 项（共 {len(decision.awards)} 项）",
            f"{count} of {len(decision.awards)} lines are shown",
        )
        closing.insert(0, words.pick(language))
    return "\n".join([render(grids, width, colour), *closing]).lstrip("\n") + "\n"


def _closing(decision: Decision, defaults: Mapping[str, str | Value]) -> list[Text]:
    """Totals, what is provisional, the engine, and the readings that are not the default ones."""
    totals, policy = decision.totals, decision.policy
    found = [
        Text(
            f"{policy['document']}　销售年度 {decision.year}　引擎 {decision.engine}",
            f"{policy['document']}, sales year {decision.year}, engine {decision.engine}",
        )
    ]
    if decision.program.awards:
        sums = totals.entitled, totals.claimed, totals.paid
        entitled, claimed, paid = (str(Money(each)) for each in sums)
        found.append(
            Text(
                f"应得 {entitled} 元　预算前申报 {claimed} 元　实发 {paid} 元",
                f"entitled {entitled} yuan, claimed {claimed} yuan, paid {paid} yuan",
            )
        )
    if totals.budget is not None:
        budget, overrun = Money(totals.budget), Money(totals.overrun)
        found.append(
            Text(
                f"可用预算 {budget} 元　超出 {overrun} 元", f"budget {budget} yuan, overrun {overrun} yuan"
            )
        )
    if totals.provisional:
        found.append(decision_grids.provisional(totals.unknown_lines))
    for each in decision.program.settings:
        if each.name in defaults and each.option != defaults[each.name]:
            option = decision.interpretations[each.name]
            found.append(
                Text(
                    f"非默认解释 {each.name}={option}：{each.question.zh} → {reading(each).zh}",
                    f"not the default reading {each.name}={option}: {each.question.en} → {reading(each).en}",
                )
            )
    return found
