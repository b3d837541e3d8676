"""Readings of a document: choices of options for its interpretations, of which several say the same of its awards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from policyrules.language.definition import Definition
from policyrules.language.quantities import Value, plain_text
from policyrules.policy import Policy
from policyrules.program.program import Program

Options = Mapping[str, str | Value]


@dataclass(frozen=True)
class Reading:
    """A policy under options; `options` are those that differ from the policy that was asked about, as written."""

    policy: Policy
    options: Mapping[str, str]


def readings_of(policy: Policy, year: int, deviating: int) -> tuple[Reading, ...]:
    """The policy's own reading, then those in which up to so many interpretations are read otherwise.

    A reading whose rules for the year are those of an earlier one is left out: it answers the same.
    """
    found: list[Reading] = []
    seen: list[Program] = []
    for options in _deviations(policy, deviating):
        other = policy.interpret(**options)
        rules = rules_alone(other.program(year))
        if rules not in seen:
            seen.append(rules)
            found.append(Reading(other, written(policy.definition, options)))
    return tuple(found)


def rules_alone(program: Program) -> Program:
    """The program without the names of the options that settled it."""
    return replace(program, settings=())


def options_of(definition: Definition, name: str) -> tuple[str | Value, ...]:
    """The options of an interpretation. Of numbers: the default, if it is one, and the least and the most allowed."""
    interpretation = definition.interpretations[name]
    numbers: list[str | Value | None] = []
    if interpretation.number is not None:
        numbers = [interpretation.default, interpretation.number.least, interpretation.number.most]
    found = [*interpretation.options, *(each for each in numbers if each is not None)]
    return tuple(dict.fromkeys(found))


def written(definition: Definition, options: Options) -> dict[str, str]:
    """Options as `--set` takes them."""
    return {name: _written(definition, name, option) for name, option in options.items()}


def _written(definition: Definition, name: str, option: str | Value) -> str:
    number = definition.interpretations[name].number
    if isinstance(option, str) or number is None:
        return str(option)
    return plain_text(number.kind, option)


def _deviations(policy: Policy, most: int) -> Iterator[dict[str, str | Value]]:
    others = {
        name: [option for option in options_of(policy.definition, name) if option != chosen]
        for name, chosen in policy.options.items()
    }
    for number in range(most + 1):
        for names in combinations(others, number):
            for options in product(*(others[name] for name in names)):
                yield dict(zip(names, options, strict=True))
