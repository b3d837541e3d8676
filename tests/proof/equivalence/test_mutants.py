"""Small changes of a policy: what is called the same is decided the same, and what is the same is never told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.coverage.equivalence import is_equivalent
from policyrules.coverage.mutants import Mutant, mutants
from policyrules.policy import Policy, load_policy
from policyrules.proof.equivalence import equivalent
from policyrules.proof.equivalence.case import differences
from policyrules.testing.strategies import facts

pytestmark = pytest.mark.thorough

WELLS = load_policy(Path(__file__).parents[2] / "language" / "wells")
#: Every so many mutants one is looked at, another one for each parameter of the test.
STEP = 40
YEARS = (2025, 2026)


def some(first: int) -> list[Mutant]:
    return list(mutants(WELLS.definition))[first::STEP]


@pytest.mark.parametrize("first", [3, 17, 29])
def test_mutants(first: int) -> None:
    """An equivalence is no weaker than decisions on drawn facts, and no stronger than equal programs."""
    told = set()
    for mutant in some(first):
        other = Policy(mutant.definition)
        found = equivalent(WELLS, other, years=YEARS, readings="chosen", limit=5)
        told.add(found.outcome)
        if found.outcome == "different":
            assert not is_equivalent(WELLS.definition, mutant, YEARS)
        elif found.outcome == "equivalent":
            _decided_alike(other)
    assert "different" in told


def _decided_alike(other: Policy) -> None:
    @settings(max_examples=20, deadline=None, database=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        for year in YEARS:
            assert not differences(WELLS, other, data.draw(facts(WELLS, year)), year)

    check()
