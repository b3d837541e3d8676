"""What is left of facts shows what they are kept for, nothing of it can be left out, and its figures are round."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.proof.reducing import Json, reduced, rounded

#: A figure, what it has to be to show anything, and the figure that a person would have chosen.
FIGURES: dict[str, tuple[Any, Callable[[float], bool], Any]] = {
    "above a bound": ("98765432109.87", lambda it: it > 20_000_000, 30_000_000),
    "at least a bound": (37, lambda it: it >= 30, 30),
    "round already": (300_000, lambda it: it >= 290_000, 300_000),
    "any figure": ("12.34", lambda it: it >= 0, 0),
    "below a bound": ("19999999.99", lambda it: 0 < it < 20_000_000, 1),
    "between two bounds": ("104999999.99", lambda it: 100_000_000 < it < 105_000_000, 104_000_000),
    "just one figure": ("20000000.01", lambda it: it == 20_000_000.01, "20000000.01"),
    "a share": ("0.83", lambda it: it > 0.8, 1),
    "a year": (2025, lambda it: it >= 0, 2025),
    "a flag": (True, lambda it: True, True),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_as_round_as_what_they_show_allows(name: str) -> None:
    figure, shows, plain = FIGURES[name]
    facts = {"things": [{"id": "E1", "figure": figure}]}
    found = rounded(facts, lambda it: it["things"][0]["id"] == "E1" and shows(float(it["things"][0]["figure"])))
    assert found == {"things": [{"id": "E1", "figure": plain}]}
    assert facts == {"things": [{"id": "E1", "figure": figure}]}


@given(
    st.integers(0, 10**14),
    st.tuples(st.integers(0, 10**14), st.integers(0, 10**14)).map(sorted),
)
def test_a_rounded_figure_shows_what_the_figure_shows(fen: int, bounds: list[int]) -> None:
    """Whatever the bounds: a figure that no longer lies between them would be a case that shows nothing."""

    def shows(facts: Json) -> bool:
        whole, _, part = str(facts["figure"]).partition(".")
        return bounds[0] <= int(whole) * 100 + int(part or 0) <= bounds[1]

    facts = {"figure": f"{fen // 100}.{fen % 100:02d}"}
    if shows(facts):
        assert shows(rounded(facts, shows))


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3)))))
def test_what_is_left_still_shows_it_and_nothing_less_does(facts: Json) -> None:
    """Lists sum up to three at least: whatever is left out of what is kept, they no longer do."""

    def shows(given: Json) -> bool:
        total: int = sum(value for things in given.values() for thing in things for value in thing.values())
        return total >= 3

    if not shows(facts):
        return
    kept = reduced(facts, shows)
    assert shows(kept)
    for name, things in kept.items():
        for index, thing in enumerate(things):
            for key in thing:
                fewer = copy.deepcopy(kept)
                del fewer[name][index][key]
                assert not shows(fewer)
