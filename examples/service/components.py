"""The schemas of what is answered, beside those of the library: policies, problems, facts that are valid."""

from __future__ import annotations

import json
from typing import Any

from policyrules.bundled_files import room
from service.catalogue import Catalogue
from service.refusals import TYPE, Kind

Schema = dict[str, Any]
_DIGEST = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}
_OPTIONAL_TEXT = {"type": ["string", "null"]}
_DAY = {"type": "string", "format": "date"}


def schemas(catalogue: Catalogue) -> Schema:
    """All schemas by name. Those of facts and of decisions are the library's own."""
    found = {facts_name(name): policy.facts_schema() for name, policy in catalogue.policies.items()}
    found["Decision"] = json.loads((room("schemas") / "decision.schema.json").read_text(encoding="utf-8"))
    components: Schema = {}
    for name, schema in found.items():
        components |= _as_components(name, schema)
    return components | _own()


def facts_name(policy: str) -> str:
    """The component that holds the schema of a policy's facts."""
    return f"Facts.{policy}"


def reference(name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def _as_components(name: str, schema: Schema) -> Schema:
    """A schema that stands alone → components: its definitions beside it, its references led there."""
    inner = schema.get("$defs", {})
    moved = {f"{name}.{each}": body for each, body in inner.items()}
    outer = {keyword: body for keyword, body in schema.items() if keyword not in ("$schema", "$id", "$defs")}
    return {each: _led(body, name) for each, body in {name: outer, **moved}.items()}


def _led(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_led(each, name) for each in value]
    if not isinstance(value, dict):
        return value
    target = value.get("$ref")
    led = {keyword: _led(each, name) for keyword, each in value.items()}
    if isinstance(target, str) and target.startswith("#/$defs/"):
        led["$ref"] = f"#/components/schemas/{name}.{target.removeprefix('#/$defs/')}"
    return led


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": needed}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _own() -> Schema:
    number = _object({"kind": _TEXT, "least": _OPTIONAL_TEXT, "most": _OPTIONAL_TEXT, "label": reference("Words")})
    identity = {
        "id": _TEXT,
        "document": _TEXT,
        "title": reference("Words"),
        "issuer": reference("Words"),
        "in_force": _object({"from": _DAY, "until": {"type": ["string", "null"], "format": "date"}}),
        "digest": {**_DIGEST, "description": "Of what the files of the policy say."},
    }
    interpretation = {
        "name": _TEXT,
        "clause": _TEXT,
        "question": reference("Words"),
        "options": _list(_object({"option": _TEXT, "label": reference("Words")})),
        "number": {**number, "type": ["object", "null"], "description": "Where a number may be an option."},
        "default": _TEXT,
        "reason": reference("Words"),
    }
    return {
        "Words": _object({"zh": _TEXT, "en": _TEXT}),
        "Policy": _object(identity),
        "Policies": _object({"policies": _list(reference("Policy"))}),
        "Description": _object({**identity, "interpretations": _list(_object(interpretation))}),
        "Valid": _object(
            {
                "valid": {"const": True},
                "counts": {"type": "object", "additionalProperties": _NUMBER},
                "warnings": _list(reference("Fault")),
            }
        ),
        "Fault": _fault(),
        "Problem": _problem(),
        "Health": _object({"status": {"const": "ok"}, "library": _TEXT, "taken": _NUMBER, "room": _NUMBER}),
    }


def _fault() -> Schema:
    from_one = {"type": "integer", "minimum": 1}
    where = {
        "pointer": {"type": "string", "description": "The place in the body, as a JSON pointer (RFC 6901)."},
        "parameter": {"type": "string", "description": "The parameter of the address."},
        "line": {**from_one, "description": "Where the body ceases to be JSON."},
        "column": from_one,
    }
    return _object({**where, "code": _TEXT, "message": _TEXT}, optional=tuple(where))


def _problem() -> Schema:
    return _object(
        {
            "type": {"enum": [TYPE + kind.slug for kind in Kind]},
            "title": _TEXT,
            "status": {"enum": sorted({kind.status for kind in Kind})},
            "problems": _list(reference("Fault")),
            "more": {**_NUMBER, "description": "How many problems are not listed."},
        }
    )
