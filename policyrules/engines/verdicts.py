"""Verdicts: what a standard, a target or a duty comes to."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """Met or not, or why that is not said."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NO_BOUND = "no_bound"
    NOT_APPLICABLE = "not_applicable"


def verdict_of(truth: bool | None) -> Verdict:
    """The verdict that a truth of Kleene's logic is."""
    if truth is None:
        return Verdict.UNKNOWN
    return Verdict.MET if truth else Verdict.NOT_MET
