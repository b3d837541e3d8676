"""PR401, PR402: awards that pay the same thing with no stated priority; awards outside the limits of the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from policyrules.language.definition import Award, Budget, Cap, Exclusive
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Expression, SeriesAt
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.lint.names_used import expressions
from policyrules.program.lowering.awards import payee_list
from policyrules.text import Text

FILE = "awards.yaml"
#: Kinds of figures that an award can be paid for.
_COUNTED = (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE)


def check(context: Context, findings: Findings) -> None:
    """All awards, each against the others and against the limits."""
    _check_pairs(context, findings)
    _check_covered(context, findings)


def _check_pairs(context: Context, findings: Findings) -> None:
    there = context.settling(context.years[0], context.policy.options)
    settled = [each for each in context.definition.limits if isinstance(each, Exclusive | Cap)]
    for first, second in combinations(context.definition.awards, 2):
        if payee_list(there, first) != payee_list(there, second) or first.subject != second.subject:
            continue
        if any({first.id, second.id} <= set(limit.awards) for limit in settled):
            continue
        shared = [name for name in _counted(first) if name in _counted(second)]
        together = next(_together(context, first, second), None) if shared else None
        if together is not None:
            listed = ", ".join(f"`{name}`" for name in shared)
            what = Text(
                f"{first.id} 与 {second.id} 都按 {listed} 奖励同一对象，且没有排他或上限",
                f"`{first.id}` and `{second.id}` both pay for {listed}, and no exclusive or cap names both",
            )
            hint = Text("在 limits.yaml 中加 exclusive 或 cap", "add an exclusive or a cap to limits.yaml")
            witness = context.example(first.subject, together)
            findings.add("PR401", FILE, ("awards", second.id), what, hint, proved=witness is not None, witness=witness)


def _counted(award: Award) -> tuple[str, ...]:
    """The figures of its subject that an award is paid for."""
    asked = (*(each.test for each in award.criteria), award.amount)
    found = (each for each in expressions(asked) if isinstance(each, Attribute | SeriesAt) and each.kind in _COUNTED)
    return tuple(dict.fromkeys(f"{each.owner}.{each.field}" if each.owner else each.field for each in found))


def _together(context: Context, first: Award, second: Award) -> Iterator[tuple[Expression, ...]]:
    """The criteria of both, where one subject can satisfy them in one year."""
    options, inquiry = context.policy.options, context.inquiry(first.subject)
    years = [year for year in context.open_years(first, options) if year in context.open_years(second, options)]
    for year in years:
        for one in context.tiers(first, year, options).values():
            for other in context.tiers(second, year, options).values():
                if inquiry.possible(criteria := (*one.criteria, *other.criteria)):
                    yield criteria


def _check_covered(context: Context, findings: Findings) -> None:
    """Each award is under a general cap and a general budget where there are any, and under some limit at all.

    General is what names at least half of the awards, and more than one.
    """
    awards = context.definition.awards
    limits = [each for each in context.definition.limits if isinstance(each, Cap | Budget)]
    general = [each for each in limits if len(each.awards) > 1 and len(awards) <= 2 * len(each.awards)]
    kinds = [[each for each in general if isinstance(each, kind)] for kind in (Cap, Budget)]
    for award in awards:
        lacking = [group[0] for group in [*kinds, limits] if group and not any(award.id in it.awards for it in group)]
        if lacking:
            names = dict.fromkeys(f"`{each.id}`" for each in lacking)
            zh = f"{award.id} 不在限额 {'、'.join(names)} 之内"
            what = Text(zh, f"`{award.id}` is outside {', '.join(names)}, which limits others")
            hint = Text("补入该限额的 `awards`", "add it to the `awards` of that limit")
            findings.add("PR402", FILE, ("awards", award.id), what, hint)
