"""What parts of provisions say, in words: the file has formulas, an official reads conditions and amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyrules.decision.prose import Prose, prose_of, quantity
from policyrules.language.quantities import Kind
from policyrules.language.tree import Compare
from policyrules.policy import Policy
from policyrules.program.criterion import CriterionRule
from policyrules.program.program import AwardRule, TierRule
from policyrules.program.standard_rules import StandardRule
from policyrules.text import Text, joined


def words_at(policy: Policy, year: int, address: str) -> Text | None:
    """What an award (or its criterion, tier, amount or cap), or a standard's item, says in a year.

    None for anything else, or where there is none. Of tiers that say it differently, each is named.
    """
    section, _, rest = address.partition(".")
    name, _, part = rest.partition(".")
    program = policy.program(year)
    rule: AwardRule | StandardRule | None = None
    if section == "awards":
        rule = next((each for each in program.awards if each.id == name), None)
    elif section == "standards":
        rule = next((each for each in program.standards if each.id == name), None)
    if rule is None:
        return None
    prose = prose_of(program, policy.definition.vocabulary)[rule.subject]
    return _of_item(rule, part, prose) if isinstance(rule, StandardRule) else _of_award(rule, part, prose)


def _of_item(standard: StandardRule, part: str, prose: Prose) -> Text | None:
    for block in standard.blocks:
        for item in block.items:
            if part.removesuffix(".test") == f"blocks.{block.id}.items.{item.id}":
                return prose.condition(item.test)
    return None


def _of_award(award: AwardRule, part: str, prose: Prose) -> Text | None:
    if part == "cap":
        return None if award.cap is None else quantity(Kind.MONEY, award.cap)
    said = list(_of_tiers(award, part, prose))
    if len({words for _, words in said}) == 1:
        return said[0][1]
    return joined([_named(tier, words) for tier, words in said], "；", "; ") if said else None


def _of_tiers(award: AwardRule, part: str, prose: Prose) -> Iterator[tuple[TierRule, Text]]:
    for tier in award.tiers:
        if part == "amount":
            yield tier, prose.term(tier.amount)
        if part == "":
            yield tier, _asks_and_pays(tier.criteria, tier, prose)
        if part == f"tiers.{tier.number}":
            yield tier, _of_one(tier, award, prose)
        for criterion in tier.criteria:
            if part.removesuffix(".test") == f"criteria.{criterion.id}":
                yield tier, prose.condition(criterion.test)


def _of_one(tier: TierRule, award: AwardRule, prose: Prose) -> Text:
    """What tells a tier from others: the bounds that they have otherwise, and the amount."""
    shared = [{each.test for each in other.criteria} for other in award.tiers if other is not tier]
    own = [each for each in tier.criteria if not all(each.test in tests for tests in shared)]
    return _asks_and_pays([each for each in own if isinstance(each.test, Compare)], tier, prose)


def _asks_and_pays(criteria: Sequence[CriterionRule], tier: TierRule, prose: Prose) -> Text:
    amount = prose.term(tier.amount)
    if not criteria:
        return amount
    asked = joined([prose.condition(each.test) for each in criteria])
    return Text(f"{asked.zh} → {amount.zh}", f"{asked.en} → {amount.en}")


def _named(tier: TierRule, words: Text) -> Text:
    return Text(f"第{tier.number}档：{words.zh}", f"tier {tier.number}: {words.en}")
