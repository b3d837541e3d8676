"""The Ganzhou document's limits as an official would state them: its numbers, and nothing read from the policy.

A wrong number in `parameters.yaml`, a lost limit or a wrong year is caught here, where the library's own
properties would hold the decision to the same mistake. Each check takes the decision's JSON and the facts given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from policyrules.policy import Policy

Json = dict[str, Any]
WAN = Decimal(10_000)


def _money(value: Any) -> Decimal:
    return Decimal(str(value)) if value is not None else Decimal(0)


def _paid(decision: Json, *awards: str) -> dict[str, Decimal]:
    """What each enterprise gets under some awards."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in decision["awards"]:
        if line["award"] in awards:
            found[line["enterprise"]] += _money(line["paid"])
    return found


def _before(facts: Json, enterprise: str, year: int | None, *awards: str) -> Decimal:
    """What an enterprise was paid before under some awards, for a year or for all."""
    entries = facts.get("awards_paid", ())
    own = (entry for entry in entries if entry["enterprise"] == enterprise and entry["award"] in awards)
    return sum((_money(entry["amount"]) for entry in own if year in (None, entry["year"])), Decimal(0))


ALL = ("platform", "live_base", "growth", "agricultural")


def _at_most(decision: Json, facts: Json, amount: Decimal, *awards: str, any_year: bool = False) -> None:
    for enterprise, paid in _paid(decision, *awards).items():
        before = _before(facts, enterprise, None if any_year else decision["year"], *awards)
        assert paid <= max(Decimal(0), amount - before), f"{enterprise}: {paid} after {before}, above {amount}"


def no_enterprise_over_1_000_000(decision: Json, facts: Json) -> None:
    _at_most(decision, facts, 100 * WAN, *ALL)


def platform_awards_at_most_300_000(decision: Json, facts: Json) -> None:
    whole = decision["interpretations"]["platform_cap_period"] == "whole_period"
    _at_most(decision, facts, 30 * WAN, "platform", any_year=whole)


def growth_at_most_500_000(decision: Json, facts: Json) -> None:
    _at_most(decision, facts, 50 * WAN, "growth")


def agricultural_at_most_200_000_and_1_percent_of_upstream(decision: Json, facts: Json) -> None:
    _at_most(decision, facts, 20 * WAN, "agricultural")
    enterprises = {each["id"]: each for each in facts.get("enterprises", ())}
    for enterprise, paid in _paid(decision, "agricultural").items():
        given = enterprises[enterprise]
        upstream = (given.get("agri_upstream_sales") or {}).get(str(decision["year"]))
        assert paid <= _money(upstream) / 100, f"{enterprise}: {paid} is above 1% of {upstream}"


def platform_at_most_1_percent_of_speciality_sales(decision: Json, facts: Json) -> None:
    platforms = {each["id"]: each for each in facts.get("platforms", ())}
    for line in decision["awards"]:
        if line["award"] == "platform" and _money(line["paid"]):
            sold = (platforms[line["subject"]].get("speciality_sales") or {}).get(str(decision["year"]))
            assert _money(line["paid"]) <= _money(sold) / 100, f"{line['subject']}: above 1% of {sold}"


def a_base_gets_100_000_or_200_000(decision: Json, facts: Json) -> None:
    for line in decision["awards"]:
        if line["award"] == "live_base" and line["entitled"] is not None:
            most = {None: 0, 1: 10, 2: 20}[line["tier"]] * WAN
            assert _money(line["entitled"]) <= most, f"{line['subject']}: tier {line['tier']}, {line['entitled']}"


def never_growth_and_agricultural(decision: Json, facts: Json) -> None:
    growth, agricultural = _paid(decision, "growth"), _paid(decision, "agricultural")
    paid = {(entry["award"], entry["enterprise"], entry["year"]) for entry in facts.get("awards_paid", ())}
    for enterprise, amount in growth.items():
        other = agricultural.get(enterprise, Decimal(0))
        assert not (amount and other), f"{enterprise}: growth {amount} and agricultural {other}"
        assert not (amount and ("agricultural", enterprise, decision["year"]) in paid), f"{enterprise}: growth too"
        assert not (other and ("growth", enterprise, decision["year"]) in paid), f"{enterprise}: agricultural too"


