"""Clauses and digests, on invented texts of the shape that the official ones have."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.provenance import Match, clauses, digest, normalise, verify

# Page marks inside a word, a clause that cites others, a list at a sentence start that is no heading.
PLAN = """ 云山市办公室文件

云市字〔2031〕7号

关于统一、规范发展竹艺的
通知

现印发《云山市竹艺振兴方案（2031—2033年）》，请落实。
 云山市竹艺振兴方案
为发展竹艺，统一、规范管理，特制定本方案。

一、主要目标

到 2033年，竹艺收

— 9 —

入超 5亿元。一、二类县先行，第二、三类县跟进。

二、政策支持

（一）支持竹艺作坊。作坊满 30
间的，奖励 2万元。〔单位：林业局〕
（二）支持竹艺学校。同时符合政策

（三）和（五）的，只奖一项。（三）和（四）不重复。
 （三）支持竹艺市集。按（一）、（二）办理，具备：
1.场地满 1.5亩；
2.摊位满
- 15 -
20个。
上述支持政策，每年不超过 9万元。

三、保障

各县要落实。
本方案自 2031年 1月 1日起施行。
 抄送：各县。
"""
PLAN_CLAUSES = {
    "序": "云山市办公室文件云市字〔2031〕7号关于统一、规范发展竹艺的通知现印发"
    "《云山市竹艺振兴方案（2031—2033年）》，请落实。云山市竹艺振兴方案"
    "为发展竹艺，统一、规范管理，特制定本方案。",
    "一": "一、主要目标到2033年，竹艺收入超5亿元。一、二类县先行，第二、三类县跟进。",
    "二": "二、政策支持（一）支持竹艺作坊。作坊满30间的，奖励2万元。〔单位：林业局〕"
    "（二）支持竹艺学校。同时符合政策（三）和（五）的，只奖一项。（三）和（四）不重复。"
    "（三）支持竹艺市集。按（一）、（二）办理，具备：1.场地满1.5亩；2.摊位满20个。"
    "上述支持政策，每年不超过9万元。",
    "二（一）": "（一）支持竹艺作坊。作坊满30间的，奖励2万元。〔单位：林业局〕",
    "二（二）": "（二）支持竹艺学校。同时符合政策（三）和（五）的，只奖一项。（三）和（四）不重复。",
    "二（三）": "（三）支持竹艺市集。按（一）、（二）办理，具备：1.场地满1.5亩；2.摊位满20个。",
    "二（三）1": "1.场地满1.5亩；",
    "二（三）2": "2.摊位满20个。",
    "三": "三、保障各县要落实。本方案自2031年1月1日起施行。",
    "尾": "抄送：各县。",
}

# A letter, the body as its attachment, guidelines, and a table whose numbering skips 4.
NOTICE = """ 云山市农业局通知

各县：现将任务印发，请落实。

附件：竹艺任务
 附件
竹艺重点任务
现提出任务。
一、推广“竹艺+旅游”新模式
（一）选好山村。各县选村（指引见附件）
一个。
（二）办好活动。
1.办展会 2 场。
2.办集市。
二、申报案例
各县申报。
附件：1.山村指引
2.落实台账
 附件
山村指引
现制定指引。
一、目标
建好山村。
二、指引
（一）场所。1.选址。临路。
2.面积。满 90 平。
（二）人员。有三人。
 附件 2
落实台账
序
号
主要任务 工作要点
1
一、推广“竹艺+旅游”新模式

