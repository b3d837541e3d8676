"""The JSON Schema of reports of proofs."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.decision.section_schemas import nullable, object_of
from policyrules.proof.results import Outcome, Overall

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE = nullable(_TEXT)
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_YEAR: Schema = {"type": "integer"}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_RAISED = "Of a promise that compares two decisions: the figure that is raised for the second, by its address."
_NUMBER: Schema = {"type": "string", "pattern": "^(0|[1-9][0-9]*)$"}


def proof_schema() -> Schema:
    """JSON Schema 2020-12 of `ProofReport.to_dict()`. Further properties may be added with any version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What became of the promises of a policy: proved, refuted with a counterexample, or not decided",
        **object_of(
            {
                "policy": object_of({"id": _TEXT, "document": _TEXT, "digest": _DIGEST}),
                "proposals": _list(object_of({"id": _TEXT, "digest": _DIGEST})),
                "library": {**_TEXT, "description": "The version of the library."},
                "outcome": {
                    "enum": list(get_args(Overall)),
                    "description": "`refuted` if one promise is; else `undecided` if one is; else `proved`.",
                },
                "given_up": {
                    **_list(object_of({"invariant": _TEXT, **_words("reason")})),
                    "description": "The promises that the proposals give up: they were not asked.",
                },
                "proofs": _list(_proof()),
            }
        ),
    }


def _proof() -> Schema:
    outcome = {
        "enum": list(get_args(Outcome)),
        "description": "`undecided`: not within the limit; `not_promised`: these readings do not promise it.",
    }
    return object_of(
        {
            "invariant": _TEXT,
            **_words("label"),
            "clause": _TEXT,
            "outcome": outcome,
            "scope": scope_schema(),
            **_words("reason", _MAYBE),
            "counterexample": {
                "anyOf": [_counterexample(), {"type": "null"}],
                "description": "Null unless it is refuted.",
            },
        }
    )


def scope_schema() -> Schema:
    """What a result covers: `Scope.to_dict()`."""
    lists = "Lists of facts of which any number of things is covered; the register of awards paid may be among them."
    bounded = "Lists of facts of which at most so many things are covered."
    return object_of(
        {
            "years": {"type": "array", "items": _YEAR, "description": "The sales years."},
            **_words("readings"),
            "any_number": {**_TEXTS, "description": lists},
            "up_to": {"type": "object", "additionalProperties": _NUMBER, "description": bounded},
            **_words("method"),
            "assumptions": {
                **_list(object_of(_words("text"))),
                "description": "What it rests on beside the policy.",
            },
        }
    )


def _counterexample() -> Schema:
    violation = object_of(
        {
            "invariant": _TEXT,
            "clause": _TEXT,
            "subject": {**_TEXT, "description": "The payee, thing or unit; empty for the whole."},
            "found": _TEXT,
            "allowed": _TEXT,
            **_words("text"),
        }
    )
    return object_of(
        {
            "invariant": _TEXT,
            "year": _YEAR,
            "interpretations": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "The options that differ from those of the policy.",
            },
            "facts": {"type": "object", "description": "Made-up facts, as a file of facts would hold them."},
            "raised": {"type": "object", "description": _RAISED},
            "violations": {**_list(violation), "minItems": 1},
            "confirmed_by": {**_TEXTS, "description": "The engines that decided the facts so."},
        },
        optional=("raised",),
    )


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _words(key: str, schema: Schema = _TEXT) -> Schema:
    return {key: schema, f"{key}_en": schema}
