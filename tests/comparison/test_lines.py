"""Which lines belong together, what a move tells of both sides, and what standards, targets and tasks come to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reports import zhanjiang

import policyrules as pr
from policyrules.comparison.alignment import paired
from policyrules.comparison.compare import compare_policies
from policyrules.comparison.model import NO_LINE, Judged, LineState, Pair, Payee

from .policies import RAISE_BASE, YEAR, Edit, base, compared, edited, enterprise, move, platform

EXAMPLE = Path(__file__).parents[2] / "examples" / "new-policy"
BOTH_TIERS: Edit = (
    "interpretations.yaml",
    "    default: highest\n    reason: {zh: 二档条件",
    "    default: both\n    reason: {zh: 二档条件",
)  # fmt: skip
SOLD: dict[str, Any] = {"online_sales": {"2024": 0, "2025": 0}, "agri_sales": {"2025": 0}}
FACTS = {"enterprises": [enterprise("E1", **SOLD)], "live_bases": [base("B1", "E1"), base("B2", "E1", hosts=29)]}


def test_lines_of_one_tier_belong_together() -> None:
    """Where both tiers are paid, the second is the line that was there, and the first is new."""
    comparison = compared(FACTS, BOTH_TIERS)
    (found,) = comparison.moves
    assert (found.subject, found.before.status, found.after.tier, found.change) == ("B1", None, 1, 10_000_000)
    assert found.newly_eligible
    before, after = (edited(*edits).decide(FACTS, YEAR, "reference").awards for edits in ((), (BOTH_TIERS,)))
    pairs = [(one and (one.subject, one.tier), two and (two.subject, two.tier)) for one, two in paired(before, after)]
    assert (("B1", 2), ("B1", 2)) in pairs
    assert (None, ("B1", 1)) in pairs
    assert len(pairs) == len(after) == len(before) + 1


def test_a_line_that_is_there_no_longer_is_lost() -> None:
    """What only the baseline pays is not left out: who loses it is told."""
    back = compare_policies(edited(BOTH_TIERS), edited(), FACTS, YEAR, "reference")
    (found,) = back.moves
    assert (found.before.tier, found.after.status, found.change) == (1, None, -10_000_000)
    assert found.no_longer_eligible
    assert found.effect == "direct"
    assert back.all.losers == back.all.no_longer_eligible == 1


def test_a_new_award_moves_only_whom_it_pays() -> None:
    """Everybody has a line of an award that is added; who misses its criteria has not moved."""
    payee = Payee("E1", "", "", None)
    idle = Pair("new", payee, "E1", NO_LINE, LineState("not_eligible", None, 0, 0))
    assert not idle.moved
    assert not Pair("new", payee, "E1", idle.after, NO_LINE).moved
    assert Pair("new", payee, "E1", NO_LINE, LineState("reduced", None, 5, 0)).moved
    assert Pair("new", payee, "E1", NO_LINE, LineState("unknown", None, None, None)).moved


@pytest.mark.parametrize("checked", [False, True], ids=["data", "checked facts"])
def test_what_only_the_amended_policy_asks_for_may_stand_in_the_facts(checked: bool) -> None:
    """Else a new criterion on a new field could not be tried out: the base refuses it, or it is unknown for all."""
    certified: tuple[Edit, ...] = (
        ("facts.yaml", "      self_built:", "      certified: {type: flag, label: {zh: C, en: C}}\n      self_built:"),
        ("awards.yaml", "test: self_built}", "test: certified}"),
    )  # fmt: skip
    first, second = pr.load_policy("ganzhou"), edited(*certified)
    platforms = [platform("P1", "E1", 20_000_000), {**platform("P2", "E1", 30_000_000), "certified": False}]
    facts: Any = {"enterprises": [enterprise("E1", **SOLD)], "platforms": platforms}
    if checked:
        for each in platforms:
            each.pop("certified", None)
        facts = first.facts(facts)
    for moved in (compare_policies(first, second, facts, YEAR), compare_policies(second, first, facts, YEAR)):
        known = sorted(each.subject for each in moved.moves if each.change is not None)
        assert known == ([] if checked else ["P2"])
        assert sorted(each.subject for each in moved.moves) == ["P1", "P2"]


def test_a_move_tells_both_sides() -> None:
    """Status, tier, amounts, what decided and why: on both sides, in both languages."""
    found = move(compared(FACTS, RAISE_BASE), "live_base", "B1")
    assert (found.before.tier, found.before.entitled, found.before.paid) == (2, 20_000_000, 20_000_000)
    assert (found.after.tier, found.after.entitled, found.after.paid) == (2, 30_000_000, 30_000_000)
    assert found.before.decided_by == found.after.decided_by == ("awards.live_base.tiers.2",)
    assert [each.zh for each in found.before.reasons] == ["第2档：200,000 元"]
    assert [each.en for each in found.after.reasons] == ["tier 2: 300,000 yuan"]


def test_the_largest_moves_come_first_and_unknown_ones_last() -> None:
    """A reader who stops after ten lines has seen what matters."""
    facts: dict[str, Any] = {
        "enterprises": [enterprise(f"E{index}") for index in range(4)],
        "live_bases": [
            base("B2", "E1"), base("B1", "E1"), base("B0", "E2", hosts=29),
            {**base("B3", "E3"), "hosts": None},
        ],
    }  # fmt: skip
    harder: Edit = ("parameters.yaml", "tier_2.hosts: {value: 30名", "tier_2.hosts: {value: 1名")
    comparison = compared(facts, harder, RAISE_BASE, BOTH_TIERS)
    changes = [each.change for each in comparison.moves]
    known = [abs(each) for each in changes if each is not None]
    assert known == sorted(known, reverse=True)
    assert None not in changes[: len(known)]
    assert [each.subject for each in comparison.moves if each.change == 10_000_000][:2] == ["B1", "B1"]


@pytest.mark.parametrize(
    ("edits", "section", "provision", "expected"),
    [
        (
            [("parameters.yaml", "over_10m.number: {value: 20家", "over_10m.number: {value: 1家")],
            "targets", "over_10m", {"differences": ["bound", "gap"], "causes": ["parameters.over_10m.number"]},
        ),
        (
            [("parameters.yaml", "over_5m.sales: {value: 500万元", "over_5m.sales: {value: 990万元")],
            "targets", "over_5m", {"causes": ["parameters.over_5m.sales"]},
        ),
    ],
)  # fmt: skip
def test_targets_that_come_out_otherwise_are_told_with_their_cause(
    edits: list[Edit], section: str, provision: str, expected: dict[str, list[str]]
) -> None:
    """A policy without awards is compared too."""
    comparison = compared(zhanjiang.facts(), *edits, policy="zhanjiang")
    found = [each for each in comparison.judged if (each.section, each.provision) == (section, provision)]
    assert found
    city: Judged = found[0]
    assert city.subject == ""
    assert list(city.causes) == expected["causes"]
    names = [each.name for each in city.differences]
    assert set(expected.get("differences", names)) <= set(names)
    assert not comparison.has_awards
    assert not comparison.moves
    assert not comparison.by_award


def test_standards_name_the_items_that_differ() -> None:
    """An item that is no longer required changes the verdict of who lacks nothing else."""
    zones: Edit = ("standards.yaml", "all(site.zones)", "any(site.zones)")
    comparison = compared(zhanjiang.facts(), zones, policy="zhanjiang")
    (change,) = comparison.changes
    assert change.address == "standards.six_haves.blocks.site.items.zones.test"
    judged = [each for each in comparison.judged if each.section == "standards"]
    assert judged
    for each in judged:
        assert [(one.name, one.after) for one in each.differences] == [("site.zones", "met")]
        assert each.differences[0].before in ("not_met", "unknown")
        assert each.causes == (change.address,)


def test_a_task_that_is_judged_by_a_standard_names_what_moved_the_standard() -> None:
    """Its own provision did not change, and without the standard's nobody knows why it is not met any more."""
    rooms = pr.load_policy(EXAMPLE)
    found = compare_policies(rooms, rooms.interpret(services_needed="all"), EXAMPLE / "facts.json", YEAR).judged
    tasks = [each for each in found if each.section == "tasks"]
    assert {each.provision for each in tasks} == {"good_rooms"}
    assert {each.causes for each in tasks} == {("interpretations.services_needed",)}
