"""Cliffs: figures that cost their payee money when they rise, why, how much at most, and a case of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from policyrules.language.quantities import yuan_text
from policyrules.proof.questions.answers import Asked
from policyrules.proof.questions.example import Example
from policyrules.proof.questions.figures import Figure
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet

Json = dict[str, Any]


@dataclass(frozen=True)
class Cause:
    """What makes a payee lose when a figure rises.

    `criteria`: what its lines are entitled to falls. `limit`: a limit leaves less, though those before it left no less.
    `open`: nothing is lost, but a line that was paid is unknown, as another one waits for a fact.
    """

    kind: Literal["criteria", "limit", "open"]
    limit: str | None
    clause: str
    label: Text

    def to_dict(self) -> Json:
        """The cause as JSON holds it."""
        return {
            "kind": self.kind,
            "limit": self.limit,
            "clause": self.clause,
            "label": self.label.zh,
            "label_en": self.label.en,
        }


@dataclass(frozen=True)
class Moved:
    """A line that a raised figure moves: its status and what it pays, before and after, in fen; None: unknown."""

    award: str
    subject: str
    before: tuple[str, int | None]
    after: tuple[str, int | None]

    def to_dict(self) -> Json:
        """The line as JSON holds it."""
        sides = {"before": self.before, "after": self.after}
        told = {
            name: {"status": status, "paid": None if paid is None else yuan_text(paid)}
            for name, (status, paid) in sides.items()
        }
        return {"award": self.award, "subject": self.subject, **told}


@dataclass(frozen=True)
class Fall:
    """What a payee loses in a case, in fen, when one figure of a thing rises (as facts write it); which lines move."""

    thing: str
    before: str | int
    after: str | int
    loss: int
    payee: str
    paid: tuple[int, int]
    moved: tuple[Moved, ...]

    def to_dict(self) -> Json:
        """The fall as JSON holds it."""
        return {
            "thing": self.thing,
            "before": self.before,
            "after": self.after,
            "loss": yuan_text(self.loss),
            "payee": self.payee,
            "paid_before": yuan_text(self.paid[0]),
            "paid_after": yuan_text(self.paid[1]),
            "moved": [each.to_dict() for each in self.moved],
        }


@dataclass(frozen=True)
class Cliff:
    """A figure that costs its payee money when it rises, all else equal; from one cause, under one reading.

    `fall` is by one unit (a fen, 0.01 m², one) where that is enough, in the `example`. `largest` is the most that any
    rise can cost, in fen; `exact` says whether more was excluded. `register`: only where the register has entries.
    """

    figure: Figure
    cause: Cause
    interpretations: Mapping[str, str]
    largest: int
    exact: bool
    register: bool
    fall: Fall
    example: Example

    def to_dict(self) -> Json:
        """The cliff as JSON holds it."""
        return {
            "figure": self.figure.name,
            "label": self.figure.label.zh,
            "label_en": self.figure.label.en,
            "cause": self.cause.to_dict(),
            "interpretations": dict(self.interpretations),
            "largest": yuan_text(self.largest),
            "exact": self.exact,
            "register": self.register,
            "fall": self.fall.to_dict(),
            "example": self.example.to_dict(),
        }


@dataclass(frozen=True)
class Undecided:
    """A figure and a cause of which it was not decided within the limit whether they make a cliff."""

    figure: Figure
    cause: Cause
    interpretations: Mapping[str, str]

    def to_dict(self) -> Json:
        """It as JSON holds it."""
        return {
            "figure": self.figure.name,
            "cause": self.cause.to_dict(),
            "interpretations": dict(self.interpretations),
        }


@dataclass(frozen=True)
class Cliffs(ShowsItself):
    """All cliffs of a policy for a year, by figure, then cause, then reading: what is not named has none.

    `figures` are those that were asked about, `readings` the options under which.
    """

    asked: Asked
    figures: tuple[Figure, ...]
    readings: tuple[Mapping[str, str], ...]
    cliffs: tuple[Cliff, ...]
    undecided: tuple[Undecided, ...]

    @property
    def outcome(self) -> Literal["all", "undecided"]:
        """Whether all are found, or of some it was not decided."""
        return "undecided" if self.undecided else "all"

    def to_dict(self) -> Json:
        """The answer as JSON holds it."""
        return {
            "question": "cliffs",
            **self.asked.to_dict(),
            "outcome": self.outcome,
            "figures": [each.name for each in self.figures],
            "readings": [dict(each) for each in self.readings],
            "cliffs": [each.to_dict() for each in self.cliffs],
            "undecided": [each.to_dict() for each in self.undecided],
        }

    def __repr__(self) -> str:
        return f"Cliffs({self.asked.policy}, {self.asked.year}, {len(self.cliffs)} found)"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.answers import answer

        return answer(self, language)
