"""What a comparison says has changed: every difference of the files, once, at its address and in words."""

from __future__ import annotations

import pytest

import policyrules as pr
from policyrules.comparison.changes import changes
from policyrules.text import Text, same

from .policies import CUMULATIVE, NO_SELF_BUILT, RAISE_BASE, YEAR, Edit, edited

_TIER_2 = (
    "实际使用面积不低于 1,000 平方米，直播间数量不低于 20 间，入驻电商企业数量不低于 30 家，主播数量不低于 30 名，"
    "2025年入驻企业直播销售额合计超过 50,000,000 元 → 200,000 元"
)
DATED: Edit = (
    "parameters.yaml", "budget: {value: 1000万元",
    "budget: {value: 1000万元, values: [{from: 2026-01-01, value: 900万元}]",
)  # fmt: skip
BUDGET: Edit = ("limits.yaml", "    amount: budget\n", "    amount: budget + enterprise_cap\n")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            RAISE_BASE,
            ("parameters.live_base.tier_2.reward", "changed", "直播基地奖励 · 二档奖励", "20 万元", "30 万元"),
        ),
        (
            DATED,
            ("parameters.budget", "changed", "年度财政预算", "1,000 万元", "1,000 万元；2026-01-01 起 900 万元"),
        ),
        (
            CUMULATIVE,
            (
                "interpretations.growth_tiers_in_one_year", "changed", "销售额在一年内跨越多个档次时如何奖励",
                "只奖最高一档", "所跨各档相加，再受每年上限约束",
            ),
        ),
        (NO_SELF_BUILT, ("awards.platform.criteria.self_built", "removed", "网销平台奖励 · 自建平台", "自建", None)),
        (
            ("awards.yaml", "retail_sales[year] >= platform.threshold", "retail_sales[year] > platform.threshold"),
            (
                "awards.platform.criteria.retail_sales.test", "changed", "网销平台奖励 · 年度网络零售额 · 条件",
                "2025年网络零售额不低于 5,000,000 元", "2025年网络零售额超过 5,000,000 元",
            ),
        ),
        (BUDGET, ("limits.budget.amount", "changed", "年度财政预算 · 金额", "budget", "budget + enterprise_cap")),
        (
            ("awards.yaml", "tiers: {1: live_base.tier_1, 2: live_base.tier_2}", "tiers: {1: live_base.tier_1}"),
            ("awards.live_base.tiers.2", "removed", "直播基地奖励 · 档次 · 2", _TIER_2, None),
        ),
        (
            ("policy.yaml", "until: 2026-12-31", "until: 2027-12-31"),
            ("policy.in_force.until", "changed", "施行期间 · 截止", "2026-12-31", "2027-12-31"),
        ),
        (
            ("awards.yaml", "{zh: 直播基地奖励, en: Live-stream base award}", "{zh: 基地奖, en: Base award}"),
            ("awards.live_base.label", "changed", "基地奖 · 名称", "直播基地奖励", "基地奖"),
        ),
    ],
)  # fmt: skip
def test_a_difference_is_told_once_in_words(edit: Edit, expected: tuple[str | None, ...]) -> None:
    """A reviewer reads what the policy said and says, not a difference of YAML."""
    (found,) = changes(pr.load_policy("ganzhou"), edited(edit), YEAR)
    before, after = (None if each is None else each.zh for each in (found.before, found.after))
    assert (found.address, found.kind, found.label.zh, before, after) == expected


def test_a_default_that_changes_behind_a_chosen_option_is_told_by_its_question() -> None:
    """Nothing moves where that option was chosen anyway; what the file says still changed, and it is named in words."""
    base = pr.load_policy("ganzhou").interpret(growth_tiers_in_one_year="cumulative")
    (found,) = changes(base, edited(CUMULATIVE).interpret(growth_tiers_in_one_year="cumulative"), YEAR)
    question = base.definition.interpretations["growth_tiers_in_one_year"].question
    assert found.address == "interpretations.growth_tiers_in_one_year.default"
    assert found.label.en == f"{question.en} · default reading"


def test_a_parameter_in_the_place_of_another_is_told_by_what_it_is_and_says() -> None:
    """`over_100m.number` says nothing to an official; what is counted, and how many, does."""
    edit: Edit = ("targets.yaml", "at_least: over_10m.number", "at_least: over_100m.number")
    (found,) = changes(pr.load_policy("zhanjiang"), edited(edit, policy="zhanjiang"), YEAR)
    numbers = [pr.load_policy("zhanjiang").definition.parameters[f"over_{each}.number"] for each in ("10m", "100m")]
    assert [found.before, found.after] == [
        Text(f"{each.label.zh}（{value} 家）", f"{each.label.en} ({value})")
        for each, value in zip(numbers, (20, 2), strict=True)
    ]


def test_an_order_that_means_something_is_a_change() -> None:
    """Limits apply in the order in which they are written: a swap must not pass unseen."""
    swapped = edited(
        ("limits.yaml", "  growth_or_agricultural:\n", "  swap_here:\n"),
        ("limits.yaml", "  growth_cap:\n", "  growth_or_agricultural:\n"),
        ("limits.yaml", "  swap_here:\n", "  growth_cap:\n"),
    )
    assert "reordered" in {each.kind for each in changes(pr.load_policy("ganzhou"), swapped, YEAR)}


def test_a_reading_chosen_for_one_side_is_a_change() -> None:
    """Options chosen with `interpret` count as what the files say."""
    base = pr.load_policy("ganzhou")
    (found,) = changes(base, base.interpret(agri_rate="0.5%"), YEAR)
    assert (found.address, found.before, found.after) == (
        "interpretations.agri_rate", same("1%"), same("0.5%"),
    )  # fmt: skip