（一）选好山村
1.选村一个，投入 2.5 万元。
2
2.建档案。
（二）办好活动
3
1.办展会 12 场。
- 3 -
5 二、申报案例
1.申报案例 6
个。
"""
NOTICE_CLAUSES = {
    "序": "云山市农业局通知各县：现将任务印发，请落实。附件：竹艺任务附件竹艺重点任务现提出任务。",
    "一": "一、推广“竹艺+旅游”新模式（一）选好山村。各县选村（指引见附件）一个。"
    "（二）办好活动。1.办展会2场。2.办集市。",
    "一（一）": "（一）选好山村。各县选村（指引见附件）一个。",
    "一（二）": "（二）办好活动。1.办展会2场。2.办集市。",
    "一（二）1": "1.办展会2场。",
    "一（二）2": "2.办集市。",
    "二": "二、申报案例各县申报。",
    "尾": "附件：1.山村指引2.落实台账",
    "附件1·序": "附件山村指引现制定指引。",
    "附件1·一": "一、目标建好山村。",
    "附件1·二": "二、指引（一）场所。1.选址。临路。2.面积。满90平。（二）人员。有三人。",
    "附件1·二（一）": "（一）场所。1.选址。临路。2.面积。满90平。",
    "附件1·二（一）1": "1.选址。临路。",
    "附件1·二（一）2": "2.面积。满90平。",
    "附件1·二（二）": "（二）人员。有三人。",
    "附件2·序": "附件2落实台账序号主要任务工作要点",
    "附件2·No.1": "1.选村一个，投入2.5万元。",
    "附件2·No.2": "2.建档案。",
    "附件2·No.3": "1.办展会12场。",
    "附件2·No.5": "1.申报案例6个。",
}
TEXTS = [(PLAN, PLAN_CLAUSES), (NOTICE, NOTICE_CLAUSES)]
ATTACHMENT_LINE = re.compile(r"^ ?附件(?: \d)?$")
NOISE = [
    "\n",
    " ",
    "\u3000",
    "\t",
    "\r\n",
    "\f",
    "\n\n",
    "\n— 9 —\n",
    "\n- 15 -\n",
    "\f－ 2 －\n",
    "\n第 3 页\n",
]
# Characters that headings, closing words and attachments are known by.
STRUCTURE = set("一二三四五六七八九十附件抄送上述政策本方案自和")


def digests(text: str) -> dict[str, str]:
    return {clause: digest(words) for clause, words in clauses(text).items()}


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_every_clause_starts_and_ends_where_it_should(text: str, expected: dict[str, str]) -> None:
    assert clauses(text) == expected
    assert list(clauses(text)) == list(expected)


def test_normalise_removes_what_the_page_adds_and_nothing_else() -> None:
    assert normalise("\ufeff销\n\n— 9 —\n 售\f- 15 -\r\n额\u3000第 2 页\n（1 %）\n") == "销售额第2页（1%）"
    assert normalise("2031—2033年\n12\n(一)") == "2031—2033年12(一)"
    assert normalise("") == ""


def test_digest_is_sha256_of_the_normalised_text() -> None:
    assert digest("竹 \n艺") == "sha256:" + hashlib.sha256("竹艺".encode()).hexdigest()


def test_part_one_may_follow_the_title_and_more_than_ten_clauses_are_counted() -> None:
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    listed = "".join(f"（{numeral}）事项。" for numeral in numerals)
    found = clauses(f"竹艺管理办法\n一、总则\n{listed}" + "".join(f"{n}、事。" for n in numerals[1:]))
    assert found["一（十二）"] == "（十二）事项。"
    assert found["十二"] == "十二、事。"
    assert found["序"] == "竹艺管理办法"


def test_half_width_brackets_are_headings_but_other_characters() -> None:
    found = clauses("。一、总则(一)事项。")
    assert found["一（一）"] == "(一)事项。"
    assert digest(found["一（一）"]) != digest("（一）事项。")


@pytest.mark.parametrize("text", ["", "\n", "没有标题的话。统一、规范。"])
def test_a_text_without_headings_is_all_opening(text: str) -> None:
    assert clauses(text) == {"序": normalise(text)}


@pytest.mark.parametrize("mark", ["附件3", "附 件 三"])
def test_an_attachment_has_the_number_it_is_given(mark: str) -> None:
    assert clauses(f"。一、总则。\n{mark}\n甲乙一、丙。")["附件3·序"].endswith("甲乙一、丙。")
    assert clauses(f"。一、总则。\n{mark}\n说明一、甲。\n附件\n乙")["附件4·序"] == "附件乙"


def test_verify_says_match_differs_not_found_in_the_order_asked() -> None:
    cited = {
        "二（一）": digest(PLAN_CLAUSES["二（一）"]),
        "九": digest("九"),
        " 一 ": digest("别的"),
        "三": "?",
    }
    assert verify(PLAN, cited) == [
        Match("二（一）", "match"),
        Match("九", "not_found"),
        Match(" 一 ", "differs"),
        Match("三", "differs"),
    ]
    assert verify(NOTICE, {"附件2·No. 5": digest("1.申报案例6个。")}) == [Match("附件2·No. 5", "match")]
    assert verify("", {}) == []


@pytest.mark.parametrize(("text", "expected"), TEXTS)
@given(data=st.data())
def test_breaks_spaces_and_page_marks_change_no_digest(
    text: str, expected: dict[str, str], data: st.DataObject
) -> None:
    lines = []
    for line in normalise_lines(text):
        if not ATTACHMENT_LINE.match(line):
            cuts = data.draw(st.dictionaries(st.integers(0, len(line)), st.sampled_from(NOISE), max_size=6))
            line = "".join(cuts.get(at, "") + line[at : at + 1] for at in range(len(line) + 1))
        lines.append(line)
    assert digests("\n".join(lines)) == {clause: digest(words) for clause, words in expected.items()}


def normalise_lines(text: str) -> list[str]:
    """The text with one line for each stretch between attachments, so that noise falls anywhere in it."""
    lines: list[str] = [""]
    for line in text.split("\n"):
        if ATTACHMENT_LINE.match(line):
            lines += [line, ""]
        else:
            lines[-1] += normalise(line)
    return lines


@pytest.mark.parametrize(("text", "expected"), TEXTS)
@given(data=st.data())
def test_a_changed_character_changes_the_clauses_that_contain_it(
    text: str, expected: dict[str, str], data: st.DataObject
) -> None:
    places = [at for at, c in enumerate(text) if "\u4e00" <= c <= "\u9fff" and c not in STRUCTURE]
    at = data.draw(st.sampled_from(places))
    place, whole = len(normalise(text[:at])), normalise(text)
    containing = {
        clause for clause, words in expected.items() if whole.index(words) <= place < whole.index(words) + len(words)
    }
    before, after = digests(text), digests(text[:at] + "囍" + text[at + 1 :])
    assert before.keys() == after.keys()
    assert {clause for clause in before if before[clause] != after[clause]} == containing


PIECES = [
    "一、",
    "二、",
    "（一）",
    "(二)",
    "（十",
    "1.",
    "2.",
    "22.",
    "\n附件\n",
    "\n附件2\n",
    "上述政策",
    "抄送：",
]


@given(st.text() | st.lists(st.sampled_from([*PIECES, "竹", "。", "，", "方案", "\n", *NOISE])).map("".join))
def test_any_text_is_read(text: str) -> None:
    whole = normalise(text)
    assert all(words in whole for words in clauses(text).values())
