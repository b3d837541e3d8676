"""An amended policy is what its files would be with the changes written in; the base stays as it was."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import Place, ProposalError
from policyrules.language.document import Document
from policyrules.policy import Policy, load_policy
from policyrules.proposals import overlay
from policyrules.proposals.edits import touched
from policyrules.proposals.proposal import load_proposal

from .written import proposal, wells

CHANGES = {
    "a value": "  - {parameter: training.reward, value: 3000元}",
    "a value from a day on": "  - {parameter: training.reward, was: 2500元, value: 3000元, from: 2025-01-01}",
    "a value among dated ones": "  - {parameter: pump.cap, was: 3000元, value: 3500元, from: 2025-07-01}",
    "a value in place of dated ones": "  - {parameter: pump.cap, value: 3500元}",
    "a reading": "  - {interpretation: cap_cut, option: pro_rata, reason: {zh: 公平, en: fair}}",
    "a number as a reading": "  - {interpretation: pump_rate, option: 10%}",
    "a criterion more": (
        "  - {add: awards.training.criteria.many, "
        "with: {label: {zh: 多, en: many}, test: members > 1}, before: members}"
    ),
    "a criterion less": "  - {remove: awards.pump.cap}",
    "a part replaced": "  - {replace: awards.repair.criteria.use.test, with: public}",
    "a limit more": (
        "  - {add: limits.training_cap, with: {kind: cap, clause: '4', label: {zh: 限, en: cap}, awards: [training],"
        " amount: training.reward}, after: one_of_two}"
    ),
    "a limit less": "  - {remove: limits.pump_places}",
    "a new parameter and its use": (
        "  - {add: parameters.training.least, with: {value: 4口, clause: '4', label: {zh: 少, en: least}}}\n"
        "  - {replace: awards.training.criteria.members.test, with: members >= training.least}"
    ),
    "a longer time in force": "  - {replace: policy.in_force.until, with: 2027-12-31}",
    "a word more": "  - {add: limits.one_of_two.awards.repair, with: repair, before: pump}",
    "a word less": "  - {remove: limits.household_cap.awards.pump}",
    "all limits gone": "  - {remove: limits}",
    "a list replaced by a piece with lists": (
        "  - {replace: limits.budget.tranches, with: [{awards: [repair, pump, training], share: pro_rata}]}"
    ),
}


def data_of(policy: Policy) -> dict[str, Any]:
    return {name: each.data for name, each in policy.definition.documents.items()}


@pytest.mark.parametrize("name", CHANGES)
def test_the_amended_policy_is_what_its_written_files_are(name: str, tmp_path: Path) -> None:
    base = wells()
    before = copy.deepcopy(data_of(base))
    amended = base.amend(proposal(tmp_path, CHANGES[name]))
    assert amended.digest != base.digest
    assert [each.id for each in amended.proposals] == ["more"]
    # The base is untouched, to the last key.
    assert json.dumps(data_of(base), ensure_ascii=False) == json.dumps(before, ensure_ascii=False)
    assert base.digest == wells().digest
    # Written out as a folder, it is the same policy.
    folder = tmp_path / "written"
    folder.mkdir()
    for file, data in data_of(amended).items():
        (folder / file).write_text(_plain(data), "utf-8")
    written = load_policy(folder)
    assert written.digest == amended.digest
    assert written.definition == amended.definition


def _plain(data: Any) -> str:
    """Data as YAML: JSON is."""
    return json.dumps(data, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("name", CHANGES)
def test_everything_in_the_amended_files_has_its_place(name: str, tmp_path: Path) -> None:
    amended = wells().amend(proposal(tmp_path, CHANGES[name]))
    for document in amended.definition.documents.values():
        assert set(document.places) == set(_paths(document.data, ()))
        texts = {path for path in _paths(document.data, ()) if isinstance(document.value(path), str)}
        assert texts <= set(document.raw) | {path for path in texts if document.places[path].file == "more.yaml"}


def _paths(data: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield path
    for step, each in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _paths(each, (*path, step))


def test_limits_can_be_put_into_another_order(tmp_path: Path) -> None:
    """They apply in the order in which they are written, so that the same limits in another order are a change."""
    limits = wells().definition.documents["limits.yaml"].data["limits"]
    reversed_ = json.dumps(dict(reversed(limits.items())), ensure_ascii=False)
    amended = wells().amend(proposal(tmp_path, f"  - {{replace: limits, with: {reversed_}}}"))
    assert [each.id for each in amended.definition.limits] == list(reversed(limits))


def test_a_value_holds_from_its_day_on(tmp_path: Path) -> None:
    amended = wells().amend(proposal(tmp_path, CHANGES["a value among dated ones"]))
    cap = amended.definition.parameters["pump.cap"]
    days = [date(2024, 5, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1)]
    assert [cap.value_on(day) for day in days] == [300000, 300000, 350000, 400000]


def test_proposals_combine_in_any_order(tmp_path: Path) -> None:
    paths = [
        proposal(tmp_path, CHANGES[name], f"p{index}")
        for index, name in enumerate(["a value", "a reading", "a criterion more", "a limit more", "a limit less"])
    ]
    forward, backward = wells().amend(*paths), wells().amend(*reversed(paths))
    assert forward == backward
    assert forward.proposals == backward.proposals
    assert forward.amend() is forward
    one_by_one = wells()
    with pytest.raises(ProposalError, match="another version of the policy"):
        one_by_one.amend(paths[0]).amend(paths[1])


def test_what_proposals_touch_is_named_by_address(tmp_path: Path) -> None:
    base = wells()
    read = load_proposal(proposal(tmp_path, CHANGES["a new parameter and its use"]))
    assert touched([read], base.definition.documents) == (
        "awards.training.criteria.members.test",
        "parameters.training.least",
    )


def test_options_chosen_before_are_kept_but_for_what_a_proposal_settles(tmp_path: Path) -> None:
    chosen = wells().interpret(cap_cut="in_order", pump_price="with_tax", due_day="no")
    amended = chosen.amend(proposal(tmp_path, "  - {interpretation: cap_cut, option: pro_rata}"))
    assert (amended.options["cap_cut"], amended.options["pump_price"], amended.options["due_day"]) == (
        "pro_rata",
        "with_tax",
        "no",
    )
    # All interpretations at once: those that the proposal may have settled say so themselves.
    all_of_them = json.dumps(wells().definition.documents["interpretations.yaml"].data["interpretations"])
    other = all_of_them.replace('"default": "in_order"', '"default": "pro_rata"')
    whole = chosen.amend(proposal(tmp_path, f"  - {{replace: interpretations, with: {other}}}"))
    assert (whole.options["cap_cut"], whole.options["due_day"]) == ("pro_rata", "no")
    settled = (
        wells()
        .interpret(pump_price="with_tax")
        .amend(proposal(tmp_path, "  - {interpretation: pump_price, option: with_tax}"))
    )
    assert settled.options["pump_price"] == "with_tax"


def test_an_amended_policy_decides(tmp_path: Path) -> None:
    amended = wells().amend(proposal(tmp_path, CHANGES["a value from a day on"]))
    facts = {"households": [{"id": "H1", "members": 2}]}
    before, after, later = wells().decide(facts, 2025), amended.decide(facts, 2024), amended.decide(facts, 2025)
    assert [each.awards[0].entitled for each in (before, after, later)] == ["2500.00", "2500.00", "3000.00"]
    assert later.policy["digest"] == amended.digest


_SCALARS = st.one_of(st.integers(0, 9), st.sampled_from(["a", "b.c", "元"]))
_DATA = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)


def _placed(data: Any, file: str) -> Document:
    return Document(file, data, {path: Place(file=file) for path in _paths(data, ())})


@settings(max_examples=tries(200), deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), _DATA, min_size=1, max_size=4), _DATA, st.data())
def test_laying_a_piece_over_a_document_changes_that_and_nothing_else(base: Any, new: Any, draw: st.DataObject) -> None:
    """If it failed, a proposal would alter what it does not name, or report a problem at a wrong place."""
    before = copy.deepcopy(base)
    document, piece = _placed(base, "base"), _placed(new, "new")
    path = draw.draw(st.sampled_from([each for each in _paths(base, ()) if each]), label="path")
    laid = overlay.put(document, path, piece, piece.places[()])
    assert laid.value(path) == new
    assert {each for each, place in laid.places.items() if place.file == "new"} == {
        (*path, *each) for each in _paths(new, ())
    }
    gone = overlay.removed(document, path)
    for each in (laid, gone):
        assert set(each.places) == set(_paths(each.data, ()))
    assert base == before
    if isinstance(path[-1], int):
        assert overlay.inserted(gone, path[:-1], path[-1], overlay.piece(document, path)) == document
