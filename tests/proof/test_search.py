"""The search finds what a proposal breaks, as little of it as shows it, and never claims more than it looked at."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

import pytest
from invariants.copies import TRAINING, Edit, amended

from policyrules.language.definition import Monotone
from policyrules.policy import load_policy
from policyrules.proof.search import Finding, NotSearched, held, search

pytestmark = pytest.mark.thorough

GANZHOU = load_policy("ganzhou")
#: The budget names the new award.
_COVERED: tuple[Edit, ...] = tuple(
    ("limits.yaml", f"agricultural]{after}", f"agricultural, training]{after}")
    for after in (
        "\n    amount: budget",
        ", share: pro_rata}\n          - {awards: [platform], share: by_rank}",
        ", share: pro_rata}\n        report_only",
    )
)


def test_an_award_outside_the_cap_is_caught_with_a_small_counterexample(tmp_path: Path) -> None:
    """The budget names the new award and the cap forgets it: the promise about all awards finds it out."""
    proposal = amended(tmp_path, "ganzhou", *TRAINING, *_COVERED)
    found = search(GANZHOU, proposal, [2025], examples=80)
    assert isinstance(found, Finding)
    assert found.outcome == "broken"
    assert [each.invariant for each in found.counterexamples] == ["enterprise_most"]
    shown = found.counterexamples[0]
    policy = proposal.interpret(**shown.interpretations)
    assert held(GANZHOU, policy, shown.facts, shown.year) == shown.violations
    assert [each["id"] for each in shown.facts["enterprises"]] == ["E1"]
    # Nothing of it can be left out: without any one thing the promise holds.
    for name, things in shown.facts.items():
        for index in range(len(things) if isinstance(things, list) else 0):
            fewer = copy.deepcopy(shown.facts)
            del fewer[name][index]
            if name != "enterprises":
                assert held(GANZHOU, policy, fewer, shown.year) == (), f"{name} {index} shows nothing"
    assert search(GANZHOU, proposal, [2025], examples=80) == found
    given_up = search(GANZHOU, proposal, [2025], examples=20, without=["enterprise_most"])
    assert isinstance(given_up, Finding)
    assert given_up.outcome == "held"


@pytest.mark.parametrize(("name", "year"), [("ganzhou", 2025), ("ganzhou", 2027), ("zhanjiang", 2025)])
def test_a_policy_holds_what_it_promises(name: str, year: int) -> None:
    policy = load_policy(name)
    found = search(policy, policy, [year], examples=40)
    assert found == Finding(40, (year,), ())
    assert "40" in found.words.en
    assert found.outcome == "held"


def test_only_what_one_decision_can_break_is_looked_for() -> None:
    """Of a promise about two decisions nothing was seen, and so nothing may be said."""
    two = [each.id for each in GANZHOU.definition.invariants if isinstance(each, Monotone)]
    others = [each.id for each in GANZHOU.definition.invariants if each.id not in two]
    assert two
    assert search(GANZHOU, GANZHOU, [2025], examples=40, without=others) == Finding(0, (2025,), ())


def test_without_hypothesis_nothing_is_said_to_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "policyrules.proof.drawing", raising=False)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    found = search(GANZHOU, GANZHOU, [2025])
    assert found == NotSearched()
    assert found.outcome == "not_searched"
    assert "Hypothesis" in found.words.zh


def test_a_search_leaves_nothing_in_the_folder_of_whoever_searches(tmp_path: Path) -> None:
    """In a process of its own, since where Hypothesis keeps its files is settled when it is imported."""
    code = (
        "from policyrules.proof.search import search; from policyrules.policy import load_policy; "
        "policy = load_policy('ganzhou'); print(search(policy, policy, [2025], examples=3).outcome)"
    )
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout == "held\n"
    assert list(tmp_path.iterdir()) == []
