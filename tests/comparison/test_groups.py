"""The sums of a comparison: they add up, they are the same whatever the order, and they turn round."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import policyrules as pr
from policyrules.comparison.compare import compare_policies
from policyrules.comparison.model import Group

from .policies import (
    CUMULATIVE,
    LOWER_BUDGET,
    LOWER_CAP,
    NO_SELF_BUILT,
    RAISE_BASE,
    YEAR,
    Edit,
    circumstances,
    compared,
    edited,
    enterprise,
)

pytestmark = pytest.mark.thorough

EDITS: tuple[Edit, ...] = (RAISE_BASE, LOWER_CAP, LOWER_BUDGET, NO_SELF_BUILT, CUMULATIVE)
_PER_PAYEE = ("payees", "gainers", "losers", "unchanged", "undetermined")
_SUMS = ("lines", "paid_before", "paid_after", "newly_eligible", "no_longer_eligible")
_PROPERTY = settings(max_examples=20, deadline=None, derandomize=True, phases=[Phase.generate])


@_PROPERTY
@given(facts=circumstances(), edits=st.sets(st.sampled_from(EDITS), min_size=1, max_size=2))
def test_the_tables_add_up(facts: Any, edits: set[Edit]) -> None:
    """Every table has every line once, and what is gained and lost explains what is paid more."""
    comparison = compared(facts, *sorted(edits))
    every = comparison.all
    assert (every.paid_before, every.paid_after) == (comparison.before.totals.paid, comparison.after.totals.paid)
    for groups in (comparison.by_award, comparison.by_county, comparison.by_size):
        for name in _SUMS:
            assert sum(getattr(each, name) for each in groups) == getattr(every, name), name
    for groups in (comparison.by_county, comparison.by_size):  # a payee is in one unit and one band
        for name in (*_PER_PAYEE, "gained", "lost"):
            assert sum(getattr(each, name) for each in groups) == getattr(every, name), name
    known = [each.change for each in comparison.payees if each.change is not None]
    assert every.change == sum(known) + every.undetermined_change
    assert (every.gained, -every.lost) == (sum(x for x in known if x > 0), sum(x for x in known if x < 0))
    assert every.payees == every.gainers + every.losers + every.unchanged + every.undetermined


@_PROPERTY
@given(facts=circumstances(), edit=st.sampled_from(EDITS), seed=st.integers(0, 99))
def test_the_order_of_the_facts_is_irrelevant_and_the_two_sides_turn_round(facts: Any, edit: Edit, seed: int) -> None:
    """The same bytes for the same facts; and what a change gives, its reversal takes."""
    comparison = compared(facts, edit)
    shuffled = {name: _shuffled(part, seed) for name, part in facts.items()}
    assert compared(shuffled, edit).to_json() == comparison.to_json()
    back = compare_policies(edited(edit), pr.load_policy("ganzhou"), facts, YEAR, "reference")
    forth, found = comparison.all, back.all
    assert (found.gained, found.lost, found.gainers, found.losers) == (
        forth.lost, forth.gained, forth.losers, forth.gainers,
    )  # fmt: skip
    assert (found.newly_eligible, found.no_longer_eligible) == (forth.no_longer_eligible, forth.newly_eligible)
    assert {(each.award, each.subject, each.effect) for each in back.moves} == {
        (each.award, each.subject, each.effect) for each in comparison.moves
    }


def _shuffled(part: Any, seed: int) -> Any:
    return random.Random(seed).sample(part, len(part)) if isinstance(part, list) else part


@given(facts=circumstances())
@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])
def test_nothing_differs_from_itself(facts: Any) -> None:
    comparison = compared(facts)
    assert not comparison.changes
    assert not comparison.moves
    assert not comparison.judged
    every = comparison.all
    assert (every.gainers, every.losers, every.change, every.newly_eligible) == (0, 0, 0, 0)


WAN = 10_000


@pytest.mark.parametrize(
    ("sales", "band"),
    [
        pytest.param(1000 * WAN - 0.01, "below 10 million yuan", id="a fen below the first bound"),
        pytest.param(1000 * WAN, "10 million yuan to below 100 million yuan", id="on the first bound"),
        pytest.param(40_000 * WAN - 0.01, "300 million yuan to below 400 million yuan", id="a fen below the last"),
        pytest.param(40_000 * WAN, "400 million yuan and above", id="on the last bound"),
        pytest.param(None, "not stated", id="unknown"),
    ],
)
def test_a_payee_is_in_one_band_of_size(sales: float | None, band: str) -> None:
    """A band begins on its bound; who gives no figure is not taken for small."""
    online = {} if sales is None else {str(YEAR): f"{sales:.2f}"}
    comparison = compared({"enterprises": [enterprise("E1", online_sales=online)]}, RAISE_BASE)
    assert [each.label.en for each in comparison.by_size] == [band]


def test_groups_are_in_the_order_of_the_document_and_the_unknown_comes_last() -> None:
    counties = (None, "章贡区", "南康区", "石城县")
    facts = {"enterprises": [enterprise(f"E{index}", each) for index, each in enumerate(counties)]}
    comparison = compared(facts, RAISE_BASE)
    assert [each.key for each in comparison.by_county] == ["章贡区", "南康区", "石城县", ""]
    assert [each.key for each in comparison.by_award] == ["growth", "agricultural"]


def test_groups_are_those_of_the_baseline() -> None:
    """An amended policy with other bands does not move anybody to another row."""
    bands: Edit = ("facts.yaml", "bands: [1000万元, 1亿元, 2亿元, 3亿元, 4亿元]", "bands: [5万元]")
    facts = {"enterprises": [enterprise("E1", online_sales={str(YEAR): 1000 * WAN})]}
    first, second = compared(facts, RAISE_BASE), compared(facts, RAISE_BASE, bands)
    assert [each.label for each in first.by_size] == [each.label for each in second.by_size]
    assert not compare_policies(
        edited(("facts.yaml", "    size: {field: online_sales, bands: [1000万元, 1亿元, 2亿元, 3亿元, 4亿元]}\n", "")),
        pr.load_policy("ganzhou"), facts, YEAR, "reference",
    ).by_size  # fmt: skip


def test_unknown_payees_are_neither_gainers_nor_the_same() -> None:
    """What cannot be known on either side is never counted as no change."""
    unknown = enterprise("E1", online_sales={"2024": 1})
    every: Group = compared({"enterprises": [unknown, enterprise("E2", online_sales={"2025": 0})]}, RAISE_BASE).all
    assert (every.payees, every.undetermined) == (2, 2)
    settled = enterprise("E2", online_sales={"2024": 0, "2025": 0}, agri_sales={"2025": 0})
    every = compared({"enterprises": [unknown, settled]}, RAISE_BASE).all
    assert (every.undetermined, every.unchanged, every.gainers) == (1, 1, 0)
