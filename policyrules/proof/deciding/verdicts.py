"""Verdicts of symbolic facts: under which of them each verdict is given."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.engines.verdicts import Verdict
from policyrules.proof.logic.terms import Bool, either, negation
from policyrules.proof.logic.values import Truth


@dataclass(frozen=True, slots=True)
class SymbolicVerdict:
    """When something is met, is not, has no bound, or is not asked; unknown where none of these holds.

    At most one of the four holds, whatever the facts.
    """

    met: Bool = False
    not_met: Bool = False
    no_bound: Bool = False
    not_applicable: Bool = False

    def given(self, verdict: Verdict) -> Bool:
        """When the verdict is this one."""
        match verdict:
            case Verdict.MET:
                return self.met
            case Verdict.NOT_MET:
                return self.not_met
            case Verdict.NO_BOUND:
                return self.no_bound
            case Verdict.NOT_APPLICABLE:
                return self.not_applicable
        return negation(either(self.met, self.not_met, self.no_bound, self.not_applicable))

    @property
    def unknown(self) -> Bool:
        """When the verdict cannot be known."""
        return self.given(Verdict.UNKNOWN)


NO_BOUND = SymbolicVerdict(no_bound=True)
UNKNOWN = SymbolicVerdict()


def verdict_of(truth: Truth) -> SymbolicVerdict:
    """The verdict that a truth of Kleene's logic is."""
    return SymbolicVerdict(met=truth.met, not_met=truth.missed)
