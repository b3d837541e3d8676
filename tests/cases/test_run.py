"""Cases are run on exactly the facts that they give, and every departure from what they expect is told."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants.copies import amended
from thoroughness import tries

import policyrules as pr
from policyrules.cases import Case, load_cases, run_case, run_cases
from policyrules.testing.strategies import facts as any_facts

from .written import written

GANZHOU = pr.load_policy("ganzhou")


def the_case(path: Path) -> Case:
    (case,) = load_cases(path)
    return case


def case_of(folder: Path, **content: Any) -> Case:
    """A case about the Ganzhou policy, written as JSON, which is YAML as well."""
    path = folder / "one.cases.yaml"
    expect = content.pop("expect", {"lines": {"awards": 0}})
    facts = content.pop("facts", {})
    file = {"policy": "ganzhou", "year": 2025, "facts": facts, "cases": {"one": {**content, "expect": expect}}}
    path.write_text(json.dumps(file, ensure_ascii=False, default=str), encoding="utf-8")
    return the_case(path)


def differences(case: Case) -> list[str]:
    return [f"{case.place(*each.path).line}: {each.text.en}" for each in run_case(case).differences]


def test_the_good_file_passes(tmp_path: Path) -> None:
    """It has every way to write facts and figures; and its label and place are known."""
    case = the_case(written(tmp_path))
    result = run_case(case)
    assert (result.outcome, result.differences) == ("passed", ())
    assert (case.line, case.year, case.label and case.label.en) == (9, 2025, "exactly on the bound")
    assert result.decision is not None


# Facts

#: How a fact may be written → how the facts have it.
WRITTEN = {
    "2亿元": 200_000_000,
    "1000.01万元": 10_000_100,
    "0.01元": "0.01",
    "100000000.01": "100000000.01",
    "'100000000.01'": "100000000.01",
    "200000000": 200_000_000,
    "null": None,
    "-5": -5,
    "20名": "20名",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_amounts_of_facts_are_exact_however_written(text: str, tmp_path: Path) -> None:
    """What is no amount stays as it is written, so that the facts are refused for it, and not the file."""
    case = the_case(written(tmp_path, ("2025: 2亿元", f"2025: {text}")))
    assert case.facts["enterprises"][0]["online_sales"]["2025"] == WRITTEN[text]
    assert json.loads(json.dumps(case.facts)) == case.facts


@pytest.mark.parametrize(("text", "exact"), [("0.82", "0.82"), ("82%", "0.82"), ("0.5%", "0.005"), ("1", 1)])
def test_shares_of_facts_are_exact_however_written(text: str, exact: object, tmp_path: Path) -> None:
    case = the_case(
        written(
            tmp_path,
            ("without:", f"facts: {{city: {{courier_village_share: {{2024: {text}}}}}}}\n    no:"),
            ("    with: {live_bases.B1.hosts: 30名, live_bases.B1.live_sales.2025: 5000万元}\n", ""),
            ("    no: [live_bases.B1.founded_year]\n", ""),
        )
    )
    assert case.facts == {"city": {"courier_village_share": {"2024": exact}}}


def test_a_decimal_that_no_text_can_stand_for_stays_a_number(tmp_path: Path) -> None:
    """20.5 rooms are refused as the number that they are."""
    case = the_case(written(tmp_path, ("live_rooms: 20间", "live_rooms: 20.5")))
    assert case.facts["live_bases"][0]["live_rooms"] == Decimal("20.5")


def test_with_and_without_change_only_what_they_name(tmp_path: Path) -> None:
    """Absent series, objects and lists are created; the facts of the file are the same for the next case."""
    changes = """\
    with:
      city.other_support.2025: 3.5万元
      enterprises.E1.agri_sales.2025: 1200万元
      enterprises.E1.online_sales.2025: null
      awards_paid: [{year: 2024, award: growth, tier: 1, enterprise: E1, amount: 20万元}]
