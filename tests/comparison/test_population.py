"""A comparison on a population says what the comparison of single cases says: held to it, sum by sum."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any

import duckdb
import pandas
import polars
import pytest
from examples.paths import EXAMPLES
from facts.frames.as_frames import as_frames

import policyrules as pr
from policyrules.comparison.checking import checks_for
from policyrules.comparison.compare import compare_policies, compared_columns
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import Move
from policyrules.comparison.population.compare import compare_population
from policyrules.policy import Policy
from policyrules.testing import population

from .policies import CUMULATIVE, LOWER_BUDGET, LOWER_CAP, NO_SELF_BUILT, RAISE_AGRI, RAISE_BASE, Edit, edited

pytestmark = pytest.mark.thorough

YEAR, MANY = 2026, 300
FACTS = EXAMPLES / "proposals" / "ganzhou-2026.json"
PROPOSALS = sorted(each for each in (EXAMPLES / "proposals").glob("*.yaml") if not each.name.endswith(".cases.yaml"))
#: What both comparisons say in full, whatever the population.
_WHOLE = ("year", "proposals", "changes", "summary", "checks", "by_award", "by_county", "by_size")
_ALL = 100_000


@lru_cache(maxsize=1)
def facts() -> dict[str, Any]:
    """As Polars frames: a skewed population, and among it the example's enterprises, which reach every award.

    Few of a few hundred reach an award by themselves: no proposal would move them.
    """
    example = as_frames(json.loads(FACTS.read_text("utf-8")), pr.load_policy("ganzhou").definition.vocabulary)
    drawn = population("ganzhou", MANY, 7, year=YEAR, paid=True)
    return {name: among(each, drawn[name]) if name in drawn else each for name, each in example.items()}


def among(example: Any, drawn: Any) -> Any:
    """The example's rows, and those that were drawn."""
    if not isinstance(example, polars.DataFrame):
        return example
    shared = {name: example.schema[name] for name in drawn.columns if name in example.columns}
    return polars.concat([example, drawn.cast(shared)], how="diagonal")


def in_duckdb(frames: dict[str, Any]) -> dict[str, Any]:
    """The frames as relations of one connection."""
    connection = duckdb.connect()
    return {
        name: connection.from_arrow(each.to_arrow()) if hasattr(each, "to_arrow") else each
        for name, each in frames.items()
    }


def assert_same(found: Comparison, ordinary: Comparison, first: int) -> None:
    """The sums are equal, what is told are the first of all lines with the same words, the rest is counted."""
    assert found.population is not None
    said, expected = found.to_dict(), ordinary.to_dict()
    for key in _WHOLE:
        assert said[key] == expected[key], key
    assert found.limits == ordinary.limits
    assert found.size_title == ordinary.size_title
    assert found.moves == ordinary.moves[:first]
    moved = [each for each in ordinary.payees if each.change]
    assert found.payees == tuple(sorted(moved, key=lambda each: (-abs(each.change or 0), each.payee.id)))[:first]
    assert (found.moved, found.judged_otherwise) == (len(ordinary.moves), len(ordinary.judged))
    assert found.population.untold == 0
    counted = {
        (each.award, each.before, each.after): (each.lines, each.gained, each.lost, each.undetermined)
        for each in found.population.transitions
    }
    assert counted == transitions_of(ordinary.moves)


def transitions_of(moves: tuple[Move, ...]) -> dict[Any, tuple[int, int, int, int]]:
    """From which status to which lines went, counted one by one."""
    found: dict[Any, tuple[int, int, int, int]] = {}
    for each in moves:
        key = (each.award, each.before.status, each.after.status)
        lines, gained, lost, unknown = found.get(key, (0, 0, 0, 0))
        more = each.change or 0
        found[key] = (lines + 1, gained + max(more, 0), lost + max(-more, 0), unknown + (each.change is None))
    return found


