"""The JSON Schemas of the policy files, for editors and for validators that are not this library.

They are generated from the models: what a schema says is what the loader asks of a file by itself. What takes
several files together (names, kinds, tiers) only the loader can tell.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from typing import Any

from pydantic import BaseModel

from policyrules.language.load import FILES
from policyrules.language.model import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def policy_schemas() -> dict[str, Schema]:
    """The schema of every file that a policy folder may hold, by the name of the schema's own file."""
    return {_schema_name(name): file_schema(name, kind) for name, (kind, _) in FILES.items()}


def _schema_name(file: str) -> str:
    stem = file.removesuffix(".yaml")
    return f"{stem}.schema.json" if stem == "policy" else f"policy-{stem}.schema.json"


def file_schema(file: str, kind: type[Model]) -> Schema:
    """The schema of a file, from the model that it is read into."""
    raw = kind.model_json_schema(by_alias=True)
    definitions: dict[str, Schema] = raw.pop("$defs", {})
    cleaner = _Cleaner(definitions, _models_of(kind))
    body = cleaner.model(raw)
    shared = {_short(name): cleaner.model(each) for name, each in definitions.items() if _is_shared(name)}
    return {
        "$schema": DIALECT,
        "$id": f"urn:policyrules:{file.removesuffix('.yaml')}",
        "title": file,
        **body,
        **({"$defs": dict(sorted(shared.items()))} if shared else {}),
    }


def _is_shared(definition: str) -> bool:
    """Switches differ by what they switch; they are written out where they stand."""
    return not definition.startswith("Switch")


def _short(definition: str) -> str:
    """`AwardModel` → `award`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", definition.removesuffix("Model") or definition).lower()


class _Cleaner:
    """Turns what pydantic generates into what a person would write."""

    def __init__(self, definitions: dict[str, Schema], models: dict[str, type[BaseModel]]) -> None:
        self.definitions = definitions
        self.models = models

    def model(self, schema: Schema) -> Schema:
        """The schema of a model, its properties described in the words of their docstrings."""
        name = str(schema.get("title", ""))
        words = _docstrings(self.models[name]) if name in self.models else {}
        properties = {
            key: self.described(self.any(each), words.get(key)) for key, each in schema.get("properties", {}).items()
        }
        rest = {key: each for key, each in schema.items() if key not in ("title", "properties", "description")}
        docstring = " ".join(inspect.cleandoc(str(schema.get("description", ""))).split())
        return {
            **({"description": docstring} if docstring else {}),
            **{key: self.any(each) if isinstance(each, dict) else each for key, each in rest.items()},
            **({"properties": properties} if properties else {}),
        }

    @staticmethod
    def described(schema: Schema, words: str | None) -> Schema:
        """A property without a default that says nothing, with its description first."""
        kept = {key: each for key, each in schema.items() if key != "default" or each not in (None, [], {}, ())}
        return {"description": words, **kept} if words else kept

    def any(self, schema: Any) -> Any:
        """A schema without titles, nulls and names of union members."""
        if isinstance(schema, list):
            return [self.any(each) for each in schema]
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            return self.reference(schema)
        if "properties" in schema:
            return self.model(schema)
        cleaned = {
            key: {name: self.value(each) for name, each in value.items()}
            if key == "patternProperties"
            else self.any(value)
            for key, value in schema.items()
            if key not in ("title", "discriminator")
        }
        if "pattern" in cleaned.get("propertyNames", {}) and "additionalProperties" in cleaned:
            names, values = cleaned.pop("propertyNames"), cleaned.pop("additionalProperties")
            cleaned["patternProperties"] = {names["pattern"]: values}
        if "patternProperties" in cleaned:
            cleaned["additionalProperties"] = False
        return self.union(cleaned, optional=True)

    def value(self, schema: Any) -> Any:
        """What an option of a switch may be: here null says something."""
        if isinstance(schema, dict) and "anyOf" in schema:
            return self.union({"anyOf": [self.any(each) for each in schema["anyOf"]]}, optional=False)
        return self.any(schema)

    def union(self, schema: Schema, optional: bool) -> Schema:
        """`anyOf` as plainly as it can be said; an optional property is left out, not null."""
        members = schema.pop("anyOf", None)
        if members is None:
            return schema
        if optional:
            members = [each for each in members if each != {"type": "null"}]
        if all(isinstance(each, dict) and set(each) == {"type"} for each in members) and len(members) > 1:
            return {"type": [each["type"] for each in members], **schema}
        if len(members) == 1:
            return {**members[0], **schema}
        return {"anyOf": members, **schema}

    def reference(self, schema: Schema) -> Schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        rest = {key: each for key, each in schema.items() if key != "$ref"}
        if not _is_shared(name):
            return {**self.model(self.definitions[name]), **rest}
        return {"$ref": f"#/$defs/{_short(name)}", **rest}


def _models_of(kind: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """A model and all models below it, by the title that pydantic gives them."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[Any] = [kind]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            if each.__name__ not in found:
                found[each.__name__] = each
                waiting += [field.annotation for field in each.model_fields.values()]
        else:
            waiting += getattr(each, "__args__", ())
    return found


def _docstrings(kind: type[BaseModel]) -> dict[str, str]:
    """The strings below the fields of a model and of those that it extends, by the key of the field."""
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        if not issubclass(each, Model) or each.__name__.endswith("]"):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
        assert isinstance(tree, ast.ClassDef)
        for field, words in zip(tree.body, tree.body[1:], strict=False):
            match field, words:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(docstring))),
                ):
                    info = kind.model_fields[name]
                    found[info.alias or name] = " ".join(docstring.split())
    return found
