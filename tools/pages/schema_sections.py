"""A JSON Schema as sections: one for each object in it, with a table of its properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .markdown import anchor, code, table

Schema = dict[str, Any]
#: So many values of an enumeration are listed; the rest are counted.
MOST = 12
_SWITCH = "[switch](../policy-language.md#common-to-all-files)"
#: Keys of mappings and texts that a pattern allows, in words.
_PATTERNS = {
    "^[0-9]{4}$": "year",
    "^[1-9][0-9]?$": "number",
    "^[a-z][a-z0-9_]*$": "id",
    "^[a-z0-9][a-z0-9_]*$": "option",
    "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$": "dotted name",
    "^(/.*)?$": "JSON pointer",
    "^sha256:[0-9a-f]{64}$": "digest `sha256:…`",
    "^(0|[1-9][0-9]*)\\.[0-9]{2}$": "amount with two decimals",
    "^[0-9]+$": "whole number as text",
    "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$": "decimal text",
    "^(0(\\.[0-9]{1,12})?|1(\\.0{1,12})?)$": "decimal text",
    "^((0|[1-9][0-9]{0,14})(\\.[0-9]{1,2})?|10{15}(\\.0{1,2})?)$": "decimal text",
    "^[0-9]{4}Q[1-4]$": "quarter, as 2025Q2",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "day, as 2025-06-28",
    "\\S": "text that is not blank",
}


class Sections:
    """The sections of a schema, found while they are rendered: an object that stands in several places has one."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._titles: dict[str, str] = {}
        self._waiting: list[tuple[str, Schema]] = []

    def rendered(self) -> Iterator[str]:
        """Heading, words and table of each object, the outermost first."""
        yield self._table(self._schema, "")
        while self._waiting:
            title, schema = self._waiting.pop(0)
            later, self._waiting = self._waiting, []
            yield f"## {title}"
            if "description" in schema:
                yield schema["description"]
            yield self._table(schema, title)
            # What stands inside comes right after it.
            self._waiting += later

    def _table(self, schema: Schema, title: str) -> str:
        required = schema.get("required", [])
        rows = []
        for name, each in schema.get("properties", {}).items():
            needed = "yes" if name in required else ""
            rows.append([code(name), self._type(each, _path(title, name)), needed, _meaning(each), _bounds(each)])
        if not rows:
            return f"{self._type(schema, title).capitalize()}. {_bounds(schema)}"
        return table(["name", "type", "required", "meaning", "allowed"], rows)

    def _type(self, schema: Schema, title: str) -> str:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._link(name, self._schema["$defs"][name])
        for key in ("oneOf", "anyOf"):
            if key in schema:
                if _constants(schema):
                    return "choice" + (" or null" if any(each.get("const") is None for each in schema[key]) else "")
                parts = (self._type(each, title) for each in schema[key])
                return " or ".join(dict.fromkeys(parts))
        if _is_switch(schema):
            return _SWITCH
        if "const" in schema:
            return code(json.dumps(schema["const"], ensure_ascii=False))
        if "enum" in schema:
            return "choice" + (" or null" if None in schema["enum"] else "")
        kinds = schema.get("type", "any")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return " or ".join(self._kind(kind, schema, title) for kind in kinds)

    def _kind(self, kind: str, schema: Schema, title: str) -> str:
        if kind == "array":
            items = schema.get("items", {})
            return f"list of {self._type(items, title)}" if items else "list"
        if kind == "object":
            return self._object(schema, title)
        if kind == "string":
            return _PATTERNS.get(schema.get("pattern", ""), "text")
        return {"boolean": "true or false", "integer": "whole number"}.get(kind, kind)

    def _object(self, schema: Schema, title: str) -> str:
        if _is_checklist(schema):
            return "{choice: true or false or null}"
        if "properties" in schema:
            return self._link(title, schema)
        values = dict(schema.get("patternProperties", {}))
        others = schema.get("additionalProperties")
        if isinstance(others, dict):
            values[schema.get("propertyNames", {}).get("pattern", "")] = others
        if not values:
            return "object"
        parts = (f"{_keys(pattern)}: {self._type(each, title)}" for pattern, each in values.items())
        return "{" + ", ".join(parts) + "}"

    def _link(self, title: str, schema: Schema) -> str:
        """A link to the section of an object; one that is written out again is the same one."""
        known = json.dumps([title.rpartition(" / ")[2], schema], sort_keys=True)
        if known not in self._titles:
            self._titles[known] = title
            self._waiting.append((title, schema))
        shown = self._titles[known]
        return f"[{shown}](#{anchor(shown)})"


