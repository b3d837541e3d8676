"""The JSON Schema of decisions: what real decisions look like, and what the file in the repository says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from policyrules.bundled_files import room
from policyrules.decision.schema import decision_schema

from . import cases, zhanjiang


@pytest.mark.parametrize("options", [{}, {"budget_rule": "pro_rata", "base_tiers_in_one_year": "both"}])
@pytest.mark.parametrize("data", [{}, cases.FACTS, {"enterprises": [{"id": "E1"}]}])
def test_real_decisions_are_valid(data: dict[str, Any], options: dict[str, str]) -> None:
    """Whatever is decided, `--format json` keeps the contract that its schema states."""
    validator = jsonschema.Draft202012Validator(decision_schema())
    validator.check_schema(decision_schema())
    validator.validate(json.loads(cases.decision(data, **options).to_json()))


@pytest.mark.parametrize("options", [{}, {"target_bands": "separate", "safeguards_count": "required"}])
@pytest.mark.parametrize("data", [{}, zhanjiang.facts(), {"counties": [{"name": "遂溪"}]}])
def test_decisions_of_a_second_city_are_valid(data: dict[str, Any], options: dict[str, str]) -> None:
    """Standards, targets and tasks keep the contract too, whatever the facts leave out."""
    found = json.loads(zhanjiang.decision(data, **options).to_json())
    assert found["targets"]
    assert found["tasks"]
    jsonschema.Draft202012Validator(decision_schema()).validate(found)


@pytest.mark.parametrize(
    ("section", "key", "wrong"),
    [
        ("standards", "verdict", "passed"),
        ("standards", "items_short", 1),
        ("standards", "blocks", [{"block": "site"}]),
        ("targets", "value", 3),
        ("targets", "range", ["1"]),
        ("targets", "verdict", "not_applicable"),
        ("targets", "pipeline", ["Z1"]),
        ("tasks", "verdict", "late"),
        ("tasks", "filings", [{"quarter": "2025Q5"}]),
        ("tasks", "modality", "must"),
    ],
)
def test_what_breaks_the_contract_of_a_section_is_refused(section: str, key: str, wrong: object) -> None:
    """Each section is described closely enough that a program which validates it is not surprised."""
    found = zhanjiang.decision().to_dict()
    validator = jsonschema.Draft202012Validator(decision_schema())
    assert validator.is_valid(found)
    found[section][0][key] = wrong
    assert not validator.is_valid(found)


def test_every_property_of_a_section_is_described() -> None:
    """Nothing is in a decision that its schema does not name."""
    found, schema = zhanjiang.decision().to_dict(), decision_schema()

    def undescribed(value: Any, described: dict[str, Any]) -> set[str]:
        if isinstance(value, list):
            return {each for part in value for each in undescribed(part, described.get("items", {}))}
        if not isinstance(value, dict) or "additionalProperties" in described:
            return set()
        known = described.get("properties", {})
        inner = (undescribed(part, known[name]) for name, part in value.items() if name in known)
        return (set(value) - set(known)).union(*inner)

    assert undescribed(found, schema) == set()


def test_other_things_are_not_valid() -> None:
    """The schema refuses what the contract refuses: amounts as numbers, unknown statuses, lines without reasons."""
    validator = jsonschema.Draft202012Validator(decision_schema())
    for key, wrong in (("paid", 1.0), ("paid", "1"), ("status", "granted"), ("reasons", None), ("tier", 0)):
        found = cases.decision().to_dict()
        found["awards"][0][key] = wrong
        assert not validator.is_valid(found)


def test_schema_in_the_repository_is_current() -> None:
    """The file that others validate against is the one that the library would write."""
    written = json.loads((room("schemas") / "decision.schema.json").read_text(encoding="utf-8"))
    assert written == decision_schema()
