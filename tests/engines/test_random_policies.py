"""What an execution does with policies that nobody wrote: random provisions, formulas, limits and readings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from strategies import decisions
from thoroughness import tries

from policyrules.errors import EngineError
from policyrules.policy import Policy
from policyrules.testing import engines_agree

#: What a random policy comes to does not depend on the Python.
pytestmark = pytest.mark.thorough

#: All that a line, a standard or a target may come to.
WANTED = {
    *("paid", "reduced", "excluded", "already_paid", "not_eligible", "unknown", "pipeline"),
    *(f"standard {verdict}" for verdict in ("met", "not_met", "unknown", "not_applicable")),
    *(f"target {verdict}" for verdict in ("met", "not_met", "unknown", "no_bound")),
}
#: How often 100 policies are drawn at most, to see all of that.
_ROUNDS = 20
Decided = tuple[Policy, dict[str, object], int]


@settings(
    max_examples=tries(100), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(decisions())
def test_engines_agree_on_any_policy(decided: Decided) -> None:
    """Else rete has learnt the two bundled policies, not the policy language. What it refuses, it refuses by name."""
    try:
        engines_agree(*decided)
    except EngineError as error:
        if "durable-rules refused the rules of" not in str(error):
            raise


def test_random_policies_decide_something() -> None:
    """Agreement says nothing where every line is not eligible: each status, cut and verdict must come up."""
    seen: Counter[str] = Counter()

    @settings(max_examples=100, database=None, deadline=None, phases=[Phase.generate])
    @given(decisions())
    def look(decided: Decided) -> None:
        policy, facts, year = decided
        decision = policy.decide(facts, year, engine="reference")
        seen.update(line.status for line in decision.awards)
        seen.update(f"standard {line.verdict}" for line in decision.standards)
        seen.update(f"target {line.verdict}" for line in decision.targets)
        seen.update("pipeline" for line in decision.targets if line.pipeline)

    # What a seed draws depends on the modules that are loaded: rare statuses may take several.
    for number in range(_ROUNDS):
        if WANTED - seen.keys():
            seed(number)(look)()
    assert not WANTED - seen.keys(), "nothing drawn comes to this"
