"""Proofs and coverage as dataframes: a row for each promise, or for each thing that cases should show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from policyrules.reports.flat import FlatColumn, Sort
from policyrules.reports.frames import framed

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.coverage.measuring import Coverage
    from policyrules.proof.results import ProofReport

Column = tuple[str, Sort, Callable[[Any], Any]]
_PROOFS: tuple[Column, ...] = (
    ("invariant", "text", lambda proof: proof.invariant),
    ("label", "text", lambda proof: proof.label.zh),
    ("label_en", "text", lambda proof: proof.label.en),
    ("clause", "text", lambda proof: proof.clause),
    ("outcome", "text", lambda proof: proof.outcome),
    ("years", "texts", lambda proof: [str(each) for each in proof.scope.years]),
    ("any_number", "texts", lambda proof: list(proof.scope.any_number)),
    ("reason", "text", lambda proof: None if proof.reason is None else proof.reason.zh),
    ("reason_en", "text", lambda proof: None if proof.reason is None else proof.reason.en),
)
_COVERAGE: tuple[Column, ...] = (
    ("id", "text", lambda line: line.obligation.id),
    ("section", "text", lambda line: line.obligation.section),
    ("address", "text", lambda line: line.obligation.address),
    ("aspect", "text", lambda line: line.obligation.aspect),
    ("label", "text", lambda line: line.obligation.label.zh),
    ("label_en", "text", lambda line: line.obligation.label.en),
    ("covered", "flag", lambda line: line.covered),
    ("cases", "texts", lambda line: list(line.cases)),
)


def proofs(report: ProofReport, library: str) -> pandas.DataFrame | polars.DataFrame:
    """The promises and what became of them. Raises UsageError where there is no such library."""
    return framed(_flat(report.proofs, _PROOFS), library)


def coverage(found: Coverage, library: str) -> pandas.DataFrame | polars.DataFrame:
    """What cases should show, and which do. Raises UsageError where there is no such library."""
    return framed(_flat(found.lines, _COVERAGE), library)


def _flat(rows: Sequence[Any], columns: Sequence[Column]) -> list[FlatColumn]:
    return [FlatColumn(name, sort, tuple(get(row) for row in rows)) for name, sort, get in columns]
