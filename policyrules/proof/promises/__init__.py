"""Promises as formulas: when a decision on symbolic facts breaks one, exactly as `policyrules.invariants` finds it."""

from policyrules.proof.promises.broken import broken
from policyrules.proof.promises.raised import Raised, broken_monotone, raised

__all__ = ["Raised", "broken", "broken_monotone", "raised"]
