"""Awards that exclude each other (就高不就低), as columns: which side each payee keeps, and what that leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_
from typing import Any

import narwhals as nw

from policyrules.engines.claims import State
from policyrules.engines.columnar.claims import Claims
from policyrules.engines.columnar.register import was_paid
from policyrules.engines.columnar.slots import Slot, code
from policyrules.facts.frames.names import ID
from policyrules.program.program import AwardRule, ExclusiveRule

#: More than the known claims of any payee come to, and little enough to be added thousands of times.
_BEYOND_ALL = 2**50
_ZERO, _ONE = nw.lit(0, nw.Int64), nw.lit(1, nw.Int64)


@dataclass(frozen=True)
class Side:
    """One of the awards for each payee: the columns of what is due, and of how many claims are open or in question."""

    limit: ExclusiveRule
    award: AwardRule
    slots: tuple[Slot, ...]

    def column(self, what: str) -> str:
        """A column of the side."""
        return f"{self.limit.id}:{self.award.id}:{what}"

    @property
    def in_question(self) -> nw.Expr:
        """Whether any claim is live or unknown."""
        return nw.col(self.column("claims")).fill_null(0) > 0

    @property
    def is_unknown(self) -> nw.Expr:
        """Whether any claim is unknown."""
        return nw.col(self.column("unknown")).fill_null(0) > 0

    @property
    def due(self) -> nw.Expr:
        """What its known claims are due."""
        return nw.col(self.column("due")).fill_null(0)

    def most(self) -> nw.Expr | None:
        """The most that its claims could be due; None where nothing bounds an unknown one."""
        if self.award.cap is None:
            return None
        cap = nw.lit(min(self.award.cap, _BEYOND_ALL), nw.Int64)
        return self.due + nw.col(self.column("unknown")).fill_null(0) * cap

    def sums(self) -> list[nw.Expr]:
        """The columns of the side on the rows of its list."""
        unknown, live = _count(self.slots, [State.UNKNOWN]), _count(self.slots, [State.LIVE, State.UNKNOWN])
        due = _added([nw.col(slot.due) for slot in self.slots])
        return [
            unknown.alias(self.column("unknown")),
            live.alias(self.column("claims")),
            due.alias(self.column("due")),
        ]

    @property
    def names(self) -> list[str]:
        """The names of the columns that `sums` makes."""
        return [self.column(each) for each in ("unknown", "claims", "due")]


def exclude(claims: Claims, limit: ExclusiveRule) -> None:
    """Leave each payee the highest of the awards; where that cannot be known, leave the claims open."""
    sides = [Side(limit, claims.program.award(each), tuple(claims.of([each]))) for each in limit.awards]
    sides = [side for side in sides if side.slots]
    if not sides:
        return
    payees = claims.program.payees
    frame = claims.frames[payees]
    for side in sides:
        frame = _with_side(claims, frame, side)
    frame = _judged(frame, limit, sides)
    if claims.register is not None:
        frame = _after_payment(frame, limit, sides)
    lists = claims.by_list([slot for side in sides for slot in side.slots])
    # What is decided for each payee is settled on the payees' frame, then carried to the frames of their things.
    found = {name: _carried(claims, frame, name, sides) for name in lists if name != payees}
    found[payees] = frame
    claims.replace({name: _settled(each, name, sides) for name, each in found.items()})


def _with_side(claims: Claims, frame: nw.LazyFrame[Any], side: Side) -> nw.LazyFrame[Any]:
    name = side.award.subject
    if name == claims.program.payees:
        return frame.with_columns(*side.sums())
    key, column = claims.key(name), side.column("payee")
    found = claims.frames[name].select(nw.col(key).alias(column), *side.sums())
    summed = found.group_by(column).agg(*(nw.col(each).sum().cast(nw.Int64) for each in side.names))
    return frame.join(summed, how="left", left_on=ID, right_on=column)


def _judged(frame: nw.LazyFrame[Any], limit: ExclusiveRule, sides: list[Side]) -> nw.LazyFrame[Any]:
    """The frame of the payees with which sides are excluded, and whether those in question stay open."""
    best, contending, bounded = (f"{limit.id}:{each}" for each in ("best", "contending", "bounded"))
    highest: nw.Expr = nw.lit(-1, nw.Int64)
    for side in sides:
        known = side.in_question & ~side.is_unknown
        highest = nw.when(known & (side.due > highest)).then(side.due).otherwise(highest)
    number = _added([_as_number(side.in_question) for side in sides])
    frame = frame.with_columns(highest.alias(best), (number > 1).alias(contending))
    within = [_cannot_exceed(side, nw.col(best)) for side in sides]
    frame = frame.with_columns(reduce(and_, within, nw.col(best) >= 0).alias(bounded))
    decided, open_ = nw.col(contending) & nw.col(bounded), nw.col(contending) & ~nw.col(bounded)
    is_best = [side.in_question & ~side.is_unknown & (side.due == nw.col(best)) for side in sides]
    excluded = []
    for position, side in enumerate(sides):
        # On a tie the one listed first stays.
        kept = reduce(and_, [~each for each in is_best[:position]], is_best[position])
        excluded.append((decided & ~kept).alias(side.column("excluded")))
    return frame.with_columns(*excluded, open_.alias(f"{limit.id}:open"))


def _cannot_exceed(side: Side, best: nw.Expr) -> nw.Expr:
    """Whether an unknown side comes to no more than the best that is known, whatever it comes to."""
    most = side.most()
    return ~side.is_unknown if most is None else ~side.is_unknown | (most <= best)


def _after_payment(frame: nw.LazyFrame[Any], limit: ExclusiveRule, sides: list[Side]) -> nw.LazyFrame[Any]:
    """Where one of the awards was paid for the year already, the others are excluded, whatever they come to."""
    paid = {award: nw.col(was_paid(limit, award)).fill_null(0) > 0 for award in limit.awards}
    anything = reduce(or_, paid.values())
    found = []
    for side in sides:
        others = reduce(or_, [each for award, each in paid.items() if award != side.award.id], nw.lit(value=False))
        name = side.column("excluded")
        found.append(nw.when(anything).then(others).otherwise(nw.col(name)).alias(name))
    opened = nw.col(f"{limit.id}:open")
    return frame.with_columns(*found, (opened & ~anything).alias(f"{limit.id}:open"))


def _carried(claims: Claims, frame: nw.LazyFrame[Any], name: str, sides: list[Side]) -> nw.LazyFrame[Any]:
    limit = sides[0].limit
    key = f"{limit.id}:payee"
    columns = [side.column("excluded") for side in sides if side.award.subject == name]
    decided = frame.select(nw.col(ID).alias(key), nw.col(f"{limit.id}:open"), *(nw.col(each) for each in columns))
    return claims.frames[name].join(decided, how="left", left_on=claims.key(name), right_on=key)


def _settled(frame: nw.LazyFrame[Any], name: str, sides: list[Side]) -> nw.LazyFrame[Any]:
    opened = f"{sides[0].limit.id}:open"
    changed: list[nw.Expr] = []
    for side in sides:
        for slot in side.slots if side.award.subject == name else ():
            out = nw.col(side.column("excluded")) & (slot.is_in(State.LIVE) | slot.is_in(State.UNKNOWN))
            left_open = nw.col(opened) & slot.is_in(State.LIVE)
            changed += [
                nw.when(out)
                .then(code(State.EXCLUDED))
                .when(left_open)
                .then(code(State.UNKNOWN))
                .otherwise(nw.col(slot.state))
                .alias(slot.state),
                nw.when(out | left_open).then(_ZERO).otherwise(nw.col(slot.due)).alias(slot.due),
            ]
    return frame.with_columns(*changed) if changed else frame


def _count(slots: tuple[Slot, ...], states: list[State]) -> nw.Expr:
    return _added([_as_number(reduce(or_, [slot.is_in(state) for state in states])) for slot in slots])


def _as_number(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(_ONE).otherwise(_ZERO)


def _added(columns: list[nw.Expr]) -> nw.Expr:
    return reduce(add, columns)
