"""What lint says of whole policies, and how findings depend on readings, proposals of limits, days and sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policyrules.bundled_files import bundled_policies
from policyrules.lint import lint
from policyrules.policy import load_policy

from .overlay import BASE, overlaid

GANZHOU = bundled_policies()["ganzhou"]
IN_FORCE = date(2026, 1, 1)


def found(policy: Path, on: date = IN_FORCE, **options: str) -> list[tuple[str, str, str]]:
    """Code, severity and address of each finding."""
    findings = lint(load_policy(policy).interpret(**options), on)
    return sorted((each.code.id, each.severity, each.address) for each in findings)


@pytest.mark.parametrize("folder", [*bundled_policies().values(), BASE], ids=lambda folder: folder.name)
def test_the_policies_of_the_project_have_no_findings_while_in_force(folder: Path) -> None:
    """A finding here is a mistake of the data, or a check that cries wolf."""
    assert [each.line() for each in lint(load_policy(folder), IN_FORCE)] == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 10, 1), []),
        (date(2026, 10, 2), ["PR501"]),
        (date(2026, 11, 22), ["PR501"]),
        (date(2026, 12, 31), ["PR501"]),
        (date(2027, 1, 1), ["PR502"]),
    ],
)
def test_the_end_of_ganzhou_is_told_from_ninety_days_before(on: date, expected: list[str]) -> None:
    """Its last day, 2026-12-31, is still in force; what ended with the policy is not told award by award."""
    findings = lint(load_policy("ganzhou"), on)
    assert [each.code.id for each in findings] == expected
    assert {str(each.place) for each in findings} <= {"policy.yaml:7:37"}


def test_under_any_reading_is_an_error_and_under_the_one_in_effect_a_warning(tmp_path: Path) -> None:
    """An author who settles the question must not be told that the policy is broken, nor left in the dark."""
    policy = overlaid(
        tmp_path,
        """
# awards.yaml
awards:
  books:
    criteria:
      - id: readers
        label: {zh: 读者人次, en: visits}
        test:
          interpretation: visits_of
          options: {same_year: "readers[year] < 0", year_before: "readers[year - 1] >= books.readers"}
""",
    )
    address = "awards.books.criteria.readers.test"
    assert found(policy) == [("PR101", "warning", address)]
    assert found(policy, visits_of="year_before") == []


def test_only_the_tier_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    """The award is alive: to call all of it dead would send the author to the wrong line."""
    policy = overlaid(
        tmp_path,
        """
# awards.yaml
awards:
  seats:
    criteria:
      - {id: seats, label: {zh: 座位数, en: seats}, test: seats >= tier.seats and seats <= seats.tier_1.seats}
""",
    )
    assert found(policy) == [("PR101", "error", "awards.seats.tiers.2")]


def test_a_tier_is_masked_by_several_together(tmp_path: Path) -> None:
    """None of the higher tiers holds all who reach the first, and still nobody is ever paid for it."""
    tier = "  seats.tier_{0}.{1}: {{value: {2}, clause: 第三条, label: {{zh: 档次, en: a tier}}}}\n"
    ends = {1: ("30席", "60席", "1万元"), 2: ("20席", "45席", "2万元"), 3: ("46席", "90席", "3万元")}
    numbers = ((each, *pair) for each, of in ends.items() for pair in zip(("seats", "most", "grant"), of, strict=True))
    policy = overlaid(
        tmp_path,
        "\n# parameters.yaml\nparameters:\n"
        + "".join(tier.format(*each) for each in numbers)
        + """
# awards.yaml
awards:
  seats:
    tiers: {1: seats.tier_1, 2: seats.tier_2, 3: seats.tier_3}
    criteria:
      - {id: seats, label: {zh: 座位数, en: seats}, test: seats >= tier.seats and seats <= tier.most}
""",
    )
    assert [each for each in found(policy) if each[0] == "PR202"] == [("PR202", "error", "awards.seats.tiers.1")]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        # A figure of which less is better: the most should fall from tier to tier.
        ("seats <= tier.seats", [("PR201", "warning", "awards.seats.tiers.2")]),
        # For the first time: bounded above in earlier years, and below in this one. No tier asks less than another.
        ("readers[year] > tier.seats and not readers[year - 1] > tier.seats", []),
    ],
)
def test_a_figure_asked_for_at_most(test: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    policy = overlaid(
        tmp_path,
        f"""
