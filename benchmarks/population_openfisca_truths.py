"""What OpenFisca's rules are written with: entities, variables, three-valued conditions as pairs of masks."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from benchmarks import population_rules as rules

Truth = tuple[Any, Any]
"""Where a condition is surely met, and where it is surely missed."""

Site = Entity("site", "sites", "A platform or a base", "")
Enterprise = GroupEntity("enterprise", "enterprises", "An enterprise", "", roles=[{"key": "site", "plural": "sites"}])


#: The status of a line: its numbers are those of `population_rules.STATUS`.
Status: Any = Enum("Status", {name: name for name in rules.STATUS})


def variable(entity: Any, kind: type, name: str, formula: Callable[..., Any] | None = None) -> Any:
    """A variable that has a value for each year."""
    own: dict[str, Any] = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
    if kind is Status:
        own |= {"value_type": Enum, "possible_values": Status, "default_value": next(iter(kind))}
    if formula is not None:
        own["formula"] = formula
    return type(name, (Variable,), own)


def calculated(entity: Any, kind: type = int) -> Callable[[Callable[..., Any]], Any]:
    """The variable named as the function, which is its formula."""
    return lambda formula: variable(entity, kind, formula.__name__, formula)


def variables_of(module: ModuleType) -> list[Any]:
    """The variables of a module."""
    return [each for each in vars(module).values() if isinstance(each, type) and Variable in each.__bases__]


# Three-valued conditions over values and what is known of them


def met(holds: Any, known: Any) -> Truth:
    return known & holds, known & ~holds


def both(*truths: Truth) -> Truth:
    return (
        np.logical_and.reduce([each[0] for each in truths]),
        np.logical_or.reduce([each[1] for each in truths]),
    )


def either(*truths: Truth) -> Truth:
    return (
        np.logical_or.reduce([each[0] for each in truths]),
        np.logical_and.reduce([each[1] for each in truths]),
    )


def negated(truth: Truth) -> Truth:
    return truth[1], truth[0]


def figure(population: Any, name: str, period: Any, founded: str | None = None) -> tuple[Any, Any]:
    """The values of a figure (0 where unknown) and where they are known; before the founding they are known to be 0."""
    values, known = population(name, period), population(f"{name}_known", period)
    if founded is not None:
        year = population(founded, period.this_year)
        known = known | (population(f"{founded}_known", period.this_year) & (year > period.start.year))
    return values, known


def at_least(population: Any, name: str, period: Any, least: int) -> Truth:
    values, known = figure(population, name, period)
    return met(values >= least, known)


def claims(truth: Truth) -> EnumArray:
    """Not eligible, unknown or paid."""
    return coded(np.where(truth[0], rules.LIVE, np.where(truth[1], rules.NOT_ELIGIBLE, rules.UNKNOWN)))


def coded(codes: Any) -> EnumArray:
    return EnumArray(codes.astype(np.int16), Status)


def are(population: Any, variable: str, period: Any, code: int) -> Any:
    """Where a status is the one of that code."""
    return population(variable, period).view(np.ndarray) == code
