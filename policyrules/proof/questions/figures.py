"""The figures by which things are measured: amounts, areas and counts that a rule on awards asks for."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from policyrules.facts.nesting import flat, room
from policyrules.language.quantities import Kind, plain_text
from policyrules.language.tree import SUBJECT, Attribute, Expression, attributes
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program
from policyrules.text import Text

Json = dict[str, Any]
#: What comes in whole units, so that there is a next figure.
MEASURES = (Kind.MONEY, Kind.AREA, Kind.COUNT)


@dataclass(frozen=True)
class Figure:
    """A field of the things of a list; of a series that of one year. Its unit is a fen, 0.01 m², or one."""

    things: str
    field: str
    year: int | None
    kind: Kind
    label: Text

    @property
    def name(self) -> str:
        """The figure as the facts spell it: `enterprises.online_sales.2025`."""
        return f"{self.things}.{self.field}" + ("" if self.year is None else f".{self.year}")

    @property
    def attribute(self) -> Attribute:
        """What a formula about such a thing asks for."""
        return Attribute(self.field, self.kind, year=self.year)

    def of(self, facts: Json, thing: int) -> Any:
        """The figure of the thing at that index, as the facts give it; None where they do not."""
        found = dict(flat(facts[self.things][thing], [self.field])).get(self.field)
        return found if self.year is None or found is None else found.get(str(self.year))

    def raised(self, facts: Json, thing: int, to: Any) -> Json:
        """The facts with another figure of the thing at that index."""
        raised = copy.deepcopy(facts)
        branch, last = room(raised[self.things][thing], self.field)
        if self.year is None:
            branch[last] = to
        else:
            branch[last][str(self.year)] = to
        return raised

    def written(self, value: int) -> str | int:
        """A figure in its smallest units, as facts write it: `100000000.01`, 30."""
        return value if self.kind is Kind.COUNT else plain_text(self.kind, value)


def measured(program: Program, vocabulary: Vocabulary) -> tuple[Figure, ...]:
    """Every figure on which an award, its amount or its rank depends, by list, then field, then year."""
    found = {
        _own(program, award.subject, attribute)
        for award in program.awards
        for formula in _formulas(program, award.id)
        for attribute in attributes(formula)
        if attribute.kind in MEASURES
    }
    figures = [_figure(vocabulary, *each) for each in found if each is not None]
    order = {name: place for place, name in enumerate(vocabulary.lists)}
    return tuple(sorted(figures, key=lambda each: (order[each.things], each.field, each.year or 0)))


def _formulas(program: Program, award: str) -> Iterator[Expression]:
    rule = program.award(award)
    for tier in rule.tiers if rule.open else ():
        yield from (criterion.test for criterion in tier.criteria)
        yield tier.amount
    yield from rule.rank if rule.open else ()


def _own(program: Program, subject: str, attribute: Attribute) -> tuple[str, Attribute] | None:
    """The list whose things have an attribute, as one of their own; None where that leads to no payee."""
    if attribute.owner == SUBJECT:
        return subject, attribute
    target = program.references.get((subject, attribute.owner))
    paid = {program.payees, *(award.subject for award in program.awards)}
    return (target, replace(attribute, owner=SUBJECT)) if target in paid else None


def _figure(vocabulary: Vocabulary, things: str, attribute: Attribute) -> Figure:
    rule = vocabulary.lists[things]
    label, year = rule.fields[attribute.field].label.text, attribute.year
    words = Text(
        f"{rule.label.zh}：{label.zh}{'' if year is None else f'（{year}年）'}",
        f"{rule.label.en}: {label.en}{'' if year is None else f', {year}'}",
    )
    return Figure(things, attribute.field, year, attribute.kind, words)
