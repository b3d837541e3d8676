"""The JSON Schema of a policy's facts: `conformance` validates them against it; others write them by it.

It is derived from the vocabulary, uses standard keywords alone, and no references, so that it is quick to
apply. What no schema can say (ids unique within their list, references that name something) is said in
descriptions and checked in `validation`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from policyrules.facts.nesting import heads
from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR, MOST, PLACES, SHARE_PLACES
from policyrules.facts.values import spelling
from policyrules.language.vocabulary import Circumstances, Field, FieldType, Things, Vocabulary

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
    return {
        "$schema": DIALECT,
        "$id": f"urn:policyrules:{policy_id}:facts",
        "title": f"{vocabulary.title.en} / {vocabulary.title.zh}",
        "description": _DESCRIPTION,
        "type": "object",
        "properties": {
            **{name: _list(name, each, vocabulary) for name, each in vocabulary.lists.items() if each.within is None},
            **{name: _object(single, vocabulary) for name, single in vocabulary.objects.items()},
        },
        "additionalProperties": False,
    }


def bodies(schema: Schema, vocabulary: Vocabulary) -> Iterator[tuple[Things | Circumstances, Schema]]:
    """What the facts' schema says of one thing of each list, and of each single thing."""
    properties = schema["properties"]
    for name, group in vocabulary.groups():
        within = group.within if isinstance(group, Things) else None
        holder = properties[within]["items"]["properties"] if within else properties
        yield group, holder[name].get("items", holder[name])


def _list(name: str, things: Things, vocabulary: Vocabulary) -> Schema:
    inside = {
        each: _or_null(_list(each, child, vocabulary))
        for each, child in vocabulary.lists.items()
        if child.within == name
    }
    return {
        **_titles(things),
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "object", **_properties(things, vocabulary, inside)},
    }


def _object(single: Circumstances, vocabulary: Vocabulary) -> Schema:
    return {**_titles(single), "type": ["object", "null"], **_properties(single, vocabulary, {})}


def _properties(group: Things | Circumstances, vocabulary: Vocabulary, inside: Mapping[str, Schema]) -> Schema:
    fields = {name: _field(name, group, vocabulary) for name in group.fields}
    return _members({**fields, **inside}, {name for name, field in group.fields.items() if field.required})


def _members(members: Mapping[str, Schema], needed: Collection[str]) -> Schema:
    """What stands in a thing, or in an object inside one; one in which something must be must be there itself."""
    properties: dict[str, Schema] = {}
    for head, parts in heads(members).items():
        if "" in parts:
            properties[head] = parts[""]
        else:
            inner = _members(parts, {rest for rest in parts if f"{head}.{rest}" in needed})
            properties[head] = {"type": "object" if "required" in inner else ["object", "null"], **inner}
    required = [head for head in properties if any(name.split(".")[0] == head for name in needed)]
    return {"properties": properties, **({"required": required} if required else {}), "additionalProperties": False}


def _field(name: str, group: Things | Circumstances, vocabulary: Vocabulary) -> Schema:
    field = group.fields[name]
    tier = isinstance(group, Things) and group.register_of_awards and name == "tier"
    kind = spelling(name, group, vocabulary)
    value = {"type": "integer", "minimum": 1, "maximum": MOST} if tier else _value(kind, field, vocabulary)
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
    "choices": "A list of options is complete; an object answers some of them, and the others are unknown.",
    "quarter": "A quarter: 2025Q2.",
    "day": "A day of the calendar: 2025-06-28.",
    "duty": "The official number of a duty.",
}


def _value(kind: FieldType, field: Field, vocabulary: Vocabulary) -> Schema:
    if kind == "choice":
        return _options(field)
    if kind == "choices":
        answers = {option: {"type": ["boolean", "null"]} for option in field.options}
        return {
            "type": ["array", "object"],
            "uniqueItems": True,
            "items": _options(field),
            "properties": answers,
            "additionalProperties": False,
        }
    if kind == "duty" and field.options:
        return {"enum": [int(number) for number in field.options]}
    if kind == "place" and vocabulary.places is not None:
        return {"enum": list(vocabulary.place_names())}
    return _VALUES[kind]


def _options(field: Field) -> Schema:
    options = field.options.items()
    return {"oneOf": [{"const": key, "title": f"{each.label.en} / {each.label.zh}"} for key, each in options]}


def _spelled(pattern: str) -> Schema:
    # Some dialects of regular expressions let `$` stand before a final line break, so that space is excluded apart.
    return {"pattern": pattern, "not": {"type": "string", "pattern": r"\s"}}


def _or_decimal_text(most: int, pattern: str) -> Schema:
    # Keywords for numbers pass over texts, and the other way round.
    return {"type": ["number", "string"], "minimum": 0, "maximum": most, **_spelled(pattern)}


_DIGITS = len(str(MOST)) - 1
_AMOUNT = _or_decimal_text(
    MOST,
    rf"^((0|[1-9][0-9]{{0,{_DIGITS - 1}}})(\.[0-9]{{1,{PLACES}}})?|10{{{_DIGITS}}}(\.0{{1,{PLACES}}})?)$",
)
_YEAR = "(19[0-9]{2}|20[0-9]{2}|2100)"
_LEAP_YEAR = "(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
_DATES = {
    "(0[13578]|1[02])": "(0[1-9]|[12][0-9]|3[01])",
    "(0[469]|11)": "(0[1-9]|[12][0-9]|30)",
    "02": "(0[1-9]|1[0-9]|2[0-8])",
}
_DAY = f"^({_YEAR}-({'|'.join(f'{month}-{days}' for month, days in _DATES.items())})|{_LEAP_YEAR}-02-29)$"
_NAME: Schema = {"type": "string", "pattern": r"\S"}
_VALUES: dict[str, Schema] = {
    "id": _NAME,
    "reference": _NAME,
    "place": _NAME,
    "text": {"type": "string"},
    "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    "quarter": {"type": "string", **_spelled(f"^{_YEAR}Q[1-4]$")},
    "day": {"type": "string", **_spelled(_DAY)},
    "duty": {"type": "integer", "minimum": 1, "maximum": MOST},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0, "maximum": MOST},
    "area": _AMOUNT,
    "money": _AMOUNT,
    "share": _or_decimal_text(1, rf"^(0(\.[0-9]{{1,{SHARE_PLACES}}})?|1(\.0{{1,{SHARE_PLACES}}})?)$"),
}
