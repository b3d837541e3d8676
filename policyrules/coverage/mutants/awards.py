"""Awards with one small change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.coverage.mutants.formulas import variants
from policyrules.coverage.mutants.mutant import DROPPED, Mutant, of, swapped, with_part, without
from policyrules.language.definition import Award, Chosen, Definition
from policyrules.language.quantities import Kind
from policyrules.language.tree import Arithmetic, Constant, Expression, Operator
from policyrules.text import Text

_COMBINE = ("highest", "sum", "each")
_AFTER = {"full": "difference", "difference": "full"}
_BESIDE: tuple[tuple[Operator, Text], ...] = (
    ("-", Text("提前一年", "a year earlier")),
    ("+", Text("推迟一年", "a year later")),
)


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Criteria, tiers and caps dropped; comparisons; years; how often it is paid, and how tiers are."""
    for index, award in enumerate(definition.awards):
        yield from _criteria(definition, index, award)
        yield from _tiers(definition, index, award)
        yield from _years(definition, index, award)
        address = f"awards.{award.id}"
        how = Text("每年 → 一次", "yearly → once") if not award.once else Text("一次 → 每年", "once → yearly")
        yield of(f"{address}.paid", "period", how, with_part(definition, "awards", index, once=not award.once))
        if award.cap is not None:
            yield of(f"{address}.cap", "dropped", DROPPED, with_part(definition, "awards", index, cap=None))


def _criteria(definition: Definition, index: int, award: Award) -> Iterator[Mutant]:
    for number, criterion in enumerate(award.criteria):
        address = f"awards.{award.id}.criteria.{criterion.id}"
        fewer = without(award.criteria, number)
        yield of(address, "dropped", DROPPED, with_part(definition, "awards", index, criteria=fewer))
        for change, words, test in variants(criterion.test):
            criteria = swapped(award.criteria, number, replace(criterion, test=test))
            yield of(address, change, words, with_part(definition, "awards", index, criteria=criteria))


def _tiers(definition: Definition, index: int, award: Award) -> Iterator[Mutant]:
    if len(award.tiers) < 2:
        return
    for number in award.tiers:
        fewer = {each: group for each, group in award.tiers.items() if each != number}
        changed = with_part(definition, "awards", index, tiers=fewer)
        yield of(f"awards.{award.id}.tiers.{number}", "dropped", DROPPED, changed)
    if not isinstance(award.combine, Chosen):
        for other in _COMBINE:
            if other != award.combine:
                words = Text(f"{award.combine} → {other}", f"{award.combine} → {other}")
                changed = with_part(definition, "awards", index, combine=other)
                yield of(f"awards.{award.id}.combine", "kind", words, changed)
    if not isinstance(award.after_lower_tier, Chosen):
        other = _AFTER[award.after_lower_tier]
        words = Text(f"{award.after_lower_tier} → {other}", f"{award.after_lower_tier} → {other}")
        changed = with_part(definition, "awards", index, after_lower_tier=other)
        yield of(f"awards.{award.id}.after_lower_tier", "kind", words, changed)


def _years(definition: Definition, index: int, award: Award) -> Iterator[Mutant]:
    for name, end in (("first_year", award.first_year), ("last_year", award.last_year)):
        for sign, words in _BESIDE:
            changed = with_part(definition, "awards", index, **{name: _beside(end, sign)})
            which = Text("首个年度", "first") if name == "first_year" else Text("最后年度", "last")
            told = Text(f"{which.zh}{words.zh}", f"{which.en} {words.en}")
            yield of(f"awards.{award.id}.years", "years", told, changed)


def _beside(year: Expression, sign: Operator) -> Expression:
    return Arithmetic(sign, year, Constant(1, Kind.COUNT), Kind.YEAR)
