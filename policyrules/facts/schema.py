"""The JSON Schema of a policy's facts, for whoever writes them: editors, forms, other validators.

It is derived from the vocabulary and uses standard keywords alone. What no schema can say (ids unique within
their list, references that name something) is said in descriptions and checked in `validation`.
"""

from __future__ import annotations

from typing import Any

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR, MOST, PLACES, SHARE_PLACES
from policyrules.language.vocabulary import Circumstances, Field, Things, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_DESCRIPTION = (
    "An absent or null property is unknown; an absent list is empty. "
    "缺少或为 null 的属性视为未知；缺少的列表视为空。"
)
_NULL: Schema = {"type": "null"}


def facts_schema(vocabulary: Vocabulary, policy_id: str) -> Schema:
    """The JSON Schema (2020-12) of the facts of one policy."""
    used = {field.type for _, group in vocabulary.groups() for field in group.fields.values()}
    return {
        "$schema": DIALECT,
        "$id": f"urn:policyrules:{policy_id}:facts",
        "title": f"{vocabulary.title.en} / {vocabulary.title.zh}",
        "description": _DESCRIPTION,
        "type": "object",
        "properties": {
            **{name: _list(name, things) for name, things in vocabulary.lists.items()},
            **{name: _object(single) for name, single in vocabulary.objects.items()},
        },
        "additionalProperties": False,
        "$defs": {name: body for name, body in _definitions(vocabulary).items() if name in used},
    }


def _list(name: str, things: Things) -> Schema:
    return {
        **_titles(things),
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "object", **_properties(things)},
    }


def _object(single: Circumstances) -> Schema:
    return {**_titles(single), "type": ["object", "null"], **_properties(single)}


def _properties(group: Things | Circumstances) -> Schema:
    register = isinstance(group, Things) and group.register_of_awards
    required = [name for name, field in group.fields.items() if field.required]
    return {
        "properties": {
            name: _field(field, register and name == "tier") for name, field in group.fields.items()
        },
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field(field: Field, tier: bool) -> Schema:
    value: Schema = _choice(field) if field.type == "choice" else {"$ref": f"#/$defs/{field.type}"}
    if tier:
        value = {"type": "integer", "minimum": 1, "maximum": MOST}
    if field.series:
        series: Schema = {"patternProperties": {"^[0-9]{4}$": _or_null(value)}, "additionalProperties": False}
        return {**_titles(field), "type": "object" if field.required else ["object", "null"], **series}
    return {**_titles(field), **(value if field.required else _or_null(value))}


def _or_null(value: Schema) -> Schema:
    return {"anyOf": [value, _NULL]}


def _choice(field: Field) -> Schema:
    options = [
        {"const": key, "title": f"{each.label.en} / {each.label.zh}"} for key, each in field.options.items()
    ]
    return {"oneOf": options}


def _titles(of: Things | Circumstances | Field) -> Schema:
    titles: Schema = {"title": f"{of.label.en} / {of.label.zh}"}
    if isinstance(of, Field) and of.type == "reference":
        titles["description"] = f"The id of one of `{of.to}`."
    if isinstance(of, Field) and of.type == "id":
        titles["description"] = "Text that is not blank; an id is unique within its list."
    return titles


def _definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    name: Schema = {"type": "string", "pattern": r"\S"}
    amount = _amount()
    return {
        "id": name,
        "reference": name,
        "text": {"type": "string"},
        "place": {"enum": list(vocabulary.place_names())} if vocabulary.places else name,
        "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "flag": {"type": "boolean"},
        "count": {"type": "integer", "minimum": 0, "maximum": MOST},
        "area": {"description": "Square metres, at most two decimals.", **amount},
        "money": {"description": "Yuan, at most two decimals.", **amount},
        "share": {
            "description": "A share in 0 to 1.",
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                _decimal_text(rf"^(0(\.[0-9]{{1,{SHARE_PLACES}}})?|1(\.0{{1,{SHARE_PLACES}}})?)$"),
            ],
        },
    }


def _amount() -> Schema:
    # No `multipleOf: 0.01`: validators and editors that divide in binary floating point reject 19.99 by it,
    # some even 5. Numbers with more decimals are left to `validation`.
    number = {"type": "number", "minimum": 0, "maximum": MOST}
    most = len(str(MOST)) - 1
    pattern = rf"^((0|[1-9][0-9]{{0,{most - 1}}})(\.[0-9]{{1,{PLACES}}})?|10{{{most}}}(\.0{{1,{PLACES}}})?)$"
    return {"anyOf": [number, _decimal_text(pattern)]}


def _decimal_text(pattern: str) -> Schema:
    # Some dialects of regular expressions let `$` stand before a final line break.
    return {"type": "string", "pattern": pattern, "not": {"pattern": r"\s"}}
