"""The JSON Schema of a policy's facts: `conformance` validates them against it; others write them by it.

It is derived from the vocabulary, uses standard keywords alone, and no references, so that it is quick to
apply. What no schema can say (ids unique within their list, references that name something) is said in
descriptions and checked in `validation`.
"""

from __future__ import annotations

from typing import Any

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR, MOST, PLACES, SHARE_PLACES
from policyrules.language.vocabulary import Circumstances, Field, Things, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: The keys of a series.
YEARS = "^[0-9]{4}$"
Schema = dict[str, Any]
_DESCRIPTION = (
    "An absent or null property is unknown; an absent list is empty. Money and areas have at most two "
    "decimals. No keyword says so of numbers, as many validators would misjudge it; policyrules checks it. "
    "缺少或为 null 的属性视为未知；缺少的列表视为空。金额与面积至多两位小数，写成数字时也一样。"
)


def facts_schema(vocabulary: Vocabulary, policy_id: str) -> Schema:
    """The JSON Schema (2020-12) of the facts of one policy."""
    places = list(vocabulary.place_names())
    return {
        "$schema": DIALECT,
        "$id": f"urn:policyrules:{policy_id}:facts",
        "title": f"{vocabulary.title.en} / {vocabulary.title.zh}",
        "description": _DESCRIPTION,
        "type": "object",
        "properties": {
            **{name: _list(things, places) for name, things in vocabulary.lists.items()},
            **{name: _object(single, places) for name, single in vocabulary.objects.items()},
        },
        "additionalProperties": False,
    }


def _list(things: Things, places: list[str]) -> Schema:
    return {
        **_titles(things),
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "object", **_properties(things, places)},
    }


def _object(single: Circumstances, places: list[str]) -> Schema:
    return {**_titles(single), "type": ["object", "null"], **_properties(single, places)}


def _properties(group: Things | Circumstances, places: list[str]) -> Schema:
    register = isinstance(group, Things) and group.register_of_awards
    required = [name for name, field in group.fields.items() if field.required]
    return {
        "properties": {
            name: _field(field, places, tier=register and name == "tier") for name, field in group.fields.items()
        },
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field(field: Field, places: list[str], *, tier: bool) -> Schema:
    value = {"type": "integer", "minimum": 1, "maximum": MOST} if tier else _value(field, places)
    if field.series:
        series: Schema = {"type": "object", "patternProperties": {YEARS: _or_null(value)}}
        value = {**series, "additionalProperties": False}
    return {**_titles(field), **(value if field.required else _or_null(value))}


def _or_null(value: Schema) -> Schema:
    """The same or null, said without `anyOf`, whose errors name no single cause."""
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    if "oneOf" in value:
        return {**value, "oneOf": [*value["oneOf"], {"const": None}]}
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": [*types, "null"]}


def _titles(of: Things | Circumstances | Field) -> Schema:
    titles: Schema = {"title": f"{of.label.en} / {of.label.zh}"}
    if isinstance(of, Field) and of.type in _DESCRIPTIONS:
        titles["description"] = _DESCRIPTIONS[of.type].format(to=of.to)
    return titles


_DESCRIPTIONS = {
    "id": "Text that is not blank; an id is unique within its list.",
    "reference": "The id of one of `{to}`.",
    "money": "Yuan, at most two decimals.",
    "area": "Square metres, at most two decimals.",
    "share": "A share in 0 to 1.",
}


def _value(field: Field, places: list[str]) -> Schema:
    if field.type == "choice":
        options = field.options.items()
        return {"oneOf": [{"const": key, "title": f"{each.label.en} / {each.label.zh}"} for key, each in options]}
    if field.type == "place" and places:
        return {"enum": places}
    return _VALUES[field.type]


def _or_decimal_text(most: int, pattern: str) -> Schema:
    # Keywords for numbers pass over texts, and the other way round. Some dialects of regular expressions let
    # `$` stand before a final line break, so that space is excluded apart.
    return {
        "type": ["number", "string"],
        "minimum": 0,
        "maximum": most,
        "pattern": pattern,
        "not": {"type": "string", "pattern": r"\s"},
    }


_DIGITS = len(str(MOST)) - 1
_AMOUNT = _or_decimal_text(
    MOST,
    rf"^((0|[1-9][0-9]{{0,{_DIGITS - 1}}})(\.[0-9]{{1,{PLACES}}})?|10{{{_DIGITS}}}(\.0{{1,{PLACES}}})?)$",
)
_NAME: Schema = {"type": "string", "pattern": r"\S"}
_VALUES: dict[str, Schema] = {
    "id": _NAME,
    "reference": _NAME,
    "place": _NAME,
    "text": {"type": "string"},
    "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0, "maximum": MOST},
    "area": _AMOUNT,
    "money": _AMOUNT,
    "share": _or_decimal_text(1, rf"^(0(\.[0-9]{{1,{SHARE_PLACES}}})?|1(\.0{{1,{SHARE_PLACES}}})?)$"),
}
