"""A sheet as HTML for a notebook: readable wherever the notebook is light or dark, and leaving its page alone."""

from __future__ import annotations

from policyrules.reports.markup import rendered
from policyrules.reports.notebook.sheet import Sheet
from policyrules.reports.notebook.shortening import shortened
from policyrules.text import Language


def as_html(sheet: Sheet, language: Language) -> str:
    """The sheet as a fragment of HTML with its own style."""
    return rendered("notebook.html.j2", language, stylesheet="notebook.css", sheet=shortened(sheet, language))
