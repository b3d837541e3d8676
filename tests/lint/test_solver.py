"""What the solver adds to the checks: what it alone sees, clears and shows, and what is left without it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.bundled_files import bundled_policies
from policyrules.language.quantities import Kind
from policyrules.language.tree import (
    OPPOSITE,
    Arithmetic,
    Attribute,
    Compare,
    Constant,
    Every,
    Expression,
    Negation,
    Some,
)
from policyrules.lint import Finding, examine
from policyrules.lint import solver as solving
from policyrules.lint.solver import Solver
from policyrules.policy import Policy, load_policy
from policyrules.program.evaluate import truth
from policyrules.proof.logic.solving import Solved

from .overlay import BASE, overlaid
from .test_lint import IN_FORCE

#: What the solver says does not depend on the Python underneath.
pytestmark = pytest.mark.thorough

GANZHOU = bundled_policies()["ganzhou"]


def seats(test: str, parameters: str = "") -> str:
    """The award for seats on one condition beside the bound on seats."""
    return f"""
# parameters.yaml
parameters:
  seats.few: {{value: 10席, clause: 第三条, label: {{zh: 少, en: few}}}}
  seats.year: {{value: 1800年, clause: 第三条, label: {{zh: 年份, en: a year}}}}
  seats.thirty: {{value: 30席, clause: 第三条, label: {{zh: 三十, en: thirty}}}}
{parameters}
# awards.yaml
awards:
  seats:
    criteria:
      - {{id: seats, label: {{zh: 座位数, en: seats}}, test: seats >= tier.seats}}
      - {{id: more, label: {{zh: 其他, en: further}}, test: "{test}"}}
"""


def bands(test: str, **ends: str) -> str:
    """The award for seats with tiers from 20 and from 50 seats, each with an end."""
    values = "\n".join(
        f"  seats.{tier}.most: {{value: {end}, clause: 第三条, label: {{zh: 至多, en: at most}}}}"
        for tier, end in ends.items()
    )
    return f"""
# parameters.yaml
parameters:
  seats.many: {{value: 1000席, clause: 第三条, label: {{zh: 多, en: many}}}}
{values}
# awards.yaml
awards:
  seats:
    criteria:
      - {{id: seats, label: {{zh: 座位数, en: seats}}, test: "{test}"}}
"""


EITHER = "seats >= tier.seats and seats <= tier.most or equipment.computers > seats.many"
THREE = """
  seats.tier_3.seats: {value: 40席, clause: 第三条, label: {zh: 三档, en: tier 3}}
  seats.tier_3.most: {value: 49席, clause: 第三条, label: {zh: 三档, en: tier 3}}
  seats.tier_3.grant: {value: 2万元, clause: 第三条, label: {zh: 三档, en: tier 3}}
"""
UPSTREAM = """
# parameters.yaml
parameters:
  agricultural.most: {value: 1000万元, clause: 三（五）, label: {zh: 至多, en: at most}}
  agricultural.cap: {value: 90万元}
  last: {value: %s, clause: 三（五）, label: {zh: 上限, en: a cap}}
# awards.yaml
awards:
  agricultural:
    criteria:
      - {id: few, label: {zh: 不多, en: not much}, test: "agri_upstream_sales[year] <= agricultural.most"}
# limits.yaml
limits:
  last: {kind: cap, clause: 三（五）, label: {zh: 最后, en: last}, awards: [agricultural], amount: last}
"""
ALWAYS_LOWER = """
# parameters.yaml
parameters:
  agricultural.cap: {value: %s}
# awards.yaml
awards:
  growth:
    paid: %s
    criteria:
      - {id: recognized, label: {zh: 经认定, en: recognised}, test: recognized}
      - {id: sales, label: {zh: 网络销售额, en: online sales}, test: "online_sales[year] > tier.sales"}
  agricultural:
    years: {first: base_year + 1, last: in_force.last_year}
    criteria:
      - {id: recognized, label: {zh: 经认定, en: recognised}, test: recognized}
      - {id: sales, label: {zh: 网络销售额, en: online sales}, test: "online_sales[year] > growth.tier_1.sales"}
"""
SHARES = """
# parameters.yaml
parameters:
  seats.tier_1.grant: {value: 10%%}
  seats.tier_2.grant: {value: %s}
# awards.yaml
awards:
  seats:
    amount: tier.grant * book_purchases[year]
"""
TOGETHER = """
# standards.yaml
standards:
  good_room:
    blocks:
      service:
        items:
          services: {test: seats + equipment.computers %s seats.tier_1.seats and any(services)}
