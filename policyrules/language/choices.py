"""Facts of one or of several choices in formulas: their options, and each option as a flag of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from policyrules.language import names
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.language.tree import Attribute, Every, Expression, SeriesAt, Some, Switched


def options_of(choice: Expression, scope: Scope) -> tuple[str, ...]:
    """The options of a fact of one or several choices (of all facts that a switch chooses between), in their order."""
    if isinstance(choice, Attribute | SeriesAt):
        found = names.field_of(f"{choice.owner}.{choice.field}".lstrip("."), scope)
        return tuple(found[2].options) if found else ()
    if isinstance(choice, Switched):
        return tuple(dict.fromkeys(option for _, each in choice.options for option in options_of(each, scope)))
    return ()


def member(choices: Expression, option: str) -> Expression:
    """Whether an option is among those of a fact of several choices, as a flag."""
    if isinstance(choices, Switched):
        return _each(choices, [member(each, option) for _, each in choices.options])
    assert isinstance(choices, Attribute)
    return replace(choices, kind=Kind.FLAG, member=option)


def of_all(quantifier: Literal["all", "any"], choices: Expression, scope: Scope) -> Expression:
    """Whether every option of a fact of several choices, or at least one, is among those that are given."""
    if isinstance(choices, Switched):
        return _each(choices, [of_all(quantifier, each, scope) for _, each in choices.options])
    flags = tuple(member(choices, option) for option in options_of(choices, scope))
    return Every(flags) if quantifier == "all" else Some(flags)


def common_options(choices: Expression, scope: Scope) -> tuple[str, ...]:
    """The options of a fact of several choices; where a switch chooses between facts, those that all of them have."""
    if not isinstance(choices, Switched):
        return options_of(choices, scope)
    first, *others = (common_options(each, scope) for _, each in choices.options)
    return tuple(option for option in first if all(option in each for each in others))


def _each(switched: Switched, parts: Sequence[Expression]) -> Switched:
    names = (name for name, _ in switched.options)
    return Switched(switched.interpretation, tuple(zip(names, parts, strict=True)), Kind.FLAG)
