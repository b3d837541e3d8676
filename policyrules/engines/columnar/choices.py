"""The first case that holds, as a column."""

from __future__ import annotations

from collections.abc import Iterable

import narwhals as nw

#: A condition that is never null, known beforehand or for each row, and what it yields.
Option = tuple[nw.Expr | bool, nw.Expr]


def first_of(options: Iterable[Option], otherwise: nw.Expr) -> nw.Expr:
    """What the first option yields whose condition holds."""
    kept: list[tuple[nw.Expr, nw.Expr]] = []
    for condition, yields in options:
        if condition is False:
            continue
        if condition is True:
            otherwise = yields
            break
        assert isinstance(condition, nw.Expr)
        kept.append((condition, yields))
    for condition, yields in reversed(kept):
        otherwise = nw.when(condition).then(yields).otherwise(otherwise)
    return otherwise


def both(one: nw.Expr | bool, other: nw.Expr | bool) -> nw.Expr | bool:
    """Whether both of two conditions hold that are never null."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def neither(condition: nw.Expr | bool) -> nw.Expr | bool:
    """Whether a condition that is never null fails."""
    return not condition if isinstance(condition, bool) else ~condition
