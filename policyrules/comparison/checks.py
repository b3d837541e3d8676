"""What policy cases and invariants say about the amended policy: computed elsewhere, shown with the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policyrules.text import Text

#: How many decisions are searched for one that breaks an invariant, unless told otherwise; 0 searches none.
SEARCH = 100
CaseOutcome = Literal["passed", "failed", "unconfirmed"]
InvariantState = Literal["held", "broken", "given_up", "not_searched", "not_promised"]


@dataclass(frozen=True)
class CaseCheck:
    """A policy case on the amended policy. `findings` are the differences from what it expects.

    `file` is named with its folder alone, so that a comparison says the same on every machine.
    """

    name: str
    label: Text
    file: str
    line: int
    outcome: CaseOutcome
    findings: tuple[Text, ...] = ()


@dataclass(frozen=True)
class InvariantCheck:
    """An invariant on the amended policy. `findings` name what breaks it: the payee and the figures.

    One that a proposal gives up (`given_up`) is broken on purpose; `reason` says why. One that the document does not
    promise under the readings in effect is `not_promised`. `counterexample` are made-up facts, found by a search, on
    which it is broken: facts, year, readings and what breaks it, as JSON holds them.
    """

    id: str
    label: Text
    clause: str
    state: InvariantState
    findings: tuple[Text, ...] = ()
    reason: Text | None = None
    counterexample: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Checks:
    """The proposals' own cases, the base's cases that would now give another result, and the invariants.

    `base_cases` is how many cases the base has; `base_changed` are those that pass on it and would now fail.
    """

    cases: tuple[CaseCheck, ...] = ()
    base_cases: int = 0
    base_changed: tuple[CaseCheck, ...] = ()
    invariants: tuple[InvariantCheck, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every case of the proposals passes, and no invariant is broken but those that are given up.

        Cases of the base may give another result: that is what a proposal is for. They are named for the reviewer.
        """
        cases = all(each.outcome == "passed" for each in self.cases)
        return cases and all(each.state != "broken" for each in self.invariants)

    def of_outcome(self, outcome: CaseOutcome) -> tuple[CaseCheck, ...]:
        """The proposals' cases that came out so."""
        return tuple(each for each in self.cases if each.outcome == outcome)

    @property
    def holding(self) -> tuple[InvariantCheck, ...]:
        """The invariants that nothing breaks, whether or not a search was made."""
        return tuple(each for each in self.invariants if each.state in ("held", "not_searched"))

    def of_state(self, state: InvariantState) -> tuple[InvariantCheck, ...]:
        """The invariants of which that is so."""
        return tuple(each for each in self.invariants if each.state == state)
