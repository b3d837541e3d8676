"""A property that cannot fail proves nothing: break one thing in a policy, and see it caught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from engines import official

from policyrules.policy import load_policy
from policyrules.testing import PROPERTIES, Change, Rise, facts, promises, raising_never_lowers, rises

from .breaking import Json, broken, is_caught, many, without

pytestmark = pytest.mark.thorough

Official = Callable[[Json, Json], None]
DATA: dict[str, tuple[Official, str, str, str, int, str]] = {
    "no cap per enterprise": (
        official.no_enterprise_over_1_000_000,
        "limits.yaml",
        "enterprise_cap",
        "",
        2025,
        "many",
    ),
    "another cap per enterprise": (
        official.no_enterprise_over_1_000_000,
        "parameters.yaml",
        "{value: 100万元",
        "{value: 100.01万元",
        2025,
        "many",
    ),
    "no cap on platforms": (
        official.platform_awards_at_most_300_000,
        "limits.yaml",
        "platform_cap",
        "",
        2025,
        "many",
    ),
    "another cap on platforms": (
        official.platform_awards_at_most_300_000,
        "parameters.yaml",
        "platform.cap: {value: 30",
        "platform.cap: {value: 31",
        2025,
        "facts",
    ),
    "another cap on growth": (
        official.growth_at_most_500_000,
        "parameters.yaml",
        "growth.cap: {value: 50",
        "growth.cap: {value: 51",
        2025,
        "facts",
    ),
    "another cap on agricultural awards": (
        official.agricultural_at_most_200_000_and_1_percent_of_upstream,
        "parameters.yaml",
        "agricultural.cap: {value: 20",
        "agricultural.cap: {value: 21",
        2025,
        "facts",
    ),
    "the quantity that is tested instead of upstream sales": (
        official.agricultural_at_most_200_000_and_1_percent_of_upstream,
        "awards.yaml",
        "interpretation.agri_rate * agri_upstream_sales",
        "interpretation.agri_rate * agri_sales",
        2025,
        "facts",
    ),
    "another rate for platforms": (
        official.platform_at_most_1_percent_of_speciality_sales,
        "parameters.yaml",
        "platform.rate: {value: 1%",
        "platform.rate: {value: 2%",
        2025,
        "facts",
    ),
    "another award for bases": (
        official.a_base_gets_100_000_or_200_000,
        "parameters.yaml",
        "live_base.tier_2.reward: {value: 20万元",
        "live_base.tier_2.reward: {value: 21万元",
        2025,
        "many",
    ),
    "no exclusivity": (
        official.never_growth_and_agricultural,
        "limits.yaml",
        "growth_or_agricultural",
        "",
        2025,
        "facts",
    ),
    "another budget": (
        official.total_within_10_000_000,
        "parameters.yaml",
        "budget: {value: 1000万元",
        "budget: {value: 1001万元",
        2025,
        "many",
    ),
    "other support beside the budget": (
        official.total_within_10_000_000,
        "limits.yaml",
        "    less: city.other_support[year]\n",
        "\n",
        2025,
        "many",
    ),
    "a one-time award each year": (
        official.a_one_time_award_never_twice,
        "awards.yaml",
        "    subject: enterprises\n    paid: once",
        "    subject: enterprises\n    paid: yearly",
        2025,
        "growth paid",
    ),
    "awards after the plan": (
        official.nothing_outside_2024_to_2026,
        "policy.yaml",
        "until: 2026-12-31",
        "until: 2027-12-31",
        2027,
        "facts",
    ),
}


@pytest.mark.parametrize("name", DATA)
def test_a_broken_policy_is_caught(name: str, tmp_path: Path) -> None:
    check, file, old, new, year, which = DATA[name]
    policy = broken(tmp_path, file, without(file, old) if new == "" else old, new)
    if check is official.growth_at_most_500_000:
        # One tier alone is at most 50万, so the cap matters where tiers are added up.
        policy = policy.interpret(growth_tiers_in_one_year="cumulative")
    strategies = {"facts": facts(policy, year), "growth paid": facts(policy, year, max_things=0, paid=("growth",))}
    strategy = many(policy, year) if which == "many" else strategies[which]
    assert is_caught(strategy, lambda each: check(policy.decide(each, year, guard=False).to_dict(), each))


def test_a_one_time_award_that_is_yearly_is_paid_in_the_next_year(tmp_path: Path) -> None:
    """Without the condition that it be the first time, only the register keeps an award from coming twice."""
    policy = broken(
        tmp_path,
        "awards.yaml",
        "    subject: enterprises\n    paid: once",
        "    subject: enterprises\n    paid: yearly",
    )
    text = (tmp_path / "broken" / "awards.yaml").read_text(encoding="utf-8")
    first = "all(not online_sales[y] > tier.sales for y in years(base_year, year - 1))"
    (tmp_path / "broken" / "awards.yaml").write_text(text.replace(first, "recognized"), encoding="utf-8")
    policy = load_policy(tmp_path / "broken")

    def holds(each: Json) -> None:
        assert not official.paid_for_what_was_paid(policy, each, 2025)

    assert is_caught(facts(policy, 2025, unknown=False), lambda each: holds(_for_next_year(each)))


def test_a_policy_that_breaks_its_own_promise_is_caught(tmp_path: Path) -> None:
    """A cap that forgets an award: a promise about all awards does not."""
    forgetful = broken(
        tmp_path,
        "limits.yaml",
        "    awards: [platform, live_base, growth, agricultural]\n    amount: enterprise_cap",
        "    awards: [platform, growth, agricultural]\n    amount: enterprise_cap",
    )
    strategy = many(forgetful, 2025)
    assert is_caught(strategy, lambda each: PROPERTIES["invariants_hold"](forgetful, each, 2025))


def test_the_property_of_an_invariant_catches_what_breaks_it(tmp_path: Path) -> None:
    """What is generated from a declaration is a test that fails: on one decision, and on two that a figure parts."""
    text = "growth.tier_2.reward: {value: 30", "growth.tier_2.reward: {value: 10"
    policy = broken(tmp_path, "parameters.yaml", *text).interpret(cap_order="clause_order")
    rises_of, known = promises(policy)["invariant_more_online_sales"], facts(policy, 2025, max_payees=1, max_things=0)
    assert isinstance(rises_of, Change)

    def holds(each: tuple[Json, Rise | None]) -> None:
        if each[1] is not None:
            rises_of.check(policy, each[0], 2025, each[1])

    assert is_caught(rises_of.drawn(policy, 2025, known), holds)


def _for_next_year(given: Json) -> Json:
    for each in given.get("enterprises", ()):
        each["online_sales"]["2026"] = each["online_sales"]["2025"]
    return given


def test_an_award_for_smaller_sales_is_caught(tmp_path: Path) -> None:
    """A tier that pays less than the one below it makes more sales worth less."""
    policy = broken(tmp_path, "parameters.yaml", "growth.tier_2.reward: {value: 30", "growth.tier_2.reward: {value: 10")

    def holds(each: tuple[Json, Rise | None]) -> None:
        if each[1] is not None:
            raising_never_lowers(policy, each[0], 2025, each[1])

    few = facts(policy, 2025, max_payees=1, max_things=0, unknown=False, paid=())
    assert is_caught(rises(policy, 2025, few), holds)


def test_every_check_is_seen_to_fail() -> None:
    assert {check for check, *_ in DATA.values()} == set(official.OFFICIAL)
