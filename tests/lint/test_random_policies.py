"""What lint says of random policies, held to random decisions under them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from strategies import decisions
from thoroughness import tries

from policyrules.lint import Report, examine
from policyrules.policy import Policy
from policyrules.testing.strategies import Json

#: What the solver says does not depend on the Python underneath.
pytestmark = pytest.mark.thorough

DAY = date(2026, 1, 1)
#: What the solver clears where another tier, criterion or award shows that it cannot happen.
CLEARED = ("PR204", "PR205", "PR401")


def found(report: Report) -> set[tuple[str, str]]:
    return {(each.code.id, each.address) for each in report.findings}


@settings(max_examples=tries(12), deadline=None)
@given(decisions())
def test_what_is_called_dead_is_never_paid_and_nothing_is_lost(drawn: tuple[Policy, Json, int]) -> None:
    """An author deletes what is proved dead: it must not be what somebody is paid for."""
    policy, facts, year = drawn
    by_bounds, settled = (found(examine(policy, DAY, with_solver=each)) for each in (False, True))
    unmet = {address for code, address in settled if code in ("PR101", "PR103", "PR202")}
    unpaid = {address for code, address in settled if code == "PR405"}
    # Of an award that is found to be dead nothing else is said.
    alive = [each for each in by_bounds - settled if award_of(each[1]) not in map(award_of, unmet | unpaid)]
    assert [each for each in alive if each[0] not in CLEARED] == []
    # What is never paid is in no register.
    registers = [name for name, each in policy.definition.vocabulary.lists.items() if each.register_of_awards]
    first = {name: each for name, each in facts.items() if name not in registers}
    for line in policy.decide(first, year, engine="reference").awards:
        award = f"awards.{line.award}"
        own = {each for each in unmet | unpaid if award in (each, award_of(each)) and "tiers" not in each}
        own |= {f"{award}.tiers.{line.tier}"} & (unmet | unpaid)
        assert not line.entitled_fen or not own & unmet, line
        assert not line.paid_fen or not own & unpaid, line


def award_of(address: str) -> str:
    return ".".join(address.split(".")[:2])
