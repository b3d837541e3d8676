"""Proofs as Markdown, for a review comment or a page of the documents."""

from __future__ import annotations

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import ProofReport
from policyrules.reports.markdown import escaped
from policyrules.reports.markdown import markdown as tables
from policyrules.reports.proofs import grids, words
from policyrules.reports.proofs.examples import examples
from policyrules.text import Language


def markdown(report: ProofReport, vocabulary: Vocabulary, language: Language) -> str:
    """The report, ending in a line break; the same for the same policy."""
    shown = [
        grids.promises(report, vocabulary, language),
        *(each.as_table for each in examples(report, vocabulary, language)),
        grids.assumptions(report, language),
    ]
    head = [
        f"# {escaped(grids.TITLE.pick(language))} · {escaped(words.subject(report, language))}",
        f"**{escaped(words.closing(report).pick(language))}**",
        *(escaped(each.pick(language)) for each in grids.scope_lines(report, vocabulary)),
    ]
    return "\n\n".join([*head, tables(each for each in shown if each.rows)])
