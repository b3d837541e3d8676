"""Results in a notebook: each is arranged as a small sheet, which is shown as HTML or as text.

One module arranges one kind of result; `shortening` bounds what it holds, `markup` and `plain_text` show it.
"""

from __future__ import annotations

from policyrules.errors import PolicyRulesError
from policyrules.reports.notebook.markup import as_html
from policyrules.reports.notebook.plain_text import as_text
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.showing import ShowsItself
from policyrules.text import Language

__all__ = ["html", "text"]


def html(result: ShowsItself, language: Language) -> str:
    """A result as a fragment of HTML with its own style: no script, no request, every word in it escaped."""
    return as_html(_arranged(result, language), language)


def text(result: ShowsItself, language: Language) -> str:
    """A result as text, without a line break at its end."""
    return as_text(_arranged(result, language), language)


def _arranged(result: ShowsItself, language: Language) -> Sheet:
    """What a result shows; where it cannot be had (a decision that is not released), why."""
    try:
        return result._sheet(language)
    except PolicyRulesError as error:
        return Sheet(repr(result), lines=tuple(Line(each, "error") for each in error.lines(language)))
