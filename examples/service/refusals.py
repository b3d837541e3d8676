"""Requests that are refused: what is wrong, as `application/problem+json` (RFC 9457), in Chinese or English.

Beside the members of the standard a document has `problems`, one for each thing that is wrong: the `pointer` of the
place in the body, or the `parameter` of the address, a `code`, and a `message`. `more` counts what is not listed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from policyrules.errors import Problem
from policyrules.text import Language, Text

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:policyrules:problem:"


class Kind(Enum):
    """Why a request is refused: the last part of the type, the status, the title."""

    BODY = "unreadable-body", 400, Text("请求体无法读取", "the body cannot be read")
    NOT_FOUND = "not-found", 404, Text("没有这个资源", "there is no such resource")
    METHOD = "method-not-allowed", 405, Text("此处不能用这一方法", "that method is not for this resource")
    ACCEPT = "not-acceptable", 406, Text("没有所要的格式", "there is no such format of the answer")
    SLOW = "body-too-slow", 408, Text("请求体到得太慢", "the body took too long to arrive")
    LENGTH = "length-required", 411, Text("须说明请求体的长度", "the length of the body must be told")
    LARGE = "body-too-large", 413, Text("请求体过大", "the body is too large")
    MEDIA = "unsupported-media-type", 415, Text("不收这种格式的请求体", "bodies of that kind are not taken")
    FACTS = "invalid-facts", 422, Text("事实有误", "the facts are wrong")
    QUERY = "invalid-query", 422, Text("查询参数有误", "the parameters are wrong")
    NOT_RELEASED = "not-released", 500, Text("决定不予发布", "the decision is not released")
    INTERNAL = "internal", 500, Text("服务出错", "the service failed")
    BUSY = "busy", 503, Text("服务繁忙，请稍后再试", "the service is busy; come again later")

    def __init__(self, slug: str, status: int, title: Text) -> None:
        self.slug = slug
        self.status = status
        self.title = title


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request."""

    code: str
    message: Text
    pointer: str | None = None
    parameter: str | None = None
    line: int | None = None
    column: int | None = None

    def to_dict(self, language: Language) -> dict[str, Any]:
        """The fault as its schema describes it."""
        where = {"pointer": self.pointer, "parameter": self.parameter, "line": self.line, "column": self.column}
        told = {name: value for name, value in where.items() if value is not None}
        return {**told, "code": self.code, "message": self.message.pick(language)}


class RefusalError(Exception):
    """A request that is not answered, and why. `headers` go with the refusal."""

    def __init__(self, kind: Kind, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.faults = tuple(faults)
        self.headers = dict(headers or {})

    def content(self, language: Language, most: int) -> bytes:
        """The problem document, with the first `most` faults."""
        document = {
            "type": TYPE + self.kind.slug,
            "title": self.kind.title.pick(language),
            "status": self.kind.status,
            "problems": [each.to_dict(language) for each in self.faults[:most]],
            "more": max(0, len(self.faults) - most),
        }
        return as_json(document)


def as_json(document: object) -> bytes:
    """JSON as the library writes it: UTF-8; a lone half of a character that facts may hold stays an escape."""
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode("utf-8", "backslashreplace")


def of_facts(problem: Problem) -> Fault:
    """What the library finds wrong with facts, at its JSON pointer, or where the JSON ends to be JSON."""
    place = problem.place
    message = Text(problem.line("zh"), problem.line("en"))
    return Fault(problem.code, message, place.pointer, line=place.line or None, column=place.character or None)


def of_query(parameter: str, zh: str, en: str) -> RefusalError:
    """The refusal of a parameter of the address."""
    return RefusalError(Kind.QUERY, [Fault("parameter", Text(zh, en), parameter=parameter)])
