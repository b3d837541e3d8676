"""What a comparison says of the two policies themselves: which they are, whose proposals, which limits."""

from __future__ import annotations

from typing import Protocol

from policyrules.comparison.comparison import Side
from policyrules.comparison.model import Proposed
from policyrules.decision.lines import Totals
from policyrules.language.quantities import plain_text
from policyrules.policy import Policy
from policyrules.program.program import Program, Setting
from policyrules.text import Text


class Decided(Protocol):
    """A decision, of single cases or of a population."""

    program: Program

    @property
    def totals(self) -> Totals:
        """Sums over the known lines."""


def side_of(decision: Decided, eligible: int) -> Side:
    """One side, of which so many lines meet the criteria."""
    program = decision.program
    return Side(
        policy=program.policy,
        document=program.document,
        digest=program.digest,
        interpretations=tuple((each.name, _option(each)) for each in program.settings),
        totals=decision.totals,
        eligible=eligible,
    )


def _option(setting: Setting) -> str:
    return str(setting.option) if setting.kind is None else plain_text(setting.kind, setting.option)


def proposed(base: Policy, amended: Policy) -> tuple[Proposed, ...]:
    """The proposals that one policy has beside those of the other."""
    new = (each for each in amended.proposals if each not in base.proposals)
    return tuple(Proposed(each.id, each.title, each.reason, each.digest) for each in new)


def names_of_limits(*programs: Program) -> tuple[tuple[str, Text], ...]:
    """The addresses of the limits of both sides, and what they are called."""
    limits = (limit for program in programs for limit in program.limits())
    return tuple({f"limits.{each.id}": each.label for each in limits}.items())
