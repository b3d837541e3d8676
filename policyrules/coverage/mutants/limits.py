"""Limits with one small change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from policyrules.coverage.mutants.mutant import DROPPED, Mutant, exchanged, of, swapped, with_part, without
from policyrules.coverage.proofs import commute, cut_alike
from policyrules.language.definition import AnyLimit, Budget, Cap, Chosen, Definition, Exclusive, Tranche
from policyrules.language.quantities import Kind
from policyrules.text import Text

_CUTS = ("lower_rank_first", "smaller_first", "later_clauses_first", "pro_rata")
_PERIODS = {"year": "whole_period", "whole_period": "year"}


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Limits dropped, exchanged with the next one, over fewer awards, cutting otherwise."""
    for index, limit in enumerate(definition.limits):
        address = f"limits.{limit.id}"
        yield of(address, "dropped", DROPPED, replace(definition, limits=without(definition.limits, index)))
        yield from _awards(definition, index, limit)
        match limit:
            case Cap():
                yield from _cap(definition, index, limit)
            case Budget():
                yield from _budget(definition, index, limit)
    for index, limits in exchanged(definition.limits):
        one, other = definition.limits[index], definition.limits[index + 1]
        words = Text(f"与 {other.id} 交换次序", f"exchanged with {other.id}")
        changed = replace(definition, limits=limits)
        yield of(f"limits.{one.id}", "order", words, changed, commutes=commute(definition, one, other))


def _awards(definition: Definition, index: int, limit: AnyLimit) -> Iterator[Mutant]:
    if len(limit.awards) < 2:
        return
    for number, award in enumerate(limit.awards):
        words = Text(f"不含 {award}", f"without {award}")
        changed = with_part(definition, "limits", index, awards=without(limit.awards, number))
        yield of(f"limits.{limit.id}.awards", "dropped", words, changed)
    if isinstance(limit, Exclusive):
        for number, awards in exchanged(limit.awards):
            first, second = awards[number], awards[number + 1]
            words = Text(f"{first} 先于 {second}", f"{first} before {second}")
            yield of(f"limits.{limit.id}.awards", "order", words, with_part(definition, "limits", index, awards=awards))


def _cap(definition: Definition, index: int, cap: Cap) -> Iterator[Mutant]:
    if not isinstance(cap.period, Chosen):
        other = _PERIODS[cap.period]
        words = Text(f"{cap.period} → {other}", f"{cap.period} → {other}")
        yield of(f"limits.{cap.id}.period", "period", words, with_part(definition, "limits", index, period=other))
    if isinstance(cap.cut, Chosen):
        return
    for other in _CUTS:
        if other != cap.cut and (other != "lower_rank_first" or _can_be_ranked(definition, cap.awards)):
            words = Text(f"{cap.cut} → {other}", f"{cap.cut} → {other}")
            changed = with_part(definition, "limits", index, cut=other)
            yield of(f"limits.{cap.id}.cut", "cut", words, changed, commutes=cut_alike(definition, cap, cap.cut, other))


def _budget(definition: Definition, index: int, budget: Budget) -> Iterator[Mutant]:
    if budget.less is not None:
        yield of(f"limits.{budget.id}.less", "dropped", DROPPED, with_part(definition, "limits", index, less=None))
    if isinstance(budget.tranches, Chosen):
        choice = budget.tranches
        for option, tranches in choice.options.items():
            for change, words, new in _tranches(definition, tranches):
                options = {**choice.options, option: new}
                changed = with_part(definition, "limits", index, tranches=replace(choice, options=options))
                told = Text(f"{option}：{words.zh}", f"{option}: {words.en}")
                yield of(f"limits.{budget.id}.tranches", change, told, changed)
        return
    for change, words, new in _tranches(definition, budget.tranches):
        yield of(f"limits.{budget.id}.tranches", change, words, with_part(definition, "limits", index, tranches=new))


def _tranches(
    definition: Definition, tranches: tuple[Tranche, ...]
) -> Iterator[tuple[Literal["order", "cut"], Text, tuple[Tranche, ...]]]:
    for index, each in enumerate(tranches):
        if each.by_rank or _can_be_ranked(definition, each.awards):
            way = Text("按比例", "in proportion") if each.by_rank else Text("按排名", "by rank")
            words = Text(f"第 {index + 1} 批{way.zh}", f"tranche {index + 1} {way.en}")
            yield "cut", words, swapped(tranches, index, replace(each, by_rank=not each.by_rank))
    for index, new in exchanged(tranches):
        yield "order", Text(f"第 {index + 1} 批推后", f"tranche {index + 1} after the next"), new


def _can_be_ranked(definition: Definition, awards: tuple[str, ...]) -> bool:
    """Whether a policy may serve awards by rank: each has one, and by figures of the same kinds."""
    kinds: set[tuple[Kind, ...]] = set()
    for rank in (definition.award(each).rank for each in awards):
        rankings = rank.options.values() if isinstance(rank, Chosen) else (rank,)
        kinds.update(tuple(each.kind for each in ranking) for ranking in rankings)
    return len(kinds) == 1 and () not in kinds
