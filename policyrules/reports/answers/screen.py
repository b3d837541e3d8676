"""An answer on a terminal, or as plain text: its tables, for what it is meant, and the answer in a sentence."""

from __future__ import annotations

from policyrules.language.vocabulary import Vocabulary
from policyrules.reports.answers.grids import Answer, closing, grids, scope
from policyrules.reports.tables import render
from policyrules.text import Language


def screen(answer: Answer, vocabulary: Vocabulary, language: Language, width: int | None, colour: bool) -> str:
    """The answer as text, ending in a line break."""
    tables = render([each for each in grids(answer, vocabulary, language) if each.rows], width, colour)
    lines = [scope(answer, vocabulary, language), closing(answer).pick(language)]
    return (f"{tables}\n" if tables else "") + "".join(f"{line}\n" for line in lines if line)
