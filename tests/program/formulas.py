"""Formulas over a small vocabulary: parsed, settled for a year, evaluated over facts given as a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from policyrules.errors import Place
from policyrules.language.definition import Parameter
from policyrules.language.parser import parse
from policyrules.language.quantities import Kind, Value
from policyrules.language.scope import Scope
from policyrules.language.tree import Attribute, Expression
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.evaluate import evaluate
from policyrules.program.ground import Setting, ground
from policyrules.text import same

_LABEL = {"zh": "某", "en": "some"}


def _field(kind: str, **more: object) -> dict[str, object]:
    return {"type": kind, "label": _LABEL, **more}


VOCABULARY = Vocabulary.model_validate(
    {
        "title": _LABEL,
        "lists": {
            "firms": {
                "label": _LABEL,
                "fields": {
                    "id": _field("id", required=True),
                    "flag": _field("flag"),
                    "other_flag": _field("flag"),
                    "third_flag": _field("flag"),
                    "hosts": _field("count"),
                    "rooms": _field("count"),
                    "area": _field("area"),
                    "fee": _field("money"),
                    "share": _field("share"),
                    "founded": _field("year"),
                    "form": _field("choice", options={"farm": {"label": _LABEL}, "company": {"label": _LABEL}}),
                    "sales": _field("money", series=True),
                },
            }
        },
        "objects": {"city": {"label": _LABEL, "fields": {"towns": _field("count", series=True)}}},
    }
)
_ALWAYS = date.min
PARAMETERS: dict[str, Parameter] = {
    name: Parameter(name, kind, values, "一", same(name))
    for name, kind, values in (
        ("base", Kind.YEAR, ((_ALWAYS, 2023),)),
        ("ten", Kind.COUNT, ((_ALWAYS, 10),)),
        ("bound", Kind.MONEY, ((_ALWAYS, 1_000_00),)),
        ("rate", Kind.RATE, ((_ALWAYS, Fraction(1, 3)),)),
        ("rising", Kind.MONEY, ((date(2024, 3, 1), 1_00), (date(2025, 12, 31), 2_00), (date(2027, 1, 1), 3_00))),
    )
}


def tree(text: str) -> Expression:
    """A formula about a firm."""
    kinds = {name: each.kind for name, each in PARAMETERS.items()}
    return parse(text, Scope(VOCABULARY, kinds, "firms"), lambda offset: Place(line=1, character=offset + 1))


def value(text: str, facts: Mapping[str, Value | None] | None = None, year: int = 2025) -> Value | None:
    """What a formula comes to; facts by their keys (`hosts`, `sales@2025`), all others unknown."""
    given = facts or {}

    def lookup(attribute: Attribute) -> Value | None:
        return given.get(attribute.key)

    return evaluate(ground(tree(text), Setting(year, PARAMETERS, {})), lookup)
