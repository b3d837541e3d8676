"""What a policy promises is shown in words, with the policy's numbers, under the readings chosen."""

from __future__ import annotations

import pytest

from policyrules.policy import load_policy
from policyrules.reports.policy_grids import policy_grids
from policyrules.text import Language

WORDS: list[tuple[str, Language, str, str]] = [
    ("ganzhou", "zh", "enterprise_most", "每家每年最高 1,000,000 元：全部奖励"),
    ("ganzhou", "en", "platform_most", "at most 300,000 yuan each, over the whole period: Platform award"),
    ("ganzhou", "zh", "growth_or_agricultural", "每家同年只得一项：做大做强奖励、农产品销售奖励"),
    ("ganzhou", "en", "budget", "is not promised under these readings"),
    ("ganzhou", "zh", "paid_once", "已发放过的（同一对象、同一档次）不再发放：直播基地奖励、做大做强奖励"),
    ("ganzhou", "en", "in_force", "for 2024–2026 alone: all awards"),
    ("ganzhou", "zh", "growth_recognized", "做大做强奖励须满足：经认定"),
    ("ganzhou", "en", "base_most", "at most 200,000 yuan for each subject, in one decision: Live-stream base award"),
    (
        "ganzhou",
        "zh",
        "more_online_sales",
        "2025年网络销售额提高后，收款人所得不减（名额、预算分配之前；此前未发放过奖励时）：全部奖励",
    ),
    (
        "ganzhou",
        "en",
        "more_upstream_sales",
        "with a higher figure of upstream agricultural online sales 2025 the payee gets no less"
        " (before places and budgets): all awards",
    ),
    ("zhanjiang", "zh", "all_six", "达标须各项达到：有场所、有团队、有产品、有运营、有物流、有培训"),
]
OPTIONS = {"ganzhou": {"platform_cap_period": "whole_period", "budget_rule": "report_only"}, "zhanjiang": {}}


@pytest.mark.parametrize(("policy", "language", "name", "words"), WORDS)
def test_a_promise_in_words(policy: str, language: Language, name: str, words: str) -> None:
    chosen = load_policy(policy).interpret(**OPTIONS[policy])
    grid = next(each for each in policy_grids(chosen, 2025, language) if each.key == "invariants")
    assert [row[0] for row in grid.rows] == [each.id for each in chosen.definition.invariants]
    assert next(row[-1] for row in grid.rows if row[0] == name) == words
