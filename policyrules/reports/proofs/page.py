"""Proofs as one HTML page that needs nothing else: no request, no script. Every word in it is escaped."""

from __future__ import annotations

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import Overall, ProofReport
from policyrules.reports.markup import rendered
from policyrules.reports.proofs import grids, words
from policyrules.reports.proofs.examples import examples
from policyrules.reports.proofs.words import COLOURS
from policyrules.text import Language, Text

_VERDICTS: dict[Overall, Text] = {
    "proved": Text("全部承诺均已证明。", "Every promise is proved."),
    "refuted": Text("有承诺被推翻。", "A promise is refuted."),
    "undecided": Text("有承诺在限时内未能判定。", "A promise was not decided within the limit."),
}
_ABOUT = Text("说明", "About")
_COUNTEREXAMPLES = Text("反例（虚构的事实）", "Counterexamples (made-up facts)")


def page(report: ProofReport, vocabulary: Vocabulary, language: Language) -> str:
    """The page: how it came out, each promise, the facts that break one, the assumptions. No two runs differ."""
    return rendered(
        "proofs.html.j2",
        language,
        title=f"{grids.TITLE.pick(language)} · {words.subject(report, language)}",
        verdict=_VERDICTS[report.outcome].pick(language) if report.proofs else "",
        code=COLOURS[report.outcome],
        closing=words.closing(report).pick(language),
        scope=[each.pick(language) for each in grids.scope_lines(report, vocabulary)],
        promises=grids.promises(report, vocabulary, language),
        examples_title=_COUNTEREXAMPLES.pick(language),
        examples=list(examples(report, vocabulary, language)),
        assumptions=grids.assumptions(report, language),
        about_title=_ABOUT.pick(language),
        about=list(grids.about(report, language)),
    )
