"""`cliffs`: where a greater figure brings its payee less, all of them and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import FactsError, UsageError
from policyrules.policy import Policy, load_policy
from policyrules.proof.questions import cliffs
from policyrules.proof.questions.cliff import Cliff
from policyrules.proof.questions.falling import falls
from policyrules.proof.questions.figures import Figure, measured
from policyrules.testing import facts

GANZHOU = load_policy("ganzhou")
RETAIL, SPECIALITY = "platforms.retail_sales.2025", "platforms.speciality_sales.2025"
#: A figure, and what makes it cost money: a limit, the criteria (None), or that a fact is waited for.
Known = tuple[str, str, str | None]


def told(cliff: Cliff) -> tuple[str, str | None, int, bool]:
    """What makes a cliff, the most that it costs in fen, and whether it needs payments on record."""
    return cliff.cause.kind, cliff.cause.limit, cliff.largest, cliff.register


@pytest.mark.parametrize(
    ("options", "figure", "sizes", "expected"),
    [
        # What was sold in the base year takes away the first.
        ({}, "enterprises.online_sales.2024", (1, 1, 0), [("criteria", None, 50_000_000, False)]),
        ({}, "live_bases.live_sales.2024", (1, 1, 0), [("criteria", None, 20_000_000, False)]),
        # An award that may now be due, and may be the higher, holds up the other.
        ({}, "enterprises.online_sales.2025", (1, 1, 0), [("open", None, 0, False)]),
        ({}, "enterprises.agri_sales.2025", (1, 1, 1), []),
        # A few places, and another figure decides on them than on the award.
        (
            {"platform_places": "1", "platform_rank_by": "retail_sales"},
            RETAIL,
            (1, 2, 0),
            [("limit", "platform_places", 30_000_000, False)],
        ),
        ({"platform_places": "1"}, RETAIL, (1, 2, 0), []),
        # A one-time tier on record that the figures do not show, and an entry that does not say for which base it is.
        (
            {},
            "live_bases.hosts",
            (1, 1, 1),
            [("criteria", None, 10_000_000, True), ("open", None, 0, True)],
        ),
    ],
)
def test_the_cliffs_of_a_figure(
    options: Mapping[str, str], figure: str, sizes: tuple[int, int, int], expected: list[tuple[Any, ...]]
) -> None:
    """One that is missing here would be a rise that costs money and is said not to; each is decided once more."""
    policy = GANZHOU.interpret(**options)
    payees, each, entries = sizes
    found = cliffs(policy, 2025, [figure], payees=payees, each=each, entries=entries, limit=60)
    assert found.outcome == "all"
    assert [told(cliff) for cliff in found.cliffs] == expected
    for cliff in found.cliffs:
        _really_falls(policy, cliff)


@pytest.mark.thorough
@pytest.mark.parametrize(("rule", "lost"), [("platforms_last", 30_000_000), ("pro_rata", None), ("report_only", None)])
def test_what_the_cap_prefers_and_the_budget_defers(rule: str, lost: int | None) -> None:
    """Among others, and with earlier payments: only where platforms come last does a platform award cost anything."""
    policy = GANZHOU.interpret(budget_rule=rule)
    found = cliffs(policy, 2025, [RETAIL], payees=2, each=1, entries=1, limit=120)
    assert found.outcome == "all"
    assert [told(each)[1:3] for each in found.cliffs] == ([("budget", lost)] if lost else [])


@pytest.mark.parametrize("options", [{}, {"platform_places": "1"}])
def test_a_platform_costs_money_where_the_budget_is_short_for_all_else(options: Mapping[str, str]) -> None:
    """Finding 15: the numbers that the page shows, by hand."""

    def paid(retail: str) -> int:
        size = {"floor_area_m2": 1000, "live_rooms": 20, "resident_enterprises": 30, "hosts": 30}
        sales = {"live_sales": {"2024": 0, "2025": 60_000_000}}
        grown = {"recognized": True, "online_sales": {"2024": 0, "2025": 500_000_000}, "agri_sales": {"2025": 0}}
        platform = {"retail_sales": {"2025": retail}, "speciality_sales": {"2025": 30_000_000}}
        given_facts = {
            "enterprises": [{"id": name, **grown} for name in ("E1", "E2")],
            "live_bases": [{"id": name, "operator": "E1", **size, **sales} for name in ("L1", "L2")],
            "platforms": [{"id": "P1", "operator": "E1", "self_built": True, **platform}],
            "city": {"other_support": {"2025": 9_500_000}},
        }
        lines = GANZHOU.interpret(**options).decide(given_facts, 2025).awards
        return sum(line.paid_fen or 0 for line in lines if line.enterprise == "E1")

    assert (paid("4999999.99"), paid("5000000")) == (32_142_856, 29_166_666)


def _really_falls(policy: Policy, cliff: Cliff) -> None:
    things = cliff.example.facts[cliff.figure.things]
    index = next(at for at, each in enumerate(things) if each["id"] == cliff.fall.thing)
    raised = cliff.figure.raised(cliff.example.facts, index, cliff.fall.after)
    paid = []
    for given_facts in (cliff.example.facts, raised):
        lines = policy.decide(given_facts, 2025).awards
        paid.append(sum(line.paid_fen or 0 for line in lines if line.enterprise == cliff.fall.payee))
    assert tuple(paid) == cliff.fall.paid
    assert cliff.fall.loss == paid[0] - paid[1] > 0
    assert cliff.cause.kind == "open" or cliff.fall.loss == cliff.largest


#: Every cliff of the Ganzhou document in 2025, as docs/explanation/findings.md lists them.
GANZHOU_2025: set[Known] = {
    ("enterprises.online_sales.2024", "criteria", None),
    ("enterprises.online_sales.2025", "criteria", None),
    ("enterprises.online_sales.2025", "open", None),
    ("live_bases.live_sales.2024", "criteria", None),
    *((f"live_bases.{name}", "criteria", None) for name in ("floor_area_m2", "live_rooms", "hosts")),
    *((f"live_bases.{name}", "open", None) for name in ("floor_area_m2", "live_rooms", "hosts")),
    *((f"live_bases.{name}", kind, None) for name in ("resident_enterprises", "live_sales.2025")
      for kind in ("criteria", "open")),
    (RETAIL, "limit", "budget"),
    (SPECIALITY, "limit", "budget"),
}  # fmt: skip


@st.composite
def rises(draw: st.DrawFn) -> tuple[dict[str, Any], Figure, int]:
    """Facts, a figure, and by how many units it is raised."""
    given_facts = draw(facts(GANZHOU, 2025, max_payees=2, max_things=3))
    figure = draw(st.sampled_from(measured(GANZHOU.program(2025), GANZHOU.definition.vocabulary)))
    more = draw(st.sampled_from([1, 10, 10_000, 10**9, 10**10]) | st.integers(1, 10**11))
    return given_facts, figure, more


@pytest.mark.thorough
@given(rises())
@settings(max_examples=tries(100), deadline=None, suppress_health_check=list(HealthCheck))
def test_no_drawn_rise_costs_money_that_no_cliff_names(rise: tuple[dict[str, Any], Figure, int]) -> None:
    """What the solver proves there is none of is found by no draw either: of any number of things and entries."""
    given_facts, figure, more = rise
    limits = [limit.id for limit in GANZHOU.program(2025).limits()]
    try:
        found = list(falls(GANZHOU, 2025, given_facts, figure, more, "reference"))
    except FactsError:  # the figure is the greatest that facts may hold
        reject()
    for fall, after in found:
        lines = sum(len(given_facts.get(name, ())) for name in ("platforms", "live_bases")) + 2
        kind = "open" if after < 0 else "limit" if after else "criteria"
        known = (figure.name, kind, limits[after - 1] if after > 0 else None) in GANZHOU_2025
        assert known or (kind == "limit" and fall.loss <= lines), fall


def test_a_figure_that_there_is_not() -> None:
    """A misspelt figure would otherwise be one without cliffs."""
    with pytest.raises(UsageError, match=r"enterprises\.online_sales\.2024"):
        cliffs(GANZHOU, 2025, ["enterprises.online_sale.2024"])
