"""What settles the parts of every provision: the year, the options, the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from policyrules.language.definition import Chosen, Criterion, Definition
from policyrules.language.quantities import Value
from policyrules.language.tree import Expression, attributes
from policyrules.program import ground as grounding
from policyrules.program.criterion import CriterionRule
from policyrules.program.ground import ground, number
from policyrules.text import Text

T = TypeVar("T")


@dataclass(frozen=True)
class Settling:
    """A definition, and the year and options that settle it."""

    definition: Definition
    setting: grounding.Setting

    def pick(self, choice: T | Chosen[T]) -> T:
        """What the chosen option selects."""
        if isinstance(choice, Chosen):
            picked: T = choice.options[self.setting.option_key(choice.interpretation)]
            return picked
        return choice

    def condition_asked(self, test: Expression | Chosen[Expression | None]) -> Expression | None:
        """The condition that the chosen option asks; None where it asks nothing."""
        return test.options[self.setting.option_key(test.interpretation)] if isinstance(test, Chosen) else test

    def ground(self, expression: Expression) -> Expression:
        """A formula, settled."""
        return ground(expression, self.setting)

    def maybe(self, expression: Expression | None) -> Expression | None:
        """A formula, settled, if there is one."""
        return None if expression is None else ground(expression, self.setting)

    def number(self, expression: Expression) -> int:
        """The whole number that a formula without facts comes to."""
        return number(expression, self.setting)

    def criterion(self, criterion: Criterion) -> CriterionRule:
        """A condition, settled."""
        return self.condition(criterion.id, criterion.label, criterion.test)

    def condition(self, name: str, label: Text, test: Expression) -> CriterionRule:
        """A condition, settled, by its parts."""
        settled = self.ground(test)
        return CriterionRule(name, label, settled, attributes(settled))

    def in_year(self, year: int) -> Settling:
        """The same with the figures of another year."""
        return replace(self, setting=replace(self.setting, year=year))

    def with_tier(self, group: str) -> Settling:
        """The same with the parameters of a tier."""
        return replace(self, setting=replace(self.setting, tier=group))


def settling(definition: Definition, year: int, options: Mapping[str, str | Value]) -> Settling:
    """What settles a policy for a year under options."""
    return Settling(definition, grounding.Setting(year, definition.parameters, options))
