"""Promises that a program may keep or break: what its limits and awards say, and a little beside it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from policyrules.invariants.rules import (
    AnyRule,
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.language.quantities import Kind
from policyrules.language.tree import SUBJECT, Attribute, attributes
from policyrules.program.program import AwardRule, BudgetRule, CapRule, ExclusiveRule, Program
from policyrules.text import same

_SAID = ("promise", "一", same("promise"))
_FIGURES = (Kind.MONEY, Kind.COUNT, Kind.AREA)


@st.composite
def promises(draw: st.DrawFn, program: Program) -> AnyRule:
    """A promise about a program: mostly one that something of it is meant to keep."""
    return draw(st.sampled_from(list(_promises(program, tuple(draw(st.sets(st.sampled_from(_ids(program)))))))))


def _ids(program: Program) -> list[str]:
    return [award.id for award in program.awards]


def _promises(program: Program, some: tuple[str, ...]) -> Iterator[AnyRule]:
    some = tuple(sorted(some)) or (program.awards[0].id,)
    for limit in program.limits():
        match limit:
            case CapRule(awards=awards, amount=amount, whole_period=whole):
                yield MostRule(*_SAID, awards, amount, whole)
                yield MostRule(*_SAID, some, amount, whole_period=False)
                yield MostRule(*_SAID, awards, amount, whole, earlier=False)
            case ExclusiveRule(awards=awards):
                yield OneOfRule(*_SAID, awards)
                yield OneOfRule(*_SAID, some)
            case BudgetRule(awards=awards, amount=amount, less=less):
                yield WithinBudgetRule(*_SAID, awards, amount, less)
                yield WithinBudgetRule(*_SAID, some, amount, None)
                yield MostRule(*_SAID, awards, amount, whole_period=False, earlier=False)
    for award in program.awards:
        yield from _of_award(award, some)
    for standard in program.standards:
        yield NeedsBlocksRule(*_SAID, standard.id, tuple(block.id for block in standard.blocks))
    targets = tuple(target.id for target in program.targets)
    yield from (NestedRule(*_SAID, order) for order in (targets, targets[::-1]) if len(targets) > 1)


def _of_award(award: AwardRule, some: tuple[str, ...]) -> Iterator[AnyRule]:
    yield OnceRule(*_SAID, (award.id,))
    yield WithinYearsRule(*_SAID, (award.id,), award.first_year, award.last_year)
    yield NeedsRule(*_SAID, award.id, award.tiers[0].criteria[0].test)
    if award.cap is not None:
        yield MostRule(*_SAID, (award.id,), award.cap, whole_period=False)
        yield MostRule(*_SAID, some, award.cap, whole_period=False, per_subject=True, earlier=False)
    for figure in _figures(award):
        yield MonotoneRule(*_SAID, award.subject, figure, None, over_all=False, any_register=True)
        yield MonotoneRule(*_SAID, award.subject, figure, (award.id,), over_all=False, any_register=False)


def _figures(award: AwardRule) -> Iterator[Attribute]:
    """The figures of its subjects that an award asks about."""
    for tier in award.tiers[:1]:
        for formula in (tier.amount, *(criterion.test for criterion in tier.criteria)):
            yield from (each for each in attributes(formula) if each.owner == SUBJECT and each.kind in _FIGURES)
