"""Facts as a promise asks about them: what the vocabulary of the policy that decides does not have is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.expressions import Columns
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import column_of
from policyrules.facts.records import Thing
from policyrules.language.quantities import Value
from policyrules.language.tree import SUBJECT, Attribute, Expression, attributes
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.program.evaluate import evaluate


def asked(facts: FactFrames, name: str, formula: Expression) -> tuple[nw.LazyFrame[Any], Columns]:
    """The things of a list with what a formula asks about them, and formulas as columns over those."""
    found = {each: _known(facts.vocabulary, name, each) for each in attributes(formula)}
    known = {each: own for each, own in found.items() if own is not None}
    cells = {each: nw.col(column_of(own)) for each, own in known.items()}
    circumstances = {owner: _Circumstance.of(thing) for owner, thing in facts.facts.objects.items()}
    return facts.table(name, list(dict.fromkeys(known.values()))), Columns(circumstances, cell=cells.get)


def reduction(less: Expression | None, facts: FactFrames) -> int:
    """What reduces a budget, in fen, by the shared circumstances. What is unknown counts as none."""

    def find(attribute: Attribute) -> Value | None:
        thing = facts.facts.objects.get(attribute.owner)
        found = None if thing is None else _Circumstance.of(thing)
        return None if found is None else found.value(attribute.field, attribute.year, attribute.member)

    value = None if less is None else evaluate(less, find)
    return 0 if value is None or isinstance(value, str) else max(0, int(value // 1))


class _Circumstance(Thing):
    """A shared circumstance of which what it does not have is unknown."""

    @classmethod
    def of(cls, thing: Thing) -> _Circumstance:
        """The same circumstance."""
        return cls(thing.group, thing.id, thing.pointer, thing.given, thing.fields)

    def value(self, field: str, year: int | None = None, member: str | None = None) -> Value | None:
        """A value, as `Thing.value` has it; None where there is no such field, year or option."""
        try:
            return super().value(field, year, member)
        except (KeyError, TypeError):
            return None


def _known(vocabulary: Vocabulary, name: str, attribute: Attribute) -> Attribute | None:
    """An attribute of the things of a list as its vocabulary has it; None where it does not."""
    field = _fields(vocabulary, name, attribute.owner).get(attribute.field)
    if field is None or (field.type == "choices") != (attribute.member is not None):
        return None
    if attribute.member is not None:
        return attribute if attribute.member in field.options else None
    # A figure of another kind is another figure.
    if field.kind is not attribute.kind or (field.series and attribute.year is None):
        return None
    return attribute if field.series else replace(attribute, year=None)


def _fields(vocabulary: Vocabulary, name: str, owner: str) -> Mapping[str, Field]:
    """The properties of the things of a list, or of what a reference of theirs names."""
    own = vocabulary.lists[name].fields
    if owner == SUBJECT:
        return own
    target = own[owner].to if owner in own else None
    return {} if target is None else vocabulary.lists[target].fields
