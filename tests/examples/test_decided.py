"""The example decides as the reading of the document says: every figure here was worked out by hand."""

from __future__ import annotations

import pytest

import policyrules as pr
from examples.paths import GOOD

STATUSES = {
    "paid": 41,
    "reduced": 6,
    "excluded": 5,
    "already_paid": 4,
    "not_eligible": 97,
    "unknown": 11,
}

# award, subject → status, tier, entitled, paid
Line = tuple[str, int | None, str | None, str | None]
BY_HAND: dict[tuple[str, str], Line] = {
    # 突破1亿元 excludes the number: exactly 100,000,000 does not qualify.
    ("growth", "E05"): ("not_eligible", None, "0.00", "0.00"),
    # One fen above does: tier 1, 20万.
    ("growth", "E06"): ("paid", 1, "200000.00", "200000.00"),
    # Exactly 2亿 misses tier 2, and tier 1 was crossed in 2024 already.
    ("growth", "E07"): ("not_eligible", None, "0.00", "0.00"),
    # From 0.95亿 to exactly 4亿: tiers 1 to 3 are crossed, the highest is paid (default `highest`).
    ("growth", "E08"): ("paid", 3, "400000.00", "400000.00"),
    # Exactly 1亿 in the base year is not above it, so 2025 is the first.
    ("growth", "E10"): ("paid", 1, "200000.00", "200000.00"),
    # Founded in 2025: the years before count as zero; 2.3亿 is tier 2.
    ("growth", "E11"): ("paid", 2, "300000.00", "300000.00"),
    # Founded in 2019 and no figure for 2024: whether 2025 is the first is not known.
    ("growth", "E12"): ("unknown", None, None, None),
    # Not recognised (经认定): that alone decides.
    ("growth", "E13"): ("not_eligible", None, "0.00", "0.00"),
    # 三（三） 20万 and 三（五） 1% of 2,350万 = 23.5万, at most 20万: a tie is recorded as 三（三）.
    ("growth", "E15"): ("paid", 1, "200000.00", "200000.00"),
    ("agricultural", "E15"): ("excluded", None, "200000.00", "0.00"),
    # Upstream sales unknown: 三（五） is at most 20万, not above the 20万 of 三（三）, so 三（三） is payable.
    ("growth", "E17"): ("paid", 1, "200000.00", "200000.00"),
    ("agricultural", "E17"): ("excluded", None, None, "0.00"),
    # 超过1000万 excludes exactly 1000万; one fen above qualifies with 1% of 800万.
    ("agricultural", "E18"): ("not_eligible", None, "0.00", "0.00"),
    ("agricultural", "E19"): ("paid", None, "80000.00", "80000.00"),
    # 1% of 12,345,678.99 is 123,456.7899, rounded down to the fen.
    ("agricultural", "E20"): ("paid", None, "123456.78", "123456.78"),
    # 1% of 4,100万 is 41万: at most 20万.
    ("agricultural", "E21"): ("paid", None, "200000.00", "200000.00"),
    # 三（三） was paid for 2025: a one-time award is used up, and 三（五） is excluded for the year.
    ("growth", "E25"): ("already_paid", 1, "0.00", "0.00"),
    ("agricultural", "E25"): ("excluded", None, "130000.00", "0.00"),
    # The reverse: 三（五） was paid for 2025.
    ("growth", "E26"): ("excluded", 1, "200000.00", "0.00"),
    ("agricultural", "E26"): ("already_paid", None, "0.00", "0.00"),
    # 三（五） was paid for 2024; it is yearly, so 2025 pays again: 1% of 1,100万.
    ("agricultural", "E27"): ("paid", None, "110000.00", "110000.00"),
    # The register says that 三（三） was paid, but not for which tier.
    ("growth", "E29"): ("unknown", None, None, None),
    # 30 + 20 + 20 + 50 = 120万; the cap of 100万 cuts the later clause, 三（三）, by 20万.
    ("platform", "P01"): ("paid", None, "300000.00", "300000.00"),
    ("growth", "E30"): ("reduced", 4, "500000.00", "300000.00"),
    # 22 + 15 = 37万 for one enterprise: the lower-ranked keeps 8万; then the budget, already spent, takes these.
    ("platform", "P02"): ("paid", None, "220000.00", "220000.00"),
    ("platform", "P03"): ("reduced", None, "150000.00", "0.00"),
    # 500万元以上 includes exactly 500万: entitled to 1% of 500万, but ranked after the money has ended.
    ("platform", "P04"): ("reduced", None, "50000.00", "0.00"),
    # One fen short of 500万.
    ("platform", "P05"): ("not_eligible", None, "0.00", "0.00"),
    # The same speciality sales as P10 and lower retail sales: ranked after it; the money ends here.
    ("platform", "P09"): ("reduced", None, "180000.00", "117622.66"),
    ("platform", "P10"): ("paid", None, "180000.00", "180000.00"),
    # 1% of 28,123,456.78 is 281,234.5678.
    ("platform", "P12"): ("paid", None, "281234.56", "281234.56"),
    # Not self-built decides, whatever the unknown sales are.
    ("platform", "P14"): ("not_eligible", None, "0.00", "0.00"),
    # 超2000万 excludes exactly 2000万; one fen above, all else exactly at its lower bound, qualifies.
    ("live_base", "B03"): ("not_eligible", None, "0.00", "0.00"),
    ("live_base", "B04"): ("paid", 1, "100000.00", "100000.00"),
    # Exactly 5000万 misses tier 2 and is first above 2000万; one fen above 5000万 is tier 2.
    ("live_base", "B05"): ("paid", 1, "100000.00", "100000.00"),
    ("live_base", "B06"): ("paid", 2, "200000.00", "200000.00"),
    # 0.01 m² short of 500 m².
    ("live_base", "B08"): ("not_eligible", None, "0.00", "0.00"),
    # 19 hosts decide, though the sales of 2024 are unknown.
    ("live_base", "B11"): ("not_eligible", None, "0.00", "0.00"),
    ("live_base", "B12"): ("unknown", None, None, None),
    ("live_base", "B15"): ("already_paid", 1, "0.00", "0.00"),
    # Sales of tier 2, rooms of tier 1 only.
    ("live_base", "B16"): ("paid", 1, "100000.00", "100000.00"),
}


