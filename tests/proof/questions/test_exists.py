"""`exists`: what a payee can get beside what, and what never comes together."""

from __future__ import annotations

import pytest

from policyrules.errors import UsageError
from policyrules.policy import load_policy
from policyrules.proof.questions import exists

GANZHOU = load_policy("ganzhou")


@pytest.mark.parametrize(
    ("gets", "lacks", "entries", "outcome"),
    [
        (["growth"], ["agricultural"], 0, "yes"),
        (["growth", "agricultural"], [], 1, "no"),
        # Both due, growth is always the higher: the other is kept only where it was paid for the year before.
        (["agricultural", "growth:excluded"], [], 0, "no"),
        (["agricultural", "growth:excluded"], [], 1, "yes"),
        (["platform:reduced"], ["platform"], 0, "yes"),
        (["growth:already_paid"], [], 0, "no"),
        (["platform", "live_base", "growth"], ["growth:reduced"], 0, "yes"),
    ],
)
def test_what_a_payee_can_get(gets: list[str], lacks: list[str], entries: int, outcome: str) -> None:
    """A wrong `no` would hide a case that there is; a wrong `yes` would show one that no engine decides so."""
    found = exists(GANZHOU, 2025, gets, lacks, payees=1, each=1, entries=entries, limit=60)
    assert found.outcome == outcome
    assert (found.example is not None) == (outcome == "yes")
    if found.example is None:
        return
    for engine in ("reference", "rete"):
        lines = GANZHOU.decide(found.example.facts, 2025, engine=engine).awards
        of_payee = [line for line in lines if line.enterprise == found.lines[0].enterprise]
        got = {line.award for line in of_payee if line.paid_fen}
        got |= {f"{line.award}:{line.status}" for line in of_payee}
        assert got >= set(gets)
        assert not got & set(lacks)


def test_the_case_is_small() -> None:
    """What nobody needs to see the answer would only hide it."""
    found = exists(GANZHOU, 2025, ["agricultural"], payees=2, each=2, entries=1, limit=60)
    assert found.example is not None
    assert set(found.example.facts) == {"enterprises"}
    assert len(found.example.facts["enterprises"]) == 1
    assert found.asked.up_to == {"enterprises": 1, "platforms": 1, "live_bases": 1, "awards_paid": 0}


@pytest.mark.parametrize(
    ("asked", "words"),
    [("growht", "did you mean `growth`"), ("growth:excludet", "did you mean `excluded`")],
)
def test_what_there_is_not_is_named(asked: str, words: str) -> None:
    """A misspelt award would otherwise be one that nobody gets: proved."""
    with pytest.raises(UsageError, match=words):
        exists(GANZHOU, 2025, [asked])


def test_a_policy_without_awards_says_so() -> None:
    """Nobody gets anything there, which is no answer about the document."""
    with pytest.raises(UsageError, match="no awards"):
        exists(load_policy("zhanjiang"), 2025, [], [])
