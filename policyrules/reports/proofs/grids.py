"""Proofs as grids: what became of each promise and what that covers, and what the proofs rest on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import Proof, ProofReport
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.proofs import words
from policyrules.reports.proofs.words import column, outcome
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

TITLE = Text("承诺的证明", "Proof of the promises")
_PROMISES = Text("承诺", "Promises")
_ASSUMPTIONS = Text("证明的前提", "What the proofs rest on")
_ALL = Text("全部", "all")
#: What all results may have in common; it is then said once, above the table.
_SHARED = ("covers", "years", "readings", "how")


def promises(report: ProofReport, vocabulary: Vocabulary, language: Language, timed: bool = False) -> Grid:
    """A row for each promise: what became of it, what that covers and how it is known; `timed` also how long it took.

    What all have in common (see `shared`) is left out, and so is a column that says nothing.
    """
    of, common = partial(column, language=language), shared(report, vocabulary)
    columns = (
        of("invariant", sort="id"), of("label"), of("clause", sort="id"), of("outcome", sort="status"),
        of("covers", sort="words"), of("years"), of("readings", sort="words"), of("how", sort="words"),
        of("seconds", sort="number"),
    )  # fmt: skip
    rows = tuple(_row(each, common, vocabulary, language, timed) for each in report.proofs)
    return Grid("promises", _PROMISES.pick(language), columns, rows).without_empty((*_SHARED, "seconds"))


def _row(
    proof: Proof, common: dict[str, Text], vocabulary: Vocabulary, language: Language, timed: bool
) -> tuple[Cell, ...]:
    said = _said(proof, vocabulary)
    own = {name: _harmless(said[name].pick(language)) for name in said if name not in common}
    if proof.reason is not None:
        own["how"] = _harmless(proof.reason.pick(language))
    return (
        proof.invariant, plain(proof.label.pick(language)), proof.clause, outcome(proof.outcome, language),
        *(own.get(name, "") for name in _SHARED), f"{proof.seconds:.2f}" if timed else "",
    )  # fmt: skip


def _harmless(said: str) -> str:
    return "\n".join(plain(line) for line in said.split("\n"))


def shared(report: ProofReport, vocabulary: Vocabulary) -> dict[str, Text]:
    """What a result covers, its years, readings and method, by column: as far as all that say it say the same."""
    every = [_said(each, vocabulary) for each in report.proofs]
    found: dict[str, Text] = {}
    for name in _SHARED:
        values = {said[name] for said in every if name in said}
        if len(values) == 1:
            found[name] = values.pop()
    return found


def _said(proof: Proof, vocabulary: Vocabulary) -> dict[str, Text]:
    """What a result says of its scope: all of it where it is proved; what was asked where it is undecided.

    A counterexample has its own year and reading, and where nothing was promised nothing was asked.
    """
    scope = proof.scope
    asked = {"years": words.years(scope.years), "readings": scope.readings}
    if proof.outcome == "proved":
        return {**asked, "covers": words.covers(scope, vocabulary), "how": scope.method}
    return asked if proof.outcome == "undecided" else {}


def scope_lines(report: ProofReport, vocabulary: Vocabulary) -> list[Text]:
    """What all results have in common, a line each, and what the proposals gave up."""
    lines = [
        Text(f"{words.HEADINGS[name].zh}：{_line(said.zh, '；')}", f"{words.HEADINGS[name].en}: {_line(said.en, '; ')}")
        for name, said in shared(report, vocabulary).items()
    ]
    for name, why in report.given_up.items():
        lines.append(Text(f"提案放弃 {name}：{why.zh}", f"Given up by the proposals: {name}: {why.en}"))
    return lines


def _line(said: str, separator: str) -> str:
    return separator.join(said.split("\n"))


def assumptions(report: ProofReport, language: Language) -> Grid:
    """What the proofs rest on: each assumption once, and for which promises it was made."""
    proved = report.of_outcome("proved")
    made: dict[Text, list[str]] = {}
    for proof in proved:
        for each in proof.scope.assumptions:
            made.setdefault(each, []).append(proof.invariant)
    rows = tuple(_assumed(each, names, len(proved), language) for each, names in made.items())
    columns = (column("assumption", language, "words"), column("for", language, "words"))
    return Grid("assumptions", _ASSUMPTIONS.pick(language), columns, rows)


def _assumed(assumption: Text, names: list[str], proved: int, language: Language) -> tuple[Cell, ...]:
    return assumption.pick(language), _ALL.pick(language) if len(names) == proved else ", ".join(names)


def about(report: ProofReport, language: Language) -> Iterator[tuple[str, str]]:
    """What was proved of what: enough to do it again."""
    rows = [
        (Text("政策", "Policy"), report.policy["id"]),
        (Text("文件", "Document"), report.policy["document"]),
        (Text("摘要", "Digest"), report.policy["digest"]),
        *((Text(f"提案 {name}", f"Proposal {name}"), digest) for name, digest in report.proposals),
        (Text("程序版本", "Library"), f"policyrules {report.library}".strip()),
    ]
    return ((heading.pick(language), plain(value)) for heading, value in rows)
