"""What counts as covered: only what a passing, confirmed case says something of, and what decided in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import reading_rooms as rooms

from policyrules.coverage.measuring import Coverage, measure, percent

pytestmark = pytest.mark.thorough

BOOKS = "awards.books.criteria."
#: What each case alone shows of the criteria of the grant for books.
SHOWS = {
    "on_the_bound": {"free_entry#true", "readers#true", "readers#comparison_1.at_bound"},
    "one_visit_short": {"readers#false", "readers#comparison_1.step_below"},
    "visits_unknown": {"readers#unknown"},
    "no_free_entry": {"free_entry#false"},
    "neither": set(),
    "says_nothing_of_the_grant": set(),
}


def shown(found: Coverage) -> set[str]:
    """What is covered of the criteria of the grant for books."""
    ids = {line.obligation.id for line in found.lines if line.covered}
    return {each.removeprefix(BOOKS) for each in ids if each.startswith(BOOKS)}


@pytest.mark.parametrize("name", SHOWS)
def test_without_a_case_exactly_what_it_alone_showed_is_uncovered(name: str, tmp_path: Path) -> None:
    """Fails if a criterion counts where another one decided, or a line of which the case says nothing."""
    policy = rooms.policy()
    everything = set().union(*SHOWS.values())
    assert shown(measure(policy, rooms.cases(tmp_path, policy))) == everything
    assert shown(measure(policy, rooms.cases(tmp_path, policy, without=name))) == everything - SHOWS[name]


@pytest.mark.parametrize(
    "change",
    [
        ("paid: 4000元", "paid: 4001元"),  # it fails
        ("  on_the_bound:\n", "  on_the_bound:\n    confirmed: false\n"),  # nobody stands by it
    ],
)
def test_a_case_that_fails_or_is_not_confirmed_shows_nothing(change: tuple[str, str], tmp_path: Path) -> None:
    """Fails if a wrong or generated expectation makes a policy look covered."""
    policy = rooms.policy()
    found = measure(policy, rooms.cases(tmp_path, policy, change=change))
    assert shown(found) == set().union(*SHOWS.values()) - SHOWS["on_the_bound"]
    assert [name.rpartition("::")[2] for name, _ in found.left_out] == ["on_the_bound"]


def test_a_reading_is_shown_where_the_case_would_fail_under_another(tmp_path: Path) -> None:
    """Fails if an option counts only because a case names it."""
    policy = rooms.policy()
    found = measure(policy, rooms.cases(tmp_path, policy))
    by_id = {line.obligation.id: {each.rpartition("::")[2] for each in line.cases} for line in found.lines}
    assert by_id["interpretations.visits_of#year_before"] == set()
    # Without the figure of the year before, the other reading leaves these two open; nothing else tells them apart.
    assert by_id["interpretations.visits_of#same_year"] == {"on_the_bound", "one_visit_short"}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, 100), (0, 3, 0), (199, 200, 99), (999, 1000, 99), (2, 3, 66), (3, 3, 100)],
)
def test_a_share_is_never_rounded_up(part: int, whole: int, said: int) -> None:
    """Fails if 99.9% is told as 100%."""
    assert percent(part, whole) == said


def test_a_threshold_is_asked_of_the_exact_share(tmp_path: Path) -> None:
    """Fails if a share that is only rounded to the threshold reaches it."""
    policy = rooms.policy()
    found = measure(policy, rooms.cases(tmp_path, policy))
    assert found.reaches(found.percent)
    assert not found.reaches(found.percent + 1)
    assert not found.reaches(100)
