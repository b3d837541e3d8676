"""Truths as columns: Kleene's logic, where a truth is known beforehand (True, False, None) or one for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_

import narwhals as nw

#: Known beforehand, unknown for every row (None), or a column of true, false and null.
Truth = bool | nw.Expr | None
UNKNOWN = nw.lit(None, nw.Boolean)


def column(truth: Truth) -> nw.Expr:
    """A truth as a column."""
    if isinstance(truth, nw.Expr):
        return truth
    return UNKNOWN if truth is None else nw.lit(truth)


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: false decides."""
    return _connected(truths, and_, decides=False)


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: true decides."""
    return _connected(truths, or_, decides=True)


def _connected(truths: Iterable[Truth], connective: Callable[[nw.Expr, nw.Expr], nw.Expr], *, decides: bool) -> Truth:
    """Truths joined by a connective, as far as possible beforehand; of none the one that does not decide."""
    found = list(truths)
    if any(each is decides for each in found):
        return decides
    left = [each for each in found if each is not (not decides)]
    if not any(isinstance(each, nw.Expr) for each in left):
        return None if left else not decides
    return reduce(connective, [column(each) for each in left])


def negation(truth: Truth) -> Truth:
    """Kleene's not."""
    if isinstance(truth, nw.Expr):
        return ~truth
    return None if truth is None else not truth


def surely(truth: Truth) -> nw.Expr | bool:
    """Whether a truth is known to hold: never null."""
    return truth.fill_null(value=False) if isinstance(truth, nw.Expr) else truth is True


def possibly(truth: Truth) -> nw.Expr | bool:
    """Whether a truth is not known to fail: never null."""
    return truth.fill_null(value=True) if isinstance(truth, nw.Expr) else truth is not False
