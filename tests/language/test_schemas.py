"""The JSON Schemas of the policy files say what the loader says, as far as one file goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policyrules.bundled_files import bundled_policies, room
from policyrules.language.load import FILES
from policyrules.language.schema import policy_schemas
from policyrules.language.source import read
from policyrules.write_schemas import schemas, write

from .folders import WELLS, changed, problems

SCHEMAS = policy_schemas()
EXAMPLE = Path(__file__).parents[2] / "examples" / "new-policy"
FOLDERS = [*bundled_policies().values(), EXAMPLE, WELLS]


def schema_of(file: str) -> dict[str, Any]:
    return SCHEMAS["policy.schema.json" if file == "policy.yaml" else f"policy-{file[:-5]}.schema.json"]


def errors_of(path: Path) -> list[str]:
    validator = Draft202012Validator(schema_of(path.name))
    return [error.json_path for error in validator.iter_errors(read(path).data)]


def test_the_schemas_that_come_with_the_library_are_current(tmp_path: Path) -> None:
    write(tmp_path)
    for name in schemas():
        assert (room("schemas") / name).read_text("utf-8") == (tmp_path / name).read_text("utf-8"), (
            f"{name} is not current: run `python -m policyrules.write_schemas`"
        )


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    assert len(write(tmp_path)) == len(schemas())
    assert write(tmp_path) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema_and_describes_every_key(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    for noise in ("anyOf", "discriminator", "Model", "Switch[", "Union"):
        assert noise not in text
    for group in [schema, *schema.get("$defs", {}).values()]:
        assert group["description"]
        for key, each in group.get("properties", {}).items():
            assert each.get("description"), f"{name}: {key} has no description"
            assert "title" not in each or each["title"] != key.title()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_policy_file_is_as_its_schema_says(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        assert errors_of(path) == [], path.name


@pytest.mark.parametrize("folder", FOLDERS[:-1], ids=lambda folder: folder.name)
def test_every_file_that_people_edit_tells_editors_its_schema(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        # The digests of sources.yaml are nothing to be typed.
        if path.name != "sources.yaml":
            assert first.startswith("# yaml-language-server: $schema="), path.name
            assert (folder / first.partition("=")[2]).resolve().is_file(), path.name


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("policy.yaml", "document:", "documents:"),
        ("policy.yaml", "document: No. 7", "document: 7"),
        ("policy.yaml", "document: No. 7", "document: ''"),
        ("policy.yaml", "2023-12-01", "the first of December"),
        ("policy.yaml", "id: wells", "id: Wells"),
        ("facts.yaml", "type: flag", "type: flags"),
        ("facts.yaml", "required: true", "required: yes"),
        ("facts.yaml", "required: true", "mandatory: true"),
        ("facts.yaml", "series: true", "series: 1"),
        ("facts.yaml", "not_above: [pump_cost, pump_cost_with_tax]", "not_above: [pump_cost]"),
        ("facts.yaml", "zh: 农户", "zh: 7"),
        ("parameters.yaml", "value: 10,", "value: [10],"),
        ("parameters.yaml", "value: 10,", "value: true,"),
        ("parameters.yaml", "  age:", "  Age:"),
        ("parameters.yaml", "from: 2024-01-01", "from: 20240101"),
        ("interpretations.yaml", "kind: rate", "kind: money"),
        ("interpretations.yaml", "default: in_order", "defaults: in_order"),
        ("interpretations.yaml", "reason: {zh: 未规定, en: not said}", "reason: {zh: 未规定}"),
        ("awards.yaml", "paid: once", "paid: twice"),
        ("awards.yaml", "tiers: {1:", "tiers: {0:"),
        ("awards.yaml", "tiers: {1:", "tiers: {one:"),
        ("awards.yaml", "subject: wells", "subject: [wells]"),
        ("awards.yaml", "amount: training.reward", "amount: {interpretation: pump_price}"),
        ("awards.yaml", "    amount: training.reward\n", ""),
        ("awards.yaml", "cap: pump.cap", "cap:"),
        ("limits.yaml", "kind: exclusive", "kind: excluding"),
        ("limits.yaml", "awards: [pump]\n", "awards: []\n"),
        ("limits.yaml", "share: by_rank", "share: by_size"),
        ("limits.yaml", "in_order: smaller_first", "in_order: smallest_first"),
        ("limits.yaml", "amount: household_cap", "amount: household_cap\n    places: household_cap"),
        ("standards.yaml", "modality: encouraged", "modality: urged"),
        ("standards.yaml", "subject: wells", "subjects: wells"),
        ("standards.yaml", "applies: public", "applies: true"),
        ("standards.yaml", "applies: public", "applies: [public]"),
        ("standards.yaml", '"yes": true', '"yes": yes'),
        ("standards.yaml", "measure: water", "figure: water"),
        ("targets.yaml", "modality: strive", "modality: must"),
        ("targets.yaml", "      by: town\n", "      by: Town\n"),
        ("targets.yaml", "any: null, taxed", "any: [], taxed"),
        ("targets.yaml", "nearest: {figure:", "nearest: {value:"),
        ("targets.yaml", "at_least: new_pumps.number", "at_least: [new_pumps.number]"),
        ("duties.yaml", "verb: survey", "verb: look"),
        ("duties.yaml", "number: 5", "number: 0"),
        ("duties.yaml", "number: 5", "number: five"),
        ("duties.yaml", '"4": {zh', '"04": {zh'),
        ("duties.yaml", "bodies: [水利局]", "bodies: 水利局"),
        ("duties.yaml", "{kind: standard, standard", "{kind: standards, standard"),
        ("duties.yaml", "standard: safe_well, by", "targets: [new_pumps], by"),
        ("duties.yaml", "targets: [new_pumps]", "targets: []"),
        ("duties.yaml", "period: 每年", "period: ''"),
        ("duties.yaml", "day: 6月30日", "day: 06-30"),
        ("duties.yaml", '"2": {day', '"5": {day'),
        ("duties.yaml", "  filings: reports\n", ""),
        ("duties.yaml", '{"yes": true, "no": false}', '{"yes": 1, "no": 0}'),
        ("invariants.yaml", "kind: once", "kind: never"),
        ("invariants.yaml", "awards: all", "awards: every"),
        ("invariants.yaml", "awards: [repair]", "awards: all"),
        ("invariants.yaml", "awards: [pump, training]", "awards: [pump]"),
        ("invariants.yaml", "in_order: year", "in_order: years"),
        ("invariants.yaml", "options: [number]", "options: number"),
        ("invariants.yaml", "per: subject", "per: thing"),
        ("invariants.yaml", "paid_before: nothing", "paid_before: none"),
        ("facts.yaml", "within: towns", "inside: towns"),
        ("facts.yaml", "cover.locked:", "cover..locked:"),
        ("facts.yaml", "type: choices", "type: options"),
    ],
)
def test_schema_and_loader_refuse_the_same(file: str, old: str, new: str, tmp_path: Path) -> None:
    folder = changed(tmp_path, (file, old, new))
    assert errors_of(folder / file)
    assert problems(folder)


def test_every_file_of_a_policy_folder_has_a_schema() -> None:
    assert len(SCHEMAS) == len(FILES)
