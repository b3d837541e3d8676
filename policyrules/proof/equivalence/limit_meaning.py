"""What the limits of a program mean: in a normal form, so that limits that do the same are the same.

Three steps lead there, each of which leaves what every line comes to as it is, for any number of lines:

- neighbouring limits within a payee's case that name different awards change places;
- of two neighbouring caps that differ in their amounts alone, the lesser is left, where the lines are served in an
  order: who is served first is first in both;
- a cap in proportion that follows a cap of the same awards and no greater amount cuts nothing. (A lesser one that
  follows is not the lesser alone: each rounds down for itself.)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from policyrules.program.program import (
    CaseLimit,
    Cut,
    ExclusiveRule,
    PlacesRule,
    Program,
    SharedLimit,
)
from policyrules.proof.equivalence.parts import Formula


@dataclass(frozen=True)
class _Within:
    """A limit within a payee's case: what it does, to which awards, and of a cap the amount."""

    what: tuple[Any, ...]
    awards: tuple[str, ...]
    amount: int | None = None

    @property
    def meaning(self) -> tuple[Any, ...]:
        return (*self.what, self.awards, self.amount)


def limits_meaning(program: Program) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """All limits, in the order in which they apply: those that leave payees alone with their own claims, then the rest.

    The rest begins with the first limit over all payees. Where it is the same in two programs, they decide the same
    if they do for each payee alone before it.
    """
    order = [each.id for each in program.awards]
    found: list[Any] = []
    alone = 0
    for index, stage in enumerate(program.stages):
        found += [each.meaning for each in _normal([_within(each, order) for each in stage.within_case])]
        alone = len(found) if index == 0 else alone
        if stage.over_all is not None:
            found.append(_over_all(stage.over_all, order))
    return tuple(found[:alone]), tuple(found[alone:])


def before_all_payees(program: Program) -> Program:
    """The program without the first limit over all payees, and without what comes after it."""
    first = program.stages[:1]
    return replace(program, stages=tuple(replace(each, over_all=None) for each in first))


def _within(limit: CaseLimit, order: list[str]) -> _Within:
    if isinstance(limit, ExclusiveRule):
        return _Within(("exclusive",), limit.awards)
    # Of lines that are level, those of the award that comes first in the document are served first.
    awards = tuple(sorted(limit.awards)) if limit.cut is Cut.PRO_RATA else _ordered(limit.awards, order)
    return _Within(("cap", limit.whole_period, limit.cut), awards, limit.amount)


def _over_all(limit: SharedLimit, order: list[str]) -> tuple[Any, ...]:
    if isinstance(limit, PlacesRule):
        return ("places", _ordered(limit.awards, order), limit.places)
    less = None if limit.less is None else Formula("", limit.less, "whole")
    tranches = tuple(
        (each.by_rank, _ordered(each.awards, order) if each.by_rank else tuple(sorted(each.awards)))
        for each in limit.tranches
    )
    return ("budget", tuple(sorted(limit.awards)), limit.amount, less, tranches)


def _ordered(awards: Collection[str], order: list[str]) -> tuple[str, ...]:
    return tuple(name for name in order if name in awards)


def _normal(limits: list[_Within]) -> list[_Within]:
    found: list[_Within] = []
    for limit in limits:
        found.append(limit)
        index = len(found) - 1
        while index and _changes_places(found[index - 1], found[index]):
            found[index - 1 : index + 1] = found[index], found[index - 1]
            index -= 1
        if index and (one := _as_one(found[index - 1], found[index])) is not None:
            found[index - 1 : index + 1] = [one]
    return found


def _changes_places(first: _Within, second: _Within) -> bool:
    return set(first.awards).isdisjoint(second.awards) and repr(second.awards) < repr(first.awards)


def _as_one(first: _Within, second: _Within) -> _Within | None:
    """The one cap that does what two neighbours do; None where no one does."""
    if first.what != second.what or first.awards != second.awards or first.amount is None or second.amount is None:
        return None
    if first.amount <= second.amount:
        return first
    return second if first.what[-1] is not Cut.PRO_RATA else None
