"""YAML files → `Document`s.

Only what JSON could say is admitted: no dates, tags or yes/no; fractions stay text. A file cannot harm its
reader: its size, its depth and what its anchors expand to are bounded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from policyrules.errors import Place, PolicyError, Problem
from policyrules.language.document import Document, Path_, Raw
from policyrules.language.mistakes import empty_values, problems_of
from policyrules.language.nodes import root_of, tag_of
from policyrules.text import Text

M = TypeVar("M", bound=BaseModel)
#: Beyond these a file is no policy: a hundred times the largest that we know.
MOST_BYTES, MOST_NODES, DEEPEST = 1_000_000, 50_000, 40
_CANNOT_READ = Text("文件无法按 YAML 读取", "the file cannot be read as YAML")
_TOO_LARGE = Text("文件过大或嵌套过深，不像是政策文件", "the file is too large or too deep for a policy")
_TAGS = {
    yaml.MappingNode: "tag:yaml.org,2002:map",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.ScalarNode: "tag:yaml.org,2002:str",
}


def read(path: Path) -> Document:
    """Read one YAML file. Raises PolicyError where it cannot be read or is no YAML."""
    text = _text(path)
    try:
        root = root_of(text)
    except yaml.reader.ReaderError as error:
        raise _error(_place_in(path.name, text, error.position), "yaml", "", _CANNOT_READ) from error
    except yaml.MarkedYAMLError as error:
        raise _error(*_unreadable(path.name, error)) from error
    except RecursionError as error:
        raise _error(Place(file=path.name, line=1, character=1), "too_large", "", _TOO_LARGE) from error
    document = Document(path.name, None)
    data = None if root is None else _Construction(document, text).value(root, ())
    return Document(path.name, data, document.places, document.keys, document.raw)


def model(kind: type[M], document: Document) -> M:
    """Read a document into a model. Raises PolicyError with every problem, each at its place."""
    found = empty_values(document)
    try:
        read_model = kind.model_validate(document.data)
    except ValidationError as error:
        found = problems_of(kind, document, error.errors(include_url=False), found)
    if found:
        raise PolicyError(list(found.values()))
    return read_model


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        why = Text("文件无法打开", "the file cannot be opened")
        raise _error(Place(file=path.name), "unreadable", error.strerror or "", why) from error
    if len(content) > MOST_BYTES:
        raise _error(Place(file=path.name), "too_large", "", _TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_in(path.name, content[: error.start].decode("utf-8-sig"), None)
        hint = Text("请另存为 UTF-8", "save the file as UTF-8")
        raise _error(place, "encoding", "", Text("文件不是 UTF-8 文本", "the file is no UTF-8 text"), hint) from error


def _place_in(file: str, text: str, index: int | None) -> Place:
    before = text[:index]
    return Place(file=file, line=before.count("\n") + 1, character=len(before) - before.rfind("\n"))


def _unreadable(file: str, error: yaml.MarkedYAMLError) -> tuple[Place, str, str, Text, Text | None]:
    mark = error.problem_mark or error.context_mark
    place = Place(file=file, line=mark.line + 1, character=mark.column + 1) if mark else Place(file=file)
    hint = None
    if "'\\t'" in (error.problem or ""):
        hint = Text("用空格缩进，不用制表符", "indent with spaces, not with tabs")
    elif re.search("expected|mapping values|character|undefined alias", error.problem or ""):
        hint = Text(
            "含冒号、#、引号或括号的文字须加引号",
            "put text that holds `: `, ` #`, quotes or brackets into quotes",
        )
    found = re.sub(r"^(but )?found ", "", error.problem or "")
    return place, "yaml", found, _CANNOT_READ, hint


def _error(place: Place, code: str, found: str, allowed: Text, hint: Text | None = None) -> PolicyError:
    return PolicyError([Problem(code, place, found, allowed, hint)])


class _Construction:
    """Builds the contents of a document from its nodes, counting them as anchors expand."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text
        self.count = 0

    def value(self, node: yaml.Node, path: Path_) -> Any:
        place = self.place(node)
        self.document.places[path] = place
        self.count += 1
        if self.count > MOST_NODES or len(path) > DEEPEST:
            raise _error(place, "too_large", "", _TOO_LARGE)
        self.no_tag(node, place)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, path)

    def scalar(self, node: yaml.ScalarNode, path: Path_) -> Any:
        tag, text = str(node.tag).rpartition(":")[2], str(node.value)
        if tag == "int":
            return int(text)
        if tag == "bool":
            return text == "true"
        if tag == "null":
            return None
        start = node.start_mark
        written = self.text[start.index : node.end_mark.index]
        if node.style in ("|", ">"):
            # What follows the sign is the rest of its line.
            head, line, _ = written.partition("\n")
            written = " " * len(head) + line + written[len(head) + len(line) :]
        self.document.raw[path] = Raw(written, start.line + 1, start.column + 1)
        return text

    def mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node)
            key = self.key(key_node, place)
            if key in found:
                allowed = Text("同一键只能出现一次", "a key may stand only once")
                raise _error(place, "duplicate_key", key, allowed)
            self.document.keys[(*path, key)] = place
            found[key] = self.value(value_node, (*path, key))
        return found

    def key(self, node: yaml.Node, place: Place) -> str:
        """A key as text; one that reads as a number is what it looks like."""
        self.no_tag(node, place)
        if isinstance(node, yaml.ScalarNode) and str(node.tag).rpartition(":")[2] in ("str", "int"):
            return str(node.value)
        found = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        hint = Text("请加引号", "put it into quotes") if found else None
        raise _error(place, "key", found, Text("键须为文字", "a key must be a word"), hint)

    def no_tag(self, node: yaml.Node, place: Place) -> None:
        expected = _TAGS[type(node)]
        if isinstance(node, yaml.ScalarNode):
            if not node.style:
                expected = tag_of(node.value)
            if not _is_unicode(node.value):
                raise _error(place, "encoding", "", Text("文字中有无效字符", "the text holds half a character"))
        if node.tag != expected:
            raise _error(place, "tag", str(node.tag), Text("政策文件中不用 YAML 标签", "policy files have no tags"))

    def place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(file=self.document.file, line=mark.line + 1, character=mark.column + 1)


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
