"""`policyrules compare`: the exit code says whether to sign, and a refusal leaves nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from comparison.test_checking import RAISE, UNCAP, gives_up, proposal

from .conftest import Run

pytestmark = pytest.mark.thorough

#: The promise that a higher award cannot keep.
HIGHER = gives_up("base_most")
LINE = "compare ganzhou proposal.yaml --facts facts.json --year 2025 --engine reference --search 0 --no-proofs"


def test_0_where_the_checks_pass_and_1_where_not(run: Run, folder: Path) -> None:
    """A job that reviews proposals needs no more than the exit code."""
    proposal(folder, RAISE, HIGHER, paid="30万元")
    done = run(LINE)
    assert (done.code, "Raise" in done.out) == (0, True)
    proposal(folder, RAISE, HIGHER, paid="20万元")
    done = run(LINE)
    assert (done.code, "Caught: 1 case not passed." in done.out) == (1, True)


def test_json_is_alone_on_stdout(run: Run, folder: Path) -> None:
    proposal(folder, RAISE, HIGHER)
    found = json.loads(run(f"{LINE} --format json").out)
    assert [each["address"] for each in found["changes"]] == ["parameters.live_base.tier_2.reward"]
    assert found["checks"]["passed"] is True


@pytest.mark.parametrize("suffix", ["md", "html", "json", "xlsx", "txt"])
def test_the_suffix_chooses_the_format(suffix: str, run: Run, folder: Path) -> None:
    proposal(folder, RAISE, HIGHER)
    done = run(f"{LINE} --output found.{suffix}")
    assert (done.code, done.out) == (0, "")
    assert (folder / f"found.{suffix}").stat().st_size > 500


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LINE.replace("facts.json", "bad.json"), "bad.json:/enterprises/0/online_sale"),
        (LINE.replace("proposal.yaml", "missing.yaml"), "missing.yaml"),
        (LINE.replace("ganzhou", "ganzho"), "ganzhou"),
        (f"{LINE} --format xlsx", "--format xlsx needs --output FILE"),
        (f"{LINE} --search -1", "--search cannot be negative"),
        (LINE.replace(" --facts facts.json", ""), "--facts"),
        (LINE.replace("2025", "1"), "year `1`"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_line(line: str, says: str, run: Run, folder: Path) -> None:
    """2, a line that names it, no traceback, and no file."""
    proposal(folder, RAISE, HIGHER)
    (folder / "found.html").write_text("old", "utf-8")
    done = run(line if "--format" in line else f"{line} --output found.html")
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert (folder / "found.html").read_text("utf-8") == "old"


def test_an_input_is_not_overwritten(run: Run, folder: Path) -> None:
    before = proposal(folder, RAISE, HIGHER).read_text("utf-8")
    assert run(f"{LINE} --format json --output proposal.yaml").code == 2
    assert (folder / "proposal.yaml").read_text("utf-8") == before


def test_proposals_that_touch_the_same_thing_are_refused(run: Run, folder: Path) -> None:
    """Never the last wins: both places are named."""
    other = folder / "other"
    other.mkdir()
    proposal(folder, UNCAP)
    second = proposal(other, UNCAP.replace("200", "300"))
    second.write_text(second.read_text("utf-8").replace("id: ours", "id: theirs"), "utf-8")
    done = run(LINE.replace("proposal.yaml", "proposal.yaml other/proposal.yaml"))
    assert done.code == 2
    assert "enterprise_cap" in done.err
