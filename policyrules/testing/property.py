"""What a property is: a check of a policy on facts, or on facts and a change of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from policyrules.policy import Policy
from policyrules.testing.changes import Json

#: A check of a policy on facts in a sales year, which raises AssertionError.
Check = Callable[[Policy, Json, int], None]


@dataclass(frozen=True)
class Change:
    """A property that compares two decisions: on facts, and on facts changed in a way that is drawn with them."""

    drawn: Callable[[Policy, int, st.SearchStrategy[Json]], st.SearchStrategy[tuple[Json, Any]]]
    """Facts out of those given, with a change (a figure raised, more facts), or None where there is none."""
    check: Callable[[Policy, Json, int, Any], None]
