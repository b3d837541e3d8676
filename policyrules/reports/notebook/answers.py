"""Answers to questions about a policy in a notebook, and whether two policies decide the same."""

from __future__ import annotations

from policyrules.proof.equivalence.result import Equivalence
from policyrules.reports.answers.grids import Answer, closing, grids, scope
from policyrules.reports.equivalence.screen import about, grids_of, outcome_line
from policyrules.reports.grid import Grid
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.reports.notebook.shortening import WHOLE_ROWS
from policyrules.reports.safe import plain
from policyrules.text import Language

#: Outcome → the code whose colour it has; none where a question has no good or bad answer.
_COLOURS = {"undecided": "unknown", "at_least": "unknown", "equivalent": "met", "different": "not_met"}
_KEPT = "facts"


def answer(found: Answer, language: Language) -> Sheet:
    """The answer in a sentence, and the case that shows it."""
    asked = found.asked
    tables: list[Grid] = []
    covered = ""
    if asked.vocabulary is not None:
        tables = [each for each in grids(found, asked.vocabulary, language) if each.rows]
        covered = scope(found, asked.vocabulary, language)
    cases = [each for each in tables if each.key == _KEPT]
    # The first case says what is meant; of many the others unfold.
    return Sheet(
        closing(found).pick(language),
        f"{plain(asked.document)} · {asked.year}",
        lines=tuple(Line(each, _COLOURS.get(found.outcome, "")) for each in (covered,) if each),
        grids=(*(each for each in tables if each.key != _KEPT), *cases[:1]),
        folded=tuple(cases[1:]),
        closing=(f"{plain(asked.policy)} · {plain(asked.digest)[:19]}…",),
        rows=WHOLE_ROWS,
    )


def equivalence(found: Equivalence, language: Language) -> Sheet:
    """Whether two policies decide the same, for which facts, or the case where they do not."""
    tables = () if found.vocabulary is None else tuple(grids_of(found, found.vocabulary, language))
    lines = (Line(outcome_line(found, language), _COLOURS.get(found.outcome, "")),)
    return Sheet(about(found, language), lines=lines, grids=tables, rows=WHOLE_ROWS)