"""
SAME_READING = """
# awards.yaml
awards:
  books:
    criteria:
      - id: readers
        label: {zh: 读者人次, en: visits}
        test:
          interpretation: visits_of
          options: {same_year: "readers[year] >= books.readers", year_before: "not readers[year] < books.readers"}
"""


@pytest.mark.parametrize(
    ("snippet", "base", "alone"),
    [
        # Two facts that only arithmetic ties together.
        (seats("seats + equipment.computers <= seats.few"), BASE, ["PR101 awards.seats.criteria"]),
        (seats("seats + equipment.computers <= seats.thirty"), BASE, ["PR101 awards.seats.tiers.2"]),
        (seats("seats + equipment.computers >= equipment.computers"), BASE, ["PR102 awards.seats.criteria.more.test"]),
        (seats("seats + equipment.computers >= seats.few"), BASE, ["PR104 awards.seats.criteria.more.test"]),
        # A year is one of four digits.
        (seats("opened_year >= seats.year"), BASE, ["PR102 awards.seats.criteria.more.test"]),
        # From 50 seats on the sum is 50 too, whatever the computers.
        (
            seats(
                "seats + equipment.computers >= tier.both",
                "  seats.tier_1.seats: {value: 60席}\n"
                "  seats.tier_1.both: {value: 0席, clause: 第三条, label: {zh: 合计, en: sum}}\n"
                "  seats.tier_2.both: {value: 60席, clause: 第三条, label: {zh: 合计, en: sum}}",
            ),
            BASE,
            ["PR202 awards.seats.tiers.1"],
        ),
        # Bounds inside an alternative bound nothing by themselves.
        (bands(EITHER, tier_1="39席", tier_2="100席"), BASE, ["PR204 awards.seats.tiers.2"]),
        (bands(EITHER, tier_1="59席", tier_2="100席"), BASE, ["PR205 awards.seats.tiers.2"]),
        (bands(EITHER, tier_1="49席", tier_2="100席"), BASE, []),
        # A share of what the books cost: the same for both tiers, or more for the higher.
        (SHARES % "10%", BASE, ["PR203 awards.seats.tiers.2"]),
        (SHARES % "11%", BASE, []),
        # Each item can be met, and not all that the standard requires.
        (TOGETHER % "<", BASE, ["PR101 standards.good_room.blocks"]),
        (TOGETHER % ">=", BASE, []),
        (SAME_READING, BASE, ["PR304 interpretations.visits_of.options.year_before"]),
        # 1% of at most ten million: the cap bites a fen below a hundred thousand, and not there.
        (UPSTREAM % "9.999999万元", GANZHOU, []),
        (UPSTREAM % "10万元", GANZHOU, ["PR403 limits.last"]),
        # Whoever gets the one gets as much for growth, listed first; unless growth was paid in an earlier year.
        (ALWAYS_LOWER % ("20万元", "yearly"), GANZHOU, ["PR405 awards.agricultural"]),
        (ALWAYS_LOWER % ("20.01万元", "yearly"), GANZHOU, []),
        (ALWAYS_LOWER % ("20万元", "once"), GANZHOU, []),
    ],
)
def test_what_only_the_solver_sees(snippet: str, base: Path, alone: list[str], tmp_path: Path) -> None:
    """Bounds take these for possible: without the solver the author is told nothing, and with it that it is proved."""
    policy = load_policy(overlaid(tmp_path, snippet, base))
    without = examine(policy, IN_FORCE, with_solver=False)
    found = examine(policy, IN_FORCE)
    assert (without.unsettled, found.unsettled) == (None, 0)
    assert [told(each) for each in found.findings if told(each) not in map(told, without.findings)] == alone
    assert all(each.proved for each in found.findings if told(each) in alone)


@pytest.mark.parametrize(
    ("snippet", "cleared"),
    [
        # A third tier stands in the gap between the two before it.
        (
            bands("seats >= tier.seats and seats <= tier.most", tier_1="39席", tier_2="100席").replace(
                "# awards.yaml\nawards:\n  seats:",
                THREE.strip("\n") + "\n# awards.yaml\nawards:\n  seats:\n"
                "    tiers: {1: seats.tier_1, 2: seats.tier_2, 3: seats.tier_3}",
            ),
            "PR204 awards.seats.tiers.2",
        ),
        # Whoever has so few of both has not so many of one.
        (
            """
# parameters.yaml
parameters:
  books.few: {value: 10席, clause: 第三条, label: {zh: 少, en: few}}
