"""Conditions and figures in words, generated from the formulas themselves so that they cannot drift from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from policyrules.language.quantities import Kind, Value, shown
from policyrules.language.tree import (
    OPPOSITE,
    SUBJECT,
    Arithmetic,
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Extremum,
    Negation,
    Some,
)
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.program.program import AwardRule, Program
from policyrules.text import Text, joined, same

FieldOf = Callable[[Attribute], Field]

_WORDS: dict[Comparison, Text] = {
    ">": Text("超过", "above"),
    ">=": Text("不低于", "at least"),
    "<": Text("低于", "below"),
    "<=": Text("不超过", "at most"),
    "==": Text("为", "is"),
    "!=": Text("不为", "is not"),
}


def prose_of(program: Program, vocabulary: Vocabulary) -> dict[str, Prose]:
    """The words for each award of a program."""
    return {award.id: Prose(_fields(award, program, vocabulary)) for award in program.awards}


def _fields(award: AwardRule, program: Program, vocabulary: Vocabulary) -> FieldOf:
    """The vocabulary's field behind each attribute that the formulas of an award may ask about."""

    def field_of(attribute: Attribute) -> Field:
        if attribute.owner == SUBJECT:
            return vocabulary.lists[award.subject].fields[attribute.field]
        target = program.references.get((award.subject, attribute.owner))
        group = vocabulary.objects[attribute.owner] if target is None else vocabulary.lists[target]
        return group.fields[attribute.field]

    return field_of


def quantity(kind: Kind, value: Value | None, unit: Text | None = None) -> Text:
    """A value with its unit, in both languages."""
    return shown(kind, value, unit)


@dataclass(frozen=True)
class Prose:
    """Words for formulas; `field_of` gives the vocabulary's field behind an attribute.

    Words that do not depend on facts are kept, so that the thousandth case costs only its figures.
    """

    field_of: FieldOf
    _conditions: dict[int, tuple[Expression, Text]] = field(default_factory=dict, repr=False)
    _names: dict[Attribute, Text] = field(default_factory=dict, repr=False)

    def name(self, attribute: Attribute) -> Text:
        """The label of an attribute, with its year: `2024年网络销售额`, `online sales 2024`."""
        found = self._names.get(attribute)
        if found is None:
            label = self.field_of(attribute).label.text
            found = Text(label.zh, _lower(label.en))
            if attribute.year is not None:
                found = Text(f"{attribute.year}年{found.zh}", f"{found.en} {attribute.year}")
            self._names[attribute] = found
        return found

    def unit(self, attribute: Attribute) -> Text | None:
        """The counting word of an attribute."""
        unit = self.field_of(attribute).unit
        return None if unit is None else unit.text

    def unit_beside(self, expression: Expression | None) -> Text | None:
        """The counting word for a figure beside an attribute; in English none that the name has said already."""
        unit = self.unit(expression) if isinstance(expression, Attribute) else None
        if unit is None or not isinstance(expression, Attribute):
            return unit
        return Text(unit.zh, "") if self.name(expression).en.endswith(unit.en) else unit

    def value(self, attribute: Attribute, value: Value | None) -> Text:
        """A value found for an attribute."""
        return quantity(attribute.kind, value, self.unit(attribute))

    def condition(self, expression: Expression) -> Text:
        """What a formula of flags asks for. Written once for each formula: every case asks the same."""
        found = self._conditions.get(id(expression))
        if found is None:
            found = self._conditions[id(expression)] = (expression, self.condition_or_not(expression, True))
        return found[1]

    def condition_or_not(self, expression: Expression, holds: bool) -> Text:
        """What a formula of flags asks for, or its opposite."""
        match expression:
            case Negation(part=part):
                return self.condition_or_not(part, not holds)
            case Every(parts=parts) | Some(parts=parts) if not parts:
                return Text("无要求", "nothing to meet")
            case Every(parts=parts) | Some(parts=parts):
                conjunction = isinstance(expression, Every) == holds
                words = [self.condition_or_not(part, holds) for part in parts]
                return joined(words, "，且", ", and ") if conjunction else joined(words, "，或", ", or ")
            case Compare(operator=operator, left=left, right=right):
                word = _WORDS[operator if holds else OPPOSITE[operator]]
                first, second = self.term(left), self.term(right, left)
                return Text(f"{first.zh}{word.zh} {second.zh}", f"{first.en} {word.en} {second.en}")
            case Attribute():
                name = self.name(expression)
                return name if holds else Text(f"非{name.zh}", f"not {name.en}")
        return self.term(expression)

    def term(self, expression: Expression, beside: Expression | None = None) -> Text:
        """A quantity in words; a constant beside a count takes its counting word."""
        match expression:
            case Constant(value=value, kind=kind):
                return quantity(kind, value, self.unit_beside(beside))
            case Attribute():
                return self.name(expression)
            case Arithmetic(operator=operator, left=left, right=right):
                first, second = self.term(left), self.term(right)
                sign = {"*": "×", "/": "÷"}.get(operator, operator)
                return Text(f"{first.zh} {sign} {second.zh}", f"{first.en} {sign} {second.en}")
            case Extremum(which=which, parts=parts):
                words = joined([self.term(part) for part in parts], "、", ", ")
                return Text(f"{'最小' if which == 'min' else '最大'}（{words.zh}）", f"{which}({words.en})")
        return same(type(expression).__name__)


def _lower(phrase: str) -> str:
    """A label as it stands inside a sentence."""
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() else phrase
