"""Drawn facts: whatever the policy, they are facts that it takes."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.policy import load_policy
from policyrules.testing.strategies import facts

ROOMS = load_policy(Path(__file__).parents[2] / "examples" / "new-policy")


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_many_things_refer_to_things_that_there_are(data: st.DataObject) -> None:
    """Fails if the many things that a target counts are drawn without the thing that each must refer to.

    Such facts are refused, and the search for broken invariants ends in that instead of a finding.
    """
    drawn = data.draw(facts(ROOMS, 2027, max_things=1, crowded=True))
    assert ROOMS.decide(drawn, 2027, engine="reference").year == 2027