# awards.yaml
awards:
  seats:
    criteria:
      - {{id: computers, label: {{zh: 电脑, en: computers}}, test: equipment.computers >= tier.computers}}
      - {{id: seats, label: {{zh: 座位数, en: seats}}, test: "{test}"}}
# parameters.yaml
parameters:
  seats.tier_1.computers: {{value: 2台, clause: 第三条, label: {{zh: 一档电脑, en: computers for tier 1}}}}
  seats.tier_2.computers: {{value: 4台, clause: 第三条, label: {{zh: 二档电脑, en: computers for tier 2}}}}
""",
    )
    assert [each for each in found(policy) if each[0].startswith("PR2")] == expected


@pytest.mark.parametrize(
    ("growth_cap", "expected"),
    [
        # The tiers of one year come to 20 + 30 + 40 + 50 thousand: a cap on the year can bite up to there.
        ("139万元", []),
        ("140万元", [("PR403", "warning", "limits.growth_cap")]),
    ],
)
def test_a_cap_bites_as_long_as_earlier_payments_and_new_tiers_can_exceed_it(
    growth_cap: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    """The award's own cap bounds a line; several lines of a year may still come to more."""
    snippet = f"""
# parameters.yaml
parameters:
  yearly: {{value: {growth_cap}, clause: 三（三）, label: {{zh: 每年上限, en: yearly cap}}}}
# limits.yaml
limits:
  growth_cap: {{amount: yearly}}
"""
    assert found(overlaid(tmp_path, snippet, GANZHOU)) == expected


CAPS = """
# parameters.yaml
parameters:
  most: {value: %s万元, clause: 三, label: {zh: 上限, en: a cap}}
# limits.yaml
limits:
  last:
    kind: cap
    clause: 三
    label: {zh: 最后的上限, en: the last cap}
    awards: %s
    amount: most
    period: %s
"""


@pytest.mark.parametrize(
    ("most", "awards", "period", "expected"),
    [
        # Growth (capped at 50 before) and agricultural sales (20 a year) exclude each other: never above 50.
        ("49", "[growth, agricultural]", "year", []),
        ("50", "[growth, agricultural]", "year", ["PR404"]),
        ("20", "[agricultural]", "year", ["PR403"]),
        # Three years in force: three times as much over the whole period.
        ("59", "[agricultural]", "whole_period", []),
        ("60", "[agricultural]", "whole_period", ["PR403"]),
        # An enterprise may have any number of bases; the cap on everything bounds them to 100 a year.
        ("99", "[live_base]", "year", []),
        ("100", "[live_base]", "year", ["PR404"]),
        ("299", "[live_base]", "whole_period", []),
        ("300", "[live_base]", "whole_period", ["PR404"]),
    ],
)
def test_a_cap_is_idle_only_where_nothing_can_exceed_it(
    most: str, awards: str, period: str, expected: list[str], tmp_path: Path
) -> None:
    """A yuan below the most that can come, and the cap is alive."""
    policy = overlaid(tmp_path, CAPS % (most, awards, period), GANZHOU)
    assert [(code, at) for code, _, at in found(policy)] == [(code, "limits.last") for code in expected]


@pytest.mark.parametrize(
    ("cap", "budget", "expected"),
    [
        ("[platform, live_base, growth, agricultural]", "[platform, live_base, growth, agricultural]", []),
        ("[platform, live_base, growth]", "[platform, live_base, growth, agricultural]", ["agricultural"]),
        ("[platform, live_base, growth, agricultural]", "[platform, live_base, growth]", ["agricultural"]),
        ("[platform, live_base]", "[platform, live_base, growth, agricultural]", ["agricultural", "growth"]),
        # A cap on one of four is that award's own.
        ("[platform]", "[platform, live_base, growth, agricultural]", []),
        ("[platform]", "[platform, live_base, growth]", ["agricultural"]),
    ],
)
def test_an_award_left_out_of_a_general_limit_is_told(
    cap: str, budget: str, expected: list[str], tmp_path: Path
) -> None:
    """The next award that somebody adds is the one that breaks the cap."""
    snippet = f"""
# limits.yaml
limits:
  enterprise_cap: {{awards: {cap}}}
  budget: {{awards: {budget}, tranches: []}}
"""
    outside = [at for code, _, at in found(overlaid(tmp_path, snippet, GANZHOU)) if code == "PR402"]
    assert outside == [f"awards.{each}" for each in expected]


