"""The example proposals do what they say: on the invented enterprises a year later, to the fen."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import policyrules as pr
from examples.paths import EXAMPLES
from policyrules.cli.main import main
from policyrules.lint import lint

pytestmark = pytest.mark.thorough

PROPOSALS = EXAMPLES / "proposals"
FACTS = PROPOSALS / "ganzhou-2026.json"
Moved = dict[tuple[str, str], tuple[str | None, str | None, str]]
FILES = sorted(each for each in PROPOSALS.glob("*.yaml") if not each.name.endswith(".cases.yaml"))


@lru_cache
def compared(name: str, search: int = 0, proofs: bool = False) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of `policyrules compare`."""
    out = io.StringIO()
    asked = ["compare", "ganzhou", str(PROPOSALS / name), "--facts", str(FACTS), "--year", "2026"]
    with contextlib.redirect_stdout(out):
        code = main([*asked, "--search", str(search), "--format", "json", *([] if proofs else ["--no-proofs"])])
    return code, json.loads(out.getvalue())


def moved(name: str) -> Moved:
    """The lines that moved: paid before and after, and whether directly."""
    _, found = compared(name)
    return {
        (each["award"], each["subject"]): (each["before"]["paid"], each["after"]["paid"], each["effect"])
        for each in found["moves"]
    }


def of_award(award: str, lines: Moved) -> dict[str, tuple[str | None, str | None, str]]:
    return {subject: line for (each, subject), line in lines.items() if each == award}


def test_every_proposal_is_written_against_the_policy_as_it_is() -> None:
    """If it failed: `policyrules rebase` each of them."""
    policy = pr.load_policy("ganzhou")
    assert len(FILES) == 7
    for path in FILES:
        proposal = pr.load_proposal(path)
        assert proposal.file.base.digest == policy.digest, f"policyrules rebase {path.name}"
        assert proposal.id == path.stem
        # What changes nothing has nothing that a case could show.
        cases = () if proposal.file.effect == "none" else (path.with_suffix(".cases.yaml"),)
        assert proposal.case_files == cases
        assert policy.amend(proposal).digest != policy.digest


def test_a_higher_base_award_is_paid_for_by_the_platforms_at_the_end_of_the_ranking() -> None:
    code, found = compared("raise-base-award.yaml")
    assert code == 0
    # Five bases of tier 2; two of them belong to one enterprise at its cap.
    lines = moved("raise-base-award.yaml")
    raised = ("200000.00", "300000.00", "direct")
    assert of_award("live_base", lines) == dict.fromkeys(("B02", "B06", "B09", "B13", "B14"), raised)
    assert lines["growth", "E30"] == ("300000.00", "100000.00", "indirect")
    assert of_award("platform", lines) == {
        "P02": ("220000.00", "217622.66", "indirect"),
        "P09": ("117622.66", "0.00", "indirect"),
        "P10": ("180000.00", "0.00", "indirect"),
    }
    summary = found["summary"]
    assert summary["after"]["totals"]["paid"] == summary["before"]["totals"]["paid"] == "8450000.00"


def test_cumulative_tiers_stop_at_the_yearly_cap() -> None:
    assert compared("cumulative-growth.yaml")[0] == 0
    growth = of_award("growth", moved("cumulative-growth.yaml"))
    # E03 crosses three tiers (20 + 30 + 40), E08 three, E11 two (20 + 30): all end at 500 000.
    assert growth == {
        "E03": ("400000.00", "500000.00", "direct"),
        "E08": ("400000.00", "500000.00", "direct"),
        "E11": ("300000.00", "500000.00", "direct"),
    }


def test_a_new_tier_pays_those_between_150_and_200_million() -> None:
    assert compared("new-growth-tier.yaml")[0] == 0
    growth = of_award("growth", moved("new-growth-tier.yaml"))
    # E07 comes from 150 million, E09 from 100.01 to 180 million: above the new tier for the first time.
    assert growth["E09"] == ("0.00", "250000.00", "direct")
    assert all(before == after for subject, (before, after, _) in growth.items() if subject not in ("E07", "E09"))


def test_the_proposal_that_breaks_the_cap_is_caught() -> None:
    for search in (0, 100):
        # On the facts alone, without Hypothesis too; and on facts that a search makes up.
        code, found = compared("export-award.yaml", search)
        assert code == 1
        broken = [each for each in found["checks"]["invariants"] if each["state"] == "broken"]
        assert [each["invariant"] for each in broken] == ["enterprise_most"]
        assert broken[0]["findings"][0]["text_en"] == "E21 is paid 1,100,000 yuan, and may get 1,000,000 yuan at most"
        assert (broken[0]["counterexample"] is not None) == bool(search)
        assert all(each["outcome"] == "passed" for each in found["checks"]["cases"])
    # Lint says beforehand how such things happen: an award outside the cap.
    amended = pr.load_policy("ganzhou").amend(PROPOSALS / "export-award.yaml")
    assert "PR402" in {each.code.id for each in lint(amended)}


def test_the_proposal_that_breaks_the_cap_is_refuted_and_all_else_is_proved() -> None:
    code, found = compared("export-award.yaml", proofs=True)
    assert code == 1
    states = {each["invariant"]: each["state"] for each in found["checks"]["invariants"]}
    assert states.pop("enterprise_most") == "broken"
    assert set(states.values()) == {"proved"}
    (broken,) = [each for each in found["checks"]["invariants"] if each["state"] == "broken"]
    example = broken["counterexample"]
    assert example["confirmed_by"] == ["reference", "rete"]
    assert "export" in {each["award"] for each in example["awards"]}
    assert sum(float(each["paid"] or 0) for each in example["awards"]) > 1_000_000


def test_the_same_in_other_words_is_proved_to_be() -> None:
    code, found = compared("reword-growth.yaml", proofs=True)
    assert code == 0
    (rewrite,) = found["checks"]["rewrites"]
    assert rewrite["state"] == "equivalent"
    assert set(rewrite["scope"]["any_number"]) == {"enterprises", "platforms", "live_bases", "awards_paid"}
    assert not found["moves"]


def test_giving_up_a_promise_has_to_be_said() -> None:
    code, found = compared("raise-enterprise-cap.yaml", search=100)
    assert code == 0
    assert "given_up" in {each["state"] for each in found["checks"]["invariants"]}


def test_two_that_conflict_are_refused_with_both_places(capsys: pytest.CaptureFixture[str]) -> None:
    two = [str(PROPOSALS / f"{way}-enterprise-cap.yaml") for way in ("lower", "raise")]
    for order in (two, two[::-1]):
        assert main(["compare", "ganzhou", *order, "--facts", str(FACTS), "--year", "2026", "--lang", "en"]) == 2
        printed = capsys.readouterr()
        assert not printed.out
        assert printed.err.count("\n") == 1
        assert "raise-enterprise-cap.yaml:13:5: conflicts with lower-enterprise-cap.yaml:13:5" in printed.err


def test_the_facts_are_what_the_script_writes(tmp_path: Path) -> None:
    _script().write(tmp_path)
    assert (tmp_path / FACTS.name).read_bytes() == FACTS.read_bytes()
    assert not pr.load_policy("ganzhou").facts(FACTS).warnings


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_facts", PROPOSALS / "write_facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
