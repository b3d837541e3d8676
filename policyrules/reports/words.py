"""The headings and small words of all reports."""

from __future__ import annotations

from collections.abc import Iterable

from policyrules.decision.lines import STATUS_LABELS
from policyrules.decision.verdict_words import MARKS as VERDICT_MARKS
from policyrules.decision.verdict_words import MODALITIES, VERDICTS
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
    "target": Text("目标", "Target"),
    "county": Text("县（市、区）", "County"),
    "verdict": Text("结论", "Verdict"),
    "short": Text("差", "Short"),
    "open": Text("待定", "Open"),
    "lacking": Text("缺少", "Lacking"),
    "to_ask": Text("待查明", "To find out"),
    "lacking_or_open": Text("缺少和待查明的", "Lacking, and to find out"),
    "block": Text("部分", "Block"),
    "modality": Text("要求程度", "Strength"),
    "found": Text("已有", "Found"),
    "figure": Text("数值", "Figure"),
    "bound": Text("要求", "Bound"),
    "bound_figure": Text("界限", "Bound"),
    "gap": Text("差距", "Gap"),
    "deadline": Text("期限", "By"),
    "figures_of": Text("数据年度", "Figures of"),
    "standing": Text("情况", "Standing"),
    "number": Text("序号", "No."),
    "work_point": Text("工作要点", "Work point"),
    "basis": Text("依据", "Rests on"),
    "filed": Text("填报情况", "Filed"),
    "id": Text("标识", "Id"),
    "reason": Text("理由", "Reason"),
    "asks": Text("条件与金额", "Criteria and amounts"),
    "condition": Text("条件", "Condition"),
    "measures": Text("度量", "What is measured"),
    "says": Text("内容", "What it says"),
    "in_effect": Text("所选", "Chosen"),
    "list": Text("列表", "List"),
    "field": Text("字段", "Field"),
    "kind": Text("种类", "Kind"),
    "headings": Text("表头", "Headings"),
    "status_rule": Text("状态如何得出", "How its status comes about"),
    "stands_for": Text("代表它的事实", "The fact that stands for it"),
    "asked_by": Text("涉及", "Asked by"),
    "quarter": Text("季度", "Quarter"),
    "status_filed": Text("落实情况", "Status"),
    "evidence": Text("佐证材料", "Evidence"),
    "filed_on": Text("填报日期", "Filed on"),
    "due": Text("到期", "Due"),
    "punctual": Text("是否按时", "In time"),
    "provision": Text("事项", "Provision"),
    "bands": Text("各档起点（含）", "Bands begin at (included)"),
}
SEVERITIES: dict[str, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "unknown": Text("待定", "unknown"),
}
#: The sign of each verdict; `missed` is a criterion of an award.
MARKS = {**VERDICT_MARKS, "missed": VERDICT_MARKS["not_met"]}


def column(key: str, language: Language, sort: Sort = "text") -> Column:
    """The column of that key; a key without a heading is its own."""
    heading = HEADINGS.get(key)
    return Column(key, key if heading is None else heading.pick(language), sort)


def status(code: str, language: Language) -> Status:
    """A status or verdict in words."""
    label = STATUS_LABELS.get(code) or VERDICTS.get(code) or SEVERITIES.get(code)
    return Status(code, code if label is None else label.pick(language))


def mark(code: str) -> Status:
    """A verdict as one sign."""
    return Status(code, MARKS[code])


def legend(codes: Iterable[str], language: Language) -> str:
    """How the signs are read."""
    return ("　" if language == "zh" else ", ").join(f"{MARKS[each]} {VERDICTS[each].pick(language)}" for each in codes)


def modality(code: str, language: Language) -> str:
    """How strongly the document asks for something."""
    return MODALITIES[code].pick(language)


def reading(setting: Setting) -> Text:
    """The option that an interpretation was settled under, in words; a number as the document writes it."""
    if setting.kind is None:
        return setting.label
    return Text(show(setting.kind, setting.option, "zh"), show(setting.kind, setting.option, "en"))


def listed(parts: list[str], language: Language) -> str:
    """Several phrases as one."""
    return ("；" if language == "zh" else "; ").join(parts)
