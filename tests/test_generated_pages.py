"""The generated pages say all that the code and the data say; that they are current is asked by `make docs`."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyrules.cli.main import VERBS
from tools.pages import __main__ as pages
from tools.pages import command_line, glossary, policies, schemas
from tools.pages.markdown import anchor, table
from tools.pages.parsers import Command, commands, leaves

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
#: Codes that no catalogue can show, and why.
NOT_SHOWN = {
    "schema": "facts against the schema of another policy, which says them in its own words",
}


def _text(path: str) -> str:
    return (REFERENCE / path).read_text(encoding="utf-8")


def test_every_verb_has_a_page_and_stands_in_the_table() -> None:
    """A verb that is added appears by itself; otherwise nobody learns of it."""
    verbs = commands()
    assert [each.name for each in verbs] == [f"policyrules {verb.NAME}" for verb in VERBS]
    for verb in VERBS:
        assert f"command-line/{verb.NAME}.md" in _text("command-line.md")
        assert verb.HELP.zh in _text("command-line.md")


@pytest.mark.parametrize("command", [pytest.param(leaf, id=leaf.name) for each in commands() for leaf in leaves(each)])
def test_the_page_of_a_verb_names_all_that_it_takes(command: Command) -> None:
    verb = command.name.split()[1]
    text = _text(f"command-line/{verb}.md")
    for argument in command.arguments:
        assert argument.written.replace("|", "\\|") in text
        assert argument.zh
        assert argument.zh.replace("|", "\\|") in text


def test_what_is_said_of_verbs_is_said_of_verbs_that_there_are() -> None:
    """Examples of a verb that was renamed would silently be left out."""
    assert set(command_line.WORDS) <= {verb.NAME for verb in VERBS}


@pytest.mark.parametrize("file", sorted((ROOT / "schemas").glob("*.json")), ids=lambda file: file.name)
def test_the_page_of_a_schema_names_every_property_and_every_meaning(file: Path) -> None:
    schema = json.loads(file.read_text(encoding="utf-8"))
    page = schemas.schema_page(file.name.removesuffix(".schema.json"), schema)
    for name, each in _properties(schema):
        assert f"`{name}`" in page, name
        assert table([each.get("description", "")], []).splitlines()[0].strip("| ") in page, name
    for link in re.findall(r"\]\(#([^)]+)\)", page):
        assert link in {anchor(heading) for heading in re.findall(r"^## (.+)$", page, re.MULTILINE)}


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property in a schema; the options of a checklist and the keys of a switch are told in other words."""
    if isinstance(schema, list):
        for each in schema:
            yield from _properties(each)
    elif isinstance(schema, dict):
        own = schema.get("properties", {})
        if set(own) != {"interpretation", "options"}:
            yield from (() if "array" in schema.get("type", ()) else own.items())
            for key, each in schema.items():
                yield from _properties(list(each.values()) if key in ("properties", "$defs") else each)


def test_every_code_of_a_problem_is_in_the_catalogue() -> None:
    """A sort of problem that is added needs an example, or a reason why there is none."""
    shown = {
        code
        for page in (REFERENCE / "errors").glob("*.md")
        for code in re.findall(r"^## (\w+)$", page.read_text("utf-8"), re.M)
    }
    used = {code for file in (ROOT / "policyrules").glob("**/*.py") for code in _codes(file)}
    assert len(used) > 40
    assert used - shown == set(NOT_SHOWN)


def _codes(file: Path) -> Iterator[str]:
    """The codes that a module gives to `Problem` by their words."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_official_words_stand_in_the_policy_that_they_are_from() -> None:
    """Otherwise the glossary explains words that no document has."""
    for term in glossary.WORDS["documents"]:
        if "official" in term:
            folder = ROOT / "policies" / term["official"]
            page = ROOT / "docs" / "policies" / f"{term['official']}.zh.md"
            texts = [each.read_text(encoding="utf-8") for each in (*folder.glob("*.yaml"), page)]
            assert any(term["zh"] in text for text in texts), term["zh"]


def test_a_word_stands_once_in_the_glossary_and_has_its_anchor_in_both() -> None:
    for language, file in (("en", "glossary.md"), ("zh", "glossary.zh.md")):
        terms = [term[language] for part in glossary.WORDS.values() for term in part]
        assert len(set(terms)) == len(terms)
        headings = re.findall(r"^### (.+?) · ", _text(file), re.MULTILINE)
        assert sorted(headings) == sorted(terms)


def test_names_of_provisions_stand_in_the_glossary_in_both_languages() -> None:
    text = _text("glossary.md")
    for pair in (
        "| Growth award | 做大做强奖励 |",
        "| only the higher of two awards | 就高不就低 |",
        "| a site | 有场所 |",
    ):
        assert pair in text


def test_a_policy_page_shows_every_duty_and_its_bodies() -> None:
    """A page that loses a table would still be current with itself."""
    page = policies.page("ganzhou", "zh", "ganzhou.md")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert sum("市商务局" in row for row in rows) >= 30
    assert "800" in page


def test_a_page_that_differs_and_one_that_nothing_makes_are_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise pages of a verb that was removed would stay for ever."""
    monkeypatch.setattr(pages, "DOCS", tmp_path)
    folder = tmp_path / "reference" / "command-line"
    folder.mkdir(parents=True)
    for name in ("same", "other", "gone"):
        (folder / f"{name}.md").write_text(name, encoding="utf-8")
    made = {f"reference/command-line/{name}.md": name for name in ("same", "new")}
    made["reference/command-line/other.md"] = "otherwise"
    assert pages.stale(made) == [f"reference/command-line/{name}.md" for name in ("gone", "new", "other")]


def test_what_would_end_a_cell_does_not() -> None:
    assert table(["a|b"], [["x\ny", "`p|q`"]]) == "| a\\|b |\n|---|\n| x y | `p\\|q` |\n"
