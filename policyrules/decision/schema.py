"""The JSON Schema of decisions."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.decision.lines import Status

_AMOUNT = {
    "type": "string",
    "pattern": r"^(0|[1-9][0-9]*)\.[0-9]{2}$",
    "description": "Yuan with two decimals.",
}
_VERDICTS = ["met", "not_met", "unknown", "no_bound", "not_applicable"]
_POINTERS = {
    "type": "array",
    "items": {"type": "string", "pattern": "^(/.*)?$"},
    "description": "JSON pointers of the facts needed, in the facts as given.",
}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, **more}


def decision_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `Decision.to_dict()`. Further properties may be added with any version."""
    digest = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A decision: what a policy says about facts, for one sales year",
        **_object(
            {
                "policy": _object({"id": text, "document": text, "digest": digest}),
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
                "standards": {"type": "array", "items": _standard()},
                "targets": {"type": "array", "items": _target()},
                "tasks": {"type": "array", "items": {"type": "object"}},
            }
        ),
    }


def _line() -> dict[str, Any]:
    text = {"type": "string"}
    reason = _object({"code": text, "text": text, "text_en": text})
    return _object(
        {
            "award": text,
            "clause": text,
            "tier": {"type": ["integer", "null"], "minimum": 1, "description": "The tier reached."},
            "enterprise": {"type": "string", "description": "Who is paid."},
            "subject": {"type": "string", "description": "What the award was decided for."},
            "status": {"enum": list(get_args(Status))},
            "entitled": _nullable(_AMOUNT),
            "paid": _nullable(_AMOUNT),
            "reasons": {"type": "array", "items": reason},
            "missing": _POINTERS,
        }
    )


def _totals() -> dict[str, Any]:
    return _object(
        {
            "entitled": _AMOUNT,
            "claimed": {**_AMOUNT, "description": "After exclusivity and the limits per payee."},
            "paid": _AMOUNT,
            "budget": {**_nullable(_AMOUNT), "description": "What is available; null without a budget."},
            "overrun": _AMOUNT,
            "unknown_lines": {"type": "string", "pattern": "^[0-9]+$"},
            "provisional": {"type": "boolean"},
        }
    )


def _standard() -> dict[str, Any]:
    text, verdict = {"type": "string"}, {"enum": _VERDICTS}
    item = _object({"item": text, "verdict": verdict, "modality": text, "missing": _POINTERS})
    block = _object({"block": text, "verdict": verdict, "items": {"type": "array", "items": item}})
    blocks = {"type": "array", "items": block}
    return _object({"standard": text, "subject": text, "verdict": verdict, "blocks": blocks, "missing": _POINTERS})


def _target() -> dict[str, Any]:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    properties = {
        "target": text,
        "county": text,
        "value": maybe,
        "bound": maybe,
        "verdict": {"enum": _VERDICTS},
        "gap": maybe,
    }
    return _object(properties, optional=("county",))
