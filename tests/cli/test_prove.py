"""`policyrules prove`: what it asks, prints, writes and answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from reports.proofs.samples import EVERY, NOT_PROMISED, PROVED, REFUTED, UNDECIDED, report

from policyrules.policy import Policy, load_policy
from policyrules.proof import missing
from policyrules.proof.results import Proof, ProofReport
from policyrules.proof.schema import proof_schema

from .conftest import Run

pytestmark = pytest.mark.thorough

EXAMPLES = Path(__file__).parents[2] / "examples"
ROOMS = EXAMPLES / "new-policy"
EXPORT = EXAMPLES / "proposals" / "export-award.yaml"


class Prover:
    """Stands for the solver: gives the report that it was told to give, and keeps what it was asked."""

    def __init__(self) -> None:
        self.report = report(PROVED)
        self.policy: Policy | None = None
        self.asked: dict[str, Any] = {}

    def __call__(self, policy: Policy, **asked: Any) -> ProofReport:
        self.policy, self.asked = policy, asked
        return self.report


@pytest.fixture
def prover(monkeypatch: pytest.MonkeyPatch) -> Prover:
    """A solver that answers what it is told to."""
    found = Prover()
    monkeypatch.setattr("policyrules.proof.prove", found)
    return found


@pytest.mark.parametrize(
    ("proofs", "code"),
    [
        ((PROVED,), 0),
        ((PROVED, NOT_PROMISED), 0),
        ((), 0),
        ((REFUTED, PROVED), 1),
        ((UNDECIDED, REFUTED), 1),
        ((PROVED, UNDECIDED), 3),
    ],
)
@pytest.mark.parametrize("format_", ["table", "json", "markdown", "html"])
def test_the_exit_code_tells_the_outcome(
    run: Run, prover: Prover, proofs: tuple[Proof, ...], code: int, format_: str
) -> None:
    """Fails if a script takes a promise that is broken, or open, for one that is kept."""
    prover.report = report(*proofs)
    done = run(f"prove ganzhou --format {format_}")
    assert (done.code, done.err) == (code, "")
    assert done.out


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("", {"invariants": None, "years": None, "readings": "all", "limit": 20.0}),
        ("--invariant budget --invariant paid_once", {"invariants": ("budget", "paid_once")}),
        ("--years 2024-2026", {"years": [2024, 2025, 2026]}),
        ("--year 2025 --year 2027 --year 2025", {"years": [2025, 2027]}),
        ("--chosen", {"readings": "chosen"}),
        ("--set agri_rate=1%", {"readings": "chosen"}),
        ("--limit 0.5", {"limit": 0.5}),
    ],
)
def test_what_is_asked_is_what_the_command_line_says(
    run: Run, prover: Prover, line: str, asked: dict[str, Any]
) -> None:
    """Fails if an option is lost on its way, so that something else is proved than what was asked."""
    assert run(f"prove ganzhou {line}").code == 0
    assert {name: prover.asked[name] for name in asked} == asked


def test_the_readings_chosen_are_those_of_the_policy_proved(run: Run, prover: Prover) -> None:
    """Fails if --set asks for a reading, and another is proved."""
    run("prove ganzhou --set agri_rate=1%")
    assert prover.policy == load_policy("ganzhou").interpret(agri_rate="1%")


def test_proposals_are_held_to_the_promises_of_the_policy_that_they_amend(
    run: Run, prover: Prover, folder: Path
) -> None:
    """Fails if a proposal could move the bounds that it is held to, or what it gives up is asked anyway."""
    text = EXPORT.read_text("utf-8")
    surrender = "gives_up: [{invariant: enterprise_most, reason: {zh: 试点, en: a pilot}}]\n"
    (folder / "giving.yaml").write_text(text + surrender, "utf-8")
    assert run("rebase giving.yaml").code == 0
    done = run("prove ganzhou --with giving.yaml --format json")
    assert done.code == 0
    assert prover.policy is not None
    assert len(prover.policy.proposals) == 1
    assert prover.asked["base"] == load_policy("ganzhou")
    assert set(prover.asked["without"]) == {"enterprise_most"}
    assert json.loads(done.out)["given_up"] == [
        {"invariant": "enterprise_most", "reason": "试点", "reason_en": "a pilot"}
    ]


@pytest.mark.parametrize(
    ("suffix", "start"), [("json", "{"), ("md", "# "), ("html", "<!doctype html>"), ("txt", "Proof")]
)
def test_the_suffix_of_the_output_is_its_format(
    run: Run, prover: Prover, folder: Path, suffix: str, start: str
) -> None:
    """Fails if a file holds what its name does not say, or something is printed beside it."""
    prover.report = EVERY
    done = run(f"prove ganzhou --output report.{suffix}")
    assert (done.code, done.out, done.err) == (1, "", "")
    assert (folder / f"report.{suffix}").read_text("utf-8").lstrip().startswith(start)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("prove nowhere", "nowhere"),
        ("prove ganzhou --invariant enterprise_mots", "did you mean `enterprise_most`"),
        ("prove ganzhou --years 2026-2024", "2024-2026"),
        ("prove ganzhou --years soon", "soon"),
        ("prove ganzhou --limit 0", "above 0"),
        ("prove ganzhou --limit nan", "above 0"),
        ("prove ganzhou --limit inf", "above 0"),
        ("prove ganzhou --limit long", "long"),
        ("prove ganzhou --set agri_rate=many", "agri_rate"),
        ("prove ganzhou --output report.xlsx", ".json"),
        ("prove ganzhou --counterexamples facts.json", "must be a folder"),
        ("prove ganzhou zhanjiang", "unrecognized"),
        ("prove", "POLICY"),
    ],
)
def test_bad_usage_is_one_line_and_proves_nothing(run: Run, prover: Prover, folder: Path, line: str, said: str) -> None:
    """Fails if a slip of the pen ends in a traceback, or in a proof of something else."""
    before = sorted(folder.iterdir())
    done = run(line)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not prover.asked
    assert sorted(folder.iterdir()) == before


def test_without_a_solver_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails if a policy that nobody could look at passes for proved, or an import error is shown."""
    monkeypatch.setattr(missing, "find_spec", lambda _: None)
    done = run("prove ganzhou")
    assert (done.code, done.out) == (2, "")
    assert done.err == "z3 is not installed: pip install 'policyrules[proof]'\n"


