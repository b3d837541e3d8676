"""A name in a formula → what it stands for."""

from __future__ import annotations

from dataclasses import replace

from policyrules.errors import Problem
from policyrules.language.scope import Quantity, Scope
from policyrules.language.tree import (
    SUBJECT,
    Attribute,
    Expression,
    OptionValue,
    ParameterName,
    SeriesAt,
    Switched,
    TierParameter,
    YearName,
)
from policyrules.language.vocabulary import Field
from policyrules.suggestions import did_you_mean
from policyrules.text import Text


class WrongNameError(Exception):
    """A name that stands for nothing here, or not so."""

    def __init__(self, code: str, allowed: Text, hint: Text | None = None) -> None:
        super().__init__(allowed.en)
        self.code, self.allowed, self.hint = code, allowed, hint


class SaidElsewhereError(Exception):
    """A name whose own definition is wrong: `problem`, or nothing where that has been reported already."""

    def __init__(self, problem: Problem | None = None) -> None:
        super().__init__()
        self.problem = problem


def resolve(name: str, scope: Scope) -> Expression:
    """What a dotted name stands for. Raises WrongNameError, SaidElsewhereError."""
    head, _, rest = name.partition(".")
    if not scope.broken.isdisjoint(_heads(name)):
        raise SaidElsewhereError()
    if name in scope.years:
        return YearName(name)
    if head == "tier" and rest:
        return _tier_parameter(rest, scope)
    if head == "interpretation" and rest:
        return _option_value(rest, scope)
    if name in scope.parameters:
        return ParameterName(name, scope.parameters[name])
    found = None if scope.settled else field_of(name, scope)
    if found is not None:
        owner, field_name, field = found
        if field.series:
            raise _series_needs_year(name)
        return Attribute(field_name, field.kind, owner)
    if name in scope.quantities and not scope.settled:
        quantity = scope.quantities[name]
        if quantity.series:
            raise _series_needs_year(name)
        return quantity.expression
    raise _unknown(name, scope)


def resolve_series(name: str, year: Expression, scope: Scope) -> Expression:
    """What a dotted name with a year stands for. Raises WrongNameError, SaidElsewhereError."""
    if name in scope.broken:
        raise SaidElsewhereError()
    found = None if scope.settled else field_of(name, scope)
    if found is not None:
        owner, field_name, field = found
        if not field.series:
            raise WrongNameError("series", Text("此数据不按年", "this fact has no years"), _drop_year(name))
        return SeriesAt(field_name, year, field.kind, owner)
    if name in scope.quantities and not scope.settled:
        quantity = scope.quantities[name]
        if not quantity.series:
            raise WrongNameError("series", Text("此数量不按年", "this quantity has no years"), _drop_year(name))
        return in_year(quantity, year)
    if name in scope.parameters:
        raise WrongNameError("series", Text("参数不按年", "a parameter has no years"), _drop_year(name))
    raise _unknown(name, scope)


def in_year(quantity: Quantity, year: Expression) -> Expression:
    """A quantity that is a series, in a year."""
    match quantity.expression:
        case SeriesAt() as series:
            return replace(series, year=year)
        case Switched(interpretation=interpretation, options=options, kind=kind):
            settled = tuple((name, in_year(Quantity(each, True), year)) for name, each in options)
            return Switched(interpretation, settled, kind)
    return quantity.expression


def field_of(name: str, scope: Scope) -> tuple[str, str, Field] | None:
    """The owner, the field's name and the field behind a name; None where it is no fact."""
    own = scope.fields().get(name)
    if own is not None:
        return (SUBJECT, name, own)
    for owner in _heads(name):
        rest = name[len(owner) + 1 :]
        field = (scope.owned(owner) or {}).get(rest)
        if field is not None:
            return (owner, rest, field)
    return None


def _heads(name: str) -> list[str]:
    """A dotted name from its first step on: `a`, `a.b`, `a.b.c`."""
    steps = name.split(".")
    return [".".join(steps[:length]) for length in range(1, len(steps) + 1)]


def _tier_parameter(name: str, scope: Scope) -> Expression:
    if name in scope.tier_parameters:
        return TierParameter(name, scope.tier_parameters[name])
    if name in scope.tier_problems:
        raise SaidElsewhereError(scope.tier_problems[name])
    if not scope.tier_parameters and not scope.tier_problems and "tier" not in scope.broken:
        raise WrongNameError("no_tiers", Text("此处没有档次", "there are no tiers here"))
    raise _unknown(f"tier.{name}", scope)


def _option_value(name: str, scope: Scope) -> Expression:
    if name in scope.guarded_options:
        hint = Text(f"仅可用于 `{name}` 的 `number` 选项", f"name it in the `number` option of a switch over `{name}`")
        raise WrongNameError("option", Text("此处的选项未必是数字", "the option need not be a number here"), hint)
    if name in scope.numeric_options:
        return OptionValue(name, scope.numeric_options[name])
    raise _unknown(f"interpretation.{name}", scope)


def _series_needs_year(name: str) -> WrongNameError:
    hint = Text(f"写作 `{name}[year]`", f"write `{name}[year]`")
    return WrongNameError("series", Text("按年的数据须指明年份", "a series needs its year"), hint)


def _drop_year(name: str) -> Text:
    return Text(f"写作 `{name}`", f"write `{name}`")


def _unknown(name: str, scope: Scope) -> WrongNameError | SaidElsewhereError:
    head, _, rest = name.partition(".")
    if scope.broken & {name, head, rest, name.rpartition(".")[2]}:
        return SaidElsewhereError()
    if name in scope.later_quantities:
        allowed = Text("数量只能引用写在它上面的数量", "a quantity may name only quantities above it")
        return WrongNameError("order", allowed)
    if name == "in_force.last_year":
        return WrongNameError("unknown_name", Text("policy.yaml 没有写 `until`", "policy.yaml gives no `until`"))
    if _is_fact(name, scope):
        allowed = Text("此处不能使用事实", "no fact may stand here")
        if not scope.settled:
            allowed = Text("此处不能使用单个对象的事实", "no fact of a single thing may stand here")
        return WrongNameError("fact", allowed, Text("使用参数", "name a parameter"))
    return WrongNameError("unknown_name", Text("没有这个名称", "no such name"), did_you_mean(name, scope.names()))


def _is_fact(name: str, scope: Scope) -> bool:
    """Whether a name is a fact that this formula may not name."""
    if field_of(name, scope) is not None or name in scope.quantities:
        return True
    return not scope.subject and any(name in group.fields for group in scope.vocabulary.lists.values())
