"""Results that show themselves: as HTML in a notebook, as tables at a prompt or where they are printed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import TYPE_CHECKING

from policyrules.errors import UsageError
from policyrules.suggestions import did_you_mean
from policyrules.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet

_chosen: Language = "zh"


def show_in(language: Language) -> None:
    """From now on results show themselves in `language`, `zh` or `en`: Chinese until this is called.

    It is meant for the first cell of a notebook, and holds for the whole process. What takes a `language` of its own
    is not touched where one is given. Raises UsageError for a language that there is not.
    """
    if language not in LANGUAGES:
        hint = did_you_mean(str(language), LANGUAGES) or Text("", "")
        zh, en = f"没有语言 `{language}`；有：zh、en", f"no language `{language}`; there are: zh, en"
        raise UsageError(Text(f"{zh}；{hint.zh}".rstrip("；"), f"{en}; {hint.en}".rstrip("; ")))
    global _chosen
    _chosen = language


def shown_in() -> Language:
    """The language in which results show themselves."""
    return _chosen


class ShowsItself(ABC):
    """What shows itself when it is the value of a cell: bounded in size, however much it holds.

    `repr` stays one line, for lists and messages; `str` and a prompt give tables, a notebook HTML.
    """

    __slots__ = ()

    @abstractmethod
    def _sheet(self, language: Language) -> Sheet:
        """What there is to show."""

    def _repr_html_(self) -> str:
        from policyrules.reports.notebook import html

        return html(self, shown_in())

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """Both kinds at once: a prompt would otherwise take the one line of `repr`."""
        return {"text/plain": self._text(), "text/html": self._repr_html_()}

    def __str__(self) -> str:
        return self._text()

    def _text(self) -> str:
        from policyrules.reports.notebook import text

        return text(self, shown_in())
