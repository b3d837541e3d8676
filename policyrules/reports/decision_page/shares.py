"""Parts of a whole, for bars: thousandths, which is as fine as a bar can be drawn."""

from __future__ import annotations

from fractions import Fraction

from policyrules.language.quantities import Number

#: A full bar.
FULL = 1000


def share(part: Number, whole: Number) -> int:
    """A part in thousandths of a whole, rounded down, at most all of it; something of nothing fills the bar."""
    if whole <= 0:
        return FULL if part > 0 else 0
    return max(0, min(FULL, int(Fraction(part) * FULL / whole)))
