"""Deciding facts in dataframes: read, checked, run as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policyrules.decision.frame_decision import FrameDecision
from policyrules.decision.frame_lines import by_id
from policyrules.engines.columnar.run import Mode, decide_awards
from policyrules.facts.frames import arriving, checking
from policyrules.facts.frames.arriving import Source
from policyrules.facts.frames.backend import Backend, Kind, Library, kind_of
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program

if TYPE_CHECKING:
    from policyrules.invariants.rules import AnyRule


def decide_frames(
    program: Program,
    source: Source,
    vocabulary: Vocabulary,
    library: str | None,
    check: bool,
    *,
    ordered: bool = False,
    promises: Sequence[AnyRule] = (),
    guard: bool = False,
) -> FrameDecision:
    """The decision on facts in dataframes, with the promises that it is to keep. Under `guard` it must.

    Raises FactsError, UsageError, EngineError.
    """
    facts = arriving.read(source, vocabulary, library)
    warnings = checking.refuse(facts) if check else facts.facts.warnings
    mode = _mode(facts.backend, source)
    awards = decide_awards(program, facts, mode)
    if mode.holds and facts.backend.library is Library.POLARS:
        # They are few and at hand: the same facts then give the same lines in the same order.
        awards = by_id(awards)
    return FrameDecision(program, facts, awards, warnings, ordered=ordered, promises=promises, guard=guard)


def _mode(backend: Backend, source: Source) -> Mode:
    """Lazy frames of Polars and Spark stay one plan; else claims are computed once, and then the sums over them.

    DuckDB would compute anew what a plan names twice. Of files, the claims are few beside the rest, which streams.
    """
    if backend.library is Library.SPARK:
        return Mode(holds=True, holds_each_limit=True)
    frames = source.values() if isinstance(source, Mapping) else ()
    lazy = backend.library is Library.POLARS and any(kind_of(each) is Kind.POLARS_LAZY for each in frames)
    if lazy:
        return Mode()
    return Mode(holds=True, holds_each_limit=backend.library is Library.DUCKDB, sums_at_once=True)
