"""The problems found so far, and the places that they are at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from policyrules.errors import Place, PolicyError, Problem
from policyrules.language.document import Document, Spot
from policyrules.suggestions import did_you_mean
from policyrules.text import Text


class Report:
    """Collects problems. What is broken stays known, so that nothing that rests on it is reported too.

    `broken` are names that formulas use, `lost` those of entries that only other entries name: an award, a target.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        broken: Iterable[str] = (),
        lost: Iterable[str] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        self.documents = documents
        self.broken: set[str] = set(broken)
        self.lost = frozenset(lost)
        self._problems: dict[Problem, None] = dict.fromkeys(problems)

    @property
    def count(self) -> int:
        """How many problems there are so far."""
        return len(self._problems)

    def finish(self) -> None:
        """Raises PolicyError with all problems, by file and place, where there are any."""
        if self._problems:
            raise PolicyError(sorted(self._problems, key=lambda problem: problem.place))

    def place(self, file: str, *path: Hashable) -> Place:
        """The place of a value."""
        return self.documents[file].place(path) if file in self.documents else Place(file=file)

    def key(self, file: str, *path: Hashable) -> Place:
        """The place of a key."""
        return self.documents[file].place(path, of_key=True) if file in self.documents else Place(file=file)

    def spot(self, file: str, *path: Hashable) -> Spot:
        """The places of the characters of a text."""
        return self.documents[file].spot(path)

    def add(self, place: Place, code: str, found: object, allowed: Text, hint: Text | None = None) -> None:
        """A problem; the same one is kept once."""
        self._problems[Problem(code, place, str(found)[:60], allowed, hint)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Problems found elsewhere."""
        self._problems.update(dict.fromkeys(problems))

    def unknown(self, place: Place, name: str, known: Iterable[str], what: Text) -> None:
        """A name that nothing has, unless its bearer is broken."""
        if name not in self.broken and name not in self.lost:
            allowed = Text(f"没有这个{what.zh}", f"no such {what.en}")
            self.add(place, "unknown_name", name, allowed, did_you_mean(name, known))
