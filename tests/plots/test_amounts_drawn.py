"""Bars are as long as the decision's sums, to the fen."""

from __future__ import annotations

from typing import Any

import pytest

from policyrules import plots
from policyrules.decision.things import place_of
from policyrules.errors import UsageError
from policyrules.plots.budgets import BudgetUse, uses
from policyrules.plots.gains import payee_rows
from policyrules.plots.sums import by_award_and_unit
from policyrules.program.program import BudgetRule

from . import examples
from .pictures import drawn, legend, lengths, rows, words

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("name", ["ganzhou", "rooms"])
def test_awards_are_as_long_as_what_they_pay(name: str) -> None:
    """A bar that is not the sum of its lines would misinform; what is not paid stands behind it."""
    decision = examples.decision(name)
    ax = plots.payments(decision)
    awards = [each for each in decision.program.awards if any(line.award == each.id for line in decision.awards)]
    assert rows(ax) == [each.label.zh for each in awards]
    paid, not_paid = lengths(ax)[:2]
    for award, length, rest in zip(awards, paid, not_paid, strict=True):
        lines = [line for line in decision.awards if line.award == award.id and line.paid_fen is not None]
        assert length == sum(line.paid_fen or 0 for line in lines)
        assert length + rest == sum(line.entitled_fen or 0 for line in lines)
    assert sum(paid) == decision.totals.paid


def test_counties_are_as_long_as_what_their_payees_get() -> None:
    """The bars of all awards of a county come to what its enterprises are paid, the county that gets most first."""
    decision = examples.decision("ganzhou")
    ax = plots.payments(decision, by="county")
    totals = [sum(parts) for parts in zip(*[each for each in lengths(ax) if len(each) > 1], strict=True)]
    counted: dict[str, int] = {}
    for line in decision.awards:
        county = place_of(line.claim.payee)
        counted[county] = counted.get(county, 0) + (line.paid_fen or 0)
    assert dict(zip(rows(ax), totals, strict=True)) == counted
    assert totals == sorted(totals, reverse=True)


def test_unknown_amounts_are_said_not_drawn_as_nothing() -> None:
    """An award whose lines are unknown must not look like one that pays nothing."""
    facts = {"enterprises": [{"id": "E1", "recognized": True}]}
    decision = examples.policy("ganzhou").decide(facts, 2025, engine="reference")
    ax = plots.payments(decision, language="en")
    assert [each for each in words(ax) if "unknown" in each] == [
        "0 yuan, 1 unknown", "0 yuan, 1 unknown", "unknown amount",
    ]  # fmt: skip
    hatched = [bar for each in ax.containers for bar in each if bar.get_hatch()]
    assert len(hatched) == 2


@pytest.mark.parametrize("name", ["ganzhou", "rooms"])
def test_frames_give_the_same_sums_as_cases(name: str) -> None:
    """The picture of a population is that of its cases."""
    one, other = examples.both(name)
    assert by_award_and_unit(one) == by_award_and_unit(other)
    assert lengths(plots.payments(one)) == lengths(plots.payments(other))


@pytest.mark.parametrize(("name", "by", "said"), [
    ("ganzhou", "county_", "did you mean `county`?"),
    ("ganzhou", "", "known names: `award`, `county`"),
    ("rooms", "county", "by='award'"),
])  # fmt: skip
def test_another_grouping_is_refused_in_a_line(name: str, by: Any, said: str) -> None:
    """A slip of the pen must say what there is, not trace back."""
    with pytest.raises(UsageError, match="county") as caught:
        plots.payments(examples.decision(name), by=by)
    assert said in caught.value.lines("en")[0]


