"""The suite as its users write it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from thoroughness import tries

from policyrules.policy import Policy, load_policy
from policyrules.testing import PROPERTIES, policy_properties

from .breaking import SEARCH, Json

TestGanzhou = policy_properties("ganzhou", settings=settings(max_examples=tries(8), deadline=None))
TestZhanjiang = policy_properties("zhanjiang", settings=settings(max_examples=tries(10), deadline=None))


def test_the_suite_fails_where_a_property_does() -> None:
    """A property left out has no test, one of the caller's own has one, and a name that is none is refused."""

    def never(policy: Policy, given: Json, year: int) -> None:
        raise AssertionError("as told")

    few = settings(SEARCH, max_examples=3)
    suite: Any = policy_properties("ganzhou", settings=few, without=["engines_agree"], never=never)
    assert not hasattr(suite, "test_engines_agree")
    # What the policy has no provisions for needs no test.
    assert not hasattr(suite, "test_only_required_items_decide")
    assert hasattr(TestZhanjiang, "test_only_required_items_decide")
    assert not hasattr(TestZhanjiang, "test_caps_hold")
    # Each invariant has a test of its own, in the words of its declaration; one name leaves them all out.
    assert {name for name in dir(suite) if name.startswith("test_invariant_")} == {
        f"test_invariant_{each.id}" for each in load_policy("ganzhou").definition.invariants
    }
    assert suite.test_invariant_paid_once.__doc__ == "one-time awards are not paid again"
    bare: Any = policy_properties("ganzhou", settings=few, without=["invariants_hold"])
    assert not [name for name in dir(bare) if name.startswith("test_invariant")]
    assert suite.test_caps_hold.__doc__ == PROPERTIES["caps_hold"].__doc__
    suite().test_caps_hold()
    with pytest.raises(AssertionError, match="as told"):
        suite().test_never()
    with pytest.raises(ValueError, match="no property is called caps_hild"):
        policy_properties("ganzhou", without=["caps_hild"])
