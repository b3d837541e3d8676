"""Judgements over frames, beside the reference evaluator's decision of the same facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
from facts.frames.as_frames import as_frames
from hypothesis import strategies as st

from policyrules.decision.decision import Decision
from policyrules.engines.columnar.judgements import Judgements
from policyrules.facts.frames.arriving import read
from policyrules.policy import Policy, load_policy
from policyrules.program.program import Program
from policyrules.testing import facts, options, years

ROOT = Path(__file__).parents[3]
#: Among them targets with and without places, standards that may not apply, and a policy without standards.
POLICIES = {
    "ganzhou": load_policy("ganzhou"),
    "zhanjiang": load_policy("zhanjiang"),
    "wells": load_policy(ROOT / "tests" / "language" / "wells"),
}
LIBRARIES = ["polars", "duckdb"]
#: What a line says of single things, which nobody reads of a population.
NAMES = {"counted", "possible", "pipeline", "standards", "missing"}
Json = dict[str, Any]


class Judged:
    """The same facts judged in both ways."""

    def __init__(self, policy: Policy, given: Json, year: int, library: str) -> None:
        self.program: Program = policy.program(year)
        self.decision: Decision = policy.decide(given, year, engine="reference")
        self.connection = duckdb.connect()
        vocabulary = policy.definition.vocabulary
        frames = {name: self._in(library, each) for name, each in as_frames(given, vocabulary).items()}
        self.frames = read(frames, vocabulary)
        self.judgements = Judgements(self.program, self.frames)

    def _in(self, library: str, frame: Any) -> Any:
        """A Polars frame in another library; data that is no frame as it is."""
        is_frame = isinstance(frame, pl.DataFrame)
        return self.connection.from_arrow(frame.to_arrow()) if library == "duckdb" and is_frame else frame

    def rows(self, frame: nw.LazyFrame[Any]) -> list[Any]:
        """The rows of a frame, in no particular order."""
        return sorted(self.frames.backend.collected(frame).rows())


@st.composite
def judged(draw: st.DrawFn, library: str, *names: str) -> Judged:
    """Drawn facts of one of the named policies, at times with about as many things as its targets ask for."""
    whole = POLICIES[draw(st.sampled_from(names))]
    policy = whole.interpret(**draw(options(whole)))
    year = draw(years(whole))
    return Judged(policy, draw(facts(policy, year, crowded=draw(st.booleans()))), year, library)


def nameless(line: Mapping[str, Any]) -> Json:
    """A line without what it says of single things."""
    return {key: each for key, each in line.items() if key not in NAMES}
