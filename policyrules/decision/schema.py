"""The JSON Schema of decisions."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.decision.lines import Status
from policyrules.decision.section_schemas import (
    CLAUSE,
    EXPLAINED,
    POINTERS,
    described,
    nullable,
    object_of,
    standard,
    target,
    task,
)
from policyrules.engines import COLUMNAR

_TEXT = {"type": "string"}
_AMOUNT = {
    "type": "string",
    "pattern": r"^(0|[1-9][0-9]*)\.[0-9]{2}$",
    "description": "Yuan with two decimals.",
}


def decision_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `Decision.to_dict()`. Further properties may be added with any version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A decision: what a policy says about facts, for one sales year",
        **object_of(
            {
                "policy": described(_policy(), "The policy that decided."),
                "year": {"type": "integer", "description": "The sales year."},
                "interpretations": {
                    "type": "object",
                    "additionalProperties": _TEXT,
                    "description": "The option of every interpretation; rates as decimal fractions.",
                },
                "engine": described(_TEXT, "The engine that decided."),
                "library": described(_TEXT, "The version of the library."),
                "awards": _lines(_line(), "One line per award and subject, by payee, clause and subject."),
                "totals": described(_totals(), "Sums over the known lines of awards."),
                "standards": _lines(standard(), "One line per standard and thing that it judges."),
                "targets": _lines(target(), "The city's line of each target, then one per unit."),
                "tasks": _lines(task(), "One line per numbered duty and unit."),
            }
        ),
        **_explained(),
    }


def _lines(items: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "items": items, "description": description}


def _policy() -> dict[str, Any]:
    digest = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
    return object_of(
        {
            "id": described(_TEXT, "Its id."),
            "document": described(_TEXT, "The number of the document."),
            "digest": described(digest, "The digest of what its files say."),
        }
    )


def _explained() -> dict[str, Any]:
    """That lines explain themselves, unless the columnar engine decided."""
    sections = {name: {"items": {"required": list(keys)}} for name, keys in EXPLAINED.items()}
    return {"if": {"properties": {"engine": {"const": COLUMNAR}}}, "else": {"properties": sections}}


def _line() -> dict[str, Any]:
    reason = object_of(
        {
            "code": described(_TEXT, "The kind of reason."),
            "text": described(_TEXT, "The reason in Chinese."),
            "text_en": described(_TEXT, "The reason in English."),
        }
    )
    return object_of(
        {
            "award": described(_TEXT, "The id of the award."),
            "clause": CLAUSE,
            "tier": {"type": ["integer", "null"], "minimum": 1, "description": "The tier reached."},
            "enterprise": described(_TEXT, "Who is paid."),
            "subject": described(_TEXT, "What the award was decided for."),
            "status": {"enum": list(get_args(Status)), "description": "What came of it."},
            "entitled": described(nullable(_AMOUNT), "Yuan before limits over several lines; null where unknown."),
            "paid": described(nullable(_AMOUNT), "Yuan after every limit; null where unknown."),
            "reasons": _lines(reason, "Why it came out so."),
            "missing": POINTERS,
        },
        optional=EXPLAINED["awards"],
    )


def _totals() -> dict[str, Any]:
    return object_of(
        {
            "entitled": described(_AMOUNT, "Yuan of all lines, before limits over several."),
            "claimed": described(_AMOUNT, "Yuan after exclusivity and the limits per payee."),
            "paid": described(_AMOUNT, "Yuan after every limit."),
            "budget": described(nullable(_AMOUNT), "Yuan available; null without a budget."),
            "overrun": described(_AMOUNT, "Yuan claimed above the budget."),
            "unknown_lines": {"type": "string", "pattern": "^[0-9]+$", "description": "How many lines are unknown."},
            "provisional": {"type": "boolean", "description": "Whether the totals may change with unknown lines."},
        }
    )
