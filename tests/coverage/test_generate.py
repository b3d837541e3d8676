"""Generated cases: valid files of unconfirmed cases, in each of which the criterion that it names decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest
import reading_rooms as rooms

from policyrules.cases import Case, load_cases, run_cases
from policyrules.coverage.generating import Generated, generate
from policyrules.coverage.measuring import measure
from policyrules.coverage.mutating import mutation
from policyrules.coverage.writing import case_file
from policyrules.language.definition import Definition
from policyrules.policy import Policy

pytestmark = pytest.mark.thorough

POLICY = rooms.policy()


@pytest.fixture(scope="module")
def generated() -> Generated:
    """What the example policy lacks where it has no cases at all."""
    return generate(POLICY, [])


def loaded(folder: Path, text: str) -> Sequence[Case]:
    """The cases of a file of that text."""
    path = folder / "generated.cases.yaml"
    path.write_text(text, "utf-8")
    return load_cases(path, policy=POLICY)


def confirmed(text: str) -> str:
    """The file after a person has confirmed every case."""
    return text.replace("    confirmed: false\n", "")


def test_a_generated_file_is_valid_and_fails_until_a_person_confirms_it(tmp_path: Path, generated: Generated) -> None:
    """Fails if a generated case is no case, expects what the policy does not say, or passes unseen."""
    text = case_file(generated)
    results = list(run_cases(loaded(tmp_path, text)))
    assert {(each.outcome, each.differences) for each in results} == {("unconfirmed", ())}
    assert measure(POLICY, loaded(tmp_path, text)).covered == 0
    assert case_file(generate(POLICY, [])) == text


def test_confirmed_cases_cover_what_was_missing_and_leave_no_mutant(tmp_path: Path, generated: Generated) -> None:
    """Fails if a case does not show what it is for, or if something reachable is given up."""
    assert generated.unreached == ()
    cases = loaded(tmp_path, confirmed(case_file(generated)))
    found = measure(POLICY, cases)
    assert (found.percent, found.uncovered) == (100, ())
    # What limits take from several lines at once is not seen at the points where single lines turn.
    missed = {each.address.partition(".")[0] for each in mutation(POLICY, cases).survived}
    assert missed <= {"limits", "parameters"}
    assert generate(POLICY, cases).cases == ()


def without_criterion(definition: Definition, award: str, criterion: str) -> Policy:
    """The policy as if it did not ask one criterion of an award."""
    awards = tuple(
        dataclasses.replace(each, criteria=tuple(one for one in each.criteria if one.id != criterion))
        if each.id == award
        else each
        for each in definition.awards
    )
    return Policy(dataclasses.replace(definition, awards=awards))


def test_in_a_case_for_a_criterion_that_criterion_decides(tmp_path: Path, generated: Generated) -> None:
    """Fails if another criterion decides as well: without the one that is named, the line must come out otherwise."""
    cases = {each.name: each for each in loaded(tmp_path, confirmed(case_file(generated)))}
    tried = 0
    for each in generated.cases:
        parts = each.obligation.address.split(".")
        if parts[0] != "awards" or "criteria" not in parts or each.obligation.aspect.split(".")[-1] not in _DECIDED:
            continue
        tried += 1
        other = without_criterion(POLICY.definition, parts[1], parts[3])
        assert [one.outcome for one in run_cases([cases[each.name]], other)] == ["failed"], each.name
        assert each.obligation.address in each.expect["awards"][0]["decided_by"]
    assert tried >= 6


_DECIDED = ("false", "unknown")


def test_facts_hold_nothing_that_a_case_does_not_need(generated: Generated) -> None:
    """Fails if a case brings things or properties without which it would show the same."""
    case = next(
        each for each in generated.cases if each.obligation.id == "awards.seats.criteria.free_entry#tier_1.false"
    )
    assert case.facts == {
        "associations": [{"id": "A1"}],
        "rooms": [{"id": "R1", "association": "A1", "free_entry": False, "seats": 20}],
    }
