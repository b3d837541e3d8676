"""A policy as the checks see it: the readings and years under which a provision can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Any

from policyrules.language.definition import Award, Definition, Interpretation
from policyrules.language.quantities import Value
from policyrules.language.tree import Expression
from policyrules.lint.inquiry import Inquiry
from policyrules.lint.witness import Json
from policyrules.policy import Policy
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.settling import Settling, settling
from policyrules.proof.missing import installed

if TYPE_CHECKING:
    from policyrules.lint.solver import Solver

Options = Mapping[str, str | Value]
#: A provision that asks many interpretations is tried under so many combinations of their options.
MOST_READINGS = 256
#: A policy without an end, or with a distant one, is looked at for so many years.
MOST_YEARS = 8


class Context:
    """A policy, and the day on which it is looked at."""

    def __init__(self, policy: Policy, on: date, with_solver: bool = True) -> None:
        self.policy = policy
        self.definition: Definition = policy.definition
        self.on = on
        self._with_solver = with_solver

    @cached_property
    def solver(self) -> Solver | None:
        """What settles what bounds leave open; None where it is not installed, or not wanted."""
        if not self._with_solver or not installed():
            return None
        from policyrules.lint.solver import Solver

        return Solver(self.policy, self.years[0])

    def inquiry(self, subject: str) -> Inquiry:
        """Questions about the things of a list, or about shared circumstances where `subject` is empty."""
        return Inquiry(self.definition.vocabulary, subject, self.solver)

    def example(self, subject: str, conditions: Sequence[Expression]) -> Json | None:
        """Facts under which a thing satisfies all conditions, where there is a solver to find them."""
        return None if self.solver is None else self.solver.example(subject, conditions)

    @property
    def years(self) -> tuple[int, ...]:
        """The sales years that are looked at: those in force."""
        in_force = self.definition.identity.in_force
        first = in_force.from_.year
        until = first + MOST_YEARS if in_force.until is None else in_force.until.year
        return tuple(range(first, max(first, min(until, first + MOST_YEARS)) + 1))

    def readings(self, provision: Any) -> Iterator[Options]:
        """The options in effect, then the other combinations of those that the provision asks."""
        yield self.policy.options
        asked = [self.definition.interpretations[name] for name in interpretations(provision)]
        for chosen in islice(product(*map(options_of, asked)), MOST_READINGS):
            options = {**self.policy.options, **{each.name: option for each, option in zip(asked, chosen, strict=True)}}
            if options != self.policy.options:
                yield options

    def are_all_tried(self, provision: Any) -> bool:
        """Whether those are all of its readings: of numbers the two ends stand for what lies between them."""
        asked = [self.definition.interpretations[name] for name in interpretations(provision)]
        numbers = [each.number for each in asked if each.number is not None]
        if any(each.least is None or each.most is None for each in numbers):
            return False
        return prod(len(options_of(each)) for each in asked) <= MOST_READINGS

    def settling(self, year: int, options: Options) -> Settling:
        """What settles the policy's formulas."""
        return settling(self.definition, year, options)

    def award_years(self, award: Award, options: Options) -> tuple[int, int]:
        """The first and the last sales year of an award."""
        there = self.settling(self.years[0], options)
        return there.number(award.first_year), there.number(award.last_year)

    def open_years(self, award: Award, options: Options) -> tuple[int, ...]:
        """The sales years of an award that are looked at."""
        first, last = self.award_years(award, options)
        return tuple(range(first, min(last, first + MOST_YEARS) + 1))

    def tiers(self, award: Award, year: int, options: Options) -> dict[int | None, SettledTier]:
        """The tiers of an award from the lowest up; without tiers its one, as None."""
        there = self.settling(year, options)
        groups: dict[int | None, Settling] = {None: there}
        if award.tiers:
            groups = {tier: there.with_tier(group) for tier, group in sorted(award.tiers.items())}
        return {
            tier: SettledTier(tuple(each.ground(it.test) for it in award.criteria), each.ground(award.amount))
            for tier, each in groups.items()
        }


@dataclass(frozen=True)
class SettledTier:
    """A tier of an award, settled: its criteria in their order, and its amount."""

    criteria: tuple[Expression, ...]
    amount: Expression


def options_of(interpretation: Interpretation) -> tuple[str | Value, ...]:
    """The options of an interpretation: its words, and of its numbers the ends and the default."""
    found: list[str | Value] = [*interpretation.options]
    if interpretation.number is not None:
        numbers = (interpretation.number.least, interpretation.number.most, interpretation.default)
        found += [each for each in numbers if each is not None and each not in found]
    return tuple(dict.fromkeys(found))
