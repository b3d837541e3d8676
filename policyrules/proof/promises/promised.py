"""One promise of a policy, held against the readings of that policy, or of one that amends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policyrules.invariants.rules import AnyRule, settle
from policyrules.language.definition import (
    AnyInvariant,
    Definition,
    Monotone,
    Most,
    Needs,
    NeedsBlocks,
    Nested,
    Once,
    WithinYears,
)
from policyrules.language.options import defaults
from policyrules.proof.readings import Options

#: What a promise is about: single lines, all that a payee gets, a figure that rises, or what is judged.
Kind = Literal["line", "payee", "rise", "thing"]


@dataclass(frozen=True)
class Promise:
    """An invariant that a policy (`base`) declares."""

    base: Definition
    declared: AnyInvariant

    def rule(self, year: int, options: Options) -> AnyRule | None:
        """The promise, settled for a year under the options of the policy that decides, as far as `base` has them.

        None where it is not promised under them.
        """
        return next(iter(settle(self.base, year, self._own(options), self.declared.id)), None)

    def _own(self, options: Options) -> Mapping[str, Any]:
        found = dict(defaults(self.base))
        for name, option in options.items():
            known = self.base.interpretations.get(name)
            if known is not None and (option in known.options or (not isinstance(option, str) and known.number)):
                found[name] = option
        return found

    @property
    def kind(self) -> Kind:
        """What the promise is about."""
        match self.declared:
            case Needs() | Once():
                return "line"
            case Most(per="subject"):
                return "line"
            case Monotone():
                return "rise"
            case NeedsBlocks() | Nested():
                return "thing"
        return "payee"

    def awards(self, definition: Definition) -> tuple[str, ...]:
        """The awards of a policy that it is about."""
        if isinstance(self.declared, Needs):
            return (self.declared.award,)
        named = getattr(self.declared, "awards", ())
        return tuple(each.id for each in definition.awards if named is None or each.id in named)

    def rests_on(self, definition: Definition) -> tuple[Any, ...]:
        """The provisions of a policy whose readings matter to it for any number of things, and what it says itself."""
        match self.kind:
            case "line":
                found: tuple[Any, ...] = tuple(each for each in definition.awards if each.id in self.awards(definition))
            case "rise":
                things = getattr(self.declared, "of", "")
                found = (*definition.limits, *(each for each in definition.awards if each.subject == things))
            case "thing":
                named = (*getattr(self.declared, "targets", ()), getattr(self.declared, "standard", ""))
                judged: tuple[Any, ...] = (*definition.standards, *definition.targets)
                found = tuple(each for each in judged if each.id in named)
            case "payee":
                found = definition.limits
        return (*found, self.declared)

    def years(self, years: tuple[int, ...]) -> tuple[int, ...]:
        """The years that are asked about: of a promise about years, those beside them, too."""
        if isinstance(self.declared, WithinYears):
            return tuple(sorted({year + beside for year in years for beside in (-1, 0, 1)}))
        return years