@pytest.fixture(scope="module", params=["reference", "rete"])
def decision(request: pytest.FixtureRequest) -> pr.Decision:
    return pr.load_policy("ganzhou").decide(GOOD, year=2025, engine=str(request.param))


def test_lines_worked_out_by_hand(decision: pr.Decision) -> None:
    found = {(line.award, line.subject): (line.status, line.tier, line.entitled, line.paid) for line in decision.awards}
    assert {key: found[key] for key in BY_HAND} == BY_HAND


def test_every_status_every_tier_every_limit(decision: pr.Decision) -> None:
    counted = {status: sum(line.status == status for line in decision.awards) for status in STATUSES}
    assert counted == STATUSES
    tiers = {(line.award, line.tier) for line in decision.awards if line.status == "paid"}
    assert tiers >= {*(("growth", tier) for tier in (1, 2, 3)), ("live_base", 1), ("live_base", 2)}
    assert ("growth", 4) in {(line.award, line.tier) for line in decision.awards if line.subject == "E04"}
    limits = {reason.about.get("limit") for line in decision.awards for reason in line.reasons}
    assert limits >= {"platform_cap", "growth_or_agricultural", "enterprise_cap", "budget"}


def test_budget_is_spent_to_the_fen(decision: pr.Decision) -> None:
    """1000万, less 90万 of other support, less 65万 paid for 2025 already: 845万, and 34万 more is claimed."""
    assert decision.totals.to_dict() == {
        "entitled": "9713377.34",
        "claimed": "8793377.34",
        "paid": "8450000.00",
        "budget": "8450000.00",
        "overrun": "343377.34",
        "unknown_lines": "11",
        "provisional": True,
    }
    assert not decision.warnings
