"""What a formula may name: fields, parameters, options and years, each with the kind of its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policyrules.language.quantities import Kind
from policyrules.language.vocabulary import Field, Vocabulary

if TYPE_CHECKING:
    from policyrules.language.files import Formula


@dataclass(frozen=True)
class Scope:
    """The names that a formula sees. `subject` is the list whose things it is asked of; empty where there is none."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Kind]
    subject: str = ""
    quantities: Mapping[str, Formula] = field(default_factory=dict)
    tier_parameters: Mapping[str, Kind] = field(default_factory=dict)
    numeric_options: Mapping[str, Kind] = field(default_factory=dict)
    years: frozenset[str] = frozenset({"year"})

    def fields(self) -> Mapping[str, Field]:
        """The fields of the subject."""
        return self.vocabulary.lists[self.subject].fields if self.subject else {}

    def owned(self, owner: str) -> Mapping[str, Field] | None:
        """The fields of a shared circumstance, or of what a reference field of the subject names."""
        if owner in self.vocabulary.objects:
            return self.vocabulary.objects[owner].fields
        reference = self.fields().get(owner)
        if reference is None or reference.to is None:
            return None
        return self.vocabulary.lists[reference.to].fields

    def with_year(self, name: str) -> Scope:
        """The scope inside a range of years that binds `name`."""
        return replace(self, years=self.years | {name})

    def names(self) -> set[str]:
        """All names, for suggestions."""
        names = {*self.fields(), *self.parameters, *self.quantities, *self.years}
        names |= {f"tier.{name}" for name in self.tier_parameters}
        for owner in {*self.vocabulary.objects, *(name for name, each in self.fields().items() if each.to)}:
            names |= {f"{owner}.{name}" for name in self.owned(owner) or {}}
        return names | {f"interpretation.{name}" for name in self.numeric_options}
