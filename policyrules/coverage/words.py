"""What an aspect of an obligation says, and what the parts of a policy are called."""

from __future__ import annotations

import re

from policyrules.coverage.obligation import Obligation
from policyrules.text import Text, joined, same

SECTIONS: dict[str, Text] = {
    "parameters": Text("参数", "parameters"),
    "awards": Text("奖励", "awards"),
    "limits": Text("限制", "limits"),
    "standards": Text("标准", "standards"),
    "targets": Text("目标", "targets"),
    "duties": Text("任务", "duties"),
    "references": Text("外部依据", "references"),
    "ledger": Text("台账", "ledger"),
    "interpretations": Text("解释", "interpretations"),
}
_ASPECTS: dict[str, Text] = {
    "true": Text("成立并起决定作用", "true, and it decided"),
    "false": Text("不成立并起决定作用", "false, and it decided"),
    "unknown": Text("未知并起决定作用", "unknown, and it decided"),
    "at_bound": Text("恰在界限上", "exactly on the bound"),
    "step_above": Text("比界限多最小一步", "one smallest step above the bound"),
    "step_below": Text("比界限少最小一步", "one smallest step below the bound"),
    "beyond": Text("在界限的另一侧", "on the other side of the bound"),
    "same": Text("与所列选项相同", "the option that is named"),
    "other": Text("与所列选项不同", "another option"),
    "paid": Text("已按此发放", "paid under it"),
    "binds": Text("上限起作用", "the cap binds"),
    "spares": Text("有申报而未削减", "claimed under it, and nothing cut"),
    "bites": Text("有削减", "it cuts"),
    "open": Text("因未知而悬置", "left open by what is unknown"),
    "after_payment": Text("本年已发放另一项", "another award was paid for the year already"),
    "earlier_payments": Text("以前发放的金额计入", "earlier payments count"),
    "already_paid": Text("已发放过", "already paid"),
    "earlier_year": Text("以前年度发放过", "paid in an earlier year"),
    "unsaid": Text("付款记录未说清", "a payment does not say what it was for"),
    "several_tiers": Text("同时达到几档", "several tiers reached"),
    "lower_tier_paid": Text("较低一档以前已发放", "a lower tier was paid before"),
    "before": Text("首个年度的前一年", "the year before the first"),
    "first": Text("首个年度", "the first year"),
    "last": Text("最后一个年度", "the last year"),
    "after": Text("最后年度之后", "after the last year"),
    "in_time": Text("期限之内", "within the deadline"),
    "met": Text("达到", "met"),
    "not_met": Text("未达到", "not met"),
    "no_bound": Text("无界限的数值", "a figure without a bound"),
    "county": Text("某县（市、区）的数", "the number of a county"),
    "here": Text("适用的地方", "a place that it is for"),
    "elsewhere": Text("不适用的地方", "a place that it is not for"),
    "known": Text("数值已知", "the figure is known"),
    "resolved": Text("由事实补足", "a fact stands for it"),
    "unresolved": Text("没有事实补足", "no fact stands for it"),
    "on_the_day": Text("到期当日填报", "filed on the due day"),
    "day_after": Text("到期次日填报", "filed on the day after"),
    "cut": Text("被削减", "cut"),
    "number": Text("另一个数", "another number"),
    "default": Text("默认的数", "the usual number"),
}
_UNDECIDED: dict[str, Text] = {"unknown": Text("未知", "unknown")}
_NUMBERED = {
    "tier": Text("第{}档", "tier {}"),
    "comparison": Text("第{}个比较", "comparison {}"),
    "flag": Text("第{}个条件", "condition {}"),
}


def section_name(section: str) -> Text:
    """What a part of a policy is called."""
    return SECTIONS.get(section, same(section))


def aspect_words(obligation: Obligation) -> Text:
    """What should be seen, in words."""
    if obligation.section == "interpretations":
        option = _ASPECTS.get(obligation.aspect) if obligation.aspect in ("number", "default") else None
        said = same(obligation.aspect) if option is None else option
        return Text(f"选项 {said.zh} 起决定作用", f"the option {said.en} decides")
    return joined([_step(each, obligation) for each in _steps(obligation.aspect)], " · ", " · ")


def _steps(aspect: str) -> list[str]:
    """The steps of an aspect; that there is one comparison goes without saying."""
    return [each for each in aspect.split(".") if each not in ("comparison", "flag")]


def _step(step: str, obligation: Obligation) -> Text:
    numbered = re.fullmatch(r"(tier|comparison|flag)_(\d+)", step)
    if numbered:
        words = _NUMBERED[numbered[1]]
        return Text(words.zh.format(numbered[2]), words.en.format(numbered[2]))
    if step == "keeps":
        return Text("保留较高的", "keeps the higher:")
    is_verdict = "." not in obligation.aspect and ".criteria." not in obligation.address
    if step == "unknown" and is_verdict and not _is_condition(obligation.address):
        return _UNDECIDED[step]
    return _ASPECTS.get(step, Text(step, step))


def _is_condition(address: str) -> bool:
    return ".items." in address or ".cases." in address or address.endswith(".applies")
