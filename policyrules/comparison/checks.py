"""What policy cases and invariants say about the amended policy: computed elsewhere, shown with the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import Scope
from policyrules.text import Text

#: How many decisions are searched for one that breaks an invariant which is not proved, unless told otherwise; 0: none.
SEARCH = 100
#: How many seconds a proof may take, unless told otherwise; 0: nothing is proved.
PROOFS = 20.0
CaseOutcome = Literal["passed", "failed", "unconfirmed"]
InvariantState = Literal["proved", "held", "broken", "given_up", "not_searched", "not_promised"]
#: What became of a proposal that means to change no decision.
RewriteState = Literal["equivalent", "different", "undecided", "not_checked"]


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
    promise under the readings in effect is `not_promised`. `counterexample` are made-up facts, found by the solver or
    by a search, on which it is broken: facts, year, readings and what breaks it, as JSON holds them. `scope` says what
    the proof of one that is `proved` covers.
    """

    id: str
    label: Text
    clause: str
    state: InvariantState
    findings: tuple[Text, ...] = ()
    reason: Text | None = None
    counterexample: Mapping[str, Any] | None = None
    scope: Scope | None = None


@dataclass(frozen=True)
class RewriteCheck:
    """A proposal that means to change no decision (`effect: none`).

    `findings` say what was proved, or what comes out otherwise on the smallest case; `case` is that case: facts,
    year, readings and the lines of both sides, as JSON holds them.
    """

    proposal: str
    title: Text
    state: RewriteState
    findings: tuple[Text, ...] = ()
    case: Mapping[str, Any] | None = None
    scope: Scope | None = None


@dataclass(frozen=True)
class Checks:
    """The proposals' own cases, the base's cases that would now give another result, invariants, and rewrites.

    `base_cases` is how many cases the base has; `base_changed` are those that pass on it and would now fail.
    """

    cases: tuple[CaseCheck, ...] = ()
    base_cases: int = 0
    base_changed: tuple[CaseCheck, ...] = ()
    invariants: tuple[InvariantCheck, ...] = ()
    rewrites: tuple[RewriteCheck, ...] = ()
    vocabulary: Vocabulary | None = field(default=None, repr=False, compare=False)
    """What made-up facts may say: the amended policy's facts, and the base's."""

    @property
    def passed(self) -> bool:
        """Whether every case of the proposals passes, and no invariant is broken but those that are given up.

        A proposal that says it changes nothing must not be shown to.

        Cases of the base may give another result: that is what a proposal is for. They are named for the reviewer.
        """
        cases = all(each.outcome == "passed" for each in self.cases)
        rewrites = all(each.state != "different" for each in self.rewrites)
        return cases and rewrites and all(each.state != "broken" for each in self.invariants)

    def of_outcome(self, outcome: CaseOutcome) -> tuple[CaseCheck, ...]:
        """The proposals' cases that came out so."""
        return tuple(each for each in self.cases if each.outcome == outcome)

    @property
    def holding(self) -> tuple[InvariantCheck, ...]:
        """The invariants that nothing breaks, whether proved, searched or neither."""
        return tuple(each for each in self.invariants if each.state in ("proved", "held", "not_searched"))

    def of_state(self, state: InvariantState) -> tuple[InvariantCheck, ...]:
        """The invariants of which that is so."""
        return tuple(each for each in self.invariants if each.state == state)
