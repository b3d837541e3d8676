"""The JSON Schema of decisions: what real decisions look like, and what the file in the repository says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from policyrules.bundled_files import room
from policyrules.decision.schema import decision_schema

from . import cases


@pytest.mark.parametrize("options", [{}, {"budget_rule": "pro_rata", "base_tiers_in_one_year": "both"}])
@pytest.mark.parametrize("data", [{}, cases.FACTS, {"enterprises": [{"id": "E1"}]}])
def test_real_decisions_are_valid(data: dict[str, Any], options: dict[str, str]) -> None:
    """Whatever is decided, `--format json` keeps the contract that its schema states."""
    validator = jsonschema.Draft202012Validator(decision_schema())
    validator.check_schema(decision_schema())
    validator.validate(json.loads(cases.decision(data, **options).to_json()))


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
