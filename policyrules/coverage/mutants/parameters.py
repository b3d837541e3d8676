"""Each value of each parameter by the smallest step up and down.

A fen, a hundredth of a square metre, one, a year; a rate by 0.01%, or by the last decimal in which it is written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from policyrules.coverage.mutants.mutant import Mutant, swapped
from policyrules.language.definition import Award, Definition, Interpretation, Parameter
from policyrules.language.document import Document
from policyrules.language.quantities import Kind, Value, shown
from policyrules.language.tree import Expression, ParameterName, TierParameter, walk
from policyrules.program.lowering.asked import interpretations
from policyrules.text import Text

_FILE, _PARAMETERS = "interpretations.yaml", "parameters.yaml"
#: A rate is changed by so much, unless it is written more finely.
RATE_STEP = Fraction(1, 10_000)


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Each value of each parameter that something needs, one step up and one down."""
    uses = Uses(definition)
    for name, parameter in definition.parameters.items():
        where = uses.of(name)
        if not where:
            continue
        for index, (_, value) in enumerate(parameter.values):
            if not isinstance(value, int | Fraction) or isinstance(value, bool):
                continue
            for step in (-_step(parameter.kind, value), _step(parameter.kind, value)):
                if value + step >= 0:
                    yield _mutant(definition, parameter, index, value + step, where)


def unused(definition: Definition) -> tuple[Parameter, ...]:
    """The parameters of `parameters.yaml` that no provision needs: nothing can come of changing them."""
    uses = Uses(definition)
    document = definition.documents.get(_PARAMETERS)
    written = {} if document is None else document.data["parameters"]
    return tuple(each for name, each in definition.parameters.items() if name in written and not uses.of(name))


def _mutant(definition: Definition, parameter: Parameter, index: int, value: Value, where: tuple[str, ...]) -> Mutant:
    day, before = parameter.values[index]
    changed = replace(parameter, values=swapped(parameter.values, index, (day, value)))
    parameters = {**definition.parameters, parameter.name: changed}
    readings = {
        name: _bounded(each, definition, parameter.name, value) for name, each in definition.interpretations.items()
    }
    old, new = (shown(parameter.kind, each, parameter.unit) for each in (before, value))
    return Mutant(
        address=f"parameters.{parameter.name}",
        change="value",
        words=Text(f"{old.zh} → {new.zh}", f"{old.en} → {new.en}"),
        definition=replace(definition, parameters=parameters, interpretations=readings),
        sections=frozenset(each.partition(".")[0] for each in where),
        touches=where,
    )


def _step(kind: Kind, value: int | Fraction) -> int | Fraction:
    if kind is not Kind.RATE:
        return 1
    step = RATE_STEP
    while (Fraction(value) / step).denominator != 1 and step > Fraction(1, 10**12):
        step /= 10
    return step


# Interpretations whose numbers are bounded by a parameter


def _bounded(interpretation: Interpretation, definition: Definition, name: str, value: Value) -> Interpretation:
    """An interpretation, with the new value of a parameter that its default or a bound of its numbers names."""
    named = [key for key, written in _written(definition, interpretation.name) if written == name]
    if "default" in named:
        interpretation = replace(interpretation, default=value)
    number = interpretation.number
    if number is not None:
        ends: dict[str, Any] = {key: value for key in named if key != "default"}
        interpretation = replace(interpretation, number=dataclasses.replace(number, **ends))
    return interpretation


def _written(definition: Definition, name: str) -> Iterator[tuple[str, object]]:
    document: Document | None = definition.documents.get(_FILE)
    found = {} if document is None else document.data["interpretations"].get(name, {})
    yield "default", found.get("default")
    number = found.get("number")
    if isinstance(number, Mapping):
        yield from ((key, number.get(key)) for key in ("least", "most"))


# Where parameters are needed


@dataclass(frozen=True)
class Uses:
    """The provisions of a policy that need each parameter."""

    definition: Definition

    def of(self, name: str) -> tuple[str, ...]:
        """The addresses of the provisions that need a parameter."""
        definition = self.definition
        found: dict[str, None] = {}
        for address, provision in provisions(definition):
            if name in _named(provision):
                found[address] = None
        for each in definition.interpretations:
            if any(written == name for _, written in _written(definition, each)):
                found.update(dict.fromkeys(address for address, one in provisions(definition) if _asks(one, each)))
        return tuple(found)


def provisions(definition: Definition) -> Iterator[tuple[str, Any]]:
    """All provisions that decide something, by their addresses."""
    yield from ((f"awards.{each.id}", each) for each in definition.awards)
    yield from ((f"limits.{each.id}", each) for each in definition.limits)
    yield from ((f"standards.{each.id}", each) for each in definition.standards)
    yield from ((f"targets.{each.id}", each) for each in definition.targets)
    yield from ((f"duties.{each.id}", each) for each in definition.duties.duties)


def _named(provision: Any) -> set[str]:
    names = {each.name for each in _parts(provision) if isinstance(each, ParameterName)}
    if isinstance(provision, Award):
        own = {each.name for each in _parts(provision) if isinstance(each, TierParameter)}
        names |= {f"{group}.{name}" for group in provision.tiers.values() for name in own}
    return names


def _asks(provision: Any, interpretation: str) -> bool:
    return interpretation in interpretations(provision)


def _parts(value: Any) -> Iterator[Expression]:
    """All formulas of a provision, with everything inside them."""
    if isinstance(value, Expression):
        yield from walk(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _parts(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