"""
    other = "  other:\n    expect: {lines: {awards: 3}}\n"
    path = written(
        tmp_path,
        ("    with: {live_bases.B1.hosts: 30名, live_bases.B1.live_sales.2025: 5000万元}\n", changes),
        (
            "without: [live_bases.B1.founded_year]",
            "without: [live_bases.B1.live_rooms, enterprises.E1.online_sales.2024]",
        ),
        ("totals: {paid: 200000}\n", "totals: {paid: 200000}\n" + other),
    )
    changed, plain = load_cases(path)
    base = {"id": "B1", "operator": "E1", "founded_year": 2025, "floor_area_m2": 1200, "resident_enterprises": 30}
    paid = {"year": 2024, "award": "growth", "tier": 1, "enterprise": "E1", "amount": 200_000}
    assert changed.facts == {
        "enterprises": [
            {"id": "E1", "recognized": True, "online_sales": {"2025": None}, "agri_sales": {"2025": 12_000_000}}
        ],
        "live_bases": [base],
        "city": {"other_support": {"2025": 35_000}},
        "awards_paid": [paid],
    }
    assert plain.facts["enterprises"][0]["online_sales"] == {"2024": 90_000_000, "2025": 200_000_000}
    assert plain.facts["live_bases"][0]["live_rooms"] == 20
    assert "city" not in plain.facts


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_what_is_removed_is_named_as_the_facts_stand_before(order: tuple[int, ...], tmp_path: Path) -> None:
    """If indices moved while facts are removed, a case would be about other facts than those that it names."""
    paid = [{"year": year, "award": "growth", "enterprise": "E1", "amount": 1} for year in range(2021, 2026)]
    addresses = ["awards_paid.0", "awards_paid.1", "awards_paid.3.amount", "awards_paid.2.enterprise"]
    facts = {"enterprises": [{"id": "E1"}], "awards_paid": paid}
    case = case_of(tmp_path, facts=facts, without=[addresses[each] for each in order])
    assert case.facts["awards_paid"] == [
        {"year": 2023, "award": "growth", "amount": 1},
        {"year": 2024, "award": "growth", "enterprise": "E1"},
        paid[4],
    ]


# What is told

#: A change of the good file → the line and the words of the one difference that comes of it.
DIFFERENCES = {
    "tier: 1": ("tier: 2", "15: growth E1: tier: expected 2, found 1"),
    "status: paid": ("status: reduced", "15: growth E1: status: expected reduced, found paid"),
    "paid: 20万元": ("paid: 199999.99", "15: growth E1: paid: expected 199999.99, found 200000.00"),
    "subject: E1": ("subject: E2", "15: growth E2: expected one line, found no such line"),
    "awards.growth.tiers.1": (
        "awards.growth.cap",
        "15: growth E1: decided_by: expected awards.growth.cap, found awards.growth.tiers.1",
    ),
    "[/live_bases/0/live_sales/2024]": (
        "[]",
        "16: live_base B1: missing: expected none, found /live_bases/0/live_sales/2024",
    ),
    "value: null": ("value: 80%", "17: courier_2024: value: expected 0.8, found null"),
    "verdict: unknown": ("bound: 81%", "17: courier_2024: bound: expected 0.81, found 0.8"),
    "{paid: 200000}": ("{overrun: 1}", "18: totals: overrun: expected 1.00, found 0.00"),
    "totals: {paid: 200000}": ("lines: {awards: 4}", "18: number of lines: awards: expected 4, found 3"),
}


@pytest.mark.parametrize("expected", DIFFERENCES)
def test_a_difference_is_told_at_its_place_with_both_values(expected: str, tmp_path: Path) -> None:
    instead, said = DIFFERENCES[expected]
    case = the_case(written(tmp_path, (expected, instead)))
    assert run_case(case).outcome == "failed"
    assert differences(case) == [said]


def test_a_difference_brings_the_reasons_of_its_line(tmp_path: Path) -> None:
    """Whoever reads it need not run the decision again to see why."""
    case = the_case(written(tmp_path, ("2025: 2亿元", "2025: 1亿元")))
    found = run_case(case).differences
    assert [each.field for each in found] == ["tier", "status", "paid", "decided_by", "paid"]
    assert found[0].reasons[0].en.startswith("tier 1: not met: ")


def test_a_promise_holds_whatever_the_policy_pays_and_is_told_where_it_is_broken(tmp_path: Path) -> None:
    """The promise keeps the numbers of the case's own policy: else a change that moves the bound would pass."""
    sales = {"2024": 0, "2025": 500_000_000}
    facts = {"enterprises": [{"id": "E1", "recognized": True, "online_sales": sales}]}
    case = case_of(tmp_path, facts=facts, expect={"holds": ["growth_most", "enterprise_most"]})
    assert run_case(case).outcome == "passed"
    text = "growth.tier_4.reward: {value: 50万元", "growth.cap: {value: 50万元"
    raised = amended(tmp_path, "ganzhou", *(("parameters.yaml", old, old.replace("50", "60")) for old in text))
    (difference,) = run_case(case, raised).differences
    assert difference.text.en == "promise growth_most: expected that it holds, found that it is broken"
    assert (case.place(*difference.path).line, difference.reasons[0].en) == (
        1,
        "E1 is paid 600,000 yuan, and may get 500,000 yuan at most",
    )


