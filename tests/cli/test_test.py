"""`policyrules test`: the cases that are asked for, what it says of them, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases.written import GOOD, written

import policyrules as pr

from .conftest import Run

PROPOSAL = """\
id: raise
title: {zh: 提高, en: Raise}
reason: {zh: 理由, en: A reason}
base: {policy: ganzhou, digest: "DIGEST"}
changes:
  - {parameter: growth.tier_1.reward, value: 25万元}
"""


def proposal(folder: Path, cases: str = "") -> Path:
    path = folder / "raise.yaml"
    path.write_text(PROPOSAL.replace("DIGEST", pr.load_policy("ganzhou").digest) + cases, "utf-8")
    return path


def test_cases_that_pass_are_only_counted(run: Run, folder: Path) -> None:
    written(folder)
    assert run("test growth.cases.yaml") == (0, "1 passed\n", "")
    assert run("test growth.cases.yaml --lang zh").out == "1 个通过\n"


@pytest.mark.parametrize("engine", ["rete", "reference"])
def test_a_failure_says_where_what_and_why(engine: str, run: Run, folder: Path) -> None:
    written(folder, ("2025: 2亿元", "2025: 1亿元"), ("totals: {paid: 200000}", "lines: {awards: 3}"))
    done = run(f"test growth.cases.yaml --engine {engine}")
    assert done.code == 1
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[:5] == [
        "growth.cases.yaml:9 on_the_bound (exactly on the bound): failed",
        "  growth.cases.yaml:15:40: growth E1: tier: expected 1, found null",
        "  growth.cases.yaml:15:49: growth E1: status: expected paid, found not_eligible",
        "  growth.cases.yaml:15:63: growth E1: paid: expected 200000.00, found 0.00",
        "  growth.cases.yaml:15:75: growth E1: decided_by: expected awards.growth.tiers.1, "
        "found awards.growth.criteria.sales",
    ]
    assert lines[5].startswith("      tier 1: not met: ")
    assert lines[-1] == "0 passed, 1 failed"


def test_json_stands_alone_and_has_every_case(run: Run, folder: Path) -> None:
    written(folder, ("status: paid", "status: reduced"), ("    expect:", "    confirmed: false\n    expect:"))
    done = run("test growth.cases.yaml --format json")
    found = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert {key: found[key] for key in ("passed", "failed", "unconfirmed")} == {
        "passed": 0,
        "failed": 0,
        "unconfirmed": 1,
    }
    (case,) = found["cases"]
    assert (case["file"], case["line"], case["name"], case["outcome"]) == (
        "growth.cases.yaml", 9, "on_the_bound", "unconfirmed",
    )  # fmt: skip
    (difference,) = case["differences"]
    assert difference == {
        "at": "growth.cases.yaml:16:49",
        "field": "status",
        "expected": "reduced",
        "found": "paid",
        "text": "growth E1：status 应为 reduced，实为 paid",
        "text_en": "growth E1: status: expected reduced, found paid",
        "reasons": [],
    }


def test_a_folder_gives_its_case_files_each_once(run: Run, folder: Path) -> None:
    """By their names: other YAML is left alone; a file that is asked for twice is run once."""
    written(folder)
    (folder / "other.yaml").write_text("anything: else\n", "utf-8")
    (folder / "deeper").mkdir()
    written(folder / "deeper", name="more.cases.yaml")
    assert run("test . growth.cases.yaml").out == "2 passed\n"


def test_a_policy_gives_the_cases_of_its_folder(run: Run, folder: Path) -> None:
    """In the folder `cases` of a policy a file need not say which policy it is about."""
    own = folder / "ours"
    source = Path(__file__).parents[1] / "language" / "wells"
    (own / "cases").mkdir(parents=True)
    for each in source.glob("*.yaml"):
        (own / each.name).write_text(each.read_text("utf-8"), "utf-8")
    (own / "cases" / "none.yaml").write_text("year: 2025\ncases: {none: {expect: {lines: {awards: 0}}}}\n", "utf-8")
    for asked in ("ours", "ours/cases", "ours/cases/none.yaml"):
        assert run(f"test {asked}") == (0, "1 passed\n", "")


def test_a_proposal_runs_its_cases_on_the_amended_policy(run: Run, folder: Path) -> None:
    """Those that it names, or those beside it; run by themselves they are about the policy that they name."""
    proposal(folder, "cases: [growth.cases.yaml]\n")
    written(folder)
    assert run("test raise.yaml").out.splitlines()[1].endswith("growth E1: paid: expected 200000.00, found 250000.00")
    assert run("test growth.cases.yaml").code == 0
    proposal(folder)
    raised = (
        ("policy: ganzhou", "proposals: [raise.yaml]"),
        ("paid: 20万元", "paid: 25万元"),
        ("paid: 200000", "paid: 25万元"),
    )
    written(folder, *raised, name="raise.cases.yaml")
    assert run("test raise.yaml") == (0, "1 passed\n", "")
    assert run("test raise.cases.yaml") == (0, "1 passed\n", "")


#: What is asked for → the one line on stderr.
REFUSED = {
    "test nothing.cases.yaml": "no `nothing.cases.yaml`: neither a file or folder nor a bundled policy; "
    "known names: `ganzhou`, `zhanjiang`",
    "test ganzho": "no `ganzho`: neither a file or folder nor a bundled policy; did you mean `ganzhou`?",
    "test empty": "there are no cases in `empty`",
    "test raise.yaml": "raise.yaml:7:1: there is no such file of cases; found `gone.cases.yaml`",
    "test spoilt.cases.yaml": "spoilt.cases.yaml:2:1: it cannot be used: broken.yaml: the file cannot be opened; "
    "found `No such file or directory`",
    "test facts.json": "facts.json:1:2: no such key here; found `zzz`; known names: `cases`, `facts`, "
    "`interpretations`, `policy`, `proposals`, `title`, `year`",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_run_is_one_line(line: str, run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    proposal(folder, "cases: [gone.cases.yaml]\n")
    spoilt = GOOD.replace("policy: ganzhou", "policy: ganzhou\nproposals: [broken.yaml]")
    (folder / "spoilt.cases.yaml").write_text(spoilt, "utf-8")
    (folder / "facts.json").write_text('{"zzz": [], "cases": {"one": {"expect": {"lines": {"awards": 0}}}}}', "utf-8")
    done = run(line)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{REFUSED[line]}\n"
