"""A JSON document of facts: numbers exact, repeated keys found, syntax errors at their line and column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts import wording
from policyrules.facts.numbers import json_decimal, json_integer
from policyrules.facts.pointers import joined
from policyrules.facts.readers.files import decoded, read_bytes
from policyrules.facts.reading import Reading, unreadable


class _Repeating(dict[str, Any]):
    """An object that names a key more than once; it holds the first value of each."""

    repeated: list[str]


def read(path: Path) -> Reading:
    """Read a JSON file. Raises FactsError where it is no JSON in UTF-8."""
    return parsed(read_bytes(path), str(path))


def parsed(content: bytes, file: str = "") -> Reading:
    """Read the bytes of a JSON document. Raises FactsError where they are no JSON in UTF-8."""
    if not content.strip():
        raise unreadable(file, "", "没有内容，须为 UTF-8 编码的 JSON", "nothing is there; expected JSON in UTF-8")
    text = decoded(file, content, ("utf-8-sig",), "须为 UTF-8 编码的 JSON", "expected JSON in UTF-8")
    return parse(text, file)


def parse(text: str, file: str = "") -> Reading:
    """Read the JSON text of a file. Raises FactsError where it is no JSON, or is nested beyond reason."""
    repeating: list[_Repeating] = []
    try:
        data = json.loads(
            text,
            parse_int=json_integer,
            parse_float=json_decimal,
            object_pairs_hook=lambda pairs: _object(pairs, repeating),
        )
    except json.JSONDecodeError as error:
        place = Place(file=file, line=error.lineno, character=error.colno)
        raise unreadable(
            file, "", "此处不是合法的 JSON", f"no valid JSON here: {_lower(error.msg)}", place=place
        ) from error
    except RecursionError as error:
        raise unreadable(file, "", "JSON 嵌套过深", "the JSON is nested too deeply") from error
    problems = _repeats(data, file, "") if repeating else []
    return Reading(data, lambda pointer: Place(file=file, pointer=pointer), problems)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _object(pairs: list[tuple[str, Any]], repeating: list[_Repeating]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    first = _Repeating()
    first.repeated = []
    for key, value in pairs:
        if key in first:
            first.repeated.append(key)
        else:
            first[key] = value
    repeating.append(first)
    return first


def _repeats(root: Any, file: str, pointer: str) -> list[Problem]:
    """A problem for each repeated key, found by a walk that keeps its own stack."""
    found: list[Problem] = []
    waiting = [(root, pointer)]
    while waiting:
        value, pointer = waiting.pop()
        if isinstance(value, _Repeating):
            for key in value.repeated:
                place = Place(file=file, pointer=pointer + joined(key))
                found.append(Problem("duplicate_key", place, wording.shown(key), wording.UNIQUE_KEY))
        if isinstance(value, dict):
            waiting += [(each, pointer + joined(key)) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(each, pointer + joined(index)) for index, each in enumerate(value)]
    return found