def test_more_must_not_mean_less_on_the_facts_with_a_raised_figure(tmp_path: Path) -> None:
    """A case about two decisions compares what the policy that runs it pays on both."""
    sales = {"online_sales": {"2024": 0, "2025": 400_000_000}, "agri_sales": {"2025": 0}}
    facts = {"enterprises": [{"id": "E1", "recognized": True, **sales}]}
    figure, expect = {"enterprises.E1.online_sales.2025": "6亿元"}, {"holds": ["more_online_sales"]}
    case = case_of(tmp_path, facts=facts, raised=figure, expect=expect)
    assert case.raised is not None
    assert case.raised["enterprises"][0]["online_sales"] == {"2024": 0, "2025": 600_000_000}
    assert case.facts == facts
    assert run_case(case).outcome == "passed"
    reward = "growth.tier_4.reward: {value: "
    meaner = amended(tmp_path, "ganzhou", ("parameters.yaml", f"{reward}50万元", f"{reward}10万元"))
    (difference,) = run_case(case, meaner).differences
    assert difference.text.en == "promise more_online_sales: expected that it holds, found that it is broken"
    assert "100,000 yuan" in difference.reasons[0].en


def test_what_is_not_promised_does_not_hold(tmp_path: Path) -> None:
    """Else a case would pass for ever, and nobody would see that it asks nothing."""
    case = case_of(tmp_path, interpretations={"budget_rule": "report_only"}, expect={"holds": ["budget"]})
    assert [each.found.en for each in run_case(case).differences] == ["that it is not promised under these readings"]


def test_a_case_that_nobody_confirmed_never_passes(tmp_path: Path) -> None:
    case = the_case(written(tmp_path, ("    expect:\n", "    confirmed: false\n    expect:\n")))
    result = run_case(case)
    assert (case.confirmed, result.outcome, result.differences) == (False, "unconfirmed", ())


def test_several_tiers_are_told_apart_by_the_tier(tmp_path: Path) -> None:
    """Where an interpretation pays both tiers of a base, a line without its tier names two."""
    base = {
        "id": "B1", "operator": "E1", "founded_year": 2025, "floor_area_m2": 1000, "live_rooms": 20,
        "resident_enterprises": 30, "hosts": 30, "live_sales": {"2025": 60_000_000},
    }  # fmt: skip
    line = {"award": "live_base", "subject": "B1"}
    expect = {"awards": [{**line, "tier": 1, "paid": "10万元"}, {**line, "tier": 2, "paid": "20万元"}, {**line}]}
    facts = {"enterprises": [{"id": "E1"}], "live_bases": [base]}
    case = case_of(tmp_path, facts=facts, interpretations={"base_tiers_in_one_year": "both"}, expect=expect)
    assert [each.text.en for each in run_case(case).differences] == [
        "live_base B1: expected one line, found 2 lines: say which by its `tier`"
    ]


# Facts that are refused

REFUSED = {"enterprises": [{"id": "E1", "online_sales": {"2025": -5}, "nonsense": 1}, {"id": "E1"}]}
POINTERS = ("/enterprises/0/online_sales/2025", "/enterprises/0/nonsense", "/enterprises/1/id")


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        (POINTERS, []),
        (POINTERS[::-1], []),
        (POINTERS[:2], ["facts /enterprises/1/id: expected no problem, found duplicate_id"]),
        ((*POINTERS, "/city"), ["facts /city: expected a problem, found no problem"]),
        (
            (),
            [
                f"facts {each}: expected no problem, found {code}"
                for each, code in zip(POINTERS, ("value", "unknown_property", "duplicate_id"), strict=True)
            ],
        ),
    ],
)
def test_refused_facts_have_exactly_the_expected_errors(
    errors: tuple[str, ...], said: list[str], tmp_path: Path
) -> None:
    expect = {"errors": [{"at": each} for each in errors]} if errors else {"lines": {"awards": 1}}
    case = case_of(tmp_path, facts=REFUSED, expect=expect)
    assert sorted(each.text.en for each in run_case(case).differences) == sorted(said)