def total_within_10_000_000(decision: Json, facts: Json) -> None:
    paid = sum(_paid(decision, *ALL).values(), Decimal(0))
    entries = [each for each in facts.get("awards_paid", ()) if each["year"] == decision["year"]]
    before = sum((_money(each["amount"]) for each in entries), Decimal(0))
    support = _money(((facts.get("city") or {}).get("other_support") or {}).get(str(decision["year"])))
    left = max(Decimal(0), 1000 * WAN - support - before)
    if decision["interpretations"]["budget_rule"] == "report_only":
        assert _money(decision["totals"]["overrun"]) == max(Decimal(0), paid - left), "the overrun is not told"
    else:
        assert paid <= left, f"{paid} paid, {left} left of the budget"


def a_one_time_award_never_twice(decision: Json, facts: Json) -> None:
    """An award of the register is not paid again, whatever the year and the amount."""
    for entry in facts.get("awards_paid", ()):
        if entry["award"] not in ("live_base", "growth") or "tier" not in entry:
            continue
        subject = entry.get("subject", entry["enterprise"] if entry["award"] == "growth" else None)
        for line in decision["awards"]:
            same = (line["award"], line["subject"], line["tier"]) == (entry["award"], subject, entry["tier"])
            cumulative = decision["interpretations"]["growth_tiers_in_one_year"] == "cumulative"
            # Several tiers crossed at once make one line, of the highest; its unpaid tiers are still due.
            if same and not (cumulative and line["award"] == "growth"):
                assert not _money(line["paid"]), f"{line['subject']}: {line['award']} is paid twice"


def nothing_outside_2024_to_2026(decision: Json, facts: Json) -> None:
    chosen = decision["interpretations"]
    last = int(chosen["last_award_year"])
    yearly = 2024 if chosen["annual_award_years"] == "from_2024" else 2025
    first = 2025 if chosen["first_award_years"] == "after_base_year" else 2024
    starts = {"platform": yearly, "agricultural": yearly, "live_base": first, "growth": first}
    for line in decision["awards"]:
        if not starts[line["award"]] <= decision["year"] <= last:
            assert line["status"] == "not_eligible", f"{line['award']} for {decision['year']}: {line['status']}"
            assert line["paid"] == "0.00", f"{line['award']} for {decision['year']}: {line['paid']}"


OFFICIAL: tuple[Callable[[Json, Json], None], ...] = (
    no_enterprise_over_1_000_000,
    platform_awards_at_most_300_000,
    growth_at_most_500_000,
    agricultural_at_most_200_000_and_1_percent_of_upstream,
    platform_at_most_1_percent_of_speciality_sales,
    a_base_gets_100_000_or_200_000,
    never_growth_and_agricultural,
    total_within_10_000_000,
    a_one_time_award_never_twice,
    nothing_outside_2024_to_2026,
)


def paid_for_what_was_paid(policy: Policy, facts: Json, year: int) -> list[Json]:
    """The lines that pay a one-time award that was just paid once more, in the next year."""
    first = policy.decide(facts, year, guard=False).to_dict()["awards"]
    once = [each for each in first if each["award"] in ("live_base", "growth") and _money(each["paid"])]
    entries = [
        {
            "year": year,
            "amount": each["paid"],
            **{key: each[key] for key in ("award", "tier", "enterprise", "subject")},
        }
        for each in once
    ]
    recorded = {**facts, "awards_paid": [*facts.get("awards_paid", ()), *entries]}
    keys = {(each["award"], each["subject"], each["tier"]) for each in once}
    later = policy.decide(recorded, year + 1, guard=False).to_dict()["awards"]
    return [each for each in later if (each["award"], each["subject"], each["tier"]) in keys and _money(each["paid"])]
