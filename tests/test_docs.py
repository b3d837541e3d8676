"""What the pages show is what happens: their Python runs, their commands print what is shown, their data is valid.

In a page, the ```python blocks run in order in one namespace; a ```text block right after one is what it prints.
A ```console block holds `$ policyrules …` commands, each followed by what it prints, or by nothing. `…` stands for
anything. A ```yaml block is checked against the schema of its file, a ```json block is read. What is not run is
counted.
`python tests/test_docs.py` rewrites the outputs that no longer agree, save those with a `…`.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from snippets import ROOT, Block, blocks, outputs, shows_output, workplace

#: Pages whose snippets are run or made elsewhere: by `make pages`, by the site, by the tests of lint.
ELSEWHERE = ("notebooks", "policies", "project", "reference/api", "reference/command-line", "reference/errors")
DOCS = sorted(
    page
    for page in (ROOT / "docs").glob("**/*.md")
    if not any(
        page.is_relative_to(ROOT / "docs" / each) for each in (*ELSEWHERE, "reference/schemas", "reference/lint")
    )
)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "examples" / "README.md", *DOCS]
#: What every Python has to show; what the other pages show does not depend on the Python underneath.
EVERYWHERE = {"for-a-developer", "for-an-official"}
#: The blocks that are not run, by page: how many, and why. A page that is not named has none.
NOT_RUN = {
    "README.md": (3, "how to install, what `make` runs, a register of the reader's own"),
    "docs/explanation/performance.md": (2, "benchmarks, run by hand"),
    "docs/explanation/populations.md": (1, "a drawing"),
    "docs/explanation/proofs.md": (1, "a drawing"),
    "docs/how-to/ask-questions.md": (2, "how to install; questions that take minutes"),
    "docs/how-to/decide-a-population.md": (2, "how to install; Spark, which needs a Java"),
    "docs/how-to/draw-pictures.md": (1, "how to install"),
    "docs/how-to/embed-in-django.md": (4, "files of a project of the reader"),
    "docs/how-to/keep-a-register.md": (2, "how to install; a database of the reader"),
    "docs/how-to/keep-decision-records.md": (1, "a hash of the reader's own"),
    "docs/how-to/prove-a-policy.md": (2, "how to install; a workflow of a shell"),
    "docs/how-to/read-a-decision-page.md": (2, "facts of the reader's own; what the page shows"),
    "docs/how-to/run-a-batch-job.md": (1, "a file of the reader's own"),
    "docs/how-to/run-the-service.md": (3, "servers, which the tests of the service start"),
    "docs/how-to/review-proposals.md": (1, "a tree of folders"),
    "docs/how-to/simulate-a-population.md": (1, "how to install"),
    "docs/how-to/test-a-policy.md": (1, "how to install"),
    "docs/how-to/write-policy-cases.md": (2, "the failure of a case that is right; pytest"),
    "docs/reference/comparison.md": (1, "facts of the reader's own, of a size that is no example"),
    "docs/reference/coverage.md": (2, "the usage of verbs; mutants of a whole policy"),
    "examples/README.md": (3, "the examples, run by `tools/run-examples`"),
}
_SHOWN = ("text", "sh", "py", "html", "toml", "ini", "sql", "http")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_NAMED = re.compile(r"# (?:[\w.-]+/)*(\w+\.yaml)$", re.MULTILINE)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _has(page: Path, *kinds: str) -> bool:
    return any(block.kind in kinds for block in blocks(page))


def _run(page: Path) -> Any:
    """A page as a case of the test."""
    return pytest.param(page, id=_name(page), marks=[] if page.stem in EVERYWHERE else [pytest.mark.thorough])


@pytest.mark.parametrize("page", [_run(each) for each in PAGES if _has(each, "python", "console")])
def test_page_shows_what_happens(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace(page, tmp_path))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for each in outputs(page):
        assert each.agrees, f"{page.name} shows\n{each.shown}\nbut this is printed:\n{each.printed}"


@pytest.mark.thorough
def test_what_is_not_run_is_little_and_known() -> None:
    """Otherwise a page escapes the tests by calling its code by another name."""
    for page in PAGES:
        left = [each for each in blocks(page) if each.kind in _SHOWN]
        number = sum(each.kind != "text" or not shows_output(page, each) for each in left)
        known, _ = NOT_RUN.get(_name(page), (0, ""))
        assert number <= known, f"{_name(page)} has {number} blocks that are not run"


@pytest.mark.thorough
@pytest.mark.parametrize("page", [pytest.param(each, id=_name(each)) for each in PAGES if _has(each, "yaml", "json")])
def test_data_is_what_its_schema_asks_for(page: Path) -> None:
    """A reader copies a fragment: a key that there is not would be refused. `…` stands for what is left out."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        if block.kind == "json":
            json.loads(block.text)
        elif block.kind == "yaml":
            name = _schema_of(block, text)
            found = [each.message for each in _lenient(name).iter_errors(_data(block))]
            assert not found, f"{page.name}, {name}: {found} in\n{block.text}"


def _schema_of(block: Block, text: str) -> str:
    """Which schema a fragment is of: what its keys, its first line or the heading above it say; else it is formulas."""
    keys = _data(block)
    if "changes" in keys:
        return "proposal"
    if "cases" in keys or "proposals" in keys:
        return "policy-cases"
    named = _NAMED.match(block.text) or list(_HEADING.finditer(text, 0, block.start))[-1]
    stem, _, suffix = named[1].partition(".")
    if suffix != "yaml":
        return "formulas"
    return "policy" if stem == "policy" else f"policy-{stem}"


@cache
def _lenient(name: str) -> jsonschema.Draft202012Validator:
    """The validator of a schema that asks nothing to be there: a fragment is a part."""
    if name == "formulas":
        return jsonschema.Draft202012Validator({"additionalProperties": {"type": "string"}})
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator(_part(schema))


#: What asks for something to be there.
_WHOLE = ("required", "minItems", "minProperties")


def _part(schema: Any) -> Any:
    if isinstance(schema, dict):
        kept = {key: each for key, each in schema.items() if not (key in _WHOLE and isinstance(each, list | int))}
        return {"anyOf" if key == "oneOf" else key: _part(each) for key, each in kept.items()}
    return [_part(each) for each in schema] if isinstance(schema, list) else schema


def _data(block: Block) -> Any:
    """What a fragment holds, as JSON would have it, without what is left out."""
    lines = [line for line in block.text.splitlines() if line.strip() != "…"]
    return _cut(yaml.safe_load("\n".join(lines)))


def _cut(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _cut(each) for key, each in data.items() if "…" not in (key, str(each)[-1:])}
    if isinstance(data, list):
        return [_cut(each) for each in data if each != "…"]
    return data if isinstance(data, bool | int | str) or data is None else str(data)


def _rewrite(page: Path) -> None:
    stale = [each for each in outputs(page) if not each.agrees and "…" not in each.shown]
    text = page.read_text(encoding="utf-8")
    for each in reversed(stale):
        text = text[: each.start] + each.printed + text[each.end :]
    page.write_text(text, encoding="utf-8")
    print(f"{_name(page)}: {len(stale)} outputs rewritten")


if __name__ == "__main__":
    os.environ["LC_ALL"] = "en_US.UTF-8"
    for tutorial in PAGES:
        if _has(tutorial, "python", "console"):
            with tempfile.TemporaryDirectory() as folder, chdir(workplace(tutorial, Path(folder))):
                _rewrite(tutorial)
