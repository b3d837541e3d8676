"""Explanations in a notebook: each folds away, and a few stand open."""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.decision.subjects import Explanation
from policyrules.reports.explanation_view import View, view
from policyrules.reports.notebook.markup import as_html
from policyrules.reports.notebook.sheet import Sheet
from policyrules.text import Language, Text


def explained_html(views: Sequence[View], language: Language) -> str:
    """All that is said of a subject, as a fragment of HTML."""
    return as_html(_sheet(views, language), language)


def of_one(explanation: Explanation, language: Language) -> Sheet:
    """One explanation."""
    return _sheet([view(explanation, language)], language)


def _sheet(views: Sequence[View], language: Language) -> Sheet:
    subjects = list(dict.fromkeys(each.subject for each in views))
    number = Text(f"{len(views)} 项", f"{len(views)} lines").pick(language)
    about = number if len(views) > 1 else ""
    return Sheet(("、" if language == "zh" else ", ").join(subjects), about, views=tuple(views))
