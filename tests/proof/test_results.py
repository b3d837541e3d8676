"""What became of promises, for machines: the overall outcome, the JSON and its schema."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, ValidationError
from reports.proofs.samples import EVERY, GROWTH, NOT_PROMISED, PROVED, REFUTED, UNDECIDED, report

from policyrules.proof.results import Overall, Proof
from policyrules.proof.schema import proof_schema

SCHEMA = Draft202012Validator(proof_schema())


@pytest.mark.parametrize(
    ("proofs", "outcome"),
    [
        ((), "proved"),
        ((PROVED, NOT_PROMISED), "proved"),
        ((PROVED, UNDECIDED, GROWTH), "undecided"),
        ((UNDECIDED, REFUTED), "refuted"),
        ((REFUTED, PROVED), "refuted"),
    ],
)
def test_the_worst_outcome_is_that_of_the_whole(proofs: tuple[Proof, ...], outcome: Overall) -> None:
    """Fails if a promise that is broken, or open, hides behind others that hold."""
    assert report(*proofs).outcome == outcome


def test_the_json_is_what_its_schema_says() -> None:
    """Fails if a script that reads by the schema meets a report of any outcome that is otherwise."""
    found = json.loads(EVERY.to_json())
    SCHEMA.validate(found)
    by_name = {each["invariant"]: each for each in found["proofs"]}
    assert by_name["platform_most"]["scope"]["up_to"] == {"live_bases": "2"}
    assert by_name["enterprise_most"]["counterexample"]["violations"][0]["subject"] == "E1"
    assert by_name["paid_once"]["reason_en"] == "no answer in 20 seconds"
    assert found["given_up"] == [{"invariant": "in_force", "reason": "试点", "reason_en": "a pilot"}]


@pytest.mark.parametrize("lost", ["outcome", "scope", "counterexample"])
def test_the_schema_refuses_what_lacks_something(lost: str) -> None:
    """Fails if the schema says nothing: a report without what readers rely on would pass."""
    found = EVERY.to_dict()
    del found["proofs"][2][lost]
    with pytest.raises(ValidationError):
        SCHEMA.validate(found)


def test_time_is_no_part_of_a_result() -> None:
    """Fails if two runs that prove the same differ in a byte, or are told apart."""
    slower = replace(EVERY, proofs=tuple(replace(each, seconds=each.seconds + 9) for each in EVERY.proofs))
    assert slower == EVERY
    assert slower.to_json() == EVERY.to_json()
    assert slower.seconds > EVERY.seconds
