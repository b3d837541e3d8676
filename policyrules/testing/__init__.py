"""Properties that every policy must have, as tests for anyone to hold a policy to (`policyrules[testing]`).

    from policyrules.testing import policy_properties
    TestOurPolicy = policy_properties("policies/ours")

`facts`, `options`, `years`, `rises`, `completions` and `additions` are Hypothesis strategies that aim at a policy's
thresholds; the properties are plain functions that raise AssertionError, for tests of your own. `population` simulates
as many enterprises as one likes.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError as error:
    raise ImportError("policyrules.testing needs Hypothesis: pip install 'policyrules[testing]'") from error

from policyrules.testing.additions import Addition, additions
from policyrules.testing.amounts import (
    budget_holds,
    caps_hold,
    exclusive_awards_hold,
    line_caps_hold,
    within_award_years,
)
from policyrules.testing.changes import Rise, order_preserving, rename, shuffle
from policyrules.testing.circumstances import options, years
from policyrules.testing.gaps import completions
from policyrules.testing.judgements import (
    counts_add_up,
    more_is_never_worse,
    nested,
    only_required_items_decide,
    supplying_never_reverses,
    targets_fit_their_values,
)
from policyrules.testing.populations import population
from policyrules.testing.promises import promises
from policyrules.testing.properties import CHANGES, PROPERTIES, invariants_hold
from policyrules.testing.property import Change, Check
from policyrules.testing.relations import (
    engines_agree,
    order_is_irrelevant,
    paid_once,
    raising_never_lowers,
    raising_never_lowers_payment,
    renaming_changes_ids_only,
    reproducible,
)
from policyrules.testing.rises import raisable, rises
from policyrules.testing.strategies import facts
from policyrules.testing.suite import policy_properties

__all__ = [
    "CHANGES",
    "PROPERTIES",
    "Addition",
    "Change",
    "Check",
    "Rise",
    "additions",
    "budget_holds",
    "caps_hold",
    "completions",
    "counts_add_up",
    "engines_agree",
    "exclusive_awards_hold",
    "facts",
    "invariants_hold",
    "line_caps_hold",
    "more_is_never_worse",
    "nested",
    "only_required_items_decide",
    "options",
    "order_is_irrelevant",
    "order_preserving",
    "paid_once",
    "policy_properties",
    "population",
    "promises",
    "raisable",
    "raising_never_lowers",
    "raising_never_lowers_payment",
    "rename",
    "renaming_changes_ids_only",
    "reproducible",
    "rises",
    "shuffle",
    "supplying_never_reverses",
    "targets_fit_their_values",
    "within_award_years",
    "years",
]
