"""The reference of the JSON Schemas: a page of tables for each, and the list of them."""

from __future__ import annotations

import json
from typing import Any

from .embedding import DOCS
from .markdown import NOTE, code, page, table
from .schema_sections import Sections

FOLDER = DOCS.parent / "schemas"
_SUFFIX = ".schema.json"
#: What is said of each sort of schema in the list.
_SORTS = {
    "facts": ("Facts", "What `validate` and `decide` read; [each policy](policy-language.md#factsyaml) has its own."),
    "policy": ("Files of a policy", "What an author writes; explained in [the policy language](policy-language.md)."),
    "other": (
        "What goes along with a policy, and what comes out",
        "Files of cases and proposals, and results as JSON.",
    ),
}


def pages() -> dict[str, str]:
    """Every page, by its path in `docs`."""
    found = {path.name.removesuffix(_SUFFIX): json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
    made = {f"reference/schemas/{stem(name)}.md": schema_page(name, found[name]) for name in sorted(found)}
    made["reference/schemas.md"] = _list(found)
    return made


def stem(name: str) -> str:
    """The name of the page of a schema."""
    return name.replace(".", "-")


def schema_page(name: str, schema: dict[str, Any]) -> str:
    """One schema: a table for each object in it."""
    sections = Sections(schema)
    return page(
        f"# {schema['title']}",
        schema.get("description", ""),
        f"{NOTE} The schema itself: `schemas/{name}{_SUFFIX}`, or {_command(name)}. All: [schemas](../schemas.md).",
        *sections.rendered(),
    )


def _command(name: str) -> str:
    return code(f"policyrules schema {name.removesuffix('.facts')}")


def _list(found: dict[str, dict[str, Any]]) -> str:
    parts = [
        "# JSON Schemas",
        f"{NOTE} Every schema is of draft 2020-12 and lies in `schemas/`; `policyrules schema NAME` prints it. "
        "Money is yuan. In facts it is a number or a decimal string with at most two decimals; "
        "in results a string with two.",
    ]
    for sort, (title, words) in _SORTS.items():
        rows = [
            [f"[{name}](schemas/{stem(name)}.md)", _words(found[name])] for name in sorted(found) if _sort(name) == sort
        ]
        parts += [f"## {title}", words, table(["schema", "of"], rows)]
    return page(*parts)


def _words(schema: dict[str, Any]) -> str:
    """What a schema is of; the title of one of a file is but the file's name."""
    title: str = schema["title"]
    return schema.get("description", title) if title.endswith(".yaml") else title


def _sort(name: str) -> str:
    if name.endswith(".facts"):
        return "facts"
    return "policy" if name.startswith("policy") and name != "policy-cases" else "other"
