"""Explanations: all that a line can say, in both languages."""

from __future__ import annotations

import pytest

from policyrules.text import Language

from . import cases

PARTS: list[tuple[str, Language, list[str]]] = [
    ("P2", "zh", ["✓ 年度网络零售额", "5,000,000 元", "削减 110,000 元，余 80,000 元", "1% ×", "platform_rank_by="]),
    ("P2", "en", ["三（一）", "✓ ", "5,000,000 yuan", "cuts 110,000 yuan and leaves 80,000 yuan", "1% ×"]),
    ("B1", "zh", ["第2档条件", "✗ 主播数量", "30 名", "27 名", "发放；应得 100,000.00 元"]),
    ("E2", "zh", ["最少需要的改变（第1档）", "2025年网络销售额超过 100,000,000 元", "现为 30,000,000 元"]),
    ("E2", "en", ["smallest change that would qualify (tier 1)", "above 100,000,000 yuan, now 30,000,000 yuan"]),
    ("-2+3", "zh", ["待定；金额待定", "? 基期年以来首次", "2024年网络销售额（/enterprises/2/online_sales/2024）"]),
    ("-2+3", "en", ["amount not yet known", "facts missing", "(/enterprises/2/online_sales/2024)"]),
    ("E1", "en", ["only the higher of two awards", "was paid for 2024", "interpretations used"]),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "language", "parts"), PARTS)
def test_an_explanation_says_all(subject: str, language: Language, parts: list[str]) -> None:
    """Clause, criteria with value and bound, limits that cut, readings, missing facts, the smallest change."""
    text = str(cases.decision().explain(subject, language))
    for part in parts:
        assert part in text


def test_an_explanation_shows_itself() -> None:
    """It is text where it is printed or repeated, and HTML in a notebook."""
    explained = cases.decision().explain("E1", "zh")
    assert repr(explained) == str(explained)
    assert explained._repr_html_().count("<details") == len(explained.lines) == 5
