"""Verdicts, strengths and sorts of doing, in the words of both languages."""

from __future__ import annotations

from policyrules.text import Text

VERDICTS: dict[str, Text] = {
    "met": Text("达到", "met"),
    "not_met": Text("未达到", "not met"),
    "unknown": Text("待定", "unknown"),
    "no_bound": Text("未定指标", "no bound"),
    "not_applicable": Text("不适用", "not applicable"),
    "filed": Text("按填报", "as filed"),
}
#: One sign for each verdict, for narrow cells and the heads of lines.
MARKS: dict[str, str] = {
    "met": "✓",
    "not_met": "✗",
    "unknown": "?",
    "no_bound": "·",
    "not_applicable": "–",
    "filed": "·",
}
#: How strongly the document asks: 应 or 要, a bare imperative, 鼓励, 可, 力争.
MODALITIES: dict[str, Text] = {
    "required": Text("必须", "required"),
    "expected": Text("一般要求", "expected"),
    "encouraged": Text("鼓励", "encouraged"),
    "permitted": Text("可以", "permitted"),
    "strive": Text("力争", "to strive for"),
}
VERBS: dict[str, Text] = {
    "build": Text("建设", "build"),
    "support": Text("支持", "support"),
    "promote": Text("推动", "promote"),
    "train": Text("培训", "train"),
    "supervise": Text("监管", "supervise"),
    "organise": Text("组织", "organise"),
    "coordinate": Text("协调", "coordinate"),
    "survey": Text("摸查", "survey"),
    "guide": Text("指导", "guide"),
    "apply": Text("申报", "apply"),
    "fund": Text("资金保障", "fund"),
}
#: What is said of a block on which the verdict does not rest.
ONLY_REPORTED = Text("只列出，不影响结论", "reported only")
NO_NUMBER = Text("文件未定数量", "no number given")


def verdict_code(verdict: str | None) -> str:
    """The code of a verdict; `filed` where nothing is computed and the status is what was filed."""
    return "filed" if verdict is None else verdict