@pytest.mark.parametrize("proposal", PROPOSALS, ids=lambda each: each.stem)
def test_a_proposal_moves_a_population_as_it_moves_each_of_it(proposal: Any) -> None:
    """Every sum, group and reason of the example proposals; of five lines told the others are counted."""
    base = pr.load_policy("ganzhou")
    amended = base.amend(proposal)
    ordinary = compare_policies(base, amended, facts(), YEAR, "reference")
    assert bool(ordinary.moves) == (amended.proposals[0].file.effect is None)
    assert_same(compare_population(base, amended, facts(), YEAR, first=5), ordinary, 5)


READINGS: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[Edit, ...]]] = {
    "every tier by itself, on one side": ({"base_tiers_in_one_year": "both"}, {}, (RAISE_BASE,)),
    "every tier by itself, on both": (
        {"base_tiers_in_one_year": "both"},
        {"base_tiers_in_one_year": "both", "base_second_tier": "difference"},
        (RAISE_BASE, LOWER_CAP),
    ),
    "the budget for all alike": ({}, {"budget_rule": "pro_rata"}, (LOWER_BUDGET, LOWER_CAP)),
    "a criterion less": ({}, {}, (NO_SELF_BUILT, CUMULATIVE)),
}


@pytest.mark.parametrize(
    ("name", "library"),
    [
        *((name, "polars") for name in READINGS),
        ("every tier by itself, on both", "duckdb"),
        ("the budget for all alike", "duckdb"),
    ],
)
def test_readings_and_limits_move_a_population_alike(name: str, library: str) -> None:
    """Several lines of one subject, a budget that cuts, awards that change: on Polars and on DuckDB."""
    first, second, edits = READINGS[name]
    base, amended = pr.load_policy("ganzhou").interpret(**first), edited(*edits).interpret(**second)
    ordinary = compare_policies(base, amended, facts(), YEAR, "reference")
    assert ordinary.moves
    given = facts() if library == "polars" else in_duckdb(facts())
    found = compare_population(base, amended, given, YEAR, first=_ALL)
    assert_same(found, ordinary, _ALL)
    assert found.population is not None
    assert found.population.library == library


def test_every_line_that_moved_is_in_a_frame_of_the_kind_that_came_in() -> None:
    """Whoever works on with the lines has all of them, not the few that are told."""
    drawn = facts().items()
    frames = {name: each.to_pandas() if isinstance(each, polars.DataFrame) else each for name, each in drawn}
    base, amended = pr.load_policy("ganzhou"), edited(RAISE_BASE)
    ordinary = compare_policies(base, amended, frames, YEAR, "reference")
    found = compare_population(base, amended, frames, YEAR, first=2)
    assert isinstance(found.changed, pandas.DataFrame)
    rows = found.changed.astype(object).where(lambda each: each.notna(), None).to_dict("records")
    assert len(rows) == len(ordinary.moves) > 2
    for row, each in zip(rows, ordinary.moves, strict=True):
        assert (row["award"], row["enterprise"], row["subject"]) == (each.award, each.payee.id, each.subject)
        assert row["change"] == each.change
        assert (row["status_before"], row["status_after"]) == (each.before.status, each.after.status)
        assert (row["paid_before"], row["paid_after"]) == (each.before.paid, each.after.paid)


def test_what_ranks_all_payees_leaves_reasons_untold_and_figures_exact() -> None:
    """Who lost a place to others cannot be told from its own facts: it is said so, and nothing is made up."""
    base, amended = (
        pr.load_policy("ganzhou").interpret(platform_places=each, budget_rule="report_only") for each in (5, 9)
    )
    ordinary = compare_policies(base, amended, facts(), YEAR, "reference")
    found = compare_population(base, amended, facts(), YEAR, first=_ALL)
    assert found.population is not None
    untold = [each for each in found.moves if each.effect == "untold"]
    assert 0 < len(untold) == found.population.untold
    for each, expected in zip(found.moves, ordinary.moves, strict=True):
        told = expected if each.effect != "untold" else without_reasons(expected)
        assert each == told
    assert found.all == ordinary.all


