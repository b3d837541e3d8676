"""The one spelling of JSON data: keys sorted by code point, no spaces, UTF-8, numbers exact. What is digested."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from policyrules.facts.numbers import json_decimal, json_integer

_quoted = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value: Any) -> str:
    """Data as JSON text, the same text for the same data. Raises TypeError for a float, and what JSON cannot hold."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{_quoted(key)}:{canonical(value[key])}" for key in sorted(value)]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join([canonical(each) for each in value]) + "]"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def encoded(text: str) -> bytes:
    """The bytes of a text; half a character, which JSON can spell, has bytes too, so that it can be told."""
    return text.encode("utf-8", "surrogatepass")


def digest(value: Any) -> str:
    """The SHA-256 of data in its canonical form."""
    return "sha256:" + hashlib.sha256(encoded(canonical(value))).hexdigest()


def parsed(text: str) -> Any:
    """Data from JSON text, numbers as they are written. Raises ValueError, RecursionError."""
    return json.loads(text, parse_int=json_integer, parse_float=json_decimal, parse_constant=_refused)


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