# awards.yaml
awards:
  books:
    criteria:
      - {id: few, label: {zh: 少, en: few}, test: seats + equipment.computers <= books.few}
# limits.yaml
limits:
  association_cap: {awards: [seats]}
""",
            "PR401 awards.books",
        ),
    ],
)
def test_what_the_solver_clears(snippet: str, cleared: str, tmp_path: Path) -> None:
    """A warning about what cannot happen teaches authors to pass over warnings."""
    policy = load_policy(overlaid(tmp_path, snippet))
    assert cleared in map(told, examine(policy, IN_FORCE, with_solver=False).findings)
    assert cleared not in map(told, examine(policy, IN_FORCE).findings)


def test_what_lies_in_a_gap_is_shown_by_facts(tmp_path: Path) -> None:
    """The author should see a room that gets nothing, and be able to decide it: nothing in it is beside the point."""
    policy = load_policy(overlaid(tmp_path, bands(EITHER, tier_1="39席", tier_2="100席")))
    (finding,) = [each for each in examine(policy, IN_FORCE).findings if each.code.id == "PR204"]
    assert finding.witness is not None
    (room,) = finding.witness["rooms"]
    assert 39 < int(room["seats"]) < 50
    assert set(room) == {"id", "association", "seats", "equipment"}
    assert "for example {" in finding.line()
    lines = policy.decide({**finding.witness, "rooms": [{**room, "free_entry": True}]}, 2025, engine="reference").awards
    assert [each.status for each in lines if each.award == "seats"] == ["not_eligible"]


def test_two_awards_for_the_same_are_shown_by_one_who_gets_both(tmp_path: Path) -> None:
    policy = load_policy(overlaid(tmp_path, seats("readers[year] >= books.readers") + """
# limits.yaml
limits:
  association_cap: {awards: [seats]}
"""))  # fmt: skip
    (finding,) = [each for each in examine(policy, IN_FORCE).findings if each.code.id == "PR401"]
    assert finding.proved
    assert finding.witness is not None
    lines = policy.decide(finding.witness, 2025, engine="reference").awards
    assert {each.award for each in lines if each.status != "not_eligible"} == {"seats", "books"}


def test_what_the_solver_does_not_settle_is_as_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine finds less, never something else; and the report says how much was left open."""
    snippet = bands("seats >= tier.seats and seats <= tier.most", tier_1="39席", tier_2="100席")
    policy = load_policy(overlaid(tmp_path, snippet))
    monkeypatch.setattr(solving, "solve", lambda *_: Solved("unknown"))
    found, without = examine(policy, IN_FORCE), examine(policy, IN_FORCE, with_solver=False)
    assert [each.line() for each in found.findings] == [each.line() for each in without.findings]
    assert "PR204" in {each.code.id for each in found.findings}
    assert found.unsettled is not None
    assert found.unsettled > 0


def told(finding: Finding) -> str:
    return f"{finding.code.id} {finding.address}"


# The solver itself, held to trying all values.

ROOMS: Policy = load_policy(BASE)
SEATS, COMPUTERS = Attribute("seats", Kind.COUNT), Attribute("equipment.computers", Kind.COUNT)
FREE = Attribute("free_entry", Kind.FLAG)
SOLVER = Solver(ROOMS, 2025)


def _comparisons() -> st.SearchStrategy[Expression]:
    terms: st.SearchStrategy[Expression] = st.sampled_from([SEATS, COMPUTERS])
    constants: st.SearchStrategy[Expression] = st.integers(0, 3).map(lambda value: Constant(value, Kind.COUNT))
    sums = st.builds(Arithmetic, st.sampled_from(["+", "-"]), terms, terms, st.just(Kind.COUNT))
    return st.builds(Compare, st.sampled_from(list(OPPOSITE)), terms | sums, terms | constants | sums)


def _conditions() -> st.SearchStrategy[Expression]:
    def inner(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(parts, max_size=3).map(tuple)
        return several.map(Every) | several.map(Some) | parts.map(Negation)

    return st.recursive(_comparisons() | st.just(FREE), inner, max_leaves=6)


@settings(max_examples=tries(60), deadline=None)
@given(_conditions())
def test_the_solver_decides_exactly_whether_conditions_can_hold(condition: Expression) -> None:
    """With it no provision is called dead that is not, and none that is dead passes."""
    satisfiable = any(
        truth(condition, {SEATS: seats, COMPUTERS: computers, FREE: free}.get)
        for seats, computers, free in product(range(16), range(16), (False, True))
    )
    assert SOLVER.possible("rooms", [condition]) is satisfiable
