"""What a formula may name: fields, quantities, parameters, options and years, each with its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from policyrules.errors import Problem
from policyrules.language.quantities import Kind
from policyrules.language.tree import Expression
from policyrules.language.vocabulary import Field, Vocabulary


@dataclass(frozen=True)
class Quantity:
    """A named quantity, as its definition reads. A series takes the year that it is asked for."""

    expression: Expression
    series: bool


@dataclass(frozen=True)
class Scope:
    """The names that a formula sees."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Kind]
    subject: str = ""
    """The list of whose things the formula is asked; empty where there is none."""
    bare_series: bool = False
    """Whether the formula is the name of a series, whose year is filled in where it is used."""
    settled: bool = False
    """Whether the formula is settled before any fact is known, so that it may name none."""
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    later_quantities: frozenset[str] = frozenset()
    """Quantities whose definitions stand below."""
    tier_parameters: Mapping[str, Kind] = field(default_factory=dict)
    tier_problems: Mapping[str, Problem] = field(default_factory=dict)
    """Parameters that some tiers have and others lack: what to say where a formula names them."""
    numeric_options: Mapping[str, Kind] = field(default_factory=dict)
    guarded_options: frozenset[str] = frozenset()
    """Interpretations whose option is a number only in the `number` branch of a switch."""
    years: frozenset[str] = frozenset({"year"})
    broken: frozenset[str] = frozenset()
    """Names of things that are themselves wrong, which has been said already."""

    def fields(self) -> Mapping[str, Field]:
        """The fields of the subject."""
        return self.vocabulary.lists[self.subject].fields if self.subject else {}

    def owned(self, owner: str) -> Mapping[str, Field] | None:
        """The fields of a shared circumstance, or of what a reference field of the subject names."""
        if owner in self.vocabulary.objects:
            return self.vocabulary.objects[owner].fields
        reference = self.fields().get(owner)
        if reference is None or reference.to is None or reference.series:
            return None
        target = self.vocabulary.lists.get(reference.to)
        return None if target is None else target.fields

    def with_year(self, name: str) -> Scope:
        """The scope inside a range of years that binds `name`."""
        return replace(self, years=self.years | {name})

    def without_facts(self) -> Scope:
        """The same scope for what is settled before any fact is known."""
        return replace(self, settled=True)

    def in_number_branch(self, interpretation: str) -> Scope:
        """The scope of the `number` branch of a switch over an interpretation."""
        return replace(self, guarded_options=self.guarded_options - {interpretation})

    def names(self) -> set[str]:
        """All names, for suggestions."""
        names = {*self.parameters, *self.years}
        names |= {f"tier.{name}" for name in self.tier_parameters}
        names |= {f"interpretation.{name}" for name in self.numeric_options.keys() - self.guarded_options}
        if self.settled:
            return names
        names |= {*self.fields(), *self.quantities}
        for owner in {*self.vocabulary.objects, *(name for name, each in self.fields().items() if each.to)}:
            names |= {f"{owner}.{name}" for name in self.owned(owner) or {}}
        return names
