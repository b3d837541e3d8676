"""Explanations that show themselves: as text where they are printed, as HTML in a notebook."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.decision.explanation import LineExplanation
from policyrules.reports.explanation_view import CriterionView, View, view
from policyrules.text import Language


class Explained:
    """The explanations of several lines in one language."""

    def __init__(self, lines: tuple[LineExplanation, ...], language: Language = "zh") -> None:
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
    colon = "：" if language == "zh" else ": "
    subject = "" if line.subject == line.enterprise else f" · {line.subject}"
    yield f"{line.enterprise}{subject} · {line.award} · {line.clause}"
    yield f"{line.status}{'；' if language == 'zh' else '; '}{line.amounts}"
    for tier in line.tiers:
        yield f"  {tier.heading}{colon.rstrip()}"
        yield from (f"    {_criterion(each, language)}" for each in tier.criteria)
    for note in line.notes:
        yield f"  {note.heading}{colon.rstrip()}"
        yield from (f"    {each}" for each in note.lines)


def _criterion(each: CriterionView, language: Language) -> str:
    colon, semicolon, found = ("：", "；", "实际") if language == "zh" else (": ", "; ", "found")
    label = "" if each.label == each.asks else f"{each.label}{colon}"
    return f"{each.mark} {label}{each.asks}{semicolon}{found} {each.found}"