def test_a_proposal_is_not_replaced_by_the_report(run: Run, prover: Prover, folder: Path) -> None:
    """Fails if the report is written over what was read."""
    (folder / "own.yaml").write_text(EXPORT.read_text("utf-8"), "utf-8")
    done = run("prove ganzhou --with own.yaml --format json --output own.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert (folder / "own.yaml").read_text("utf-8") == EXPORT.read_text("utf-8")
    assert not prover.asked


@pytest.fixture
def overpaying(folder: Path) -> Path:
    """The example policy with its award of seats taken out of the yearly cap per association."""
    rooms = folder / "rooms"
    shutil.copytree(ROOMS, rooms)
    limits = rooms / "limits.yaml"
    text = limits.read_text("utf-8")
    capped = "yearly cap per association}\n    awards: [seats, books]"
    assert text.count(capped) == 1
    limits.write_text(text.replace(capped, "yearly cap per association}\n    awards: [books]"), "utf-8")
    return rooms


def test_a_policy_that_keeps_its_promises_is_proved(run: Run) -> None:
    """Fails if the verb and the solver do not fit together: outcome, schema, exit code, the same bytes twice."""
    done = run(f"prove {ROOMS} --format json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    Draft202012Validator(proof_schema()).validate(found)
    outcomes = {each["invariant"]: each["outcome"] for each in found["proofs"]}
    assert outcomes == dict.fromkeys(("association_most", "budget", "free_rooms"), "proved")
    assert run(f"prove {ROOMS} --format json").out == done.out


def test_a_broken_promise_comes_with_files_that_show_it(run: Run, folder: Path, overpaying: Path) -> None:
    """Fails if somebody who is told that a promise breaks cannot see it happen: the facts decided, the case run."""
    done = run("prove rooms --invariant association_most --year 2025 --counterexamples broken/cases")
    assert done.code == 1
    assert "refuted" in done.out
    written = sorted((folder / "broken" / "cases").iterdir())
    assert [each.name for each in written] == ["association_most.cases.yaml", "association_most.facts.json"]
    assert done.err == "".join(f"note: {each.relative_to(folder)} written\n" for each in reversed(written))
    assert run("validate rooms broken/cases/association_most.facts.json").code == 0
    failed = run("test broken/cases")
    assert failed.code == 1
    assert "association_most" in failed.out + failed.err
    shutil.copy(ROOMS / "limits.yaml", overpaying)
    assert run("test broken/cases").code == 0


def test_no_counterexample_writes_no_folder(run: Run, folder: Path) -> None:
    """Fails if a proof leaves something behind that looks like a counterexample."""
    assert run(f"prove {ROOMS} --invariant free_rooms --year 2025 --counterexamples broken").code == 0
    assert not (folder / "broken").exists()
