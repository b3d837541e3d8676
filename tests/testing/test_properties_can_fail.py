"""A property that cannot fail proves nothing: break one thing, and see the property catch it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from engines import official
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from policyrules.bundled_files import room
from policyrules.engines import allocation, cases, limits, run
from policyrules.engines.claims import Claim
from policyrules.engines.rete import patterns
from policyrules.policy import Policy, load_policy
from policyrules.testing import (
    PROPERTIES,
    Rise,
    facts,
    policy_properties,
    raising_never_lowers,
    rises,
)

Json = dict[str, Any]
GANZHOU = room("policies") / "ganzhou"
#: The same examples in every run; one that fails is enough, the smallest is not asked for.
SEARCH = settings(
    max_examples=1500,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def broken(folder: Path, file: str, old: str, new: str) -> Policy:
    """Ganzhou with one thing changed in one file."""
    shutil.copytree(GANZHOU, folder / "broken")
    path = folder / "broken" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_policy(folder / "broken")


def without(file: str, name: str) -> str:
    """The text of one limit."""
    text = (GANZHOU / file).read_text(encoding="utf-8")
    start = text.index(f"  {name}:\n")
    return text[start : text.index("\n\n", start) + 2]


def many(policy: Policy, year: int) -> st.SearchStrategy[Json]:
    """Facts with many bases and platforms of one or two enterprises: caps and budget have much to cut."""
    tight = facts(policy, year, max_payees=2, max_things=8, unknown=False, paid=())

    def with_support(given: Json) -> Json:
        return {**given, "city": {"other_support": {str(year): 9_000_000}}}

    return tight | tight.map(with_support)


def is_caught(strategy: st.SearchStrategy[Any], holds: Callable[[Any], None]) -> bool:
    """Whether some example of a strategy makes a property fail."""

    def fails(example: Any) -> bool:
        try:
            holds(example)
        except AssertionError:
            return True
        return False

    try:
        find(strategy, fails, settings=SEARCH)
    except NoSuchExample:
        return False
    return True


Official = Callable[[Json, Json], None]
DATA: dict[str, tuple[Official, str, str, str, int, str]] = {
    "no cap per enterprise": (
        official.no_enterprise_over_1_000_000, "limits.yaml", "enterprise_cap", "", 2025, "many",
    ),
    "another cap per enterprise": (
        official.no_enterprise_over_1_000_000, "parameters.yaml", "{value: 100万元", "{value: 100.01万元", 2025, "many",
    ),
    "no cap on platforms": (
        official.platform_awards_at_most_300_000, "limits.yaml", "platform_cap", "", 2025, "many",
    ),
    "another cap on platforms": (
        official.platform_awards_at_most_300_000, "parameters.yaml", "platform.cap: {value: 30", "platform.cap: {value: 31", 2025, "facts",
    ),
    "another cap on growth": (
        official.growth_at_most_500_000, "parameters.yaml", "growth.cap: {value: 50", "growth.cap: {value: 51", 2025, "facts",
    ),
    "another cap on agricultural awards": (
        official.agricultural_at_most_200_000_and_1_percent_of_upstream, "parameters.yaml", "agricultural.cap: {value: 20", "agricultural.cap: {value: 21", 2025, "facts",
    ),
    "the quantity that is tested instead of upstream sales": (
        official.agricultural_at_most_200_000_and_1_percent_of_upstream, "awards.yaml", "interpretation.agri_rate * agri_upstream_sales", "interpretation.agri_rate * agri_sales", 2025, "facts",
    ),
    "another rate for platforms": (
        official.platform_at_most_1_percent_of_speciality_sales, "parameters.yaml", "platform.rate: {value: 1%", "platform.rate: {value: 1.01%", 2025, "facts",
    ),
    "another award for bases": (
        official.a_base_gets_100_000_or_200_000, "parameters.yaml", "live_base.tier_2.reward: {value: 20万元", "live_base.tier_2.reward: {value: 21万元", 2025, "many",
    ),
    "no exclusivity": (
        official.never_growth_and_agricultural, "limits.yaml", "growth_or_agricultural", "", 2025, "facts",
    ),
    "another budget": (
        official.total_within_10_000_000, "parameters.yaml", "budget: {value: 1000万元", "budget: {value: 1001万元", 2025, "many",
    ),
    "other support beside the budget": (
        official.total_within_10_000_000, "limits.yaml", "    less: city.other_support[year]\n", "\n", 2025, "many",
    ),
    "a one-time award each year": (
        official.a_one_time_award_never_twice, "awards.yaml", "    subject: enterprises\n    paid: once", "    subject: enterprises\n    paid: yearly", 2025, "facts",
    ),
    "awards after the plan": (
        official.nothing_outside_2024_to_2026, "policy.yaml", "until: 2026-12-31", "until: 2027-12-31", 2027, "facts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DATA)
def test_a_broken_policy_is_caught(name: str, tmp_path: Path) -> None:
    check, file, old, new, year, which = DATA[name]
    policy = broken(tmp_path, file, without(file, old) if new == "" else old, new)
    if check is official.growth_at_most_500_000:
        # One tier alone is at most 50万, so the cap matters where tiers are added up.
        policy = policy.interpret(growth_tiers_in_one_year="cumulative")
    strategy = many(policy, year) if which == "many" else facts(policy, year)
    assert is_caught(strategy, lambda each: check(policy.decide(each, year).to_dict(), each))


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


def _for_next_year(given: Json) -> Json:
    for each in given.get("enterprises", ()):
        each["online_sales"]["2026"] = each["online_sales"]["2025"]
    return given


def test_an_award_for_smaller_sales_is_caught(tmp_path: Path) -> None:
    """A tier that pays less than the one below it makes more sales worth less."""
    policy = broken(
        tmp_path, "parameters.yaml", "growth.tier_2.reward: {value: 30", "growth.tier_2.reward: {value: 10"
    )

    def holds(each: tuple[Json, Rise | None]) -> None:
        if each[1] is not None:
            raising_never_lowers(policy, each[0], 2025, each[1])

    assert is_caught(rises(policy, 2025), holds)


# What no data can break, the engines' own code must: one helper at a time.

Patch = Callable[[pytest.MonkeyPatch], None]


def _no_earlier_payments(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cases.Register, "to_payee", lambda *_, **__: [])


def _nothing_is_cut(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Claim, "reduce", lambda *_: None)


def _two_are_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Claim, "settle", lambda *_: None)


def _the_lower_is_kept(patch: pytest.MonkeyPatch) -> None:
    keep_only = limits.keep_only
    wrong = lambda limit, found, kept: keep_only(limit, found, [side for side in found if side not in kept])  # noqa: E731
    patch.setattr("policyrules.engines.reference.keep_only", wrong)
    patch.setattr("policyrules.engines.rete.chain.keep_only", wrong)


def _more_than_entitled(patch: pytest.MonkeyPatch) -> None:
    execute = run.run

    def generous(*arguments: Any) -> run.Outcome:
        outcome = execute(*arguments)
        for claim in outcome.claims:
            claim.due += 1
        return outcome

    patch.setattr("policyrules.policy.run", generous)


def _other_support_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(allocation, "_other", lambda *_: 0)


def _years_never_end(patch: pytest.MonkeyPatch) -> None:
    from policyrules.program import lower

    award_rule = lower.AwardRule
    patch.setattr(lower, "AwardRule", lambda **given: award_rule(**{**given, "open": True}))


def _nothing_was_paid_before(patch: pytest.MonkeyPatch) -> None:
    for module in ("policyrules.engines.reference", "policyrules.engines.rete.chain"):
        patch.setattr(f"{module}.is_used", lambda *_: False)
    _no_earlier_payments(patch)


def _order_as_given(patch: pytest.MonkeyPatch) -> None:
    wrong = lambda claim: (claim.subject.pointer,)  # noqa: E731
    for order in list(limits._KEPT):
        patch.setitem(limits._KEPT, order, wrong)


def _by_the_hash_of_the_id(patch: pytest.MonkeyPatch) -> None:
    wrong = lambda claim: (sum(claim.subject.id.encode()) % 7, claim.subject.id)  # noqa: E731
    for order in list(limits._KEPT):
        patch.setitem(limits._KEPT, order, wrong)


def _one_engine_errs(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(patterns._OPERATORS, ">", "$gte")


def _chance(patch: pytest.MonkeyPatch) -> None:
    numbers = count()
    patch.setattr("policyrules.policy.library_version", lambda: str(next(numbers)))


CODE: dict[str, tuple[str, Patch, str]] = {
    "caps_hold: nothing is cut": ("caps_hold", _nothing_is_cut, "many"),
    "caps_hold: earlier payments do not count": ("caps_hold", _no_earlier_payments, "facts"),
    "line_caps_hold": ("line_caps_hold", _more_than_entitled, "facts"),
    "exclusive_awards_hold: two are kept": ("exclusive_awards_hold", _two_are_kept, "facts"),
    "exclusive_awards_hold: the lower is kept": ("exclusive_awards_hold", _the_lower_is_kept, "facts"),
    "budget_holds: nothing is cut": ("budget_holds", _nothing_is_cut, "many"),
    "budget_holds: other support is forgotten": ("budget_holds", _other_support_is_forgotten, "many"),
    "within_award_years": ("within_award_years", _years_never_end, "facts"),
    "paid_once": ("paid_once", _nothing_was_paid_before, "facts"),
    "order_is_irrelevant": ("order_is_irrelevant", _order_as_given, "many"),
    "renaming_changes_ids_only": ("renaming_changes_ids_only", _by_the_hash_of_the_id, "many"),
    "engines_agree": ("engines_agree", _one_engine_errs, "many"),
    "reproducible": ("reproducible", _chance, "facts"),
}


@pytest.mark.parametrize("name", CODE)
def test_a_broken_engine_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check, patch, which = CODE[name]
    patch(monkeypatch)
    # A policy of its own: programs and networks made under the patch must not outlive it.
    policy = Policy(load_policy(GANZHOU).definition)
    year = 2023 if check == "within_award_years" else 2025
    strategy = many(policy, year) if which == "many" else facts(policy, year)
    assert is_caught(strategy, lambda each: PROPERTIES[check](policy, each, year))


def test_every_property_is_seen_to_fail() -> None:
    assert {check for check, _, _ in CODE.values()} == set(PROPERTIES)
    assert {check for check, *_ in DATA.values()} == set(official.OFFICIAL)


def test_the_suite_fails_where_a_property_does() -> None:
    def never(policy: Policy, given: Json, year: int) -> None:
        raise AssertionError("as told")

    suite = policy_properties(
        "ganzhou", settings=settings(SEARCH, max_examples=3), without=["engines_agree"], never=never
    )
    assert not hasattr(suite, "test_engines_agree")
    assert suite.test_caps_hold.__doc__ == PROPERTIES["caps_hold"].__doc__
    suite().test_caps_hold()
    with pytest.raises(AssertionError, match="as told"):
        suite().test_never()
    with pytest.raises(ValueError, match="no property is called caps_hild"):
        policy_properties("ganzhou", without=["caps_hild"])