def test_the_code_of_an_error_is_compared_and_a_pass_is_no_refusal(tmp_path: Path) -> None:
    errors = [{"at": "/enterprises/0", "code": "duplicate_id"}]
    case = case_of(tmp_path, facts={"enterprises": [{"id": "E1"}]}, expect={"errors": errors})
    assert [each.text.en for each in run_case(case).differences] == [
        "facts /enterprises/0: expected duplicate_id, found no problem"
    ]
    wrong = case_of(
        tmp_path, facts={"enterprises": [{}]}, expect={"errors": [{"at": "/enterprises/0/id", "code": "x"}]}
    )
    assert [each.text.en for each in run_case(wrong).differences] == [
        "facts /enterprises/0/id: expected x, found missing"
    ]


# Other policies


def test_a_case_runs_on_another_policy_under_its_own_interpretations(tmp_path: Path) -> None:
    """A mutant, or an amended policy: what it cannot decide is a failure, and no traceback."""
    tiers = ("growth_tiers_in_one_year: highest", "growth_tiers_in_one_year: cumulative")
    paid = ("tier: 1, status: paid, paid: 20万元, decided_by: [awards.growth.tiers.1]", "tier: 2, paid: 50万元")
    totals = ("totals: {paid: 200000}", "totals: {paid: 50万元}")
    case = the_case(written(tmp_path, tiers, ("2025: 2亿元", "2025: 200000000.01"), paid, totals))
    highest = GANZHOU.interpret(growth_tiers_in_one_year="highest")
    assert run_case(case).outcome == run_case(case, highest).outcome == "passed"
    (other,) = run_cases([case], pr.load_policy("zhanjiang"))
    assert other.outcome == "failed"
    assert "no interpretation is called `growth_tiers_in_one_year`" in other.differences[0].reasons[0].en


def test_facts_are_checked_by_the_policy_that_decides(tmp_path: Path) -> None:
    """Where its vocabulary is another, what the case's own policy has found good counts for nothing."""
    case = the_case(written(tmp_path, ("interpretations: {growth_tiers_in_one_year: highest}\n", "")))
    assert run_case(case).outcome == "passed"
    result = run_case(case, pr.load_policy("zhanjiang"))
    assert (result.outcome, result.decision) == ("failed", None)
    assert "facts /live_bases: expected no problem, found unknown_property" in [
        each.text.en for each in result.differences
    ]


@settings(max_examples=tries(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_a_decision_says_passes_and_any_one_change_of_it_fails(data: st.DataObject, tmp_path: Path) -> None:
    """A runner that compared too little would let a wrong policy pass; one that compared too much, no right one."""
    facts = data.draw(any_facts(GANZHOU, 2025))
    decision = GANZHOU.decide(facts, 2025, "reference")
    keys = ("award", "subject", "tier", "enterprise", "clause", "status", "entitled", "paid", "missing")
    awards: list[dict[str, Any]] = [
        {**{key: line[key] for key in keys}, "decided_by": list(line.decided_by)} for line in decision.awards
    ]
    expect: dict[str, Any] = {"awards": awards, "totals": {"paid": decision.totals.to_dict()["paid"]}}
    case = case_of(tmp_path, facts=facts, expect=expect)
    assert run_case(case).differences == ()
    if awards:
        line = data.draw(st.sampled_from(awards))
        key = data.draw(st.sampled_from(["tier", "enterprise", "status", "entitled", "paid", "missing", "decided_by"]))
        others: dict[str, list[Any]] = {
            "tier": [None, 1, 9],
            "enterprise": ["another"],
            "status": ["paid", "unknown", "not_eligible"],
            "entitled": [None, 0, "0.01元"],
            "paid": [None, 0, "0.01元"],
            "missing": [[], ["/city"]],
            "decided_by": [["awards.growth.cap"], ["limits.budget"]],
        }
        line[key] = data.draw(st.sampled_from([each for each in others[key] if not _same(each, line[key])]))
        changed = run_case(case_of(tmp_path, facts=facts, expect=expect))
        assert [each.field for each in changed.differences] == [key]


def _same(one: object, other: object) -> bool:
    return one == other or (one, other) in ((0, "0.00"), ("0.01元", "0.01"))
