"""Coverage of a policy by its cases, and the mutants that they miss, in a notebook."""

from __future__ import annotations

from policyrules.coverage.measuring import Coverage
from policyrules.coverage.mutating import MutationReport
from policyrules.reports import coverage_grids, mutation_grids
from policyrules.reports.comparison.cards import Card
from policyrules.reports.notebook.sheet import Sheet
from policyrules.reports.safe import plain
from policyrules.text import Language, Text


def coverage(found: Coverage, language: Language) -> Sheet:
    """The share that cases show, by part of the policy, and what none shows."""
    folded = (coverage_grids.left_out(found, language), coverage_grids.impossible(found, language))
    summary, uncovered = coverage_grids.summary(found, language), coverage_grids.uncovered(found, language)
    return Sheet(
        f"{coverage_grids.TITLE.pick(language)} · {plain(found.policy)}",
        coverage_grids.closing(found).pick(language),
        (_share(found.percent, found.covered, len(found.lines), language),),
        grids=(summary, *([uncovered] if uncovered.rows else [])),
        folded=tuple(each for each in folded if each.rows),
    )


def mutation(found: MutationReport, language: Language) -> Sheet:
    """The share of mutants that a case tells from the policy, and those that none does."""
    summary, *others = mutation_grids.grids(found, language)
    return Sheet(
        f"{mutation_grids.TITLE.pick(language)} · {plain(found.policy)}",
        mutation_grids.closing(found).pick(language),
        (_share(found.percent, len(found.killed), found.tried, language),),
        grids=(summary, *(each for each in others if each.key == "survived")),
        folded=tuple(each for each in others if each.key != "survived"),
    )


def _share(percent: int, part: int, whole: int, language: Language) -> Card:
    below = f"{part:,} / {whole:,}"
    return Card(Text("占比", "Share").pick(language), f"{percent}%", below, "met" if part == whole else "not_met")
