"""A provision under every combination of the options that it asks, to see what is possible at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any

from policyrules.coverage.conditions import aspects, possible_truths, tied
from policyrules.coverage.obligation import Impossible, Obligation
from policyrules.language.definition import Definition, Interpretation
from policyrules.language.options import defaults
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import SUBJECT, Attribute, Expression
from policyrules.language.vocabulary import Field
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.settling import Settling, settling
from policyrules.text import Text

Found = Iterator[Obligation | Impossible]
#: Never more combinations of options than this are looked at; those that come first are.
MOST_COMBINATIONS = 4096
_TIED = Text(
    "其事实缺失时，另一条件也必然未知", "where its facts are missing, another condition is surely unknown as well"
)
_SETTLED = Text("不取决于任何可以缺失的事实", "it rests on no fact that can be missing")
_CONSTANT = Text("不取决于任何事实", "it rests on no fact")
_WORDS: dict[bool | None, str] = {True: "true", False: "false", None: "unknown"}


def options_of(interpretation: Interpretation) -> tuple[str | Value, ...]:
    """The options of an interpretation; of numbers the default, the bounds, and the numbers next to them."""
    number = interpretation.number
    found: list[str | Value] = list(interpretation.options)
    if number is not None:
        step = 1 if number.kind is Kind.COUNT else 0
        ends = [each for each in (number.least, number.most) if each is not None and not isinstance(each, str)]
        found += [interpretation.default, *ends, *(each + step for each in ends if each == number.least)]
    return tuple(dict.fromkeys(found))


def settlings_of(definition: Definition, provision: Any, years: Iterable[int] | None = None) -> list[Settling]:
    """What settles a provision in each of the years, for each combination of the options that it asks.

    Unless given, the years are those in which something could be otherwise.
    """
    usual = defaults(definition)
    settled_years = tuple(telling_years(definition) if years is None else years)
    return [
        settling(definition, year, {**usual, **unusual})
        for unusual in islice(_deviations(definition, interpretations(provision)), MOST_COMBINATIONS)
        for year in settled_years
    ]


def _deviations(definition: Definition, asked: Sequence[str]) -> Iterator[dict[str, str | Value]]:
    """The options that are not the usual ones, for each combination: those with the fewest first."""
    others = {
        name: [option for option in options_of(definition.interpretations[name])
               if option != definition.interpretations[name].default]
        for name in asked
    }  # fmt: skip
    for number in range(len(asked) + 1):
        for names in combinations(asked, number):
            for chosen in product(*(others[name] for name in names)):
                yield dict(zip(names, chosen, strict=True))


def telling_years(definition: Definition) -> tuple[int, ...]:
    """The first and the last year in which the policy is in force, and those from which a value holds."""
    in_force = definition.identity.in_force
    found = {in_force.from_.year, (in_force.until or in_force.from_).year}
    for parameter in definition.parameters.values():
        if len(parameter.values) > 1:
            found.update(day.year for day, _ in parameter.values if in_force.from_ <= day)
    return tuple(sorted(found))


def field_of(definition: Definition, group: str, attribute: Attribute) -> Field | None:
    """The field that an attribute of a thing of the list `group` asks."""
    vocabulary = definition.vocabulary
    if attribute.owner == SUBJECT:
        things = vocabulary.lists.get(group)
        return None if things is None else things.fields.get(attribute.field)
    own = vocabulary.lists[group].fields.get(attribute.owner) if group in vocabulary.lists else None
    if own is not None and own.to is not None:
        return vocabulary.lists[own.to].fields.get(attribute.field)
    shared = vocabulary.objects.get(attribute.owner)
    return None if shared is None else shared.fields.get(attribute.field)


def may_lack(definition: Definition, group: str) -> Callable[[Attribute], bool]:
    """Whether the facts may leave open what an attribute of a thing of the list `group` is."""

    def lacks(attribute: Attribute) -> bool:
        field = field_of(definition, group, attribute)
        return field is None or not (field.required or field.absent == "zero")

    return lacks


@dataclass(frozen=True)
class Asked:
    """A condition of a provision: where it stands, what it is called, and how it is written."""

    address: str
    label: Text
    written: Expression
    prefix: str = ""


def of_conditions(
    definition: Definition, group: str, conditions: Iterable[Asked], settled: Iterable[list[Expression | None]]
) -> Found:
    """What should be seen of conditions that must hold together.

    `settled` has their formulas for each combination of options, None where the option asks nothing.
    """
    settings = list(settled)
    lacks = may_lack(definition, group)
    for index, asked in enumerate(conditions):
        truths: set[bool | None] = set()
        alone = False
        for tests in settings:
            test = tests[index]
            if test is None:
                continue
            truths.update(possible_truths(test, lacks))
            others = [each for at, each in enumerate(tests) if at != index and each is not None]
            alone = alone or not tied([test, *others], 0, lacks)
        possible = [each for each in (True, False, None) if each in truths and (each is not None or alone)]
        prefix = f"{asked.prefix}." if asked.prefix else ""
        for aspect in aspects(asked.written, possible):
            yield Obligation(asked.address, prefix + aspect, asked.label)
        for truth in (True, False, None):
            if truth not in possible:
                reason = _TIED if truth in truths else _SETTLED if truth is None else _CONSTANT
                yield Impossible(Obligation(asked.address, prefix + _WORDS[truth], asked.label), reason)
