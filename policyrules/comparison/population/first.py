"""The first lines that moved, told one by one: figures from the columns, reasons from the payees' own facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import narwhals as nw

from policyrules.comparison.bands import Bands
from policyrules.comparison.causes import Causes
from policyrules.comparison.model import LineState, Move, Pair
from policyrules.comparison.pairs import Payees, pairs_and_moves
from policyrules.comparison.population.lines import SIDES, sided
from policyrules.comparison.population.moved import in_order, moved
from policyrules.comparison.population.replay import LineKey, doubtful_awards, replayed
from policyrules.comparison.population.sums import payee_of
from policyrules.decision.decision import Decision
from policyrules.facts.records import Facts
from policyrules.program.program import AwardRule

Row = dict[str, Any]
#: What tells pairs apart for certain: their keys and all their figures.
_Figures = tuple[str, str, str, LineState, LineState]


def first_of(pairs: nw.LazyFrame[Any], payees: nw.LazyFrame[Any], most: int) -> list[Row]:
    """The first pairs that moved, in their order, each with its payee's name, unit and band."""
    rows = list(in_order(pairs.filter(moved())).head(most).collect().rows(named=True))
    known = payees.filter(nw.col("enterprise").is_in(sorted({row["enterprise"] for row in rows})))
    said = {row["enterprise"]: row for row in known.collect().rows(named=True)}
    nobody = dict.fromkeys(("name", "county", "band"))
    return [{**nobody, **said.get(row["enterprise"], {}), **row} for row in rows]


def decided_again(
    rows: Iterable[Row], pairs: nw.LazyFrame[Any], causes: Causes, facts: tuple[Facts, Facts]
) -> tuple[Decision, Decision]:
    """The decisions of both policies on the payees of rows alone; `facts` are theirs, as each policy reads them."""
    every = of_payees(pairs, {row["enterprise"] for row in rows})
    sides = zip((causes.base, causes.amended), facts, SIDES, strict=True)
    before, after = (replayed(policy, causes.year, known, _paid(every, side)) for policy, known, side in sides)
    return before, after


def moves_of(
    rows: Iterable[Row], before: Decision, after: Decision, causes: Causes, bands: Bands | None
) -> tuple[Move, ...]:
    """The moves of rows, told by the decisions on their payees alone.

    Where the reasons of a row cannot be told from its payee's facts, its effect is `untold`.
    """
    _, explained = pairs_and_moves(before, after, Payees(before, bands), causes)
    told = {_figures(each): each for each in explained}
    doubtful = doubtful_awards(before.program) | doubtful_awards(after.program)
    rules = {award.id: award for decision in (before, after) for award in decision.program.awards}
    return tuple(_move(row, told, doubtful, rules[row["award"]]) for row in rows)


def of_payees(pairs: nw.LazyFrame[Any], ids: Collection[str]) -> list[Row]:
    """All pairs of some payees."""
    return list(pairs.filter(nw.col("enterprise").is_in(sorted(ids))).collect().rows(named=True))


def _paid(rows: Iterable[Row], side: str) -> dict[LineKey, int]:
    tier, paid = sided("tier", side), sided("paid", side)
    return {
        (row["award"], row["enterprise"], row["subject"], row[tier]): row[paid]
        for row in rows
        if row[sided("status", side)] is not None and row[paid] is not None
    }


def _move(row: Row, told: Mapping[_Figures, Move], doubtful: Collection[str], rule: AwardRule) -> Move:
    pair = Pair(row["award"], payee_of(row), row["subject"], _state(row, "before"), _state(row, "after"))
    found = told.get(_figures(pair))
    if found is None or (pair.award in doubtful and _cut_to_nothing(pair)):
        return Move(**vars(pair), label=rule.label, clause=rule.clause, effect="untold", limits=(), causes=())
    return found


def _cut_to_nothing(pair: Pair) -> bool:
    return any(side.status == "reduced" and not side.paid for side in (pair.before, pair.after))


def _figures(pair: Pair) -> _Figures:
    return (pair.award, pair.payee.id, pair.subject, _alone(pair.before), _alone(pair.after))


def _alone(state: LineState) -> LineState:
    """What a line comes to, without its reasons."""
    return LineState(state.status, state.tier, state.entitled, state.paid)


def _state(row: Row, side: str) -> LineState:
    return LineState(*(row[sided(name, side)] for name in ("status", "tier", "entitled", "paid")))
