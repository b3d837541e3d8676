"""The contents of one YAML file, with the place of every key and value and of every character of a text."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from policyrules.errors import Place

#: The way to a value: keys (always text) and indices of lists.
Path_ = tuple[Hashable, ...]
#: The place of a character of a text, by its offset.
Spot = Callable[[int], Place]


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as the file writes it (quotes, line breaks and all), and where that begins (both from 1)."""

    written: str
    line: int
    character: int

    def place(self, file: str, text: str, offset: int) -> Place:
        """The place of the character at `offset` of the text that was read.

        Folding changes nothing but spaces, so that the characters that are none correspond one to one.
        """
        start = 1 if self.written[:1] in ("'", '"') else 0
        wanted = len("".join(text[:offset].split()))
        for index in range(start, len(self.written)):
            if self.written[index].isspace():
                continue
            if wanted == 0:
                before = self.written[:index]
                lines = before.count("\n")
                column = index - before.rfind("\n") if lines else self.character + index
                return Place(file=file, line=self.line + lines, character=column)
            wanted -= 1
        return Place(file=file, line=self.line, character=self.character)


@dataclass(frozen=True)
class Document:
    """The contents of one YAML file, and where each of them stands."""

    file: str
    data: Any
    places: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)
    raw: dict[Path_, Raw] = field(default_factory=dict)

    def place(self, path: Path_, of_key: bool = False) -> Place:
        """The place of the value (or the key) at `path`, or of the nearest thing around it."""
        table = self.keys if of_key else self.places
        while path and path not in table:
            path = path[:-1]
        return table.get(path, Place(file=self.file, line=1, character=1))

    def spot(self, path: Path_) -> Spot:
        """The places of the characters of the text at `path`."""
        raw, text = self.raw.get(path), self.value(path)
        if raw is None or not isinstance(text, str):
            return lambda _: self.place(path)
        return lambda offset: raw.place(self.place(path).file, text, offset)

    def value(self, path: Path_) -> Any:
        """What stands at `path`, or None."""
        found = self.data
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found
