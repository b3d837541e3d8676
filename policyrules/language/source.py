"""YAML files read with the place of every key and value, so that each problem can say line and column."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policyrules.errors import Place, PolicyError, Problem
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

Path_ = tuple[Hashable, ...]
M = TypeVar("M", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """YAML with the plain scalars of JSON alone: no dates, no octal, no yes/no; fractions stay text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))  # type: ignore[no-untyped-call]
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])  # type: ignore[no-untyped-call]
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789")
)  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Document:
    """The contents of one YAML file, and where each of them stands."""

    file: str
    data: Any
    places: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)

    def place(self, path: Path_, of_key: bool = False) -> Place:
        """The place of the value (or the key) at `path`, or of the nearest thing around it."""
        table = self.keys if of_key else self.places
        while path and path not in table:
            path = path[:-1]
        return table.get(path, Place(file=self.file, line=1, character=1))


def read(path: Path) -> Document:
    """Read one YAML file. Raises PolicyError where it cannot be read or is no YAML."""
    name = path.name
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError([_unreadable(Place(file=str(path)), str(error))]) from error
    except yaml.YAMLError as error:
        raise PolicyError([_unreadable(Place(file=str(path)), str(error))]) from error
    try:
        root = loader.get_single_node()
        document = Document(name, None)
        data = None if root is None else _construct(root, (), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file=name, line=mark.line + 1, character=mark.column + 1) if mark else Place(file=name)
        raise PolicyError([_unreadable(place, error.problem or str(error))]) from error
    finally:
        loader.dispose()  # type: ignore[no-untyped-call]
    return Document(name, data, document.places, document.keys)


def _unreadable(place: Place, why: str) -> Problem:
    return Problem(
        "yaml", place, why, Text("须为可读取的 UTF-8 YAML 文件", "expected a readable UTF-8 YAML file")
    )


def _construct(node: yaml.Node, path: Path_, document: Document) -> Any:
    mark = node.start_mark
    document.places[path] = Place(file=document.file, line=mark.line + 1, character=mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*path, index), document) for index, item in enumerate(node.value)]
    tag = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if tag == "int":
        return int(text)
    if tag == "bool":
        return text == "true"
    return None if tag == "null" else text


def _mapping(node: yaml.MappingNode, path: Path_, document: Document) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _construct(key_node, (*path, "\0key"), document)
        mark = key_node.start_mark
        place = Place(file=document.file, line=mark.line + 1, character=mark.column + 1)
        if not isinstance(key, str | int):
            raise PolicyError([Problem("yaml", place, str(key), Text("键须为文字", "a key must be a word"))])
        if key in found:
            raise PolicyError(
                [
                    Problem(
                        "duplicate_key",
                        place,
                        str(key),
                        Text("同一键只能出现一次", "a key may stand only once"),
                    )
                ]
            )
        document.keys[(*path, key)] = place
        found[key] = _construct(value_node, (*path, key), document)
    return found


def model(kind: type[M], document: Document, data: Any = None, prefix: Path_ = ()) -> M:
    """Read a document, or the part of it at `prefix`, into a model. Raises PolicyError with every problem's place."""
    try:
        return kind.model_validate(document.data if data is None and not prefix else data)
    except ValidationError as error:
        raise PolicyError([_problem(kind, document, prefix, each) for each in error.errors()]) from error


def _problem(kind: type[BaseModel], document: Document, prefix: Path_, error: ErrorDetails) -> Problem:
    path = _path_in(document, (*prefix, *error["loc"]))
    unknown = error["type"] == "extra_forbidden"
    place = document.place(path, of_key=unknown)
    if unknown:
        known = _keys_allowed(kind, tuple(error["loc"])[:-1])
        allowed = Text("此处没有这个键", "no such key here")
        return Problem(
            "unknown_key", place, str(error["loc"][-1]), allowed, did_you_mean(str(error["loc"][-1]), known)
        )
    if error["type"] == "missing":
        key = str(error["loc"][-1])
        return Problem("missing_key", place, "", Text(f"缺少键 `{key}`", f"the key `{key}` is missing"))
    found = error["input"]
    shown = found if isinstance(found, str) else repr(found)
    return Problem("invalid", place, shown[:60], same(error["msg"][:1].lower() + error["msg"][1:]))


def _path_in(document: Document, loc: Path_) -> Path_:
    """The path of an error without the steps that only name a member of a union."""
    path: Path_ = ()
    for step in loc:
        if (*path, step) in document.places or step == loc[-1]:
            path = (*path, step)
    return path


def _keys_allowed(kind: type[BaseModel], loc: Path_) -> set[str]:
    """The keys of the model at `loc`, as far as the annotations tell."""
    models: list[Any] = [kind]
    for step in loc:
        models = [inner for each in models for inner in _models_below(each, step)] or models
    return {name for each in models for name in each.model_fields}


def _models_below(kind: type[BaseModel], step: Hashable) -> list[type[BaseModel]]:
    field_ = kind.model_fields.get(str(step))
    return [] if field_ is None else _models_in(field_.annotation)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for each in getattr(annotation, "__args__", ()) for found in _models_in(each)]
