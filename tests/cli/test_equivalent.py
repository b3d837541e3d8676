"""`policyrules equivalent`: three answers, three exit codes, and what was looked at beside each."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from proposals.written import WELLS, proposal

from policyrules.cli.main import main
from policyrules.proof import missing
from policyrules.proof.equivalence.schema import equivalence_schema

#: What the solver says does not depend on the Python underneath.
pytestmark = pytest.mark.thorough

SAME = "  - {replace: awards.repair.criteria.use.test, with: 'use == \"drinking\" or public'}"
OTHER = "  - {parameter: training.members, value: 3口}"
#: More than a solver can be expected to settle in no time at all.
HARD = "  - {parameter: household_cap, value: 8000.01元}"


@pytest.mark.parametrize(
    ("changes", "limit", "code", "outcome"),
    [
        pytest.param(SAME, "60", 0, "equivalent", id="the same"),
        pytest.param(OTHER, "60", 1, "different", id="another"),
        pytest.param(HARD, "0.001", 3, "undecided", id="not within the limit"),
    ],
)
def test_three_answers(
    changes: str, limit: str, code: int, outcome: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code tells them apart, and JSON alone is on stdout."""
    amended = str(proposal(tmp_path, changes))
    assert main(["equivalent", str(WELLS), "--with", amended, "--limit", limit, "--format", "json"]) == code
    said = capsys.readouterr()
    found = json.loads(said.out)
    jsonschema.Draft202012Validator(equivalence_schema()).validate(found)
    assert (found["outcome"], said.err) == (outcome, "")
    assert (found["case"] is not None) == (code == 1)
    assert (found["reason"] is not None) == (code == 3)
    assert found["other"]["proposals"] == "more"


def test_the_case_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table and the file name the facts and both sides; the file says nothing of the time it took."""
    amended = str(proposal(tmp_path, OTHER))
    output = tmp_path / "found.md"
    given = ["equivalent", str(WELLS), str(WELLS), "--with", amended, "--year", "2025", "--chosen"]
    assert main(["--lang", "en", *given]) == 1
    assert main(["--lang", "en", *given, "--output", str(output)]) == 1
    table, file = capsys.readouterr().out, output.read_text("utf-8")
    for text in (table, file):
        assert "Training grant" in text
        assert "paid, 2500.00 yuan" in text
        assert "sales year 2025" in text
        assert "decided so by reference, rete" in text
    assert "seconds" in table
    assert "seconds" not in file


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "name another policy, or a proposal with --with"),
        (["nowhere"], "nowhere"),
        (["--with", "nowhere.yaml"], "nowhere.yaml"),
        ([str(WELLS), "--limit", "soon"], "--limit soon: must be a number of seconds above 0"),
        ([str(WELLS), "--years", "2026-2024"], "--years 2026-2024: write a year"),
        ([str(WELLS), "--set", "cap_cut=none"], "interpretation `cap_cut` has no option `none`"),
    ],
)
def test_bad_usage(given: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what is wrong, and nothing is on stdout."""
    assert main(["--lang", "en", "equivalent", str(WELLS), *given]) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == ""


def test_without_a_solver(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what to install."""
    monkeypatch.setattr(missing, "installed", lambda: False)
    assert main(["--lang", "en", "equivalent", str(WELLS), str(WELLS)]) == 2
    assert "pip install 'policyrules[proof]'" in capsys.readouterr().err
