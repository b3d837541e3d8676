"""The page of each code says what lint does: its bad example has the finding where it is marked, its good one none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from policyrules.language.address import resolve
from policyrules.lint import CODES, Finding, examine, lint
from policyrules.policy import load_policy

from .overlay import document, overlaid, pieces

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
_EXAMPLE = re.compile(r"^## (Bad|Good)\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: The day of the examples: the base policy is in force from 2025 to 2027.
DAY = date(2026, 1, 1)


def examples(code: str) -> dict[str, str]:
    text = (REFERENCE / "lint" / f"{code}.md").read_text("utf-8")
    return {found[1]: found[2] for found in _EXAMPLE.finditer(text)}


def marked(snippet: str, code: str) -> tuple[str, int]:
    """The file and the line, within its piece, that carries the code as a comment."""
    for file, text in pieces(snippet).items():
        for number, line in enumerate(text.splitlines(), start=1):
            if line.endswith(f"# {code}"):
                return file, number
    raise AssertionError(f"no line is marked with {code}")


def line_in(snippet: str, finding: Finding, folder: Path) -> tuple[str, int]:
    """The file and the line of the snippet that a finding's provision stands on."""
    file = finding.place.file
    piece = document(folder, file, pieces(snippet)[file])
    path = resolve(piece.data, finding.address)
    return file, piece.place(path, of_key=True).line or piece.place(path).line


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_has_that_finding_alone_where_it_is_marked(code: str, tmp_path: Path) -> None:
    snippet = examples(code)["Bad"]
    found = lint(load_policy(overlaid(tmp_path, snippet)), DAY)
    assert [each.code.id for each in found] == [code], [each.line() for each in found]
    assert line_in(snippet, found[0], tmp_path) == marked(snippet, code)
    assert found[0].place.line > 0
    assert found[0].severity == CODES[code].severity


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_has_that_finding_without_a_solver_too(code: str, tmp_path: Path) -> None:
    """Where no solver is installed a team must be told what it was told before."""
    report = examine(load_policy(overlaid(tmp_path, examples(code)["Bad"])), DAY, with_solver=False)
    assert [(each.code.id, each.proved, each.witness) for each in report.findings] == [(code, False, None)]
    assert report.unsettled is None


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_has_no_finding(code: str, tmp_path: Path) -> None:
    found = lint(load_policy(overlaid(tmp_path, examples(code)["Good"])), DAY)
    assert [each.line() for each in found] == []


def test_the_pages_and_the_index_are_those_of_the_codes() -> None:
    """A page that nothing leads to, or that tells another severity than the command, would mislead."""
    index = (REFERENCE / "lint.md").read_text("utf-8")
    assert {path.stem for path in (REFERENCE / "lint").glob("*.md")} == set(CODES)
    for code in CODES.values():
        head = (REFERENCE / "lint" / f"{code.id}.md").read_text("utf-8").splitlines()
        assert head[0] == f"# {code.id}: {code.title.en}"
        assert head[2] == f"{code.title.zh} · **{code.severity}** · {code.why.en}."
        assert f"| [{code.id}](lint/{code.id}.md) | {code.severity} | {code.title.en} · {code.title.zh} |" in index