@pytest.mark.parametrize(("amount", "expected"), [("most", ["PR403"]), ("agricultural.cap", [])])
def test_a_cap_that_is_the_award_s_own_is_meant(amount: str, expected: list[str], tmp_path: Path) -> None:
    """The register may name the payee under another subject: then the line's own cap alone would not hold it."""
    snippet = (CAPS % ("20", "[agricultural]", "year")).replace("amount: most", f"amount: {amount}")
    codes = [code for code, _, at in found(overlaid(tmp_path, snippet, GANZHOU)) if at == "limits.last"]
    assert codes == expected


def test_an_exclusive_within_an_earlier_one_is_idle(tmp_path: Path) -> None:
    """Which award is kept has been settled: the second never excludes anything."""
    snippet = """
# limits.yaml
limits:
  again: {kind: exclusive, clause: 三, label: {zh: 再次排他, en: exclusive again}, awards: [agricultural, growth]}
"""
    assert found(overlaid(tmp_path, snippet, GANZHOU)) == [("PR404", "warning", "limits.again")]


TWO_GRANTS = """
# limits.yaml
limits:
  association_cap: {awards: [seats]}
# awards.yaml
awards:
  seats:
    criteria:
      - {id: readers, label: {zh: 读者人次, en: visits}, test: "%s"}
      - {id: seats, label: {zh: 座位数, en: seats}, test: seats >= tier.seats}
"""


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("readers[year] > books.readers", ["awards.books"]),
        ("readers[year] < books.readers", []),  # who is paid for the one cannot be for the other
        ("free_entry", []),  # a flag is nothing that is paid for
    ],
)
def test_two_awards_are_for_the_same_where_one_thing_can_have_both(
    test: str, expected: list[str], tmp_path: Path
) -> None:
    """Awards for the small and for the large of one figure need no priority."""
    policy = overlaid(tmp_path, TWO_GRANTS % test)
    assert [at for code, _, at in found(policy) if code == "PR401"] == expected


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("2026年", "2026", []),
        ("24", "24", []),  # digits are words in no language
        ("VIP 资助", "VIP grant", []),
        ("个转企", "those whom 个转企 concerns", []),  # an official term inside a sentence
        ("资助上限", "资助上限", ["PR602"]),
        ("cap", "cap", ["PR602"]),
        ("cap on books", "most for books", ["PR601"]),
        ("资助上限", "每室资助上限", ["PR601"]),
        (" ", "most for books", ["PR601"]),
        ("资助上限", " ", ["PR601"]),
    ],
)
def test_labels_are_in_their_languages(zh: str, en: str, expected: list[str], tmp_path: Path) -> None:
    """A reader of one language must be able to read everything; terms of the document stay what they are."""
    label = f'{{zh: "{zh}", en: "{en}"}}'
    policy = overlaid(tmp_path, f"\n# parameters.yaml\nparameters:\n  books.cap: {{label: {label}}}\n")
    assert [code for code, _, _ in found(policy)] == expected


def test_clauses_are_held_to_the_sources_where_there_are_any(tmp_path: Path) -> None:
    """A clause that nobody can look up is a number without ground; the nearest one is suggested."""
    policy = overlaid(tmp_path, "\n# parameters.yaml\nparameters:\n  budget: {clause: 五（一）}\n", GANZHOU)
    (finding,) = lint(load_policy(policy), IN_FORCE)
    assert (finding.code.id, finding.address) == ("PR302", "parameters.budget.clause")
    assert finding.hint is not None
    assert "（一）" in finding.hint.zh


def test_the_same_policy_gives_the_same_findings_in_the_order_of_the_files() -> None:
    """Findings are compared from run to run: their order may not depend on chance."""
    first, second = (lint(load_policy(Path(__file__).parents[1] / "language" / "wells"), IN_FORCE) for _ in range(2))
    assert first == second
    assert list(first) == sorted(first, key=lambda each: each.place)
