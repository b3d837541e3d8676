"""Answers to questions about a policy: what was found, the case that shows it, and for how many things it is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from policyrules.decision.lines import AwardLine
from policyrules.language.quantities import yuan_text
from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.equivalence.result import Equivalence
from policyrules.proof.questions.example import Example
from policyrules.showing import ShowsItself
from policyrules.text import Language

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What was asked about: the policy, the sales year, the options that differ from its defaults, and the size.

    Every fact that the schema allows is covered, save that there are at most so many things (`up_to`): payees in all,
    things of the other lists for each payee, entries of the register.
    """

    policy: str
    document: str
    digest: str
    year: int
    interpretations: Mapping[str, str]
    up_to: Mapping[str, int]
    vocabulary: Vocabulary | None = field(default=None, compare=False, repr=False)
    """What the facts are called, for where an answer shows itself."""

    def to_dict(self) -> Json:
        """It as JSON holds it."""
        return {
            "policy": {"id": self.policy, "document": self.document, "digest": self.digest},
            "year": self.year,
            "interpretations": dict(self.interpretations),
            "up_to": {name: str(most) for name, most in self.up_to.items()},
        }


@dataclass(frozen=True)
class Existence(ShowsItself):
    """Whether a payee gets all of `gets` and nothing of `lacks`. Where one does: a case, and its lines there."""

    asked: Asked
    outcome: Literal["yes", "no", "undecided"]
    gets: tuple[str, ...]
    lacks: tuple[str, ...]
    example: Example | None = None
    lines: tuple[AwardLine, ...] = ()

    def to_dict(self) -> Json:
        """The answer as JSON holds it."""
        return {
            "question": "exists",
            **self.asked.to_dict(),
            "outcome": self.outcome,
            "gets": list(self.gets),
            "lacks": list(self.lacks),
            "lines": [told(each) for each in self.lines],
            "example": None if self.example is None else self.example.to_dict(),
        }

    def __repr__(self) -> str:
        return f"Existence({self.asked.policy}, {self.asked.year}, {self.outcome})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.answers import answer

        return answer(self, language)


@dataclass(frozen=True)
class Greatest(ShowsItself):
    """The most that one payee can be paid under `awards`, in fen, and a case that reaches it.

    `most`: nothing can be more. `at_least`: so much was reached, and whether more can be was not decided.
    `whole`: it is all that a cap on these awards leaves, so that no number of things, however great, makes it more.
    `unlimited`: nothing bounds it but the greatest figures that facts may hold.
    """

    asked: Asked
    outcome: Literal["most", "at_least", "unlimited"]
    awards: tuple[str, ...]
    amount: int
    whole: bool
    example: Example | None
    lines: tuple[AwardLine, ...]

    def to_dict(self) -> Json:
        """The answer as JSON holds it."""
        return {
            "question": "most",
            **self.asked.to_dict(),
            "outcome": self.outcome,
            "awards": list(self.awards),
            "amount": yuan_text(self.amount),
            "whole": self.whole,
            "lines": [told(each) for each in self.lines],
            "example": None if self.example is None else self.example.to_dict(),
        }

    def __repr__(self) -> str:
        return f"Greatest({self.asked.policy}, {self.asked.year}, {self.outcome}, {yuan_text(self.amount)})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.answers import answer

        return answer(self, language)


def told(line: AwardLine) -> Json:
    """What a line says of an award, as JSON holds it."""
    return {key: line[key] for key in ("award", "tier", "enterprise", "subject", "status", "entitled", "paid")}


@dataclass(frozen=True)
class Readings:
    """Two options of an interpretation, and whether they decide the same."""

    one: str
    other: str
    equivalence: Equivalence

    def to_dict(self) -> Json:
        """It as JSON holds it."""
        found = self.equivalence.to_dict()
        kept = ("outcome", "scope", "case", "reason", "reason_en")
        return {"one": self.one, "other": self.other, **{key: found[key] for key in kept}}


@dataclass(frozen=True)
class Differing(ShowsItself):
    """Of an interpretation, whether its options ever decide otherwise, two by two; all else is read as chosen."""

    asked: Asked
    interpretation: str
    pairs: tuple[Readings, ...]

    @property
    def outcome(self) -> Literal["differ", "same", "undecided"]:
        """`differ` if some two do; else `undecided` if of some two it was not decided; else `same`."""
        found = {each.equivalence.outcome for each in self.pairs}
        return "differ" if "different" in found else "undecided" if "undecided" in found else "same"

    def to_dict(self) -> Json:
        """The answer as JSON holds it."""
        about = self.asked.to_dict()
        del about["up_to"]
        return {
            "question": "differ",
            **about,
            "interpretation": self.interpretation,
            "outcome": self.outcome,
            "pairs": [each.to_dict() for each in self.pairs],
        }

    def __repr__(self) -> str:
        return f"Differing({self.asked.policy}, {self.interpretation}, {self.outcome})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.answers import answer

        return answer(self, language)
