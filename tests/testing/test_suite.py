"""The suite as its users write it."""

from __future__ import annotations

from hypothesis import settings

from policyrules.testing import policy_properties

TestGanzhou = policy_properties("ganzhou", settings=settings(max_examples=20, deadline=None))
