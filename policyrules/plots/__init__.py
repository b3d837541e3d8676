"""Pictures of decisions and comparisons, drawn with matplotlib: the extra `plots`.

    from policyrules import plots
    plots.payments(decision, by="county")

Each function draws on the axes that it is given, or on a figure of its own, and returns the axes. A figure of its own
shows itself in a notebook and is known to nobody else, so that nothing has to be closed: to keep it, `plots.save`.

`fonts` finds letters for every word, `colours` and `look` dress the axes, `amounts` and `bars` draw money, `sums` and
the modules named `frame…` add up what decisions say; the others are one picture each: figures first, then the drawing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyrules.plots.budgets import budget_use
    from policyrules.plots.distances import distance_to_next_tier
    from policyrules.plots.gains import gainers_and_losers
    from policyrules.plots.heat import standard_heat_map
    from policyrules.plots.paid import payments
    from policyrules.plots.progress import target_progress
    from policyrules.plots.saving import save

_HOMES = {
    "budget_use": "policyrules.plots.budgets",
    "distance_to_next_tier": "policyrules.plots.distances",
    "gainers_and_losers": "policyrules.plots.gains",
    "payments": "policyrules.plots.paid",
    "save": "policyrules.plots.saving",
    "standard_heat_map": "policyrules.plots.heat",
    "target_progress": "policyrules.plots.progress",
}

__all__ = [
    "budget_use",
    "distance_to_next_tier",
    "gainers_and_losers",
    "payments",
    "save",
    "standard_heat_map",
    "target_progress",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policyrules.plots' has no attribute '{name}'")
    from policyrules.plots.missing import needed

    needed()
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