def _constants(schema: Schema) -> list[Schema]:
    """The values that are allowed one by one, each with its label; none where something else is allowed."""
    parts = [each for key in ("oneOf", "anyOf") for each in schema.get(key, ()) if each.get("type") != "null"]
    return parts if all("const" in each for each in parts) else []


def _path(title: str, name: str) -> str:
    return f"{title} / {name}" if title else name


def _is_switch(schema: Schema) -> bool:
    return set(schema.get("properties", ())) == {"interpretation", "options"}


def _is_checklist(schema: Schema) -> bool:
    """Whether it is several options: a list of those that hold, or an object that answers them one by one."""
    return {"array", "object"} <= set(schema.get("type", ()))


def _keys(pattern: str) -> str:
    return _PATTERNS.get(pattern, code(pattern) if pattern else "name")


def _meaning(schema: Schema) -> str:
    title, words = schema.get("title", ""), schema.get("description", "")
    inner = schema.get("items", {}) if not words else {}
    words = words or (inner.get("description", "") if isinstance(inner, dict) else "")
    return f"{title}. {words}" if title and words else title or words


def _bounds(schema: Schema) -> str:
    """What of a value the type does not say."""
    inner = schema
    while "array" in inner.get("type", ()) and isinstance(inner.get("items"), dict):
        inner = inner["items"]
    for each in ("patternProperties", "additionalProperties"):
        values = inner.get(each)
        if isinstance(values, dict) and "properties" not in inner:
            inner = next(iter(values.values())) if each == "patternProperties" else values
    return "; ".join([*_of_list(schema), *_values(inner), *_default(schema)])


def _of_list(schema: Schema) -> Iterator[str]:
    if schema.get("minItems"):
        yield f"at least {schema['minItems']}"
    if "maxItems" in schema:
        yield f"at most {schema['maxItems']}"
    if schema.get("uniqueItems"):
        yield "no two alike"
    if schema.get("minProperties"):
        yield f"at least {schema['minProperties']} of them"


def _values(schema: Schema) -> Iterator[str]:
    choices = schema.get("enum") or next((each["enum"] for each in schema.get("oneOf", ()) if "enum" in each), [])
    known = [code(each if isinstance(each, str) else json.dumps(each)) for each in choices if each is not None]
    known += [
        f"{code(str(each['const']))} {each.get('title', '')}".strip()
        for each in _constants(schema)
        if each["const"] is not None
    ]
    if known:
        more = f" … and {len(known) - MOST} more" if len(known) > MOST else ""
        yield ", ".join(known[:MOST]) + more
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None and high < 10**12:
        yield f"{low} to {high}"
    elif low is not None:
        yield f"at least {low}"
    if "maxLength" in schema and schema["maxLength"] < 1000:
        yield f"at most {schema['maxLength']} characters"
    pattern = schema.get("pattern", "")
    if pattern and pattern not in _PATTERNS and len(re.escape(pattern)) < 60:
        yield f"matches {code(pattern)}"


def _default(schema: Schema) -> Iterator[str]:
    if schema.get("default") is not None:
        yield f"{code(json.dumps(schema['default'], ensure_ascii=False))} if left out"
