"""Under which years and readings two policies are laid side by side.

An interpretation that both have is read alike in both. One that only one of them has stays as it was chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from policyrules.language.definition import Definition, Interpretation
from policyrules.language.options import within
from policyrules.language.quantities import Value
from policyrules.language.vocabulary import Things, Vocabulary
from policyrules.policy import Policy
from policyrules.proof.equivalence import written
from policyrules.proof.readings import years_in_force

Options = Mapping[str, str | Value]
#: A piece that asks more combinations of options than this is not looked at under all of them.
MOST_READINGS = 4096


@dataclass(frozen=True)
class Pair:
    """Two policies, and how each of their pieces is written, by its address."""

    one: Policy
    other: Policy

    @cached_property
    def written(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The pieces of both, as their definitions have them."""
        return written.pieces(self.one.definition), written.pieces(self.other.definition)

    def years(self) -> tuple[int, ...]:
        """The years in which either policy is in force."""
        found = (years_in_force(policy.definition) for policy in (self.one, self.other))
        return tuple(sorted({year for years in found for year in years}))

    def is_written_alike(self, address: str) -> bool:
        """Whether a piece is written the same in both, and all that it names is: it is then the same in any reading."""
        one, other = (each.get(address) for each in self.written)
        if one is None or other is None or written.plain(one) != written.plain(other) or self.facts_differ:
            return False
        parameters, interpretations = self._differing
        return not (written.names(one, parameters) or written.asked(one) & interpretations)

    @cached_property
    def _differing(self) -> tuple[Collection[str], frozenset[str]]:
        """The parameters and the interpretations that are not the same in both."""
        first, second = self.one.definition, self.other.definition
        parameters = {
            name for name in {**first.parameters, **second.parameters} if _values(first, name) != _values(second, name)
        }
        names = {**first.interpretations, **second.interpretations}
        return parameters, frozenset(name for name in names if not self._is_common(name))

    @cached_property
    def facts_differ(self) -> bool:
        """Whether a fact that both ask for is not the same fact in both: its absence means something else, say."""
        first, second = (_facts(each.definition.vocabulary) for each in (self.one, self.other))
        return any(first[name] != second[name] for name in first.keys() & second.keys())

    @cached_property
    def common(self) -> tuple[str, ...]:
        """The interpretations that both have."""
        return tuple(name for name in self.one.options if name in self.other.options)

    def _is_common(self, name: str) -> bool:
        """Whether an interpretation has the same options in both, and the same one is chosen."""
        if name not in self.common or self.one.options[name] != self.other.options[name]:
            return False
        one, other = (each.definition.interpretations[name] for each in (self.one, self.other))
        return set(one.options) == set(other.options) and _ends(one) == _ends(other)

    def readings(self, address: str) -> Iterator[tuple[Options, Options]]:
        """The options in effect, then every combination of those that a piece asks on either side."""
        yield self.one.options, self.other.options
        seen = {key_of(self.one.options, self.common)} if self._reads_alike() else set()
        asked_for = self.asked(address)
        for chosen in product(*(self.options(name) for name in asked_for)):
            both = dict(zip(asked_for, chosen, strict=True))
            shared = {name: self.one.options[name] for name in self.common if self.both_have(name)} | both
            if key_of(shared, self.common) not in seen:
                seen.add(key_of(shared, self.common))
                yield {**self.one.options, **shared}, {**self.other.options, **shared}

    def _reads_alike(self) -> bool:
        return all(self.one.options[name] == self.other.options[name] for name in self.common)

    def both_have(self, name: str) -> bool:
        """Whether both policies know the option that the first one chose."""
        return self.one.options[name] in self.options(name)

    def asked(self, address: str) -> tuple[str, ...]:
        """The common interpretations that a piece asks on either side."""
        found = frozenset[str]().union(*(written.asked(each.get(address)) for each in self.written))
        return tuple(name for name in self.common if name in found)

    def are_too_many(self, address: str) -> bool:
        """Whether a piece asks more combinations of options than are looked at."""
        return prod(len(self.options(name)) for name in self.asked(address)) > MOST_READINGS

    def options(self, name: str) -> tuple[str | Value, ...]:
        """The options that both policies know: all that have names; of numbers the bounds and those in effect."""
        one, other = (each.definition.interpretations[name] for each in (self.one, self.other))
        named: list[str | Value] = [each for each in one.options if each in other.options]
        if one.number is not None and other.number is not None and one.number.kind is other.number.kind:
            chosen = (self.one.options[name], self.other.options[name])
            numbers = [*_ends(one), *_ends(other), *(each for each in chosen if not isinstance(each, str))]
            sides = (one.number, other.number)
            named += [each for each in numbers if each is not None and all(within(side, each) for side in sides)]
        return tuple(dict.fromkeys(named))


def are_numbers(pair: Pair, names: Collection[str]) -> tuple[str, ...]:
    """Those interpretations whose options are numbers, of which not every one can be tried."""
    known = pair.one.definition.interpretations
    return tuple(name for name in names if known[name].number is not None)


def _values(definition: Definition, name: str) -> Any:
    known = definition.parameters.get(name)
    return None if known is None else (known.kind, known.values)


def _ends(interpretation: Interpretation) -> tuple[Value | None, ...]:
    number = interpretation.number
    return () if number is None else (number.least, number.most)


def key_of(options: Options, names: Collection[str] | None = None) -> tuple[Any, ...]:
    """The options of some interpretations (unless given, all), to tell readings apart."""
    return tuple(options.get(name) for name in (options if names is None else names))


def _facts(vocabulary: Vocabulary) -> dict[tuple[str, ...], Any]:
    """What the facts of a policy say, without words: each list and property, by its name."""
    found: dict[tuple[str, ...], Any] = {}
    for name, group in vocabulary.groups():
        inside = (group.within, group.id_field, group.unique) if isinstance(group, Things) else None
        found[name,] = (type(group).__name__, inside)
        for field, rule in group.fields.items():
            options = () if name in _registers(vocabulary) else tuple(rule.options)
            meaning = (rule.type, rule.series, rule.required, rule.to, rule.absent, rule.zero_before)
            found[name, field] = (*meaning, options)
    return found


def _registers(vocabulary: Vocabulary) -> Collection[str]:
    """The registers of awards: one that names more awards says the same of the others."""
    return {name for name, each in vocabulary.lists.items() if each.register_of_awards}
