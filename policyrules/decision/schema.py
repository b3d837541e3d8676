"""The JSON Schema of decisions."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.decision.lines import Status
from policyrules.decision.section_schemas import EXPLAINED, POINTERS, nullable, object_of, standard, target, task
from policyrules.engines import COLUMNAR

_AMOUNT = {
    "type": "string",
    "pattern": r"^(0|[1-9][0-9]*)\.[0-9]{2}$",
    "description": "Yuan with two decimals.",
}


def decision_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `Decision.to_dict()`. Further properties may be added with any version."""
    digest = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A decision: what a policy says about facts, for one sales year",
        **object_of(
            {
                "policy": object_of({"id": text, "document": text, "digest": digest}),
                "year": {"type": "integer"},
                "interpretations": {
                    "type": "object",
                    "additionalProperties": text,
                    "description": "The option of every interpretation; rates as decimal fractions.",
                },
                "engine": {"type": "string", "description": "The engine that decided."},
                "library": {"type": "string", "description": "The version of the library."},
                "awards": {"type": "array", "items": _line()},
                "totals": _totals(),
                "standards": {"type": "array", "items": standard()},
                "targets": {"type": "array", "items": target()},
                "tasks": {"type": "array", "items": task()},
            }
        ),
        **_explained(),
    }


def _explained() -> dict[str, Any]:
    """That lines explain themselves, unless the columnar engine decided."""
    sections = {name: {"items": {"required": list(keys)}} for name, keys in EXPLAINED.items()}
    return {"if": {"properties": {"engine": {"const": COLUMNAR}}}, "else": {"properties": sections}}


def _line() -> dict[str, Any]:
    text = {"type": "string"}
    reason = object_of({"code": text, "text": text, "text_en": text})
    return object_of(
        {
            "award": text,
            "clause": text,
            "tier": {"type": ["integer", "null"], "minimum": 1, "description": "The tier reached."},
            "enterprise": {"type": "string", "description": "Who is paid."},
            "subject": {"type": "string", "description": "What the award was decided for."},
            "status": {"enum": list(get_args(Status))},
            "entitled": nullable(_AMOUNT),
            "paid": nullable(_AMOUNT),
            "reasons": {"type": "array", "items": reason},
            "missing": POINTERS,
        },
        optional=EXPLAINED["awards"],
    )


def _totals() -> dict[str, Any]:
    return object_of(
        {
            "entitled": _AMOUNT,
            "claimed": {**_AMOUNT, "description": "After exclusivity and the limits per payee."},
            "paid": _AMOUNT,
            "budget": {**nullable(_AMOUNT), "description": "What is available; null without a budget."},
            "overrun": _AMOUNT,
            "unknown_lines": {"type": "string", "pattern": "^[0-9]+$"},
            "provisional": {"type": "boolean"},
        }
    )
