"""The JSON Schema of comparisons."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.comparison.checks import CaseOutcome, InvariantState, RewriteState
from policyrules.comparison.model import ChangeKind, Effect, Section
from policyrules.decision.lines import Status
from policyrules.decision.schema import decision_schema
from policyrules.decision.section_schemas import nullable, object_of
from policyrules.proof.equivalence.schema import case_schema
from policyrules.proof.schema import scope_schema

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE = nullable(_TEXT)
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_AMOUNT: Schema = {"type": "string", "pattern": r"^(0|[1-9][0-9]*)\.[0-9]{2}$", "description": "Yuan, two decimals."}
_CHANGE: Schema = {
    "type": "string",
    "pattern": r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$",
    "description": "Yuan, two decimals; below zero where it becomes less.",
}
_ADDRESSES: Schema = {"type": "array", "items": _TEXT, "description": "Addresses of provisions of the policy."}
_EXAMPLE: Schema = {
    "type": ["object", "null"],
    "description": "Made-up facts on which the invariant is broken: year, readings, what breaks it, who gets what.",
}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_COUNTS = (
    "payees", "lines", "gainers", "losers", "unchanged", "undetermined", "newly_eligible", "no_longer_eligible",
)  # fmt: skip
_SUMS: Schema = {
    **dict.fromkeys(_COUNTS, _NUMBER),
    **dict.fromkeys(("paid_before", "paid_after", "gained", "lost"), _AMOUNT),
    **dict.fromkeys(("change", "undetermined_change"), _CHANGE),
}


def comparison_schema() -> Schema:
    """JSON Schema 2020-12 of `Comparison.to_dict()`. Further properties may be added with any version."""
    proposal = object_of({"id": _TEXT, **_words("title"), **_words("reason"), "digest": _DIGEST})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A comparison: what a changed policy decides otherwise on some facts, for one year",
        **object_of(
            {
                "year": {"type": "integer"},
                "engine": _TEXT,
                "library": _TEXT,
                "proposals": _list(proposal),
                "changes": _list(_change()),
                "summary": object_of({"before": _side(), "after": _side(), **_SUMS}),
                "checks": {"anyOf": [_checks(), {"type": "null"}], "description": "Null where nothing was checked."},
                **dict.fromkeys(("by_award", "by_county", "by_size"), _list(_group())),
                "payees": _list(_payee_change()),
                "moves": _list(_move()),
                "judged": _list(_judged()),
                "population": {
                    "anyOf": [_population(), {"type": "null"}],
                    "description": "Null where every line is told; else `moves`, `judged` and `payees` are the first.",
                },
            }
        ),
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _maybe(schema: Schema, description: str) -> Schema:
    return {"anyOf": [schema, {"type": "null"}], "description": description}


def _words(key: str, schema: Schema = _TEXT) -> Schema:
    return {key: schema, f"{key}_en": schema}


def _side() -> Schema:
    return object_of(
        {
            "policy": object_of({"id": _TEXT, "document": _TEXT, "digest": _DIGEST}),
            "interpretations": {"type": "object", "additionalProperties": _TEXT},
            "totals": decision_schema()["properties"]["totals"],
            "eligible": {**_NUMBER, "description": "Lines that are paid, reduced or excluded."},
        }
    )


def _change() -> Schema:
    kind = {"enum": list(get_args(ChangeKind))}
    both = {**_words("before", _MAYBE), **_words("after", _MAYBE)}
    return object_of({"address": _TEXT, "kind": kind, **_words("label"), "clause": _TEXT, **both})


def _group() -> Schema:
    key = {"type": "string", "description": "Empty for what the facts do not say where it belongs."}
    return object_of({"key": key, **_words("label"), **_SUMS})


def _payee() -> Schema:
    return {"enterprise": _TEXT, "name": _MAYBE, "county": _MAYBE}


def _payee_change() -> Schema:
    amounts = {"before": nullable(_AMOUNT), "after": nullable(_AMOUNT), "change": nullable(_CHANGE)}
    return object_of({**_payee(), **amounts})


def _move() -> Schema:
    effect = {
        "enum": list(get_args(Effect)),
        "description": "What changed: this line's provision, a limit that cuts it, or neither; maybe untold.",
    }
    return object_of(
        {
            "award": _TEXT,
            "clause": _TEXT,
            **_payee(),
            "subject": _TEXT,
            "before": _state(),
            "after": _state(),
            "change": {**nullable(_CHANGE), "description": "What is paid more; null where a side is unknown."},
            "effect": effect,
            "limits": {**_ADDRESSES, "description": "The limits that treat the line otherwise than before."},
            "causes": {**_ADDRESSES, "description": "The changes that moved it; none of an indirect effect."},
        }
    )


def _state() -> Schema:
    status = {"enum": [*get_args(Status), None], "description": "Null where that side has no such line."}
    return object_of(
        {
            "status": status,
            "tier": {"type": ["integer", "null"], "minimum": 1},
            "entitled": nullable(_AMOUNT),
            "paid": nullable(_AMOUNT),
            "decided_by": _ADDRESSES,
            "reasons": _list(object_of(_words("text"))),
        }
    )


def _judged() -> Schema:
    difference = object_of({"name": _TEXT, **_words("label"), "before": _MAYBE, "after": _MAYBE})
    return object_of(
        {
            "section": {"enum": list(get_args(Section))},
            "provision": _TEXT,
            "clause": _TEXT,
            "subject": {**_MAYBE, "description": "The thing or unit; null for the city."},
            "before": _MAYBE,
            "after": _MAYBE,
            "differences": _list(difference),
            "decided_by_before": _ADDRESSES,
            "decided_by_after": _ADDRESSES,
            "causes": _ADDRESSES,
        }
    )


def _population() -> Schema:
    status = {"enum": [*get_args(Status), None], "description": "Null where that side has no such line."}
    transition = {"award": _TEXT, "before": status, "after": status, "lines": _NUMBER}
    sums = {"gained": _AMOUNT, "lost": _AMOUNT, "undetermined": _NUMBER}
    item = {**_MAYBE, "description": "`block.item`; null for the standard as a whole."}
    verdicts = {"standard": _TEXT, "item": item, "before": _MAYBE, "after": _MAYBE, "subjects": _NUMBER}
    return object_of(
        {
            "things": {
                **_NUMBER,
                "description": "How many payees, or things judged, the facts have.",
            },
            **_words("label"),
            "library": {**_TEXT, "description": "What ran the columns: polars, duckdb or spark."},
            "moved": {**_NUMBER, "description": "How many lines moved in all."},
            "judged": {**_NUMBER, "description": "How many standards, targets and tasks come out otherwise in all."},
            "untold": {**_NUMBER, "description": "How many of the moves told have no reasons."},
            "transitions": _list(object_of({**transition, **sums})),
            "verdicts": _list(object_of(verdicts)),
        }
    )


def _checks() -> Schema:
    findings = _list(object_of(_words("text")))
    case = object_of(
        {
            "case": _TEXT,
            **_words("label"),
            "file": _TEXT,
            "line": {"type": "integer", "minimum": 1},
            "outcome": {"enum": list(get_args(CaseOutcome))},
            "findings": findings,
        }
    )
    invariant = object_of(
        {
            "invariant": _TEXT,
            **_words("label"),
            "clause": _TEXT,
            "state": {"enum": list(get_args(InvariantState))},
            "findings": findings,
            **_words("reason", _MAYBE),
            "counterexample": _EXAMPLE,
            "scope": _maybe(scope_schema(), "What the proof of one that is proved covers."),
        }
    )
    rewrite = object_of(
        {
            "proposal": _TEXT,
            "state": {"enum": list(get_args(RewriteState))},
            "findings": findings,
            "case": _maybe(case_schema(), "Made-up facts that are decided otherwise, and how."),
            "scope": _maybe(scope_schema(), "What was looked at; null where nothing was proved."),
        }
    )
    return object_of(
        {
            "passed": {"type": "boolean"},
            "cases": _list(case),
            "base_cases": _NUMBER,
            "base_changed": _list(case),
            "invariants": _list(invariant),
            "rewrites": {**_list(rewrite), "description": "The proposals that mean to change no decision."},
        }
    )
