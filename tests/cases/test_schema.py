"""The JSON Schema of case files: it admits what the loader admits, and refuses what editors should warn of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policyrules.bundled_files import bundled_policies, room
from policyrules.cases.files import case_files
from policyrules.cases.quantities import as_read
from policyrules.language import source

from .written import written

SCHEMA = Draft202012Validator(json.loads((room("schemas") / "policy-cases.schema.json").read_text("utf-8")))
FILES = [path for folder in bundled_policies().values() for path in case_files(folder)]


def problems(path: Path) -> list[str]:
    """What the schema says of a file as an editor reads it, with numbers for plain decimals."""
    data: Any = as_read(source.read(path), ())
    return [error.message for error in SCHEMA.iter_errors(data)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_the_bundled_cases_are_as_the_schema_says(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize(
    ("edit", "valid"),
    [
        (("tier: 1", "tier: null"), True),
        (("{paid: 200000}", "{paid: 200000.01}"), True),
        (("value: null", "range: [0.1, 30%]"), True),
        (("value: null", "range: [0.1]"), False),
        (("status: paid", "status: payed"), False),
        (("status: paid", "state: paid"), False),
        (("tier: 1", "tier: one"), False),
        (("cases:", "case:"), False),
    ],
)
def test_the_schema_agrees_with_the_loader(edit: tuple[str, str], valid: bool, tmp_path: Path) -> None:
    assert (problems(written(tmp_path, edit)) == []) is valid
