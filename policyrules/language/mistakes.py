"""Where a file is not of the form that its model asks for: each mistake once, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from policyrules.errors import Problem
from policyrules.language.document import Document, Path_
from policyrules.suggestions import did_you_mean, nearest
from policyrules.text import Text, same

Found = dict[Path_, Problem]

_WORDS: dict[str, Text] = {
    "string_type": Text("应为文字", "expected text"),
    "int_type": Text("应为整数", "expected a whole number"),
    "bool_type": Text("应为 true 或 false", "expected true or false"),
    "dict_type": Text("应为若干键和值", "expected keys with values"),
    "model_type": Text("应为若干键和值", "expected keys with values"),
    "model_attributes_type": Text("应为若干键和值", "expected keys with values"),
    "tuple_type": Text("应为列表", "expected a list"),
    "string_too_short": Text("文字不能为空", "the text must not be empty"),
    "string_too_long": Text("文字过长", "the text is too long"),
    "too_short": Text("列表中的项太少", "the list has too few items"),
    "greater_than_equal": Text("数字过小", "the number is too small"),
    "less_than_equal": Text("数字过大", "the number is too large"),
    "too_long": Text("列表中的项太多", "the list has too many items"),
    "day": Text("应为日期，如 2024-12-31", "expected a day such as 2024-12-31"),
    "all_or_some": Text("应为 all 或列表", "expected `all` or a list"),
    "tier": Text("档次须为从 1 起的数字", "a tier is a number from 1"),
}
_PATTERNS: tuple[tuple[str, Text], ...] = (
    ("月", Text("应为某月某日", "expected a day of the year")),
    ("{0,2}", Text("应为从 1 起的编号", "expected an official number, from 1")),
    ("sha256", Text("应为 sha256: 加 64 位十六进制数字", "expected sha256: and 64 hexadecimal digits")),
    ("{0,3}", Text("应为一至四个小写名称，以点分隔", "expected one to four lower-case words, with dots between them")),
    (
        r"\.",
        Text("名称应为小写字母、数字和下划线，以点分组", "expected lower-case words, with dots between groups"),
    ),
    ("", Text("名称应为小写字母、数字和下划线", "expected a lower-case word with digits and underscores")),
)
_NO_VALUE = Text("此处须有值", "a value must follow")
_EMPTY = Text("至少须有一项", "at least one entry must follow")
_EMPTY_FILE = Text("文件是空的", "the file is empty")


def empty_values(document: Document) -> Found:
    """Keys and items without a value. Only an option of a switch may say that it has none."""
    if document.data is None:
        return {(): Problem("empty_file", document.place(()), "", _EMPTY_FILE)}
    return {
        path: Problem("no_value", document.place(path, of_key=isinstance(path[-1], str)), "", _NO_VALUE)
        for path in _nulls(document.data, ())
        if path[-2:-1] != ("options",)
    }


def _nulls(value: object, path: Path_) -> Iterator[Path_]:
    if value is None:
        yield path
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _nulls(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _nulls(each, (*path, index))


def problems_of(kind: type[BaseModel], document: Document, errors: Sequence[ErrorDetails], known: Found) -> Found:
    """The problems behind the errors of a model, by path: one for each place, those already known first."""
    found = dict(known)
    # Unknown keys first: one that is a misspelt other explains why that other is missing. Lengths last: wrong
    # items explain why there are too few.
    order = {"extra_forbidden": 0, "too_short": 2}
    ordered = sorted(errors, key=lambda error: order.get(error["type"], 1))
    meant: set[Path_] = set()
    for error in ordered:
        path = _path_in(document, error)
        if path in meant or any(path[: len(each)] == each for each in found):
            continue
        if error["type"] == "too_short" and any(each[: len(path)] == path for each in found):
            continue
        found[path] = _problem(kind, document, path, error)
        if error["type"] == "extra_forbidden":
            guess = nearest(str(path[-1]), _keys_allowed(kind, tuple(error["loc"])[:-1]))
            meant.add((*path[:-1], guess))
    return found


def _problem(kind: type[BaseModel], document: Document, path: Path_, error: ErrorDetails) -> Problem:
    last = str(error["loc"][-1]) if error["loc"] else ""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            allowed = Text("此处没有这个键", "no such key here")
            hint = did_you_mean(last, _keys_allowed(kind, tuple(error["loc"])[:-1]))
            return Problem("unknown_key", document.place(path, of_key=True), last, allowed, hint)
        case "missing" | "union_tag_not_found":
            key, around = str(path[-1]), path[:-1]
            allowed = Text(f"缺少键 `{key}`", f"the key `{key}` is missing")
            of_key = bool(around) and isinstance(around[-1], str)
            return Problem("missing_key", document.place(around, of_key=of_key), "", allowed)
        case "literal_error" | "union_tag_invalid":
            options = re.findall(r"'([^']*)'", str(context.get("expected", context.get("expected_tags", ""))))
            listed = ", ".join(f"`{each}`" for each in options)
            allowed = Text(f"应为以下之一：{listed}", f"expected one of {listed}")
            # A key that is no option is itself what was found.
            of_key = last == "[key]"
            written = path[-1] if of_key else document.value(path)
            hint = did_you_mean(str(written), options) if isinstance(written, str) else None
            place = document.place(path, of_key)
            return Problem("option", place, _shown(written), allowed, hint if _guess(hint) else None)
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            allowed = next(words for part, words in _PATTERNS if part in pattern)
            hint = Text("如 3月31日", "such as 3月31日") if "月" in pattern else None
            return Problem("name", document.place(path, last == "[key]"), _shown(error["input"]), allowed, hint)
        case "tier":
            return Problem("tier", document.place(path, True), _shown(error["input"]), _WORDS["tier"])
        case _ if error["input"] is None:
            return Problem("no_value", document.place(path, of_key=isinstance(path[-1], str)), "", _NO_VALUE)
        case "too_short" if isinstance(document.value(path), Mapping):
            return Problem("invalid", document.place(path, True), "", _EMPTY)
    allowed = _WORDS.get(error["type"]) or same(error["msg"][:1].lower() + error["msg"][1:])
    return Problem("invalid", document.place(path), _shown(error["input"]), allowed)


def _guess(hint: Text | None) -> bool:
    """Whether a hint guesses; the full list stands in the message already."""
    return hint is not None and hint.en.startswith("did you mean")


def _shown(found: object) -> str:
    """What was found, in a few words; nested data would not help."""
    if isinstance(found, bool):
        return str(found).lower()
    return str(found)[:60] if isinstance(found, str | int) else ""


def _path_in(document: Document, error: ErrorDetails) -> Path_:
    """The path of an error without the steps that only name a member of a union."""
    path: Path_ = ()
    tagged = False
    absent = error["type"] in ("missing", "extra_forbidden")
    for number, step in enumerate(error["loc"]):
        if step == "[key]":
            continue
        around = document.value(path)
        if not tagged and isinstance(around, Mapping) and around.get("kind") == step:
            tagged = True
        elif (*path, step) in document.places or (absent and number == len(error["loc"]) - 1):
            path, tagged = (*path, step), False
    return (*path, "kind") if error["type"] in ("union_tag_invalid", "union_tag_not_found") else path


def _keys_allowed(kind: type[BaseModel], loc: Path_) -> set[str]:
    """The keys of the model at `loc`, as far as the annotations tell."""
    models: list[type[BaseModel]] = [kind]
    for step in loc:
        tagged = [each for each in models if len(models) > 1 and _is_kind(each, step)]
        models = tagged or [inner for each in models for inner in _models_below(each, step)] or models
    return {field.alias or name for each in models for name, field in each.model_fields.items()}


def _is_kind(model: type[BaseModel], step: object) -> bool:
    """Whether a step only names a member of a union, by its `kind`."""
    kind = model.model_fields.get("kind")
    return kind is not None and step in getattr(kind.annotation, "__args__", ())


def _models_below(kind: type[BaseModel], step: object) -> list[type[BaseModel]]:
    fields = {field.alias or name: field for name, field in kind.model_fields.items()}
    field = fields.get(str(step))
    return [] if field is None else _models_in(field.annotation)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for each in getattr(annotation, "__args__", ()) for found in _models_in(each)]
