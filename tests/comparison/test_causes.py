"""A line that moved says which change moved it: its own provision, a limit that changed, or another award."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from policyrules.decision.decision import Decision

from .policies import (
    CUMULATIVE,
    LOOSE_AGRI,
    LOWER_BUDGET,
    LOWER_CAP,
    NO_SELF_BUILT,
    RAISE_AGRI,
    RAISE_BASE,
    YEAR,
    Edit,
    base,
    circumstances,
    compared,
    edited,
    enterprise,
    move,
    platform,
)

pytestmark = pytest.mark.thorough

#: A growth award of 50万, a platform award of 30万, a base of 20万: the cap per enterprise leaves 100万.
RICH = {
    "enterprises": [enterprise("E1", online_sales={"2024": 50_000_000, "2025": 450_000_000})],
    "platforms": [platform("P1", "E1", 40_000_000)],
    "live_bases": [base("B1", "E1")],
}
#: Growth of 20万 against agricultural sales of 15万, or 25万 with a higher cap: only the higher is paid.
EITHER = {
    "enterprises": [
        enterprise(
            "E1",
            online_sales={"2024": 50_000_000, "2025": 150_000_000},
            agri_sales={"2025": 30_000_000},
            agri_upstream_sales={"2025": 25_000_000},
        )
    ]
}
#: One payee has a base, the other a platform; of the budget nothing is left but what the base leaves.
POOR = {
    "enterprises": [enterprise("E1"), enterprise("E2")],
    "platforms": [platform("P1", "E2", 30_000_000)],
    "live_bases": [base("B1", "E1")],
    "city": {"other_support": {"2025": 9_500_000}},
}
CAP, EXCLUSIVE, BUDGET = "limits.enterprise_cap", "limits.growth_or_agricultural", "limits.budget"
THRESHOLD: Edit = ("parameters.yaml", "live_base.tier_2.hosts: {value: 30名", "live_base.tier_2.hosts: {value: 31名")
DATED: Edit = (
    "parameters.yaml", "live_base.tier_2.reward: {value: 20万元",
    "live_base.tier_2.reward: {value: 20万元, values: [{from: 2026-01-01, value: 30万元}]",
)  # fmt: skip
CAP_ORDER: Edit = ("interpretations.yaml", "default: clause_order", "default: pro_rata")
LABEL: Edit = (
    "awards.yaml",
    "label: {zh: 直播基地奖励, en: Live-stream base award}",
    "label: {zh: 基地奖, en: Base award}",
)


@pytest.mark.parametrize(
    ("facts", "edits", "line", "effect", "limits", "causes"),
    [
        # Its own amount, its own criterion, its own cap (and it is no longer excluded).
        (RICH, (RAISE_BASE,), "live_base B1", "direct", [], ["parameters.live_base.tier_2.reward"]),
        (RICH, (THRESHOLD,), "live_base B1", "direct", [], ["parameters.live_base.tier_2.hosts"]),
        (EITHER, (RAISE_AGRI,), "agricultural E1", "direct", [EXCLUSIVE], ["parameters.agricultural.cap"]),
        # A cap that changed, the reading of one, a budget that changed.
        (RICH, (LOWER_CAP,), "growth E1", "limit", [CAP], ["parameters.enterprise_cap"]),
        (RICH, (RAISE_BASE, CAP_ORDER), "platform P1", "limit", [CAP], ["interpretations.cap_order"]),
        (POOR, (LOWER_BUDGET,), "platform P1", "limit", [BUDGET], ["parameters.budget"]),
        # Another award, through each of the three.
        (RICH, (RAISE_BASE,), "growth E1", "indirect", [CAP], []),
        (EITHER, (RAISE_AGRI,), "growth E1", "indirect", [EXCLUSIVE], []),
        (POOR, (RAISE_BASE,), "platform P1", "indirect", [BUDGET], []),
    ],
)
def test_a_move_names_what_made_it(
    facts: Any, edits: tuple[Edit, ...], line: str, effect: str, limits: list[str], causes: list[str]
) -> None:
    """Otherwise a reviewer looks for the cause in the wrong provision."""
    found = move(compared(facts, *edits), *line.split())
    assert (found.effect, list(found.limits), list(found.causes)) == (effect, list(limits), causes)


def test_what_an_option_says_that_is_not_in_effect_is_no_cause() -> None:
    """A rule of sharing that nobody chose is told as a change; the line moved for the budget alone."""
    shared: Edit = (
        "limits.yaml",
        "[platform, live_base, growth, agricultural], share",
        "[live_base, growth, agricultural, platform], share",
    )
    comparison = compared(POOR, shared, LOWER_BUDGET)
    assert {"limits.budget.tranches.options.pro_rata", "parameters.budget"} == {
        each.address for each in comparison.changes
    }
    assert move(comparison, "platform", "P1").causes == ("parameters.budget",)


@pytest.mark.parametrize("edit", [DATED, LABEL], ids=["a value of a later year", "words alone"])
def test_a_change_without_effect_in_the_year_moves_nothing(edit: Edit) -> None:
    """It is told as a change, and blamed for nothing."""
    comparison = compared(RICH, edit)
    assert comparison.changes
    assert not comparison.moves
    beside = compared(RICH, edit, THRESHOLD)
    assert move(beside, "live_base", "B1").causes == ("parameters.live_base.tier_2.hosts",)


EDITS = (RAISE_BASE, LOWER_CAP, LOWER_BUDGET, RAISE_AGRI, NO_SELF_BUILT, LOOSE_AGRI, CUMULATIVE, CAP_ORDER)


@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
@given(facts=circumstances(), edits=st.sets(st.sampled_from(EDITS), min_size=1, max_size=3))
def test_an_effect_is_direct_where_it_is_there_without_any_limit(facts: Any, edits: set[Edit]) -> None:
    """The classification, held against a second one: decide by the same policies stripped of all limits."""
    sides: tuple[tuple[Edit, ...], ...] = ((), tuple(sorted(edits)))
    comparison = compared(facts, *sides[1])
    without = ("limits.yaml", "invariants.yaml")
    bare = [_lines(edited(*side, without=without).decide(facts, YEAR, "reference")) for side in sides]
    full = [_lines(edited(*side).decide(facts, YEAR, "reference")) for side in sides]
    moved = {(each.award, each.subject): each for each in comparison.moves}
    for key, each in moved.items():
        assert (each.effect == "direct") == (bare[0][key] != bare[1][key]), each
        assert bool(each.causes) == (each.effect != "indirect"), each
        assert each.limits or each.effect == "direct", each
    for key in full[0]:
        assert (key in moved) == (full[0][key] != full[1][key]), key


def _lines(decision: Decision) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {(each.award, each.subject): (each.status, each.tier, each.entitled, each.paid) for each in decision.awards}


def test_of_several_tiers_those_that_a_line_reaches_are_named() -> None:
    """A new tier in the middle renumbers the others; a line of the second is not blamed on the fourth."""
    tiers = "{1: growth.tier_1, 2: growth.tier_2, 3: growth.tier_3, 4: growth.tier_4}"
    swapped: Edit = ("awards.yaml", tiers, "{1: growth.tier_1, 2: growth.tier_2, 3: growth.tier_4}")
    higher: Edit = ("parameters.yaml", "growth.tier_1.reward: {value: 20万元", "growth.tier_1.reward: {value: 25万元")
    sold = {"2024": 50_000_000, "2025": 150_000_000}
    found = move(compared({"enterprises": [enterprise("E1", online_sales=sold)]}, swapped, higher), "growth", "E1")
    assert found.causes == ("parameters.growth.tier_1.reward",)
