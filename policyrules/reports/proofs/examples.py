"""Counterexamples for people: which promise is broken, by what, under which reading, and the facts in a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.counterexample import Counterexample
from policyrules.proof.results import Proof, ProofReport
from policyrules.reports.grid import Grid
from policyrules.reports.proofs.facts_grid import facts_grid
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_TITLE = Text("反例（虚构的事实）", "Counterexample (made-up facts)")
_COLON = Text("：", ": ")


@dataclass(frozen=True)
class Example:
    """A counterexample as reports show it: `broken` says what breaks, `about` under which year and readings."""

    invariant: str
    label: str
    broken: tuple[str, ...]
    about: str
    facts: Grid

    @property
    def as_table(self) -> Grid:
        """All of it as one grid, for where there is nothing but grids: below the facts, what breaks."""
        note = "\n".join([*self.broken, self.about])
        return Grid("counterexample", self.facts.title, self.facts.columns, self.facts.rows, note=note)


def examples(report: ProofReport, vocabulary: Vocabulary, language: Language) -> Iterator[Example]:
    """The counterexamples of a report, in its order."""
    for proof in report.proofs:
        if proof.counterexample is not None:
            yield _example(proof, proof.counterexample, vocabulary, language)


def _example(proof: Proof, found: Counterexample, vocabulary: Vocabulary, language: Language) -> Example:
    label = plain(proof.label.pick(language)) + (f" · {proof.clause}" if proof.clause else "")
    broken = tuple(plain(each.words.pick(language)) for each in found.violations)
    title = f"{_TITLE.pick(language)}{_COLON.pick(language)}{label}"
    about = plain(_about(found).pick(language))
    then = None if found.raised is None else found.raised.raised(found.facts, vocabulary)
    return Example(proof.invariant, label, broken, about, facts_grid(found.facts, vocabulary, title, language, then))


def _about(found: Counterexample) -> Text:
    """The year, the readings that differ from those chosen, and which engines decided it so."""
    readings = ", ".join(f"{name}={option}" for name, option in found.interpretations.items())
    zh = f"{found.year} 年度" + (f"；解释 {readings}" if readings else "")
    en = f"sales year {found.year}" + (f"; readings {readings}" if readings else "")
    if not found.confirmed_by:
        return Text(zh, en)
    return Text(
        f"{zh}；{'、'.join(found.confirmed_by)} 如此决定", f"{en}; decided so by {', '.join(found.confirmed_by)}"
    )
