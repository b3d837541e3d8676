"""`policyrules ask`: what it asks, prints and answers."""

from __future__ import annotations

import json

import pytest

from policyrules.proof import missing

from .conftest import Run

#: What the solver says does not depend on the Python underneath.
pytestmark = pytest.mark.thorough

SMALL = "--payees 1 --each 1 --entries 0 --limit 60"


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        (f"exists --gets growth --lacks agricultural {SMALL}", 0, "There is: see the case"),
        (f"exists --gets growth --gets agricultural {SMALL}", 1, "There is none: proved"),
        (f"most --award growth {SMALL}", 0, "At most 500,000.00 yuan: proved, however many things there are"),
        (f"cliffs --figure enterprises.online_sales.2024 {SMALL}", 0, "1, and no others: proved"),
        ("differ growth_tiers_in_one_year", 0, "They can decide otherwise"),
        ("differ last_award_year", 1, "They always decide the same: proved"),
        ("most --payees 1 --each 1 --limit 0.0001", 3, "was not decided"),
    ],
)
def test_what_is_asked_and_answered(run: Run, question: str, code: int, words: str) -> None:
    """The sentence, and the exit code that a script goes by."""
    done = run(f"ask ganzhou {question} --year 2025")
    assert (done.code, done.err) == (code, "")
    assert words in done.out


def test_a_case_shows_what_is_raised(run: Run) -> None:
    """A person must see which figure it is, from what to what, and what that costs."""
    out = run(f"ask ganzhou cliffs --figure enterprises.online_sales.2024 {SMALL} --year 2025").out
    assert "400,000,000 yuan → 400,000,000.01 yuan" in out
    assert "500,000.00" in out


def test_json_stands_alone(run: Run) -> None:
    """What a program reads holds the question, for what it is meant, and the case."""
    done = run(f"ask ganzhou most {SMALL} --year 2025 --set agri_rate=0.5% --format json")
    found = json.loads(done.out)
    assert done.code == 0
    assert (found["question"], found["outcome"], found["amount"]) == ("most", "most", "1000000.00")
    assert found["interpretations"] == {"agri_rate": "0.005"}
    assert found["up_to"] == {"enterprises": "1", "platforms": "1", "live_bases": "1", "awards_paid": "0"}
    assert found["example"]["confirmed_by"] == ["reference", "rete"]
    assert sum(float(line["paid"]) for line in found["lines"]) == 1_000_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("ganzhou exists", "give --gets or --lacks"),
        ("ganzhou differ", "name an interpretation"),
        ("ganzhou differ residents_sale", "residents_sales"),
        ("ganzhou most residents_sales", "NAME: is for differ alone"),
        ("ganzhou differ residents_sales --gets growth", "--gets: is for exists alone"),
        ("ganzhou exists --gets growht", "did you mean `growth`"),
        ("ganzhou most --payees 0", "--payees 0: must be at least 1"),
        ("ganzhou most --limit x", "--limit x"),
        ("zhanjiang most", "no awards"),
    ],
)
def test_bad_usage_is_one_line(run: Run, arguments: str, words: str) -> None:
    """A wrong question gets one line and no answer."""
    done = run(f"ask {arguments} --year 2025")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_without_a_solver_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver is an extra; without it there is no answer, and no traceback."""
    monkeypatch.setattr(missing, "installed", lambda: False)
    done = run("ask ganzhou most --year 2025")
    assert (done.code, done.out) == (2, "")
    assert "policyrules[proof]" in done.err
