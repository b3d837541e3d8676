"""Recording decisions, reading back what was paid, and refusing what would pay twice."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from policyrules.errors import FactsError, RegisterError, UsageError
from policyrules.facts.export import data_of
from policyrules.policy import load_policy
from policyrules.records import record
from policyrules.register import Register
from policyrules.register.payments import payments

from .samples import FACTS, GANZHOU, Json, decide_with, decided, paid, told

ROOT = Path(__file__).parents[2]


def test_what_was_paid_is_read_back_and_not_paid_again(register: Register) -> None:
    """A year later the register stands in for a list kept by hand: growth is paid once, platforms every year."""
    first = decide_with(register, FACTS, 2025)
    assert paid(first) == {"platform P1": "50000.00", "growth E1": "300000.00", "platform P2": "200000.00"}
    made = register.record(first, by="Li Hua")
    assert (made.new, made.unknown_lines) == (True, 2)
    rows = register.awards_paid("ganzhou")
    assert rows == [
        {"year": 2025, "award": "platform", "enterprise": "E1", "subject": "P1", "amount": "50000.00"},
        {"year": 2025, "award": "growth", "tier": 2, "enterprise": "E1", "subject": "E1", "amount": "300000.00"},
        {"year": 2025, "award": "platform", "enterprise": "E2", "subject": "P2", "amount": "200000.00"},
    ]
    assert decided({**FACTS, "awards_paid": rows}, 2025).to_json() == decide_with(register, FACTS, 2025).to_json()
    assert paid(decide_with(register, FACTS, 2025)) == {}
    later = decide_with(register, FACTS, 2026)
    assert paid(later) == {"platform P1": "50000.00", "growth E1": "400000.00", "platform P2": "200000.00"}
    register.record(later, by="Li Hua")
    assert [each["year"] for each in register.awards_paid(GANZHOU)] == [2025] * 3 + [2026] * 3


def test_a_cap_over_the_whole_period_holds_across_years(register: Register) -> None:
    """Without the register each year would pay up to the cap anew: 300,000 in all becomes 200,000, then 100,000."""
    whole = GANZHOU.interpret(platform_cap_period="whole_period")
    register.record(decide_with(register, FACTS, 2025, whole), by="Li Hua")
    assert paid(decided(FACTS, 2026, whole))["platform P2"] == "200000.00"
    second = decide_with(register, FACTS, 2026, whole)
    assert paid(second)["platform P2"] == "100000.00"
    register.record(second, by="Li Hua")
    assert "platform P2" not in paid(decide_with(register, FACTS, 2026, whole))


def test_the_same_decision_is_recorded_once(register: Register) -> None:
    """A second click, or a retry after a lost answer, adds nothing and is told who was first."""
    decision = decided(FACTS, 2025)
    first, second = register.record(decision, by="Li Hua"), register.record(decision, by="Wang Min")
    assert (first.new, second.new) == (True, False)
    assert second.change == first.change
    assert second.change.by == "Li Hua"
    assert len(register.history("ganzhou")) == 1


def test_a_decision_that_knew_less_than_the_register_is_refused(register: Register) -> None:
    """Of two decisions made of the same state the second would pay twice, or above a cap: it is not recorded."""
    one, other = decided(FACTS, 2025), decided(FACTS, 2025, GANZHOU.interpret(platform_rank_by="retail_sales"))
    register.record(one, by="Li Hua")
    before = register.history("ganzhou")
    with pytest.raises(RegisterError) as caught:
        register.record(other, by="Wang Min")
    lines = caught.value.lines("en")
    assert "decide again" in lines[0]
    assert [line.partition("found ")[2] for line in lines[1:]] == [
        "`platform, 2025, E1/P1, 50000.00`", "`growth/2, 2025, E1, 300000.00`", "`platform, 2025, E2/P2, 200000.00`",
    ]  # fmt: skip
    assert "请按登记簿重新决定" in caught.value.lines("zh")[0]
    assert register.history("ganzhou") == before


def test_a_decision_that_knew_more_than_the_register_is_refused(register: Register) -> None:
    """A list kept by hand beside the register must not decide what the register then takes for its own."""
    row = {"year": 2024, "award": "platform", "enterprise": "E1", "subject": "P1", "amount": "1.00"}
    known: Json = {**FACTS, "awards_paid": [row]}
    with pytest.raises(RegisterError, match=r"does not hold; found `platform, 2024, E1/P1, 1\.00`"):
        register.record(decided(known, 2025), by="Li Hua")
    with pytest.raises(RegisterError, match=r"is not what the register holds.*register import"):
        register.facts(known, GANZHOU)
    register.import_([row], GANZHOU, by="Li Hua")
    register.record(decided(register.facts(known, GANZHOU), 2025), by="Li Hua")
    # A list from before, all of which the register has, may stay where it is.
    assert register.facts(known, GANZHOU).paid == register.facts(FACTS, GANZHOU).paid
    many = [{**row, "subject": f"P{number}"} for number in range(9)]
    with pytest.raises(RegisterError) as caught:
        register.facts({**FACTS, "awards_paid": many}, GANZHOU)
    assert len(caught.value.lines()) == 7
    assert "… and 3 more differences" in caught.value.lines()[-1]


@pytest.mark.parametrize(
    ("left", "tiers"),
    [(10_000_000, {1: "200000.00", 2: "300000.00"}), (250_000, {1: "200000.00", 2: "50000.00"}),
     (100_000, {1: "100000.00", 2: "0.00"})],
)  # fmt: skip
def test_a_line_of_several_tiers_has_an_entry_for_each(register: Register, left: int, tiers: dict[int, str]) -> None:
    """Under `cumulative` one entry would leave the other tiers unpaid, and a budget freed later would pay them."""
    facts = {"enterprises": FACTS["enterprises"], "city": {"other_support": {"2025": 10_000_000 - left}}}
    freed: Json = {"enterprises": FACTS["enterprises"]}
    summed = GANZHOU.interpret(growth_tiers_in_one_year="cumulative")
    register.record(decided(facts, 2025, summed), by="Li Hua")
    assert {each["tier"]: each["amount"] for each in register.awards_paid("ganzhou")} == tiers
    again = decide_with(register, freed, 2025, summed)
    assert {line.status for line in again.lines_of("E1") if line.award == "growth"} == {"already_paid"}
    assert paid(decide_with(register, freed, 2026, summed)) == {"growth E1": "400000.00"}


def test_unknown_lines_stay_open_until_their_facts_are_there(register: Register) -> None:
    """What is surely due is paid and recorded at once; what waits for a fact is paid later, and nothing twice."""
    facts = copy.deepcopy(FACTS)
    del facts["platforms"][0]["retail_sales"]["2025"]
    made = register.record(decide_with(register, facts, 2025), by="Li Hua")
    assert made.unknown_lines > 0
    assert "platform/" not in told(register)[0]
    late = decide_with(register, FACTS, 2025)
    assert paid(late) == {"platform P1": "50000.00"}
    register.record(late, by="Li Hua")
    assert sorted(told(register)) == sorted(each.paid.words() for each in payments(decided(FACTS, 2025)))


def test_a_withdrawn_decision_is_recorded_again_only_when_that_is_said(register: Register) -> None:
    """A retry after a colleague took everything back must not pay again by itself; on purpose it can be."""
    decision = decided(FACTS, 2025)
    register.record(decision, by="Li Hua")
    numbers = [each.number for each in register.entries("ganzhou")]
    register.withdraw("ganzhou", numbers[0], by="Wang Min", reason="paid into a closed account")
    assert register.record(decision, by="Li Hua").new is False
    assert paid(decide_with(register, FACTS, 2025)) == {"platform P1": "50000.00"}
    register.withdraw("ganzhou", *numbers[1:], by="Wang Min", reason="wrong year")
    with pytest.raises(RegisterError, match=r"change 1, and all of it was withdrawn since; .*again=True"):
        register.record(decision, by="Li Hua")
    made = register.record(decision, by="Li Hua", again=True)
    assert (made.new, made.change.number) == (True, 4)
    assert len(register.entries("ganzhou")) == 3


def test_a_decision_under_proposals_is_no_law(register: Register) -> None:
    """A study of what might be must not be paid; once the proposals are in force they are named in the register."""
    policy = GANZHOU.amend(ROOT / "examples" / "proposals" / "raise-enterprise-cap.yaml")
    decision = decided(FACTS, 2025, policy)
    with pytest.raises(RegisterError, match=r"under proposals is not recorded; found `.*`; .*amended=True"):
        register.record(decision, by="Li Hua")
    assert register.policies() == ()
    kept = register.record(decision, by="Li Hua", amended=True).change.decision
    assert kept is not None
    assert kept.proposals == decision.proposals


def test_a_decision_that_was_only_examined_is_not_paid(register: Register) -> None:
    """`guard=False` lets out what may break a promise of the policy: recorded, it would be paid."""
    decision = GANZHOU.decide(FACTS, 2025, guard=False)
    with pytest.raises(RegisterError, match=r"promises \(guard=False\) is not recorded"):
        register.record(decision, by="Li Hua")


def test_a_recorded_decision_names_its_decision_record(register: Register) -> None:
    """An auditor finds the record to replay by the digests, and reads by which policy and readings it was decided."""
    decision = decided(FACTS, 2025, GANZHOU.interpret(cap_order="pro_rata"))
    found = register.record(decision, by="Li Hua").change.decision
    chained = record(decision)
    assert found is not None
    assert (found.result_digest, found.facts_digest) == (chained.result_digest, chained.facts_digest)
    assert (found.policy_digest, found.document) == (chained.policy.digest, chained.policy.document)
    assert (found.interpretations, found.engine) == (chained.interpretations, "reference")
    assert found == register.history("ganzhou")[0].decision


def test_another_policy_needs_no_change_of_the_library(register: Register) -> None:
    """The reading rooms call their list `grants_paid`; each policy has a register of its own in the same database."""
    rooms = load_policy(ROOT / "examples" / "new-policy")
    facts = rooms.facts(ROOT / "examples" / "new-policy" / "facts.json")
    year, plain = 2025, replace(facts, paid=())
    decision = decide_with(register, plain, year, rooms)
    assert paid(decision)
    register.record(decision, by="Li Hua")
    register.record(decided(FACTS, 2025), by="Li Hua")
    again = paid(decide_with(register, plain, year, rooms))
    # A room that a limit cut to nothing is still open, to what rounding left of the budget: two fen.
    assert again == {"books R2": "0.02"}
    assert not again.keys() & paid(decision).keys()
    known = data_of(register.facts(plain, rooms))
    assert known["grants_paid"] == register.awards_paid(rooms)
    assert register.policies() == tuple(sorted(("ganzhou", rooms.id)))
    assert {each.paid.award for each in register.entries(rooms)} <= {"seats", "books"}
    assert register.history(rooms.id)[0].number == register.history("ganzhou")[0].number == 1


def test_who_did_what_and_when_is_kept(address: str) -> None:
    """The clock is the register's, not the caller's; times are in UTC whatever the database makes of them."""
    moment = datetime.fromisoformat("2026-03-31T23:30:00.000001+08:00")
    with Register.open(address, clock=lambda: moment) as register:
        register.record(decided(FACTS, 2025), by="  李华 ")
    with Register.open(address) as register:
        (change,) = register.history("ganzhou")
    assert (change.at, change.at.tzinfo, change.by) == (moment, UTC, "李华")
    assert (change.time, change.kind, change.reason, change.fen) == (
        "2026-03-31T15:30:00Z",
        "recorded",
        None,
        55_000_000,
    )


def test_what_cannot_be_recorded_is_said_in_one_line(register: Register) -> None:
    """Nobody's name, no decision, a policy that pays nothing, a slip in a name: one line, and nothing is written."""
    decision = decided(FACTS, 2025)
    no_decision: Any = decision.to_dict()
    for name in ("", " ", "a\0b"):
        with pytest.raises(RegisterError, match="say who does it"):
            register.record(decision, by=name)
    with pytest.raises(UsageError, match="a decision of `decide`"):
        register.record(no_decision, by="Li Hua")
    centres = decided({}, 2025, load_policy("zhanjiang"))
    with pytest.raises(RegisterError, match="`zhanjiang` have no list of awards paid"):
        register.record(centres, by="Li Hua")
    with pytest.raises(RegisterError, match="`zhanjiang` have no list of awards paid"):
        register.awards_paid("zhanjiang")
    with pytest.raises(UsageError, match="did you mean `ganzhou`"):
        register.history("ganzhuo")
    with pytest.raises(FactsError, match="/enterprises/0/id"):
        register.facts({"enterprises": [{"id": 1}]}, GANZHOU)
    assert register.policies() == ()
