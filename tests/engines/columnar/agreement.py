"""The reference's decision and that over frames, as rows that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import duckdb
import polars as pl
from facts.frames.as_frames import as_frames

from policyrules.decision.decision import Decision
from policyrules.decision.frame_decision import FrameDecision
from policyrules.engines.columnar.judgements import Judgements
from policyrules.policy import Policy

Json = dict[str, Any]
Frames = dict[str, Any]
_LINES = ("award", "clause", "tier", "enterprise", "subject", "status", "entitled_fen", "paid_fen")


def rows(frame: Any) -> Counter[tuple[Any, ...]]:
    """The rows of a frame of any library, without their order."""
    return Counter(polars_of(frame).rows())


def polars_of(frame: Any) -> pl.DataFrame:
    """A frame of any library as Polars."""
    if isinstance(frame, pl.LazyFrame):
        return frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return pl.DataFrame(frame.pl())
    arrow = frame.toArrow() if hasattr(frame, "toArrow") else frame
    found = pl.from_pandas(arrow) if hasattr(arrow, "iloc") else pl.from_arrow(arrow)
    assert isinstance(found, pl.DataFrame)
    return found


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    found = duckdb.connect()
    found.execute("SET threads = 1")
    return found


def _relation(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    arrow = frame.to_arrow()
    return _connection().from_arrow(arrow)


#: Each kind of frame, and how it is made from one of Polars.
KINDS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars_lazy": lambda frame: frame.lazy(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "duckdb": _relation,
}


def frames_of(policy: Policy, facts: Json, kind: str) -> Frames:
    """Facts as frames of a kind, by list; single things stay as they are."""
    return frames_in(as_frames(facts, policy.definition.vocabulary), kind)


def frames_in(given: Frames, kind: str) -> Frames:
    """Frames of Polars as frames of a kind; what is no frame stays as it is."""
    return {name: KINDS[kind](each) if isinstance(each, pl.DataFrame) else each for name, each in given.items()}


def agree(policy: Policy, facts: Json, year: int, kind: str) -> None:
    """The columnar engine decides the same as the reference: every line, what they come to, every judgement."""
    same_decision(
        policy.decide(facts, year, engine="reference"), policy.decide_frame(frames_of(policy, facts, kind), year)
    )


def same_decision(expected: Decision, found: FrameDecision) -> None:
    """Raise AssertionError where a decision over frames differs from that of single things."""
    lines = Counter(tuple(getattr(line, name) for name in _LINES) for line in expected.awards)
    same_rows(lines, rows(found.awards), "lines")
    assert found.totals == expected.totals, f"{found.totals} is not {expected.totals}"
    judged = Judgements(expected.program, found.facts)
    collected = found.facts.backend.collected
    standards = Counter(
        (each.standard, each.clause, each.subject, each.verdict, each.items_short, each.items_unknown)
        for each in expected.standards
    )
    same_rows(standards, rows(collected(judged.standards.lines())), "standards")
    items = Counter(
        (each.standard, block.rule.id, item.rule.id, item.rule.modality, each.subject, item.verdict.value)
        for each in expected.standards
        for block in each.blocks
        for item in block.items
    )
    same_rows(items, rows(collected(judged.standards.items())), "items")
    targets = Counter(
        (each.rule.id, each.county, each.outcome.least, each.outcome.most, each.verdict) for each in expected.targets
    )
    counted = Counter((each.rule.id, each.place, each.least, each.most, each.verdict.value) for each in judged.targets)
    same_rows(targets, counted, "targets")


def same_rows(expected: Counter[Any], found: Counter[Any], what: str) -> None:
    """Raise AssertionError with the rows that only one side has."""
    if expected != found:
        only = {"reference": sorted((expected - found).elements(), key=repr)}
        only["columnar"] = sorted((found - expected).elements(), key=repr)
        raise AssertionError(f"{what} differ: " + "; ".join(f"only {side}: {each[:4]}" for side, each in only.items()))
