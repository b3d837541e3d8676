"""Terms of Z3, folded where everything is known: what is built stays as small as what is unknown.

A term is a Python value as long as it can be one. Only what these functions build is given to the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import z3

#: A truth, known or not.
Bool: TypeAlias = bool | Any
#: A whole number, known or not; where a share of the facts enters it, a real one.
Int: TypeAlias = int | Any


def both(*parts: Bool) -> Bool:
    """All parts hold."""
    open_: list[Any] = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            open_.append(part)
    return True if not open_ else open_[0] if len(open_) == 1 else _joined(z3.Z3_mk_and, open_)


def either(*parts: Bool) -> Bool:
    """At least one part holds."""
    open_: list[Any] = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            open_.append(part)
    return False if not open_ else open_[0] if len(open_) == 1 else _joined(z3.Z3_mk_or, open_)


def negation(part: Bool) -> Bool:
    """The part does not hold."""
    return not part if isinstance(part, bool) else z3.BoolRef(z3.Z3_mk_not(part.ctx_ref(), part.ast), part.ctx)


def implies(cause: Bool, effect: Bool) -> Bool:
    """Where the cause holds, the effect does."""
    return either(negation(cause), effect)


def equivalent(one: Bool, other: Bool) -> Bool:
    """Both hold, or neither."""
    if isinstance(one, bool):
        return other if one else negation(other)
    if isinstance(other, bool):
        return one if other else negation(one)
    return one == other


def when(condition: Bool, then: Any, otherwise: Any) -> Any:
    """One of two terms of one sort."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if then is otherwise or (_is_plain(then) and _is_plain(otherwise) and then == otherwise):
        return then
    if isinstance(then, bool | z3.BoolRef):
        return _when_truth(condition, then, otherwise)
    if isinstance(then, int) or isinstance(otherwise, int) or then.is_int() != otherwise.is_int():
        return z3.If(condition, then, otherwise)
    return z3.ArithRef(_ite(condition, then, otherwise), then.ctx)


def _when_truth(condition: Bool, then: Bool, otherwise: Bool) -> Bool:
    if isinstance(then, bool):
        return either(condition, otherwise) if then else both(negation(condition), otherwise)
    if isinstance(otherwise, bool):
        return either(negation(condition), then) if otherwise else both(condition, then)
    return z3.BoolRef(_ite(condition, then, otherwise), then.ctx)


def _ite(condition: Any, then: Any, otherwise: Any) -> Any:
    return z3.Z3_mk_ite(condition.ctx_ref(), condition.ast, then.ast, otherwise.ast)


def _joined(make: Callable[..., Any], parts: Sequence[Any]) -> Any:
    """Several truths as one. Built below the friendly face of the solver, whose checks take most of a proof's time."""
    context = parts[0].ctx
    return z3.BoolRef(make(context.ref(), len(parts), (z3.Ast * len(parts))(*(part.ast for part in parts))), context)


def same(one: Int, other: Int) -> Bool:
    """The two are equal."""
    return one == other


def less(one: Int, other: Int) -> Bool:
    """The one is below the other."""
    return one < other


def at_most(one: Int, other: Int) -> Bool:
    """The one is not above the other."""
    return one <= other


def total(parts: Iterable[Int]) -> Int:
    """The sum."""
    known, open_ = 0, []
    for part in parts:
        if isinstance(part, int):
            known += part
        else:
            open_.append(part)
    if not open_:
        return known
    terms = [*open_, *([known] if known else [])]
    return terms[0] if len(terms) == 1 else z3.Sum(*terms)


def least(one: Int, other: Int) -> Int:
    """The lesser of the two."""
    return when(less(other, one), other, one)


def greatest(one: Int, other: Int) -> Int:
    """The greater of the two."""
    return when(less(one, other), other, one)


def number_of(parts: Iterable[Bool]) -> Int:
    """How many of the parts hold."""
    return total(when(part, 1, 0) for part in parts)


def _is_plain(term: Any) -> bool:
    return isinstance(term, int)
