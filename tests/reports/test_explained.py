"""Explanations: all that can be said of a subject, in both languages."""

from __future__ import annotations

import pytest

from policyrules.errors import UsageError
from policyrules.text import LANGUAGES, Language

from . import cases, zhanjiang

PARTS: list[tuple[str, Language, list[str]]] = [
    ("P2", "zh", ["✓ 年度网络零售额", "5,000,000 元", "削减 110,000 元，余 80,000 元", "1% ×", "platform_rank_by="]),
    ("P2", "en", ["三（一）", "✓ ", "5,000,000 yuan", "cuts 110,000 yuan and leaves 80,000 yuan", "1% ×"]),
    ("B1", "zh", ["第2档条件", "✗ 主播数量", "30 名", "27 名", "发放；应得 100,000.00 元"]),
    ("E2", "zh", ["最少需要的改变（第1档）", "2025年网络销售额超过 100,000,000 元", "现为 30,000,000 元"]),
    ("E2", "en", ["smallest change that would qualify (tier 1)", "above 100,000,000 yuan, now 30,000,000 yuan"]),
    ("-2+3", "zh", ["待定；金额待定", "? 基期年以来首次", "2024年网络销售额（/enterprises/2/online_sales/2024）"]),
    ("-2+3", "en", ["amount not yet known", "facts missing", "(/enterprises/2/online_sales/2024)"]),
    ("E1", "en", ["only the higher of two awards", "was paid for 2024", "interpretations used"]),
    ("E1", "zh", ["计入 0/2 项目标", "2024年新增农产品上行企业（二（三））"]),
    ("南康", "zh", ["南康区 · 目标", "2024年新增农产品上行企业（二（三））", "全市："]),
]
SECOND: list[tuple[str, Language, list[str]]] = [
    (
        "T1",
        "zh",
        ["T1 · 一号中心", "达到；必须项目 15 项：达到 15", "✗ 区域公用品牌（附件1·二（三），鼓励）", "约 33.33%"],
    ),
    (
        "T2",
        "zh",
        [
            "未达到；必须项目 15 项：达到 12，未达到 3，待定 0",
            "✗ 有场所（附件1·二（一））：",
            "缺：电商培训室、直播带货区",
            "核心区域：补齐电商培训室、直播带货区",
            "保障措施（附件1·三），只列出，不影响结论",
            "safeguards_count=reported",
        ],
    ),
    (
        "T2",
        "en",
        ["not met; 15 required items: 12 met, 3 short, 0 unknown", "lacking: training room, live-stream area"],
    ),
    (
        "T3",
        "zh",
        [
            "待定；",
            "功能区：直播带货区（/town_centres/2/site/zones/live_stream）",
            "免费培训（/town_centres/2/training/",
        ],
    ),
    ("T4", "zh", ["不适用\n", "✗ 典型镇", "实际：典型镇 否"]),
    ("T5", "en", ["unknown; 15 required items: 15 met", "typical town (/town_centres/4/typical_town)"]),
    (
        "Z1",
        "zh",
        ["计入 3/3 项目标", "✓ 县域网络零售额超亿元企业（三（一））", "? 18 ", "/parameters/statistical_threshold"],
    ),
    ("Z2", "zh", ["计入 1/3 项目标；最近的是县域网络零售额超千万元企业：恰在界限，须超过", "距界限 9,000 万元"]),
    ("Z3", "en", ["500,000 yuan from the bound", "9,500,000 yuan"]),
    ("Z4", "en", ["counts towards 0 of 3", "✗ legal form is not sole trader; found sole trader", "? 19 "]),
    (
        "Z5",
        "zh",
        ["? 县域网络零售额超亿元企业", "待查：2025年县域网络零售额（/enterprises/4/online_retail_sales/2025）"],
    ),
    (
        "遂溪县",
        "zh",
        [
            "遂溪 · 重点任务落实情况台账 · 六",
            "2025-04-02 填报，逾期（2025-03-31 到期）",
            "2025-06-28 填报，按时",
            "未写填报日期（2025-03-31 到期）",
            "另据（文件未载，未给出）：湛江市电子商务直播基地认定标准",
            "T1 一号中心：达到",
            "– 27 ",
            "全市网络零售额同比：10%",
            "尚未填报",
            "本地：2–3 家",
            "? 全市：1–2 家（不低于 2 家）",
        ],
    ),
    ("廉江", "en", ["does not apply here", "not met", "(/counties/1/training_events/2025)"]),
    ("霞山", "en", ["e-commerce association (/counties/-/association)", "here: 0"]),
]


@pytest.mark.parametrize(("subject", "language", "parts"), PARTS)
def test_an_explanation_says_all(subject: str, language: Language, parts: list[str]) -> None:
    """Clause, criteria with value and bound, limits that cut, readings, missing facts, the smallest change."""
    text = str(cases.decision().explain(subject, language))
    for part in parts:
        assert part in text


@pytest.mark.parametrize(("subject", "language", "parts"), SECOND)
def test_standards_targets_and_tasks_are_explained(subject: str, language: Language, parts: list[str]) -> None:
    """A centre block by block, an enterprise bound by bound, a county duty by duty: found, lacking, unknown."""
    text = str(zhanjiang.decision().explain(subject, language))
    for part in parts:
        assert part in text


def test_an_explanation_shows_itself() -> None:
    """It is text where it is printed or repeated, and HTML in a notebook."""
    explained = cases.decision().explain("E1", "zh")
    assert repr(explained) == str(explained)
    assert explained._repr_html_().count("<details") == len(explained.lines) == 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", ["T2", "T3", "遂溪"])
def test_words_from_outside_do_no_harm(subject: str, language: Language) -> None:
    """Names and statuses that people typed command no terminal and put no element into a page."""
    explained = zhanjiang.decision().explain(subject, language)
    assert not {"\x1b", "\u202e"} & set(str(explained))
    page = explained._repr_html_()
    assert "<script" not in page
    assert not {"\x1b", "\u202e"} & set(page)


@pytest.mark.parametrize(
    ("data", "subject", "near"),
    [
        ({}, "遂西", "known names"),
        (None, "T11", "did you mean `T1`"),
        (None, "Z11", "did you mean `Z1`"),
    ],
)
def test_an_unknown_subject_is_told_with_the_nearest(data: dict[str, object] | None, subject: str, near: str) -> None:
    """A slip in an id is answered in one line with the nearest id, not with nothing."""
    decision = zhanjiang.decision(data)
    with pytest.raises(UsageError, match=near) as caught:
        decision.explain(subject)
    assert "\n" not in str(caught.value)


def test_what_no_target_counts_has_its_awards_alone() -> None:
    """A platform has the lines of its award: nothing is said of targets that count other things."""
    assert len(cases.decision().explanations("P1")) == 1
