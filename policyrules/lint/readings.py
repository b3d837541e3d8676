"""PR304: options of an interpretation that come to the same wherever it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import combinations
from typing import Any

from policyrules.errors import EngineError
from policyrules.language.definition import Chosen
from policyrules.language.tree import Constant, Expression, Switched, TierParameter, walk
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.lint.names_used import choices, expressions, provisions
from policyrules.text import Text


def check(context: Context, findings: Findings) -> None:
    """All interpretations whose readings are words, pair by pair."""
    asked: dict[str, list[Mapping[str, Any]]] = {}
    for provision in provisions(context.definition):
        for each in choices(provision):
            asked.setdefault(each.interpretation, []).append(each.options)
        for part in expressions(provision):
            if isinstance(part, Switched):
                asked.setdefault(part.interpretation, []).append(dict(part.options))
    for name, sites in asked.items():
        for first, second in combinations(context.definition.interpretations[name].options, 2):
            if all(_alike(context, site[first], site[second]) for site in sites):
                path = ("interpretations", name, "options", second)
                what = Text(f"选项 {second} 与 {first} 效果相同", f"`{second}` has the same effect as `{first}`")
                findings.add("PR304", "interpretations.yaml", path, what)


def _alike(context: Context, first: Any, second: Any) -> bool:
    return bool(first == second) or all(
        _settled(context, year, first) == _settled(context, year, second) for year in context.years
    )


def _settled(context: Context, year: int, value: Any) -> Any:
    """What an option says in a year: numbers instead of the names of parameters."""
    if isinstance(value, Expression):
        if any(isinstance(part, TierParameter) for part in walk(value)):
            return value
        try:
            return _nameless(context.settling(year, context.policy.options).ground(value))
        except EngineError:
            return value
    if isinstance(value, tuple):
        return tuple(_settled(context, year, each) for each in value)
    return _settled(context, year, tuple(value.options.values())) if isinstance(value, Chosen) else value


def _nameless(value: Any) -> Any:
    """A formula in which no constant says where it comes from."""
    if isinstance(value, Constant):
        return replace(value, source="")
    if isinstance(value, tuple):
        return tuple(_nameless(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _nameless(getattr(value, each.name)) for each in fields(value)})
    return value
