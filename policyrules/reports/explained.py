"""Explanations that show themselves: as text where they are printed, as HTML in a notebook."""

from __future__ import annotations

from policyrules.decision.subjects import Explanation
from policyrules.reports.explanation_view import View, view, view_text
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
        return "\n\n".join("\n".join(view_text(each, self.language)) for each in self.views)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from policyrules.reports.notebook.explanations import explained_html

        return explained_html(self.views, self.language)
