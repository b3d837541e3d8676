"""Facts against their JSON Schema, by the `jsonschema` package: what `validation` has let pass must conform.

`validation` walks the facts first, for its places and words are better; here the schema that is exported has
the last word on its result. Numbers are compared exactly, so that the schema as compiled here also says that
money and areas are multiples of 0.01, which no validator that computes in binary could be told.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context, Decimal, localcontext
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts.nesting import DOT
from policyrules.facts.numbers import PLACES, exact, plain
from policyrules.facts.pointers import joined
from policyrules.facts.schema import YEARS, bodies, facts_schema
from policyrules.facts.validation import frozen
from policyrules.facts.wording import shown
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.text import Text

#: The most items, in all lists together, of facts that are validated here. `jsonschema` takes a tenth of a
#: millisecond and more for each; of larger facts, `validation` alone decides (tests hold the two together).
MOST_ITEMS = 2_000

_EXACT = Context(prec=60)
_CENT = Decimal(1).scaleb(-PLACES)
#: Annotations, and what `_python` makes superfluous.
_NEEDLESS = ("title", "description", "not")
Errors = Callable[[object], Iterable[Any]]


def departures(data: Mapping[str, Any], vocabulary: Vocabulary) -> list[Problem]:
    """The problems that the JSON Schema finds in facts in which `validation` finds no error."""
    if _items(data, vocabulary) > MOST_ITEMS:
        return []
    with localcontext(_EXACT):
        return [_problem(error) for error in errors_of(vocabulary)(as_json(data))]


def _items(data: Mapping[str, Any], vocabulary: Vocabulary) -> int:
    """How many things the lists hold, and the lists inside those."""
    lists = [(name, each) for name, each in data.items() if isinstance(each, list | tuple)]
    children = [(child.within, name) for name, child in vocabulary.lists.items() if child.within]
    inside = (
        len(item.get(child) or ()) for name, things in lists for of, child in children if of == name for item in things
    )
    return sum(len(things) for _, things in lists) + sum(inside)


def _problem(error: Any) -> Problem:
    allowed = Text(
        f"须符合事实的 JSON Schema（关键字 {error.validator}）",
        f"must conform to the JSON Schema of the facts (keyword `{error.validator}`)",
    )
    return Problem("schema", Place(pointer=joined(*error.absolute_path)), shown(error.instance), allowed)


def as_json(value: Any) -> Any:
    """Facts as JSON holds them: keys are texts, sequences lists, numbers exact ints and Decimals."""
    if isinstance(value, str | bool | None) or type(value) is int:
        return value
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    number = exact(value)
    return plain(value) if number is None else number


_compiled: dict[int, tuple[weakref.ref[Vocabulary], Errors]] = {}


def errors_of(vocabulary: Vocabulary) -> Errors:
    """What finds the errors of facts under the schema of a vocabulary, compiled at its first use."""
    key = id(vocabulary)
    kept = _compiled.get(key)
    if kept is not None and kept[0]() is vocabulary:
        return kept[1]
    made = _validator(exact_schema(vocabulary))
    _compiled[key] = (weakref.ref(vocabulary, lambda _: _compiled.pop(key, None)), made)
    return made


def exact_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The exported schema as this module compiles it: for exact numbers and Python's regular expressions.

    Money and areas are also multiples of exactly 0.01. `$` is the very end, as the standard means it, which
    makes the exclusion of spaces beside a pattern superfluous (and saves a fifth of the time).
    """
    schema = facts_schema(vocabulary, "compiled")
    for group, body in bodies(schema, vocabulary):
        for name, field in group.fields.items():
            properties, last = _place(body, name)
            if field.series:
                years = properties[last]["patternProperties"]
                years[_python(YEARS)] = _exact(years.pop(YEARS), field)
            else:
                properties[last] = _exact(properties[last], field)
    return schema


def _place(body: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """The properties among which a dotted name stands, and its last step."""
    *way, last = name.split(DOT)
    for step in way:
        body = body["properties"][step]
    return body["properties"], last


def _exact(value: dict[str, Any], field: Field) -> dict[str, Any]:
    kept = {keyword: each for keyword, each in value.items() if keyword not in _NEEDLESS}
    if "pattern" in kept:
        kept["pattern"] = _python(kept["pattern"])
    return kept | ({"multipleOf": _CENT} if field.type in ("money", "area") else {})


def _python(pattern: str) -> str:
    """A regular expression in Python's dialect, where `$` may also stand before a last line break."""
    return re.sub(r"\$$", r"\\Z", pattern)


def _validator(schema: dict[str, Any]) -> Errors:
    # Imported at the first use: it takes longer than all else that a small decision needs.
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def unique(validator: Any, wanted: bool, instance: object, schema: object) -> Iterator[ValidationError]:
        # The package compares each pair of items; equal ones have equal stand-ins.
        if wanted and isinstance(instance, list) and len(set(map(frozen, instance))) < len(instance):
            yield ValidationError("the items are not unique")

    types = Draft202012Validator.TYPE_CHECKER.redefine_many({"number": _is_number, "integer": _is_integer})
    made: Any = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"uniqueItems": unique}, type_checker=types
    )
    errors: Errors = made(schema).iter_errors
    return errors


def _is_number(_: object, value: object) -> bool:
    return type(value) is int or (isinstance(value, Decimal) and value.is_finite())


def _is_integer(_: object, value: object) -> bool:
    # The exponent is looked at first: 1e999999999 must not be written out.
    return type(value) is int or (
        isinstance(value, Decimal)
        and value.is_finite()
        and abs(value.adjusted()) < _EXACT.prec
        and value == value.to_integral_value()
    )
