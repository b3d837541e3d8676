"""The JSON Schema of an equivalence."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.decision.section_schemas import nullable, object_of
from policyrules.proof.equivalence.result import EquivalenceOutcome
from policyrules.proof.schema import scope_schema

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE = nullable(_TEXT)
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_ADDRESSES: Schema = {"type": "array", "items": _TEXT}


def equivalence_schema() -> Schema:
    """JSON Schema 2020-12 of `Equivalence.to_dict()`. Further properties may be added with any version."""
    together = "Addresses of provisions that could only be decided together with all others."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Whether two policies decide the same for all facts, or the smallest case where they do not",
        **object_of(
            {
                "one": _policy(),
                "other": _policy(),
                "library": {**_TEXT, "description": "The version of the library."},
                "outcome": {"enum": list(get_args(EquivalenceOutcome))},
                "scope": scope_schema(),
                "rewritten": {
                    **_ADDRESSES,
                    "description": "Addresses of provisions not written the same, and each proved the same.",
                },
                "together": {**_ADDRESSES, "description": together},
                "case": {"anyOf": [case_schema(), {"type": "null"}], "description": "Null unless they are different."},
                "reason": _MAYBE,
                "reason_en": _MAYBE,
            }
        ),
    }


def case_schema() -> Schema:
    """A case that two policies decide otherwise: `Case.to_dict()`."""
    figures = {
        "type": ["object", "null"],
        "additionalProperties": _MAYBE,
        "description": "status, tier, entitled and paid of an award; else verdict, and value. Null: no such line.",
    }
    difference = object_of(
        {
            "section": {"enum": ["awards", "standards", "targets", "duties"]},
            **dict.fromkeys(("provision", "label", "label_en", "clause"), _TEXT),
            **dict.fromkeys(("enterprise", "subject"), _MAYBE),
            **dict.fromkeys(("before", "after"), figures),
        }
    )
    return object_of(
        {
            "year": {"type": "integer"},
            "interpretations": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "The options that differ from those chosen for the first policy.",
            },
            "facts": {"type": "object", "description": "Made-up facts, as a file of facts would hold them."},
            "differences": {"type": "array", "items": difference, "minItems": 1},
            "confirmed_by": {"type": "array", "items": _TEXT, "description": "The engines that decided both so."},
        }
    )


def _policy() -> Schema:
    schema = object_of({"id": _TEXT, "document": _TEXT, "digest": _DIGEST})
    schema["properties"]["proposals"] = {**_TEXT, "description": "The proposals that amend it, if there are any."}
    return schema
