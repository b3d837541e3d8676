"""Every status that a line may have can be found, with facts that the reference evaluator confirms."""

from __future__ import annotations

import pytest

from policyrules.policy import load_policy
from policyrules.program.program import ExclusiveRule
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool, both, either, negation, number_of, same

from ..models import STATUSES, of_shape, seek

GANZHOU = load_policy("ganzhou")
AWARDS = [award.id for award in GANZHOU.program(2025).awards]
#: The awards that exclude each other: no other line can be excluded.
EXCLUSIVE = {
    award for limit in GANZHOU.program(2025).limits() if isinstance(limit, ExclusiveRule) for award in limit.awards
}


@pytest.mark.thorough
@pytest.mark.parametrize("award", AWARDS)
def test_each_status_of_each_award_is_found_and_confirmed(award: str) -> None:
    """Else proofs leave out what happens: an award that is never reduced in the encoding keeps every cap."""
    found = of_shape(GANZHOU, 2025, payees=1, each=1, entries=1)
    claim = next(each for each in found.claims if each.award.id == award)
    for status in STATUSES:
        sought = seek(found, [claim.status(status)])
        can_be = status != "excluded" or award in EXCLUSIVE
        assert bool(sought.had) == can_be, status
        assert sought.differences(GANZHOU, 2025) == [], status


@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang"])
def test_each_line_has_one_state(name: str) -> None:
    """Else a line is paid and unknown at once for some facts, and sums count it twice, or not at all."""
    found = of_shape(load_policy(name), 2025, payees=1, each=2, entries=1)
    broken: list[Bool] = []
    for claim in found.claims:
        states = (claim.not_eligible, claim.already_paid, claim.live, claim.unknown, claim.excluded)
        broken.append(both(claim.there, negation(same(number_of(states), 1))))
        broken.append(negation(either(claim.live, same(claim.due, 0))))
    verdicts = [each.verdict for each in found.standards] + [each.verdict for each in found.targets]
    for verdict in (*verdicts, *(each.verdict for each in found.tasks)):
        given = (verdict.met, verdict.not_met, verdict.no_bound, verdict.not_applicable)
        broken.append(negation(either(*(same(number_of(given), number) for number in (0, 1)))))
    assert solve([*found.world.constraints, either(*broken)]).outcome == "unsat"
