"""Every error of the library, and the problems they carry.

    PolicyRulesError
    ├── PolicyError            the files of a policy are wrong
    ├── ProposalError          a proposal is wrong, or does not fit the policy or another proposal
    ├── CasesError             a file of policy cases is wrong
    ├── FactsError             the facts are wrong
    ├── RecordsError           a file of decision records is wrong, or cannot be read or written
    ├── RegisterError          the register of awards paid cannot be used, or refuses what it is asked
    ├── UsageError             a call or a command line asks for something that does not exist
    │   └── InterpretationError    an interpretation, or an option of one, that the policy does not have
    ├── EngineError            an execution cannot, or could not, run a program
    ├── InvariantError         a decision breaks what the policy promises, and is not released
    └── ProofError             what the solver found is not what the policy decides: a mistake of this library

The first six hold one `Problem` for each thing that is wrong: all of them, not the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from policyrules.text import Language, Text


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: in a file (line and column from 1), in a cell, or in facts (a JSON pointer).

    A column is known by its letter (`facts.xlsx:企业:C5`), or in a table without letters by its `heading`
    (`enterprises:online_sales_2025:row 3`). A table whose rows have no order, as in a database, is told by the id
    of the `thing` (`enterprises:online_sales_2025:E17`).
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    heading: str = ""
    line: int = 0
    character: int = 0
    pointer: str | None = None
    thing: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line:
            parts.append(f"{self.line}:{self.character}")
        if self.sheet:
            parts.append(self.sheet)
        if self.heading:
            parts.append(self.heading)
        if self.row or self.column:
            parts.append(f"{self.column}{self.row or ''}" if self.column else f"row {self.row}")
        if self.thing:
            parts.append(self.thing)
        if self.pointer is not None and not self.row and not self.line and not self.thing:
            parts.append(self.pointer or "/")
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what is allowed, and the way out where there is one."""

    code: str
    place: Place
    found: str
    allowed: Text
    hint: Text | None = None
    severity: Literal["error", "warning"] = "error"
    count: int = 1
    """How many problems it stands for: itself, and those like it that are not listed."""

    def line(self, language: Language = "en") -> str:
        """The problem as one line, e.g. `facts.json:/enterprises/0/id: expected …; found `3``."""
        found = {"zh": "实际为", "en": "found"}[language]
        where = str(self.place)
        text = f"{where}: {self.allowed.pick(language)}" if where else self.allowed.pick(language)
        if self.found:
            text += f"{'；' if language == 'zh' else '; '}{found} `{self.found}`"
        if self.hint:
            text += f"{'；' if language == 'zh' else '; '}{self.hint.pick(language)}"
        if self.count > 1:
            more = Text(f"；同样的问题另有 {self.count - 1} 处", f"; and {self.count - 1} more like this")
            text += more.pick(language)
        return " ".join(text.split())


class PolicyRulesError(Exception):
    """The common base: catch this to catch whatever the library raises on purpose."""

    def lines(self, language: Language = "en") -> list[str]:
        """The message as lines for a person, one for each problem."""
        return [str(self)]


@dataclass
class ProblemsError(PolicyRulesError):
    """An error that holds a list of problems."""

    problems: Sequence[Problem] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        super().__init__("\n".join(self.lines()))

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, language: Language = "en") -> list[str]:
        """One line for each problem."""
        return [problem.line(language) for problem in self.problems]


class PolicyError(ProblemsError):
    """The files of a policy are wrong."""


class ProposalError(ProblemsError):
    """A proposal is wrong, or does not fit the policy that it is to change or another proposal."""


class CasesError(ProblemsError):
    """A file of policy cases is wrong, or does not fit the policy that it is about."""


class FactsError(ProblemsError):
    """The facts are wrong."""


class RecordsError(ProblemsError):
    """A file of decision records is wrong, or cannot be read or written."""


class RegisterError(ProblemsError):
    """The register of awards paid cannot be used, or refuses what it is asked."""


class UsageError(PolicyRulesError):
    """A call asks for something that does not exist; the message says what does."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def lines(self, language: Language = "en") -> list[str]:
        """The message in `language`."""
        return [self.message.pick(language)]


class InterpretationError(UsageError):
    """An interpretation, or an option of one, that the policy does not have."""


class EngineError(PolicyRulesError):
    """An execution cannot run this program, or failed while it ran."""


class Broken(Protocol):
    """A promise that is broken, as `policyrules.invariants.Violation` tells it."""

    @property
    def invariant(self) -> str:
        """The id of the invariant."""

    @property
    def clause(self) -> str:
        """Where the document promises it."""

    @property
    def words(self) -> Text:
        """What was found, and what is allowed, as a sentence."""


class InvariantError(PolicyRulesError):
    """A decision breaks what the policy promises, and is not released. `violations` are all of them."""

    #: So many are told as lines; the rest are counted.
    MOST_TOLD = 20

    def __init__(self, violations: Sequence[Broken]) -> None:
        self.violations = tuple(violations)
        super().__init__("\n".join(self.lines()))

    def lines(self, language: Language = "en") -> list[str]:
        """One line for each broken promise: its id and clause, what was found, what is allowed."""
        told = [self._line(each).pick(language) for each in self.violations[: self.MOST_TOLD]]
        if more := len(self.violations) - len(told):
            told.append(Text(f"……另有 {more} 处", f"… and {more} more").pick(language))
        return told

    def _line(self, broken: Broken) -> Text:
        name, clause, words = broken.invariant, broken.clause, broken.words
        return Text(
            f"决定不予发布，因为违反承诺 {name}（{clause}）：{words.zh}",
            f"the decision is not released, since it breaks {name} ({clause}): {words.en}",
        )


class ProofError(PolicyRulesError):
    """What the solver found is not what the policy decides: a mistake of this library, never of the policy."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def lines(self, language: Language = "en") -> list[str]:
        """The message in `language`."""
        return [self.message.pick(language)]
