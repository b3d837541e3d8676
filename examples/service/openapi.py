"""The OpenAPI document (3.1): every path, parameter and response, from the policies that are served."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from policyrules import Policy
from policyrules.policy import library_version
from policyrules.text import LANGUAGES
from service.answers import HTML, JSON, TEXT
from service.catalogue import Catalogue, description
from service.components import facts_name, reference, schemas
from service.queries import FIRST_YEAR, LAST_YEAR
from service.refusals import MEDIA_TYPE, Kind
from service.settings import Settings

Part = dict[str, Any]
#: What may be refused of whatever is read, and of whatever is asked with a body.
READING = (Kind.ACCEPT, Kind.QUERY, Kind.INTERNAL)
ASKING = (
    *(Kind.BODY, Kind.ACCEPT, Kind.SLOW, Kind.LENGTH, Kind.LARGE, Kind.MEDIA, Kind.FACTS),
    *(Kind.QUERY, Kind.NOT_RELEASED, Kind.INTERNAL, Kind.BUSY),
)


def document(catalogue: Catalogue, settings: Settings) -> Part:
    """The document. Questions have a path for each policy, since each takes facts and options of its own."""
    paths = _reading(catalogue)
    for policy in catalogue.policies.values():
        paths |= _asking(policy)
    return {
        "openapi": "3.1.0",
        "info": {"title": "policyrules", "version": library_version(), "description": _introduction(settings)},
        "paths": paths,
        "components": {"responses": _refusals(), "schemas": schemas(catalogue)},
    }


def _introduction(settings: Settings) -> str:
    return (
        f"Bodies are JSON in UTF-8 of at most {settings.body_bytes} bytes, not packed, and arrive within "
        f"{settings.body_seconds} s; an answer comes within about {settings.decision_seconds} s, or 503. Nothing is "
        "kept. What is wrong is told as application/problem+json, in the language of Accept-Language (zh, en). Paths "
        "that are not here are answered 404, and methods that a path does not have 405, in the same form."
    )


def _reading(catalogue: Catalogue) -> Part:
    named = _parameter("policy", {"enum": list(catalogue.policies)}, "The id of a policy.", where="path")
    there, one = (*READING, Kind.NOT_FOUND), "/policies/{policy}"
    return {
        "/health": {"get": _read("health", "Whether the service is there", reference("Health"))},
        "/openapi.json": {"get": _read("openapi", "This document", {"type": "object"})},
        "/policies": {"get": _read("policies", "The policies that are served", reference("Policies"))},
        one: {
            "get": _read(
                "policy", "A policy, and the questions it leaves open", reference("Description"), there, [named]
            )
        },
        f"{one}/schema": {
            "get": _read("schema", "The JSON Schema of a policy's facts", {"type": "object"}, there, [named])
        },
    }


def _read(
    name: str, summary: str, schema: Part, refused: tuple[Kind, ...] = READING, parameters: Iterable[Part] = ()
) -> Part:
    content = {JSON: {"schema": schema}}
    return _operation(name, summary, content, refused, parameters)


def _asking(policy: Policy) -> Part:
    at, asked = f"/policies/{policy.id}", policy.definition.identity.title.en
    body = {"required": True, "content": {JSON: {"schema": reference(facts_name(policy.id))}}}
    settled = [_year(), _set(policy)]
    one = [_subject(), _parameter("language", {"enum": list(LANGUAGES)}, "The language, else that of Accept-Language.")]
    decision = {JSON: {"schema": reference("Decision")}}
    explained = {each: {"schema": {"type": "string"}} for each in (TEXT, HTML)}
    valid = {JSON: {"schema": reference("Valid")}}
    decide = _operation(f"decide.{policy.id}", f"Decide every case: {asked}", decision, ASKING, settled)
    explain = _operation(f"explain.{policy.id}", f"Explain one subject: {asked}", explained, ASKING, settled + one)
    validate = _operation(f"validate.{policy.id}", f"Check the facts: {asked}", valid, ASKING)
    return {
        f"{at}/decide": {"post": {**decide, "requestBody": body}},
        f"{at}/explain": {"post": {**explain, "requestBody": body}},
        f"{at}/validate": {"post": {**validate, "requestBody": body}},
    }


def _operation(
    name: str, summary: str, content: Part, refused: tuple[Kind, ...], parameters: Iterable[Part] = ()
) -> Part:
    responses: Part = {"200": {"description": summary, "content": content}}
    for status in sorted({kind.status for kind in refused}):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}
    return {"operationId": name, "summary": summary, "parameters": list(parameters), "responses": responses}


def _refusals() -> Part:
    """The responses of what is refused, by status."""
    return {str(status): _refusal(status) for status in sorted({kind.status for kind in Kind})}


def _refusal(status: int) -> Part:
    titles = "; ".join(kind.title.en for kind in Kind if kind.status == status)
    told: Part = {"description": titles, "content": {MEDIA_TYPE: {"schema": reference("Problem")}}}
    if status == Kind.BUSY.status:
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
    return told


def _parameter(name: str, schema: Part, words: str, *, where: str = "query", required: bool = False) -> Part:
    return {
        "name": name,
        "in": where,
        "required": required or where == "path",
        "description": words,
        "schema": {"type": "string", **schema},
    }


def _year() -> Part:
    schema = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return _parameter("year", schema, "The sales year.", required=True)


def _subject() -> Part:
    words = "The id of the enterprise, platform, base or centre, or the name of a county."
    return _parameter("subject", {"pattern": r"\S"}, words, required=True)


def _set(policy: Policy) -> Part:
    """`set`: an option that has a name is one of a list, a number is told by the questions of the policy."""
    questions = description(policy)["interpretations"]
    named = [f"{each['name']}={option['option']}" for each in questions for option in each["options"]]
    numbers = [each["name"] for each in questions if each["number"]]
    kinds: list[Part] = [{"enum": named}] if named else []
    kinds += [{"pattern": rf"^{re.escape(name)}=\S(.*\S)?$"} for name in numbers]
    words = (
        "An interpretation and the option to take, NAME=OPTION; may be repeated, once for each interpretation. "
        f"GET /policies/{policy.id} lists them, with the bounds of those that are numbers."
    )
    items = {"type": "string", "anyOf": kinds} if kinds else {"type": "string"}
    schema = {"type": "array", "items": items}
    return {**_parameter("set", schema, words), "style": "form", "explode": True}
