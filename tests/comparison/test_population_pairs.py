"""Lines as columns are laid beside each other, found to have moved, and ordered, as lines one by one are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import duckdb
import narwhals as nw
import polars
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from policyrules.comparison.alignment import paired as one_by_one
from policyrules.comparison.model import NO_LINE, LineState, Pair, Payee
from policyrules.comparison.population.lines import FIGURES, KEYS, SIDES, Match, lines, sided
from policyrules.comparison.population.moved import (
    change,
    in_order,
    moved,
    newly_eligible,
    no_longer_eligible,
)
from policyrules.comparison.population.pairs import paired
from policyrules.decision.lines import AwardLine

pytestmark = pytest.mark.thorough

_SCHEMA = {
    "award": polars.String, "enterprise": polars.String, "subject": polars.String, "tier": polars.Int64,
    "status": polars.String, "entitled_fen": polars.Int64, "paid_fen": polars.Int64,
}  # fmt: skip
_MATCHES = {"single": Match.BY_SUBJECT, "tiers": Match.BY_TIER, "old": Match.ONE_SIDED, "new": Match.ONE_SIDED}


@dataclass(frozen=True)
class Line:
    """As much of an award line as pairs are made of."""

    award: str
    enterprise: str
    subject: str
    tier: int | None
    status: str
    entitled_fen: int | None
    paid_fen: int | None


def state(tier: int | None) -> st.SearchStrategy[tuple[int | None, str, int | None, int | None]]:
    """What a line of a tier comes to."""
    if tier is None:
        return st.sampled_from(
            [(None, "not_eligible", 0, 0), (None, "unknown", None, None), (None, "already_paid", 0, 0)]
        )
    return st.sampled_from([(tier, "paid", 20, 20), (tier, "reduced", 20, 5), (tier, "excluded", 20, 0)])


def of_subject(award: str, payee: str, subject: str) -> st.SearchStrategy[list[Line]]:
    """The lines of one subject: of an award that pays each tier by itself several, in the order of a decision."""
    if award != "tiers":
        return st.sampled_from([None, 1, 2]).flatmap(state).map(lambda each: [Line(award, payee, subject, *each)])
    known = st.sets(st.integers(1, 3)).flatmap(lambda tiers: st.tuples(*map(state, sorted(tiers))))
    open_ = st.lists(st.just((None, "already_paid", 0, 0)), max_size=2)
    unknown = st.lists(st.just((None, "unknown", None, None)), max_size=1)
    return st.tuples(open_, unknown, known).map(
        lambda parts: [Line(award, payee, subject, *each) for part in parts for each in part]
    )


def side(*awards: str) -> st.SearchStrategy[list[Line]]:
    """All lines of one side: every subject of two payees under every award."""
    subjects = [(award, payee, f"{payee}{number}") for award in awards for payee in "AB" for number in (1, 2)]
    found = st.tuples(*(of_subject(*each) for each in subjects))
    return found.map(lambda parts: [line for part in parts for line in part])


def expected(before: list[Line], after: list[Line]) -> list[Pair]:
    """The pairs, one by one."""
    found = []
    for first, second in one_by_one(cast("list[AwardLine]", before), cast("list[AwardLine]", after)):
        line = first or second
        assert line is not None
        states = [
            LineState(each.status, each.tier, each.entitled_fen, each.paid_fen) if each else NO_LINE
            for each in (first, second)
        ]
        found.append(Pair(line.award, Payee(line.enterprise, "", "", None), line.subject, *states))
    return found


def as_columns(side: list[Line], library: str) -> nw.LazyFrame[Any]:
    """The lines as the awards of a decision of frames."""
    rows = [vars(line) for line in side]
    table = polars.DataFrame(rows, schema=_SCHEMA)
    return nw.from_native(table.lazy() if library == "polars" else duckdb.from_arrow(table.to_arrow())).lazy()


def pair(row: dict[str, Any]) -> Pair:
    """A row as the pair that it says."""
    award, payee, subject = (row[name] for name in KEYS)
    states = [LineState(**{name: row[sided(name, each)] for name in FIGURES}) for each in SIDES]
    return Pair(award, Payee(payee, "", "", None), subject, *states)


def rank(each: Pair) -> tuple[Any, ...]:
    """The order of the lines that moved."""
    tiers = (each.before.tier or 0, each.after.tier or 0)
    return (each.change is None, -abs(each.change or 0), each.payee.id, each.subject, each.award, *tiers)


@pytest.mark.parametrize("library", ["polars", "duckdb"])
@settings(max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate])
@given(before=side("single", "tiers", "old"), after=side("single", "tiers", "new"))
def test_pairs_are_those_of_single_lines(library: str, before: list[Line], after: list[Line]) -> None:
    """The same counterparts, whatever a subject's tiers; the same lines moved, by as much, in the same order."""
    columns = paired(lines(as_columns(before, library)), lines(as_columns(after, library)), _MATCHES)
    answers = {"moved": moved(), "change": change(), "newly": newly_eligible(), "gone": no_longer_eligible()}
    asked = columns.with_columns(answer.alias(name) for name, answer in answers.items())
    rows = list(asked.collect().rows(named=True))
    pairs = expected(before, after)
    assert sorted(map(repr, map(pair, rows))) == sorted(map(repr, pairs))
    for row in rows:
        each = pair(row)
        said = (row["moved"], row["change"], row["newly"], row["gone"])
        assert said == (each.moved, each.change, each.newly_eligible, each.no_longer_eligible)
    ordered = [pair(row) for row in in_order(columns.filter(moved())).collect().rows(named=True)]
    assert list(map(rank, ordered)) == sorted(rank(each) for each in pairs if each.moved)