@pytest.mark.parametrize("proposal", ["raise-enterprise-cap", "new-growth-tier", "export-award"])
def test_the_parts_of_a_payee_come_to_its_change(proposal: str) -> None:
    """Direct and indirect effects, one beside the other, are all that a payee gains or loses."""
    comparison = examples.compared(proposal)
    found = payee_rows(comparison)
    changes = {each.payee.id: each.change for each in comparison.payees if each.change}
    assert sum(each.change for each in found) == sum(each for each in changes.values() if each is not None)
    assert all(sum(each.parts.values()) == each.change for each in found)
    ax = plots.gainers_and_losers(comparison)
    assert [sum(parts) for parts in zip(*lengths(ax), strict=True)] == [each.change for each in found]


def test_a_population_gains_and_loses_in_bands() -> None:
    """Of a population the bars are the sums over all of it, not over the few payees that are told."""
    comparison = examples.compared_population()
    ax = plots.gainers_and_losers(comparison)
    gained, lost = lengths(ax)
    assert (sum(gained), -sum(lost)) == (comparison.all.gained, comparison.all.lost)
    assert min(comparison.all.gained, comparison.all.lost) > 0
    assert rows(ax) == [each.label.zh for each in comparison.by_size]


def test_a_budget_is_drawn_for_each_reading() -> None:
    """Each option of the interpretation behind the tranches has its bar: what it pays and what the budget cuts."""
    policy = examples.policy("ganzhou")
    _, facts, year = examples.CASES["ganzhou"]
    known = policy.facts(facts)
    found = uses(policy, known, year)
    options = policy.definition.interpretations["budget_rule"].options
    assert len(found) == len(options) == 3
    for use, option in zip(found, options, strict=True):
        decided = policy.interpret(budget_rule=option).decide(known, year, engine="reference", guard=False)
        cuts = {
            line: sum(cut.taken for cut in line.claim.cuts if isinstance(cut.limit, BudgetRule))
            for line in decided.awards
        }
        assert sum(use.paid.values()) == decided.totals.paid
        assert sum(use.cut.values()) == sum(cuts.values())
        assert use.payees_cut == len({line.enterprise for line, taken in cuts.items() if taken})
        assert use.available == decided.totals.budget
    ax = plots.budget_use(policy, known, year)
    assert [sum(parts) for parts in zip(*lengths(ax), strict=True)] == [
        sum(use.paid.values()) + sum(use.cut.values()) for use in found
    ]
    assert [label.replace("\n", "").endswith("（现行解释）") for label in rows(ax)] == [True, False, False]


@pytest.mark.parametrize("name", ["ganzhou", "rooms"])
def test_frames_give_the_same_use_of_the_budget(name: str) -> None:
    """Columns and cases come to the same figures under every reading."""
    policy, facts = examples.policy(name), examples.frames(name)
    as_columns = uses(policy, facts, examples.YEAR)
    known = policy.facts(facts)
    assert list(map(_told, as_columns)) == list(map(_told, uses(policy, known, examples.YEAR)))


def test_frames_of_another_library_give_the_same() -> None:
    """What came in as pandas is added up as what came in as Polars."""
    policy, facts = examples.policy("rooms"), examples.frames("rooms")
    others = {name: each.to_pandas() if hasattr(each, "to_pandas") else each for name, each in facts.items()}
    found = policy.decide_frame(others, examples.YEAR, guard=False)
    assert by_award_and_unit(found) == by_award_and_unit(examples.both("rooms")[1])
    assert list(map(_told, uses(policy, others, examples.YEAR))) == list(map(_told, uses(policy, facts, examples.YEAR)))


def _told(use: BudgetUse) -> tuple[object, ...]:
    sums = ({name: fen for name, fen in each.items() if fen} for each in (use.paid, use.cut))
    return (use.label, *sums, use.payees_cut, use.available, use.unknown)


def test_a_policy_without_a_budget_says_so() -> None:
    """There is nothing to draw, and the picture says it."""
    ax = plots.budget_use(examples.policy("zhanjiang"), {}, examples.YEAR, language="en")
    assert "the policy has no budget" in words(ax)
    assert legend(ax) == []
    assert drawn(ax)
