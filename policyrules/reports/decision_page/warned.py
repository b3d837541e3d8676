"""The warnings about the facts, by the thing that they are about."""

from __future__ import annotations

from policyrules.decision.decision import Decision
from policyrules.facts.pointers import joined, steps_of
from policyrules.reports.problem_grid import warning_words
from policyrules.text import Language


class Warned:
    """Looks warnings up by the pointer of a thing."""

    def __init__(self, decision: Decision, language: Language) -> None:
        things = {thing.pointer for group in decision.facts.lists.values() for thing in group}
        self._found: dict[str, list[str]] = {}
        for warning in decision.warnings:
            steps = steps_of(warning.place.pointer or "")
            # The innermost thing in which the place lies.
            around = (joined(*steps[:depth]) for depth in range(len(steps), 0, -1))
            owner = next((pointer for pointer in around if pointer in things), None)
            if owner is not None:
                self._found.setdefault(owner, []).append(warning_words(warning, language))

    def about(self, pointer: str) -> tuple[str, ...]:
        """The warnings about the thing at a pointer, each once."""
        return tuple(dict.fromkeys(self._found.get(pointer, ())))
