"""What is said of shares in proportion, so that nothing need be multiplied, is true of every share."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.proof.questions.sharing import Tranche

_CLAIMS = st.lists(st.integers(0, 12) | st.integers(0, 10**9), min_size=1, max_size=4)
_LEFT = st.integers(0, 40) | st.integers(0, 10**10)


def tranche(mine: list[int], others: list[int], left: int) -> Tranche:
    """A tranche as the reference evaluator shares it: each line keeps its part, rounded down."""
    claimed = sum(mine) + sum(others)
    shares = [due * left // claimed if claimed > left else due for due in mine]
    return Tranche(len(mine), sum(mine), sum(others), left, sum(shares))


@given(_CLAIMS, _CLAIMS, _LEFT)
@settings(max_examples=tries(500), deadline=None)
def test_bounds_hold_of_every_share(mine: list[int], others: list[int], left: int) -> None:
    """One that a real share breaks would exclude facts that there are, and prove what is not so."""
    assert all(each is True for each in tranche(mine, others, left).bounds)


@given(_CLAIMS, _CLAIMS, _CLAIMS, _LEFT, _LEFT)
@settings(max_examples=tries(500), deadline=None)
def test_a_share_grows_no_faster_than_what_is_claimed_and_left(
    mine: list[int], other: list[int], others: list[int], left: int, other_left: int
) -> None:
    """The same, of two shares of a payee with as many lines: however its claims and what is left differ."""
    lines = max(len(mine), len(other))
    one, two = (each + [0] * (lines - len(each)) for each in (mine, other))
    assert tranche(one, others, left).beside(tranche(two, others, other_left)) is True
    assert tranche(two, others, other_left).beside(tranche(one, others, left)) is True
