"""A policy case, ready to run, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from policyrules.cases.expectation import Expectation
from policyrules.errors import Place
from policyrules.facts.records import Facts
from policyrules.invariants.rules import AnyRule
from policyrules.language.document import Document, Path_
from policyrules.text import Text

if TYPE_CHECKING:
    from policyrules.cases.difference import Difference
    from policyrules.decision.decision import Decision
    from policyrules.policy import Policy

Outcome = Literal["passed", "failed", "unconfirmed"]


@dataclass(frozen=True)
class Case:
    """Facts, a sales year, interpretations, and what is expected of the decision on them.

    `facts` are plain JSON data, with every change of the case made. `policy` is what the case is about, amended and
    interpreted as its file says. `confirmed`: a person stands by what is expected.
    """

    file: str
    line: int
    name: str
    year: int
    interpretations: Mapping[str, str | int]
    facts: Mapping[str, Any] = field(repr=False)
    expect: Expectation = field(repr=False)
    confirmed: bool
    policy: Policy = field(repr=False, compare=False)
    document: Document = field(repr=False, compare=False)
    label: Text | None = None
    clause: str = ""
    raised: Mapping[str, Any] | None = field(default=None, repr=False)
    """The facts with higher figures, for promises that compare two decisions."""

    @property
    def id(self) -> str:
        """The file and the name of the case: it tells the case apart from all others."""
        return f"{self.file}::{self.name}"

    def place(self, *path: Any) -> Place:
        """Where in the case file something of the case stands; the case itself without a path."""
        within: Path_ = ("cases", self.name, *path)
        found = self.document.place(within, of_key=not path or isinstance(path[-1], str))
        return Place(file=self.file, line=found.line, character=found.character)

    @cached_property
    def checked(self) -> Facts:
        """The facts, checked by the case's own policy. Raises FactsError."""
        return self.policy.facts(self.facts)

    @property
    def promises(self) -> tuple[AnyRule, ...]:
        """What decisions must keep: the promises of the case's own policy, whatever policy it is run on.

        A change that moves the bound of a promise is held to the bound that it moves.
        """
        return self.policy.promises(self.year)

    def __hash__(self) -> int:
        return hash((self.file, self.name))


@dataclass(frozen=True)
class CaseResult:
    """What became of a case. `differences` say why it failed; `decision` is None where there was none."""

    case: Case
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    decision: Decision | None = field(default=None, repr=False, compare=False)
