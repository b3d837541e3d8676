"""The readings that something asks about: every choice of options for the interpretations that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import combinations, product
from math import prod
from typing import Any, Literal

import z3

from policyrules.language.definition import Definition, Interpretation, NumericOption
from policyrules.language.quantities import Kind, Number, Value
from policyrules.language.tree import Expression, ForYears, SeriesAt, walk
from policyrules.program.lowering.asked import interpretations
from policyrules.proof.logic.terms import Bool, at_most
from policyrules.proof.logic.values import Quantity, aligned

Options = Mapping[str, str | Value]
#: Whether every reading is meant, or the one in effect.
Which = Literal["all", "chosen"]
#: More readings of one thing than this are not looked at one by one.
MOST_READINGS = 4096


@dataclass(frozen=True)
class Readings:
    """The readings of a policy: all of them, or those chosen."""

    definition: Definition
    chosen: Options
    which: Which = "all"
    _known: dict[int, tuple[Any, tuple[str, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, *provisions: Any) -> Iterator[Options]:
        """One choice of options for each way to read some provisions; what they do not ask stays as chosen.

        The one in effect comes first. Of numbers one stands for all: `numbers` has terms for them.
        """
        names = self.asked(*provisions)
        if self.which == "chosen" or prod(len(self.options(name)) for name in names) > MOST_READINGS:
            yield self.chosen
            return
        for found in product(*(self.options(name) for name in names)):
            yield {**self.chosen, **dict(zip(names, found, strict=True))}

    def nearest(self, *provisions: Any) -> Iterator[Options]:
        """Every way to read provisions, however many: those first that differ least from the one in effect."""
        names = self.asked(*provisions) if self.which == "all" else ()
        for number in range(len(names) + 1):
            for some in combinations(names, number):
                for others in product(*(self.options(name)[1:] for name in some)):
                    yield {**self.chosen, **dict(zip(some, others, strict=True))}

    def are_all(self, *provisions: Any) -> bool:
        """Whether every reading of some provisions is looked at that is meant."""
        count = prod(len(self.options(name)) for name in self.asked(*provisions))
        return self.which == "chosen" or count <= MOST_READINGS

    def asked(self, *provisions: Any) -> tuple[str, ...]:
        """The interpretations that provisions ask, and that the policy has."""
        found = dict.fromkeys(name for each in provisions for name in self._asked_by(each))
        return tuple(name for name in found if name in self.definition.interpretations)

    def _asked_by(self, provision: Any) -> tuple[str, ...]:
        """The interpretations that a provision asks, found once; it is kept, so that its identity stays its own."""
        if id(provision) not in self._known:
            self._known[id(provision)] = (provision, interpretations(provision))
        return self._known[id(provision)][1]

    def choice(self, options: Options, *provisions: Any) -> tuple[str | Value, ...]:
        """The options that settle provisions: where they are equal, so is what comes of them."""
        return tuple(options[name] for name in self.asked(*provisions))

    def options(self, name: str) -> tuple[str | Value, ...]:
        """The options of an interpretation, the one in effect first; one number stands for all numbers."""
        interpretation, chosen = self.definition.interpretations[name], self.chosen[name]
        found: list[str | Value] = [chosen, *interpretation.options]
        if interpretation.number is not None and isinstance(chosen, str):
            found.append(_sample(interpretation))
        return tuple(dict.fromkeys(found))

    def numbers(self) -> dict[str, Quantity]:
        """A term for each interpretation that a number settles, by the source of its constants; where all are meant."""
        if self.which == "chosen":
            return {}
        return {
            f"interpretation.{name}": Quantity(True, _variable(name, each.number.kind))
            for name, each in self.definition.interpretations.items()
            if each.number is not None
        }

    def bounds(self, numbers: Mapping[str, Quantity]) -> list[Bool]:
        """That the numbers are such as may be chosen."""
        found: list[Bool] = []
        for name, each in self.definition.interpretations.items():
            term = numbers.get(f"interpretation.{name}")
            if term is not None and each.number is not None:
                found += _within(term, each.number)
        return found

    def settled_numbers(self, *provisions: Any) -> tuple[str, ...]:
        """The interpretations that a number settles among those that provisions ask."""
        return tuple(name for name in self.asked(*provisions) if self.definition.interpretations[name].number)


def _sample(interpretation: Interpretation) -> Value:
    """A number that may be chosen."""
    number = interpretation.number
    assert number is not None
    if not isinstance(interpretation.default, str):
        return interpretation.default
    return next((each for each in (number.least, number.most) if each is not None), 1)


def _variable(name: str, kind: Kind) -> Any:
    label = f"interpretation.{name}"
    return z3.Real(label) if kind is Kind.RATE else z3.Int(label)


def _within(term: Quantity, number: NumericOption) -> Iterator[Bool]:
    yield at_most(0, term.term)
    for bound, is_least in ((number.least, True), (number.most, False)):
        if bound is not None and not isinstance(bound, str):
            one, other, _ = aligned(term, Quantity.of(_exact(bound)))
            yield at_most(other, one) if is_least else at_most(one, other)


def _exact(value: Value) -> Number:
    assert not isinstance(value, str)
    return value


def years_named(provisions: Any) -> Iterator[Expression]:
    """The formulas in provisions that settle a year before any fact is known: of a series, or the ends of a range."""
    if isinstance(provisions, Expression):
        for part in walk(provisions):
            if isinstance(part, SeriesAt):
                yield part.year
            elif isinstance(part, ForYears):
                yield from (part.first, part.last)
    elif isinstance(provisions, tuple | Mapping):
        values = provisions.values() if isinstance(provisions, Mapping) else provisions
        yield from (found for each in values for found in years_named(each))
    elif is_dataclass(provisions):
        yield from (found for each in fields(provisions) for found in years_named(getattr(provisions, each.name)))


def years_in_force(definition: Definition, more: int = 3) -> tuple[int, ...]:
    """The years in which a policy is in force; of one without an end, so many after the first and its dated values."""
    in_force = definition.identity.in_force
    first = in_force.from_.year
    if in_force.until is not None:
        return tuple(range(first, in_force.until.year + 1))
    dated = [day.year for each in definition.parameters.values() if len(each.values) > 1 for day, _ in each.values]
    return tuple(range(first, max([first + more, *dated]) + 1))
