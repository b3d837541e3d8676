"""`policyrules coverage`, `mutate` and `cases generate`: what they print, write and answer."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from .conftest import Run

pytestmark = pytest.mark.thorough

ROOMS = Path(__file__).parents[2] / "examples" / "new-policy"
CASES = """\
year: 2025
facts:
  associations: [{id: A1}]
  rooms: [{id: R1, association: A1, free_entry: true, readers: {2025: 1000}, book_purchases: {2025: 1万元}}]
cases:
  on_the_bound:
    expect: {awards: [{award: books, subject: R1, status: paid, paid: 4000元}]}
  one_visit_short:
    with: {rooms.R1.readers.2025: 999}
    expect: {awards: [{award: books, subject: R1, status: not_eligible}]}
"""


@pytest.fixture
def cases(folder: Path) -> Path:
    """A file of two cases for the example policy, in the folder of the run."""
    path = folder / "rooms.cases.yaml"
    path.write_text(CASES, "utf-8")
    return path


@pytest.mark.parametrize("verb", ["coverage", "mutate"])
def test_a_threshold_that_is_not_reached_fails_the_run(run: Run, cases: Path, verb: str) -> None:
    """Fails if CI would not notice a policy without cases, or fail for one that has enough."""
    done = run(f"{verb} {ROOMS} --cases {cases} --format json")
    found = json.loads(done.out)
    share = found["percent"]
    assert (done.code, done.err) == (0, "")
    assert 0 < share < 100
    assert run(f"{verb} {ROOMS} --cases {cases} --threshold {share}").code == 0
    missed = run(f"{verb} {ROOMS} --cases {cases} --threshold {share + 1}")
    assert missed.code == 1
    assert f"{share}%" in missed.err
    assert missed.err.count("\n") == 1


def test_json_names_each_obligation_and_the_cases_that_meet_it(run: Run, cases: Path) -> None:
    """Fails if a script cannot tell what is missing."""
    lines = json.loads(run(f"coverage {ROOMS} --cases {cases} --format json").out)["lines"]
    by_id = {line["id"]: line for line in lines}
    line = by_id["awards.books.criteria.readers#comparison_1.step_below"]
    assert (line["address"], line["covered"]) == ("awards.books.criteria.readers", True)
    assert line["cases"] == [f"{cases}::one_visit_short"]
    assert (
        by_id["awards.books.criteria.readers#unknown"] | {"covered": False, "cases": []}
        == (by_id["awards.books.criteria.readers#unknown"])
    )


def test_the_page_needs_nothing_else_and_escapes_names(run: Run, folder: Path) -> None:
    """Fails if the page loads something, or the name of a case could command the browser."""
    odd = folder / "<b>&.cases.yaml"
    odd.write_text(CASES, "utf-8")
    done = run(f"coverage {ROOMS} --cases {odd} --output page.html")
    page = (folder / "page.html").read_text("utf-8")
    assert (done.code, done.out) == (0, "")
    assert not re.search(r"(src|href)=|https?://|<script|<b>", page)
    assert "&lt;b&gt;&amp;.cases.yaml::on_the_bound" in page


def test_generated_cases_are_written_to_a_file_and_told(run: Run, cases: Path, folder: Path) -> None:
    """Fails if the file repeats what is covered, or a generated case passes before a person has confirmed it."""
    done = run(f"cases generate {ROOMS} --cases {cases} --output more.cases.yaml")
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(r"\d+ cases written, 0 not reached\n", done.err)
    text = (folder / "more.cases.yaml").read_text("utf-8")
    assert "awards_books_criteria_readers_unknown:" in text
    assert "awards_books_criteria_readers_false:" not in text
    covered = json.loads(run(f"coverage {ROOMS} --cases more.cases.yaml --format json").out)
    assert (covered["covered"], len(covered["left_out"])) == (0, text.count("confirmed: false\n"))


@pytest.mark.parametrize("verb", ["cases generate", "coverage", "mutate"])
@pytest.mark.parametrize("how", ["", "--cases rooms/cases", "--cases rooms/cases/own.yaml"])
def test_cases_that_were_read_are_not_replaced(run: Run, folder: Path, verb: str, how: str) -> None:
    """Fails if what a person has confirmed is lost, because new cases or a report go to the same file."""
    shutil.copytree(ROOMS, folder / "rooms")
    own = folder / "rooms" / "cases" / "own.yaml"
    own.parent.mkdir()
    own.write_text(CASES, "utf-8")
    format_ = "" if verb.startswith("cases") else "--format json"
    done = run(f"{verb} rooms {how} {format_} --output rooms/cases/own.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "would replace the input" in done.err
    assert own.read_text("utf-8") == CASES


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("coverage nowhere", "nowhere"),
        (f"coverage {ROOMS} --cases none.yaml", "none.yaml"),
        (f"coverage {ROOMS} --threshold 101", "0…100"),
        (f"mutate {ROOMS} --threshold -1", "0…100"),
        (f"mutate {ROOMS} --output x.html", ".json"),
        ("cases", "generate"),
    ],
)
def test_bad_usage_is_one_line(run: Run, line: str, said: str) -> None:
    """Fails if a slip of the pen ends in a traceback, or in an answer."""
    done = run(line)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
