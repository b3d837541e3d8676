"""Which readings of a policy keep a promise for any number of things, and which leave that open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from policyrules.language.definition import Definition
from policyrules.program.program import Program
from policyrules.proof.any_number.year import YearProof
from policyrules.proof.promises.promised import Promise
from policyrules.proof.readings import Options, Readings


@dataclass(frozen=True)
class Open:
    """A year and a reading for which nothing was proved for any number of things."""

    year: int
    options: Options


@dataclass
class AnyNumberProof:
    """The proof of one promise for any number of things, within a time (of `time.monotonic`).

    `asked` counts the readings and years that promise it, `questions` what the solver was asked about them;
    `covers_all` is whether all readings were looked at that were asked for.
    """

    definition: Definition
    promise: Promise
    readings: Readings
    deadline: float
    asked: int = 0
    covers_all: bool = True
    _answers: dict[Any, bool] = field(default_factory=dict)

    def open(self, programs: Iterable[Program]) -> Iterator[Open]:
        """The years and readings for which it is not proved, of the programs of some years."""
        for program in programs:
            year = YearProof(self.definition, self.promise, self.readings, program, self.deadline)
            self.covers_all = self.covers_all and year.covers_all
            for options, rule in year.asked():
                self.asked += 1
                if not all(self._answer(key, question) for key, question in year.questions(options, rule)):
                    yield Open(program.year, options)

    @property
    def questions(self) -> int:
        """How many different questions the solver was asked."""
        return len(self._answers)

    def _answer(self, key: Any, question: Callable[[], bool]) -> bool:
        if key not in self._answers:
            self._answers[key] = question()
        return self._answers[key]
