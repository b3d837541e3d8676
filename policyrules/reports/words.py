"""The headings and small words of all reports."""

from __future__ import annotations

from policyrules.decision.lines import STATUS_LABELS
from policyrules.language.quantities import show
from policyrules.program.program import Setting
from policyrules.reports.grid import Column, Sort, Status
from policyrules.text import Language, Text

HEADINGS: dict[str, Text] = {
    "enterprise": Text("企业", "Enterprise"),
    "name": Text("名称", "Name"),
    "award": Text("奖励", "Award"),
    "clause": Text("条款", "Clause"),
    "subject": Text("对象", "Subject"),
    "tier": Text("档次", "Tier"),
    "status": Text("结果", "Status"),
    "entitled": Text("应得（元）", "Entitled (yuan)"),
    "paid": Text("实发（元）", "Paid (yuan)"),
    "notes": Text("说明", "Notes"),
    "lines": Text("项数", "Lines"),
    "unknown": Text("待定项数", "Unknown lines"),
    "severity": Text("类别", "Kind"),
    "what": Text("内容", "What"),
    "where": Text("位置", "Where"),
    "question": Text("问题", "Question"),
    "option": Text("选项", "Option"),
    "label": Text("含义", "Meaning"),
    "default": Text("默认", "Default"),
    "item": Text("项目", "Item"),
    "value": Text("值", "Value"),
    "standard": Text("标准", "Standard"),
    "target": Text("目标", "Target"),
    "county": Text("县（市、区）", "County"),
    "verdict": Text("结论", "Verdict"),
    "bound": Text("要求", "Bound"),
    "gap": Text("差距", "Gap"),
    "missing": Text("缺少的事实", "Facts missing"),
    "task": Text("任务", "Task"),
    "work_point": Text("工作要点", "Work point"),
    "deadline": Text("期限", "Deadline"),
}
VERDICTS: dict[str, Text] = {
    "met": Text("达到", "met"),
    "not_met": Text("未达到", "not met"),
    "unknown": Text("待定", "unknown"),
    "no_bound": Text("未定指标", "no bound"),
    "not_applicable": Text("不适用", "not applicable"),
}
SEVERITIES: dict[str, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "unknown": Text("待定", "unknown"),
}
MARKS = {"met": "✓", "missed": "✗", "unknown": "?"}


def column(key: str, language: Language, sort: Sort = "text") -> Column:
    """The column of that key; a key without a heading is its own."""
    heading = HEADINGS.get(key)
    return Column(key, key if heading is None else heading.pick(language), sort)


def status(code: str, language: Language) -> Status:
    """A status or verdict in words."""
    label = STATUS_LABELS.get(code) or VERDICTS.get(code) or SEVERITIES.get(code)
    return Status(code, code if label is None else label.pick(language))


def reading(setting: Setting) -> Text:
    """The option that an interpretation was settled under, in words; a number as the document writes it."""
    if setting.kind is None:
        return setting.label
    return Text(show(setting.kind, setting.option, "zh"), show(setting.kind, setting.option, "en"))


def listed(parts: list[str], language: Language) -> str:
    """Several phrases as one."""
    return ("；" if language == "zh" else "; ").join(parts)
