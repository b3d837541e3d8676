"""The bundled policies: everything that can be shown is, and no small change goes unnoticed."""

from __future__ import annotations

import pytest

from policyrules.bundled_files import bundled_policies
from policyrules.cases import policy_cases
from policyrules.coverage.measure import measure
from policyrules.coverage.mutation import mutation
from policyrules.policy import load_policy


@pytest.mark.parametrize("name", sorted(bundled_policies()))
def test_the_cases_show_everything_and_miss_no_mutant(name: str) -> None:
    """Fails if a provision, criterion, bound, limit or reading has no case, or a change of it that none notices."""
    policy = load_policy(name)
    cases = policy_cases(policy)
    covered = measure(policy, cases)
    assert [each.id for each in covered.uncovered] == []
    assert covered.left_out == ()
    assert [each.id for each in mutation(policy, cases).survived] == []
