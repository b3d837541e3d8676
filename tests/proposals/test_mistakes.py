"""Every mistake in a proposal comes out as a line: where it stands in the proposal, and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyrules.errors import ProposalError

from .written import proposal, wells

MISTAKES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text("utf-8"))


def refused(*paths: Path) -> list[str]:
    with pytest.raises(ProposalError) as raised:
        wells().amend(*paths)
    assert len(raised.value.lines("zh")) == len(raised.value.problems)
    return raised.value.lines("en")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    assert refused(proposal(tmp_path, mistake["changes"], more=mistake.get("more", ""))) == mistake["says"]


def test_another_policy_and_another_version_are_told_apart(tmp_path: Path) -> None:
    change = "  - {parameter: household_cap, was: 7000元, value: 9000元}"
    path = proposal(tmp_path, change)
    # A change that only another policy can have is no further problem.
    stranger = proposal(tmp_path, "  - {remove: limits.of_springs}", "stranger")
    stranger.write_text(stranger.read_text("utf-8").replace("policy: wells", "policy: springs"), "utf-8")
    assert refused(stranger, path) == [
        "stranger.yaml:4:16: the proposal is about another policy; this one is `wells`; found `springs`"
    ]
    now, text = wells().digest, path.read_text("utf-8")
    path.write_text(text.replace("policy: wells", "policy: springs"), "utf-8")
    assert refused(path) == [
        "more.yaml:4:16: the proposal is about another policy; this one is `wells`; found `springs`"
    ]
    old = "sha256:" + "0" * 64
    parts = ", parts: {parameters: '000000000000'}"
    path.write_text(text.replace(now, old).replace(f"'{old}'", f"'{old}'{parts}"), "utf-8")
    hint = "look it through, then move it with `policyrules rebase`"
    version, value = refused(path)
    assert version.startswith(
        f"more.yaml:4:31: the proposal was written against another version of the policy; this is `{now}`"
    )
    assert ", which differs in " in version
    assert "parameters" in version
    assert version.endswith(f"found `{old}`; {hint}")
    # What the proposal says it replaces is the difference that matters most.
    assert value == "more.yaml:6:37: the policy now says `8000元`; found `7000元`"


def test_proposals_that_touch_the_same_thing_are_a_conflict_that_names_both_places(tmp_path: Path) -> None:
    first = proposal(tmp_path, "  - {parameter: budget, value: 1万元}\n  - {remove: limits.one_of_two}", "first")
    same = proposal(tmp_path, "  - {parameter: budget, value: 2万元, from: 2025-01-01}", "same")
    inside = proposal(tmp_path, "  - {replace: limits.one_of_two.awards, with: [repair, pump]}", "inside")
    assert refused(first, same) == refused(same, first)
    assert refused(first, same) == [
        "same.yaml:6:5: conflicts with first.yaml:6:5 (first): both change `parameters.budget`; "
        "one of them has to give way; found `same`"
    ]
    assert refused(first, inside) == [
        "inside.yaml:6:5: conflicts with first.yaml:7:5 (first): both change `limits.one_of_two`; "
        "one of them has to give way; found `inside`"
    ]


def test_a_neighbour_that_another_proposal_removes_is_a_conflict_whatever_their_order(tmp_path: Path) -> None:
    limit = "{kind: cap, clause: '4', label: {zh: 限, en: cap}, awards: [training], amount: training.reward}"
    added = f"  - {{add: limits.training_cap, with: {limit}, before: pump_places}}"
    for adding, removing in (("a", "b"), ("b", "a")):
        paths = proposal(tmp_path, added, adding), proposal(tmp_path, "  - {remove: limits.pump_places}", removing)
        assert refused(*paths) == [
            "b.yaml:6:5: conflicts with a.yaml:6:5 (a): both change `limits.pump_places`; "
            "one of them has to give way; found `b`"
        ]


@pytest.mark.parametrize(
    "changes",
    [
        # Something put into what has dots in its name, and is removed.
        ("  - {add: parameters.pump.cap.describes, with: well.depth}", "  - {remove: parameters.pump.cap}"),
        # An index that means something else once the other has removed an element.
        (
            "  - {remove: limits.budget.tranches.0}",
            "  - {replace: limits.budget.tranches.1.share, with: pro_rata}",
        ),
    ],
)
def test_what_one_proposal_would_take_away_from_under_another_is_a_conflict(
    changes: tuple[str, str], tmp_path: Path
) -> None:
    (line,) = refused(proposal(tmp_path, changes[0], "a"), proposal(tmp_path, changes[1], "b"))
    assert line.startswith("b.yaml:6:5: conflicts with a.yaml:6:5 (a)")


def test_two_different_proposals_may_not_share_an_id(tmp_path: Path) -> None:
    first = proposal(tmp_path, "  - {parameter: budget, value: 1万元}")
    (tmp_path / "sub").mkdir()
    other = proposal(tmp_path / "sub", "  - {parameter: age, value: 11}")
    assert refused(first, other) == ["more.yaml:1:5: more.yaml:1:5 has this id already; found `more`"]


def test_a_file_that_is_no_proposal_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    path.write_text("id: none\nchanges: 3\n", "utf-8")
    lines = refused(path)
    assert "none.yaml:2:10: expected a list; found `3`" in lines
    assert any("`base` is missing" in line for line in lines)
    assert "cannot be opened" in refused(tmp_path / "absent.yaml")[0]
