"""A parsed formula → core forms, for one year, one tier and one choice of interpretations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from policyrules.errors import EngineError
from policyrules.language.definition import NUMBER, Parameter
from policyrules.language.quantities import Value
from policyrules.language.tree import (
    Arithmetic,
    Attribute,
    Compare,
    Constant,
    Every,
    Expression,
    Extremum,
    ForYears,
    Negation,
    OptionValue,
    ParameterName,
    SeriesAt,
    Some,
    Switched,
    TierParameter,
    YearName,
)
from policyrules.program.evaluate import evaluate

#: A longer range of years is surely a slip, and would make formulas without end.
MOST_YEARS = 200


@dataclass(frozen=True)
class Setting:
    """What is settled: the year, the options, the tier's group of parameters."""

    year: int
    parameters: Mapping[str, Parameter]
    options: Mapping[str, str | Value]
    tier: str = ""
    bound_years: Mapping[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day whose values of dated parameters hold: the last of the sales year."""
        return date(min(max(self.year, 1), 9999), 12, 31)

    def option_key(self, interpretation: str) -> str:
        """The key of a switch that the chosen option selects."""
        option = self.options[interpretation]
        return option if isinstance(option, str) else NUMBER


def ground(expression: Expression, setting: Setting) -> Expression:
    """Settle a formula. What comes out holds constants, attributes and core forms alone."""
    match expression:
        case Constant() | Attribute():
            return expression
        case ParameterName(name=name):
            return _parameter(name, setting)
        case TierParameter(name=name):
            return _parameter(f"{setting.tier}.{name}", setting)
        case OptionValue(interpretation=interpretation, kind=kind):
            value = setting.options[interpretation]
            return Constant(value, kind, f"interpretation.{interpretation}")
        case YearName(name=name, kind=kind):
            return Constant(setting.bound_years.get(name, setting.year), kind)
        case SeriesAt(field=name, year=year, kind=kind, owner=owner):
            return Attribute(name, kind, owner, number(year, setting))
        case Switched(interpretation=interpretation, options=options):
            return ground(dict(options)[setting.option_key(interpretation)], setting)
        case Compare(operator=operator, left=left, right=right):
            return Compare(operator, ground(left, setting), ground(right, setting))
        case Negation(part=part):
            return Negation(ground(part, setting))
        case Every(parts=parts):
            return Every(tuple(ground(part, setting) for part in parts))
        case Some(parts=parts):
            return Some(tuple(ground(part, setting) for part in parts))
        case Arithmetic(operator=sign, left=left, right=right, kind=kind):
            return Arithmetic(sign, ground(left, setting), ground(right, setting), kind)
        case Extremum(which=which, parts=parts, kind=kind):
            return Extremum(which, tuple(ground(part, setting) for part in parts), kind)
        case ForYears():
            return _each_year(expression, setting)


def number(expression: Expression, setting: Setting) -> int:
    """The whole number that a formula without facts settles to: fen are rounded down.

    Raises EngineError where it divides by zero.
    """
    value = evaluate(ground(expression, setting), lambda _: None)
    if not isinstance(value, int | Fraction):
        raise EngineError("a formula without facts divides by zero")
    return int(value // 1)


def _parameter(name: str, setting: Setting) -> Constant:
    parameter = setting.parameters[name]
    return Constant(parameter.value_on(setting.day), parameter.kind, name)


def _each_year(expression: ForYears, setting: Setting) -> Expression:
    first, last = number(expression.first, setting), number(expression.last, setting)
    if last - first >= MOST_YEARS:
        raise EngineError(f"the range of years {first} to {last} is longer than {MOST_YEARS} years")
    bodies = tuple(
        ground(expression.body, replace(setting, bound_years={**setting.bound_years, expression.variable: year}))
        for year in range(first, last + 1)
    )
    return Every(bodies) if expression.quantifier == "all" else Some(bodies)
