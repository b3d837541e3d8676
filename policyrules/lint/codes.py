"""What lint looks for: each code with its severity, what it is and why it matters. Codes are never used again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyrules.text import Text

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Code:
    """One sort of finding."""

    id: str
    severity: Severity
    title: Text
    why: Text


def _codes(*codes: Code) -> dict[str, Code]:
    return {each.id: each for each in codes}


CODES = _codes(
    Code(
        "PR101",
        "error",
        Text("条款永远不适用", "a provision that can never apply"),
        Text("没有任何事实能满足它，等于没有写", "no facts whatever satisfy it: it might as well not be there"),
    ),
    Code(
        "PR102",
        "warning",
        Text("条件永远成立", "a condition that always holds"),
        Text("它不筛除任何对象，多半漏写了界限", "it turns nobody away: most likely a bound is missing or mistaken"),
    ),
    Code(
        "PR103",
        "error",
        Text("奖励年度为空", "an award without years"),
        Text("起始年晚于最后一年，奖励不会发放", "its first year lies after its last, so that it is never paid"),
    ),
    Code(
        "PR104",
        "warning",
        Text("条件由其他条件推出", "a condition that the others imply"),
        Text("多要一项事实，而不改变结果", "it asks for facts and turns nobody away that the others let pass"),
    ),
    Code(
        "PR201",
        "warning",
        Text("档次门槛次序颠倒", "a tier that asks less than a lower one"),
        Text("高档应比低档更难达到", "the higher tier should be the harder one"),
    ),
    Code(
        "PR202",
        "error",
        Text("档次被更高一档覆盖", "a masked tier"),
        Text(
            "达到它的也都达到更高一档，它永远不会被采用",
            "whoever reaches it reaches a higher one too: it is never paid",
        ),
    ),
    Code(
        "PR203",
        "error",
        Text("更高一档金额不更高", "a higher tier that pays no more"),
        Text("做得更多而所得不增，或金额写错", "more is asked and no more is paid: a number is probably wrong"),
    ),
    Code(
        "PR204",
        "warning",
        Text("档次之间有空隙", "a gap between tiers"),
        Text(
            "落在空隙中的对象得不到任何一档",
            "what lies in the gap is paid nothing, though it did more than the lower tier asks",
        ),
    ),
    Code(
        "PR205",
        "warning",
        Text("档次相互重叠", "tiers that overlap"),
        Text(
            "重叠处属于两档，文件未必如此规定",
            "what lies in both belongs to two tiers, which bounded tiers seldom mean",
        ),
    ),
    Code(
        "PR301",
        "warning",
        Text("参数未被使用", "a parameter that nothing uses"),
        Text("改动它不会改变任何结果", "to change it changes no result"),
    ),
    Code(
        "PR302",
        "warning",
        Text("条款号无据", "a clause that the document does not have"),
        Text("无法回到原文核对", "nobody can go back to the text and compare"),
    ),
    Code(
        "PR303",
        "warning",
        Text("解释未被使用", "an interpretation that nothing asks"),
        Text("选哪一项都不影响结果", "to choose an option changes no result"),
    ),
    Code(
        "PR304",
        "warning",
        Text("两个选项效果相同", "two options with one effect"),
        Text("名为两种解读，实为一种", "they are said to be two readings and are one"),
    ),
    Code(
        "PR305",
        "warning",
        Text("数量未被使用", "a quantity that nothing uses"),
        Text("公式里多半写成了别的名称", "a formula probably names something else"),
    ),
    Code(
        "PR306",
        "info",
        Text("事实无人询问", "a fact that nothing asks"),
        Text("填报了也不影响结果", "it is collected and changes no result"),
    ),
    Code(
        "PR401",
        "warning",
        Text("重复奖励而无先后", "two awards for the same thing"),
        Text("同一数据可领两次，文件未说明取舍", "one figure is paid twice, and nothing says which award goes first"),
    ),
    Code(
        "PR402",
        "warning",
        Text("奖励不受共同限额约束", "an award outside the limits of the others"),
        Text("总额可能因此突破上限", "payments can then exceed what the limits were meant to hold"),
    ),
    Code(
        "PR403",
        "warning",
        Text("限额永远不起作用", "a limit that can never bite"),
        Text("它所限的奖励加起来也达不到它", "the awards that it limits cannot come to as much"),
    ),
    Code(
        "PR404",
        "warning",
        Text("限额因次序失效", "a limit that an earlier one makes idle"),
        Text("先适用的限额已削到它以下", "what applies before it leaves less than it allows"),
    ),
    Code(
        "PR405",
        "warning",
        Text("奖励永远发不出", "an award that nobody is ever paid"),
        Text("条件可以满足，却没有对象能领到", "its criteria can be met, and limits or its amount leave nothing"),
    ),
    Code(
        "PR501",
        "warning",
        Text("有效期将满", "an expiry that is near"),
        Text("期满后不再有依据，需延期或收尾", "after it nothing rests on the policy: prolong it, or wind it up"),
    ),
    Code(
        "PR502",
        "warning",
        Text("有效期已过", "a policy past its expiry"),
        Text("此后的决定没有依据", "decisions after it have no ground"),
    ),
    Code(
        "PR503",
        "warning",
        Text("奖励年度已过", "an award whose years are over"),
        Text("文件仍有效，而该奖励不再发放", "the policy is in force, and this award is not"),
    ),
    Code(
        "PR504",
        "warning",
        Text("参数日期在有效期之外", "a value dated outside the time in force"),
        Text("该值永远不会生效，或早已被替换", "it never holds, or replaced another before the policy began"),
    ),
    Code(
        "PR601",
        "warning",
        Text("文字与语言不符", "words in the wrong language"),
        Text("只懂一种语言的读者看不懂", "who reads only that language cannot read it"),
    ),
    Code(
        "PR602",
        "warning",
        Text("两种语言文字相同", "the same words in both languages"),
        Text("其中一种多半没有翻译", "one of them was probably never translated"),
    ),
    Code(
        "PR603",
        "warning",
        Text("要求程度与用词不符", "a modality that the words contradict"),
        Text("“必须”与“鼓励”结果不同", "what must be done and what is encouraged have different verdicts"),
    ),
    Code(
        "PR604",
        "warning",
        Text("任务没有责任单位", "a duty without a body"),
        Text("无人负责，也无人填报", "nobody answers for it, and nobody reports it"),
    ),
)
