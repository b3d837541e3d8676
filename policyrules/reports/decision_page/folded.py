"""Explanations as plain text of three depths, so that thousands of them open at once.

A heading stands at the margin, a point under it is indented by one space, what stands below a point by two. The page
shows that as it is; its script makes a list of the text when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyrules.reports.explanation_view import PartView, View
from policyrules.text import Language


def folded(view: View, language: Language) -> str:
    """The parts of an explanation as text."""
    return "\n".join(line for part in view.parts for line in _part(part, language))


def listed(heading: str, points: Iterable[str], language: Language) -> str:
    """A heading and points as text; nothing where there is no point."""
    found = [f" {_flat(each)}" for each in points]
    return "\n".join([heading + _colon(language), *found]) if found else ""


def _part(part: PartView, language: Language) -> Iterator[str]:
    yield _marked(part.mark, part.heading) + _colon(language)
    for point in part.points:
        yield " " + _marked(point.mark, point.text)
        yield from (f"  {_flat(each)}" for each in point.below)


def _marked(mark: str, words: str) -> str:
    return f"{mark} {_flat(words)}" if mark else _flat(words)


def _flat(words: str) -> str:
    """The words on one line that begins at the margin, since the depth of a line is its meaning."""
    return " ".join(words.split())


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ":"
