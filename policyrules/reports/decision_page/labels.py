"""The words of the page that are not those of the decision."""

from __future__ import annotations

from policyrules.text import Language, Text

_LABELS = {
    "heading": Text("政策决定", "Policy decision"),
    "overview": Text("概要", "Overview"),
    "targets": Text("目标", "Targets"),
    "problems": Text("问题", "Problems"),
    "total": Text("合计", "Total"),
    "search": Text("搜索编号、名称、县（市、区）", "Search id, name, county"),
    "kind": Text("事项", "Provision"),
    "status": Text("结果", "Status"),
    "place": Text("县（市、区）", "County"),
    "all": Text("全部", "all"),
    "open": Text("只看有问题的", "only with problems"),
    "sort": Text("排序", "Sort"),
    "by_id": Text("按编号", "by id"),
    "by_paid": Text("实发从多到少", "most paid first"),
    "by_short": Text("未达到从多到少", "most missed first"),
    "by_rank": Text("实发或未达到从多到少", "most paid or missed first"),
    "reset": Text("清除筛选", "Clear"),
    "unfold": Text("展开解释", "Open explanations"),
    "fold": Text("收起解释", "Close explanations"),
    "counted": Text("列出 {cards} / {all} 个，{lines} 项", "{cards} of {all} shown, {lines} lines"),
    "summed": Text("，实发 {paid} 元", ", paid {paid} yuan"),
    "hidden": Text("另有 {lines} 项不符合筛选，未列出", "{lines} more lines do not match and are not shown"),
    "nothing": Text("没有符合筛选的内容。", "Nothing matches."),
    "too_many": Text(
        "先筛选到 {most} 项以内，才能一次展开", "narrow it down to {most} lines to open all explanations at once"
    ),
    "entitled": Text("应得", "entitled"),
    "paid": Text("实发", "paid"),
    "open_amount": Text("金额待定", "not yet known"),
    "to_do": Text("待办：需要查明的事实", "To do: facts to find out"),
    "for": Text("用于", "for"),
    "warnings": Text("提示", "Warnings"),
}


def labels(language: Language) -> dict[str, str]:
    """The words in one language."""
    return {key: words.pick(language) for key, words in _LABELS.items()}
