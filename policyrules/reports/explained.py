"""Explanations that show themselves: as text where they are printed, as HTML in a notebook."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.decision.subjects import Explanation
from policyrules.reports.explanation_view import PartView, View, view
from policyrules.text import Language


class Explained:
    """Several explanations in one language."""

    def __init__(self, lines: tuple[Explanation, ...], language: Language = "zh") -> None:
        self.lines = lines
        self.language = language

    @property
    def views(self) -> tuple[View, ...]:
        """The explanations, arranged for reading."""
        return tuple(view(each, self.language) for each in self.lines)

    def __str__(self) -> str:
        return "\n\n".join("\n".join(_text(each, self.language)) for each in self.views)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from policyrules.reports.page import explanation_html

        return explanation_html(self.views, self.language)


def _text(line: View, language: Language) -> Iterator[str]:
    yield f"{line.subject} · {line.title}"
    semicolon = "；" if language == "zh" else "; "
    yield semicolon.join(each for each in (line.status, line.figures) if each)
    for part in line.parts:
        yield from _part(part, language)


def _part(part: PartView, language: Language) -> Iterator[str]:
    colon = "：" if language == "zh" else ":"
    yield f"  {_marked(part.mark, part.heading)}{colon}"
    for point in part.points:
        yield f"    {_marked(point.mark, point.text)}"
        yield from (f"        {each}" for each in point.below)


def _marked(mark: str, words: str) -> str:
    return f"{mark} {words}" if mark else words