def without_reasons(move: Move) -> Move:
    """A move as far as columns tell it."""
    sides = [replace(each, reasons=(), decided_by=()) for each in (move.before, move.after)]
    return replace(move, before=sides[0], after=sides[1], effect="untold", limits=(), causes=())


def test_new_facts_are_read_by_the_side_that_asks_for_them() -> None:
    """A criterion that asks for a new fact is decided by it, and the base does not refuse the frames that have it."""
    certified: tuple[Edit, ...] = (
        (
            "facts.yaml",
            "      self_built: {type: flag,",
            "      certified: {type: flag, label: {zh: 已认证, en: certified}}\n      self_built: {type: flag,",
        ),
        (
            "awards.yaml",
            "      - {id: self_built, label: {zh: 自建平台, en: self-built}, test: self_built}\n",
            "      - {id: certified, label: {zh: 已认证, en: certified}, test: certified}\n",
        ),
    )
    platforms = facts()["platforms"].with_columns(
        polars.Series("certified", [index % 3 > 0 for index in range(facts()["platforms"].height)])
    )
    given = {**facts(), "platforms": platforms}
    base, amended = pr.load_policy("ganzhou"), edited(*certified)
    ordinary = compare_policies(base, amended, given, YEAR, "reference")
    assert_same(compare_population(base, amended, given, YEAR, first=_ALL), ordinary, _ALL)


def judged_of(policy: Policy, amended: Policy, first: int) -> tuple[Comparison, Comparison]:
    """Both comparisons of a policy that judges things, on a population of them."""
    given = population(policy, 80, 5, year=2025)
    ordinary = compare_policies(policy, amended, given, 2025, "reference")
    return compare_population(policy, amended, given, 2025, first=first), ordinary


def test_standards_targets_and_tasks_come_out_alike() -> None:
    """Of a policy that judges things: which come out otherwise, how many, and from which verdict to which."""
    easier: Edit = ("standards.yaml", "test: all(site.zones)", "test: any(site.zones)")
    larger: Edit = ("parameters.yaml", "over_10m.sales: {value: 1000万元", "over_10m.sales: {value: 2000万元")
    policy, amended = pr.load_policy("zhanjiang"), edited(easier, larger, policy="zhanjiang")
    found, ordinary = judged_of(policy, amended, first=_ALL)
    assert ordinary.judged
    assert found.judged == ordinary.judged
    assert found.population is not None
    assert found.population.things == 80
    counted = Counter(
        (each.provision, each.before, each.after)
        for each in ordinary.judged
        if each.section == "standards" and each.before != each.after
    )
    whole = {
        (each.standard, each.before, each.after): each.subjects for each in found.population.verdicts if not each.item
    }
    assert whole == dict(counted)
    short, _ = judged_of(policy, amended, first=3)
    assert short.judged_otherwise == len(ordinary.judged)
    assert [each for each in short.judged if each.section == "standards"] == list(ordinary.judged[:3])


def test_promises_are_held_against_everybody_not_against_those_who_are_told() -> None:
    """Else a proposal passes that pays too much to whoever is not among the largest moves."""
    base, amended = pr.load_policy("ganzhou"), edited(RAISE_AGRI)
    found = compared_columns(base, amended, facts(), YEAR, search=0, proofs=0)
    ordinary = checks_for(base, amended, amended.decide(facts(), YEAR, "reference", guard=False), most=0, proofs=0)
    assert found.checks is not None
    states = {each.id: (each.state, each.findings) for each in ordinary.invariants if each.state == "broken"}
    assert list(states) == ["agricultural_most"]
    assert {each.id: (each.state, each.findings) for each in found.checks.of_state("broken")} == states
    assert not found.passed
    few = compare_population(
        base, amended, facts(), YEAR, lambda after: checks_for(base, amended, after, most=0, proofs=0), first=0
    )
    assert few.moves == ()
    assert few.checks is not None
    assert few.checks.of_state("broken") == found.checks.of_state("broken")
