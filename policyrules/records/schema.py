"""The JSON Schema of decision records."""

from __future__ import annotations

from typing import Any

from policyrules.decision.schema import decision_schema
from policyrules.decision.section_schemas import nullable, object_of

Schema = dict[str, Any]


def record_schema() -> Schema:
    """JSON Schema 2020-12 of a line of a file of decision records. A new `format` may hold other properties."""
    text: Schema = {"type": "string", "minLength": 1}
    digest: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
    result = decision_schema()
    dialect = result.pop("$schema")
    policy = object_of({"id": text, "document": {"type": "string"}, "digest": digest})
    proposal = object_of({"id": text, "digest": digest})
    time: Schema = {
        "type": "string",
        "format": "date-time",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$",
    }
    properties: Schema = {
        "format": _said({"const": 1}, "The version of this format."),
        "id": _said(text, "Unique within a file."),
        "time": _said(time, "When it was recorded, in UTC."),
        "policy": _said(policy, "The policy that decided, amendments included."),
        "proposals": _said({"type": "array", "items": proposal}, "The proposals that had been applied to it."),
        "interpretations": _said(
            {"type": "object", "additionalProperties": {"type": "string"}}, "The option of every interpretation."
        ),
        "year": _said({"type": "integer"}, "The sales year."),
        "engine": _said(text, "The engine that decided."),
        "library": _said(text, "The version of the library."),
        "python": _said(text, "The version of Python."),
        "masked": _said({"type": "array", "items": text}, "The fields whose text is hidden, in facts and result."),
        "facts_digest": _said(digest, "The SHA-256 of the canonical facts, before masking."),
        "facts": _said(nullable({"type": "object"}), "The checked facts; null where they were not to be kept."),
        "result_digest": _said(digest, "The SHA-256 of the canonical result, as it stands here."),
        "result": result,
        "previous": _said(nullable(digest), "The hash of the record before; null in the first."),
        "hash": _said(digest, "The SHA-256 of the canonical record without this property."),
    }
    return {
        "$schema": dialect,
        "title": "A decision record: one line of a file of records, in canonical JSON",
        **object_of(properties),
        "additionalProperties": False,
    }


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}
