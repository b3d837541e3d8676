"""Conditions and figures in words, generated from the formulas themselves so that they cannot drift from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from policyrules.decision.fact_names import fact_name, in_year, label_of, option_of, with_option
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
from policyrules.program.program import Program
from policyrules.text import Text, joined, same

_WORDS: dict[Comparison, Text] = {
    ">": Text("超过", "above"),
    ">=": Text("不低于", "at least"),
    "<": Text("低于", "below"),
    "<=": Text("不超过", "at most"),
    "==": Text("为", "is"),
    "!=": Text("不为", "is not"),
}
#: Whether all or one of several are asked for, and whether that holds.
_HOW_MANY = {
    (True, True): Text("以下全部", "all of"),
    (False, True): Text("以下至少一项", "at least one of"),
    (True, False): Text("缺少以下至少一项", "not all of"),
    (False, False): Text("没有以下任何一项", "none of"),
}
#: From this many plain flags on they are listed, not joined one by one.
_MANY = 3


def prose_of(program: Program, vocabulary: Vocabulary) -> dict[str, Prose]:
    """The words for formulas about the things of each list; under the empty name about shared circumstances alone."""
    return {name: Prose(vocabulary, name, program.references) for name in ("", *vocabulary.lists)}


def quantity(kind: Kind, value: Value | None, unit: Text | None = None) -> Text:
    """A value with its unit, in both languages; a rate that is no round percentage to two decimals."""
    if kind is Kind.RATE and isinstance(value, Fraction) and (value * 10_000).denominator != 1:
        rounded = shown(kind, Fraction(round(value * 10_000), 10_000))
        return Text(f"约 {rounded.zh}", f"about {rounded.en}")
    # A counting word that nobody has put into English is left out there.
    return shown(kind, value, Text(unit.zh, "") if unit is not None and unit.zh == unit.en else unit)


def enumeration(parts: Iterable[Text]) -> Text:
    """Several names in a row; parts that hold commas themselves are kept apart by semicolons."""
    found = list(parts)
    zh = "；" if any("、" in each.zh or "，" in each.zh for each in found) else "、"
    return joined(found, zh, "; " if any("," in each.en for each in found) else ", ")


class Choices(NamedTuple):
    """Options of one fact, all of which or one of which are asked for."""

    all_of: bool
    attributes: tuple[Attribute, ...]


def choices(expression: Expression) -> Choices | None:
    """The options that a formula asks for, if it asks for nothing else."""
    if not isinstance(expression, Every | Some) or not expression.parts:
        return None
    found = tuple(each for each in expression.parts if isinstance(each, Attribute) and each.member is not None)
    facts = {(each.owner, each.field, each.year) for each in found}
    if len(found) < len(expression.parts) or len(facts) > 1:
        return None
    return Choices(isinstance(expression, Every), found)


@dataclass(frozen=True)
class Prose:
    """Words for formulas about the things of the list `of`; `references` gives the list of each reference field.

    Words that do not depend on facts are kept, so that the thousandth case costs only its figures.
    """

    vocabulary: Vocabulary
    of: str = ""
    references: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _conditions: dict[int, tuple[Expression, Text]] = field(default_factory=dict, repr=False)
    _names: dict[Attribute, Text] = field(default_factory=dict, repr=False)

    def field_of(self, attribute: Attribute) -> Field:
        """The vocabulary's field behind an attribute."""
        target = self.of if attribute.owner == SUBJECT else self.references.get((self.of, attribute.owner))
        group = self.vocabulary.objects[attribute.owner] if target is None else self.vocabulary.lists[target]
        return group.fields[attribute.field]

    def name(self, attribute: Attribute) -> Text:
        """The label of an attribute, with its year or option: `2024年网络销售额`, `zones: product display`."""
        found = self._names.get(attribute)
        if found is None:
            found = self._names[attribute] = self._name(attribute)
        return found

    def _name(self, attribute: Attribute) -> Text:
        label = label_of(self.field_of(attribute))
        if attribute.year is not None:
            label = in_year(label, attribute.year)
        if attribute.member is not None:
            label = with_option(label, self.option(attribute))
        if (self.of, attribute.owner) in self.references:
            owner = label_of(self.vocabulary.lists[self.of].fields[attribute.owner])
            label = Text(f"{owner.zh}所指的{label.zh}", f"{label.en} of the {owner.en}")
        return label

    def option(self, attribute: Attribute) -> Text:
        """The label of the option that an attribute names, without the fact's."""
        return option_of(self.field_of(attribute), attribute.member or "")

    def fact(self, pointer: str) -> Text:
        """What stands in the facts at a pointer."""
        return fact_name(pointer, self.vocabulary)

    def pointer(self, pointer: str) -> Text:
        """What stands in the facts at a pointer, and the pointer."""
        name = self.fact(pointer)
        return name if name.zh == pointer else Text(f"{name.zh}（{pointer}）", f"{name.en} ({pointer})")

    def unit(self, attribute: Attribute) -> Text | None:
        """The counting word of an attribute."""
        unit = self.field_of(attribute).unit
        return None if unit is None else unit.text

    def unit_beside(self, expression: Expression | None) -> Text | None:
        """The counting word for a figure beside an attribute; in English none that the label has said already."""
        unit = self.unit(expression) if isinstance(expression, Attribute) else None
        if unit is None or not isinstance(expression, Attribute):
            return unit
        said = label_of(self.field_of(expression)).en.split()
        return Text(unit.zh, "") if unit.en in said else unit

    def value(self, attribute: Attribute, value: Value | None) -> Text:
        """A value found for an attribute."""
        if attribute.kind is Kind.CHOICE and isinstance(value, str):
            return option_of(self.field_of(attribute), value)
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
            case Every() | Some():
                return self._listed(expression, holds) or self._joined(expression, holds)
            case Compare(operator=operator, left=left, right=right):
                word = _WORDS[operator if holds else OPPOSITE[operator]]
                first, second = self.term(left), self.term(right, left)
                # A space stands between Chinese and figures, and not within Chinese.
                space = " " if second.zh.isascii() or second.zh[:1].isascii() else ""
                return Text(f"{first.zh}{word.zh}{space}{second.zh}", f"{first.en} {word.en} {second.en}")
            case Attribute(member=str()) if not holds:
                fact, option = label_of(self.field_of(expression)), self.option(expression)
                return Text(f"{fact.zh}没有：{option.zh}", f"{fact.en} without: {option.en}")
            case Attribute():
                name = self.name(expression)
                return name if holds else Text(f"非{name.zh}", f"not {name.en}")
        return self.term(expression)

    def _listed(self, expression: Every | Some, holds: bool) -> Text | None:
        """Options of one fact, or many plain flags, as one list; None for anything else."""
        found = choices(expression)
        if found is not None:
            fact = label_of(self.field_of(found.attributes[0]))
            names = [self.option(each) for each in found.attributes]
            if len(names) == 1:
                return self.condition_or_not(found.attributes[0], holds)
        else:
            flags = [each for each in expression.parts if isinstance(each, Attribute)]
            if len(flags) < max(_MANY, len(expression.parts)):
                return None
            fact, names = same(""), [self.name(each) for each in flags]
        word, listed = _HOW_MANY[isinstance(expression, Every), holds], enumeration(names)
        have = ("包括" if fact.zh else "具备") if holds else ""
        return Text(
            f"{fact.zh}{have}{word.zh}：{listed.zh}",
            f"{fact.en}{', ' if fact.en else ''}{word.en}: {listed.en}",
        )

    def _joined(self, expression: Every | Some, holds: bool) -> Text:
        conjunction = isinstance(expression, Every) == holds
        words = []
        for part in expression.parts:
            text = self.condition_or_not(part, holds)
            mixed = len(expression.parts) > 1 and _joins(part, holds) not in (None, conjunction)
            words.append(Text(f"（{text.zh}）", f"({text.en})") if mixed else text)
        return joined(words, "，且", ", and ") if conjunction else joined(words, "，或", ", or ")

    def term(self, expression: Expression, beside: Expression | None = None) -> Text:
        """A quantity in words; a constant beside a count takes its counting word, beside a choice its label."""
        match expression:
            case Constant(value=str() as option) if isinstance(beside, Attribute):
                return self.value(beside, option)
            case Constant(value=value, kind=kind):
                return quantity(kind, value, self.unit_beside(beside))
            case Attribute():
                return self.name(expression)
            case Arithmetic(operator=operator, left=left, right=right):
                first, second = self._operand(left, operator), self._operand(right, operator)
                sign = {"*": "×", "/": "÷"}.get(operator, operator)
                return Text(f"{first.zh} {sign} {second.zh}", f"{first.en} {sign} {second.en}")
            case Extremum(which=which, parts=parts):
                words = joined([self.term(part) for part in parts], "、", ", ")
                return Text(f"{'最小' if which == 'min' else '最大'}（{words.zh}）", f"{which}({words.en})")
        return same(type(expression).__name__)

    def _operand(self, expression: Expression, operator: str) -> Text:
        """One side of an operation: within a product or a quotient, sums stand in brackets."""
        words = self.term(expression)
        if isinstance(expression, Arithmetic) and operator in "*/":
            return Text(f"（{words.zh}）", f"({words.en})")
        return words


def _joins(expression: Expression, holds: bool) -> bool | None:
    """Whether the words of a formula will be joined by `and` (True) or by `or` (False); None where by neither."""
    match expression:
        case Negation(part=part):
            return _joins(part, not holds)
        case Every(parts=(part,)) | Some(parts=(part,)):
            return _joins(part, holds)
        case Every() | Some() if choices(expression) is None:
            return isinstance(expression, Every) == holds
    return None
