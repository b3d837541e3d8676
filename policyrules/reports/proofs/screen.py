"""Proofs for a terminal: the promises, the cases that break them, the assumptions, and how it came out."""

from __future__ import annotations

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import ProofReport
from policyrules.reports.proofs import grids, words
from policyrules.reports.proofs.examples import examples
from policyrules.reports.tables import render
from policyrules.text import Language, Text


def screen(
    report: ProofReport, vocabulary: Vocabulary, language: Language, width: int | None = None, colour: bool = False
) -> str:
    """The report as text. It alone says how long each promise took: the files are the same from run to run."""
    tables = [
        grids.promises(report, vocabulary, language, timed=True),
        *(each.as_table for each in examples(report, vocabulary, language)),
        grids.assumptions(report, language),
    ]
    heading = f"{grids.TITLE.pick(language)} · {words.subject(report, language)}"
    scope = [each.pick(language) for each in grids.scope_lines(report, vocabulary)]
    closing = [words.closing(report).pick(language)]
    if report.proofs:
        closing.append(_time(report).pick(language))
    shown = render([each for each in tables if each.rows], width, colour)
    return "\n".join([heading, *scope, "", shown, *closing]).rstrip("\n") + "\n"


def _time(report: ProofReport) -> Text:
    slowest = max(report.proofs, key=lambda each: each.seconds)
    took, most = f"{report.seconds:.2f}", f"{slowest.seconds:.2f}"
    return Text(
        f"用时 {took} 秒，最慢的是 {slowest.invariant}：{most} 秒",
        f"{took} seconds, the slowest {slowest.invariant} with {most}",
    )
