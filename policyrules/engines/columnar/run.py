"""One decision over frames: every list through the stages of a program, as column expressions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.allocation import choose_places, share_budget
from policyrules.engines.columnar.caps import apply_cap
from policyrules.engines.columnar.claims import Claims
from policyrules.engines.columnar.entitled import entitled
from policyrules.engines.columnar.exclusivity import exclude
from policyrules.engines.columnar.holding import held
from policyrules.engines.columnar.shared import Shared
from policyrules.engines.columnar.slots import Slot
from policyrules.facts.frames.frames import FactFrames
from policyrules.program.program import BudgetRule, CapRule, ExclusiveRule, PlacesRule, Program


@dataclass(frozen=True)
class Mode:
    """How a run goes about it: whether claims are held once they are computed, and sums over all computed at once.

    With neither, all is one plan that nothing has computed yet. `holds_each_limit`: claims are held after every limit,
    for a library that writes out a column anew wherever a later one names it.
    """

    holds: bool = False
    holds_each_limit: bool = False
    sums_at_once: bool = False


@dataclass(frozen=True)
class AwardColumns:
    """What became of the awards for the things of each list, and the sums over all cases.

    `frames` hold the things that may get something, with the columns of the `slots`; `others` the rest, who are not
    eligible for anything: their ids alone. `keys` name the columns of their payees, `budgets` the sums of each budget.
    """

    frames: dict[str, nw.LazyFrame[Any]]
    others: dict[str, nw.LazyFrame[Any]]
    slots: tuple[Slot, ...]
    budgets: tuple[Shared, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)


def decide_awards(program: Program, facts: FactFrames, mode: Mode) -> AwardColumns:
    """Every award for every thing of its list, under all limits.

    Raises EngineError for what column expressions cannot do, and where an amount would leave 64 bits.
    """
    if not program.awards:
        return AwardColumns({}, {}, ())
    claims, others = entitled(program, facts)
    _hold(claims, mode)
    budgets: list[Shared] = []
    for stage in program.stages:
        for limit in stage.within_case:
            if isinstance(limit, CapRule):
                apply_cap(claims, limit)
            elif isinstance(limit, ExclusiveRule):
                exclude(claims, limit)
            if mode.holds_each_limit:
                _hold(claims, mode)
        if stage.over_all is None:
            continue
        if not mode.holds_each_limit:
            _hold(claims, mode)
        if isinstance(stage.over_all, PlacesRule):
            choose_places(claims, stage.over_all, facts.backend, mode.sums_at_once)
        elif isinstance(stage.over_all, BudgetRule):
            budgets.append(share_budget(claims, stage.over_all, facts.facts, facts.backend, mode.sums_at_once))
    _hold(claims, mode)
    keys = {name: claims.key(name) for name in claims.frames}
    return AwardColumns(claims.frames, others, claims.slots, tuple(budgets), keys)


def _hold(claims: Claims, mode: Mode) -> None:
    if mode.holds:
        claims.replace(held(claims.frames, claims.backend))
