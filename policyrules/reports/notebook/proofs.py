"""Proofs in a notebook: each promise and what became of it, and the facts that break one."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.proof.results import Proof, ProofReport
from policyrules.reports.comparison.cards import Card
from policyrules.reports.grid import Grid
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.reports.notebook.shortening import WHOLE_ROWS
from policyrules.reports.proofs import grids, words
from policyrules.reports.proofs.examples import examples
from policyrules.reports.safe import plain
from policyrules.text import Language, Text


def report(found: ProofReport, language: Language) -> Sheet:
    """What became of the promises of a policy."""
    own, vocabulary = found.policy, found.vocabulary
    lines = [Line(words.closing(found).pick(language), words.COLOURS[found.outcome] if found.proofs else "")]
    tables: tuple[Grid, ...] = (_outcomes(found.proofs, language),)
    if vocabulary is not None:
        lines += [Line(plain(each.pick(language))) for each in grids.scope_lines(found, vocabulary)]
        tables = (
            grids.promises(found, vocabulary, language),
            *(each.as_table for each in examples(found, vocabulary, language)),
        )
    return Sheet(
        f"{grids.TITLE.pick(language)} · {words.subject(found, language)}",
        cards=tuple(_cards(found, language)),
        lines=tuple(lines),
        grids=tuple(each for each in tables if each.rows),
        folded=tuple(each for each in (grids.assumptions(found, language),) if each.rows),
        closing=(f"{plain(own['id'])} · {plain(own['digest'])[:19]}…",),
        rows=WHOLE_ROWS,
    )


def _cards(found: ProofReport, language: Language) -> Iterator[Card]:
    for code, label in words.OUTCOMES.items():
        number = len(found.of_outcome(code))
        if number:
            yield Card(label.pick(language), str(number), "", words.COLOURS[code])


def one(proof: Proof, language: Language) -> Sheet:
    """What became of one promise."""
    lines = [Line(words.OUTCOMES[proof.outcome].pick(language), words.COLOURS[proof.outcome])]
    if proof.reason is not None:
        lines.append(Line(plain(proof.reason.pick(language))))
    if proof.counterexample is not None:
        lines += [Line(plain(each.words.pick(language)), "not_met") for each in proof.counterexample.violations]
    about = " · ".join(filter(None, (proof.invariant, proof.clause)))
    return Sheet(plain(proof.label.pick(language)), about, lines=tuple(lines), grids=tuple(_scope(proof, language)))


def _scope(proof: Proof, language: Language) -> Iterator[Grid]:
    """For which years and readings it is meant, and how it was reached."""
    if proof.outcome in ("proved", "undecided"):
        said = {"years": words.years(proof.scope.years), "readings": proof.scope.readings, "how": proof.scope.method}
        rows = tuple((words.HEADINGS[name].pick(language), plain(each.pick(language))) for name, each in said.items())
        columns = (words.column("property", language, "id"), words.column("value", language, "words"))
        yield Grid("scope", Text("涵盖", "What this covers").pick(language), columns, rows)


def _outcomes(proofs: tuple[Proof, ...], language: Language) -> Grid:
    """The promises alone, where nothing tells what the facts are called."""
    columns = (
        words.column("invariant", language, "id"), words.column("label", language),
        words.column("clause", language, "id"), words.column("outcome", language, "status"),
    )  # fmt: skip
    rows = tuple(
        (each.invariant, plain(each.label.pick(language)), each.clause, words.outcome(each.outcome, language))
        for each in proofs
    )
    return Grid("promises", Text("承诺", "Promises").pick(language), columns, rows)
