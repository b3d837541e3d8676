"""A policy's definition, a year and chosen options → `Program`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from policyrules.language.definition import (
    AnyLimit,
    Award,
    Budget,
    Cap,
    Chosen,
    Criterion,
    Definition,
    Exclusive,
    Limit,
    Places,
)
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import (
    Arithmetic,
    Constant,
    Expression,
    Extremum,
    OptionValue,
    Switched,
    attributes,
    walk,
)
from policyrules.program import ground as grounding
from policyrules.program.ground import ground, number
from policyrules.program.program import (
    AwardRule,
    BudgetRule,
    CapRule,
    CaseLimit,
    Combine,
    CriterionRule,
    Cut,
    ExclusiveRule,
    PlacesRule,
    Program,
    Setting,
    SharedLimit,
    Stage,
    TierRule,
    TrancheRule,
)
from policyrules.text import Text, same

T = TypeVar("T")


def lower(definition: Definition, year: int, options: Mapping[str, str | Value]) -> Program:
    """Settle a policy for the sales year `year` under `options` (one for every interpretation)."""
    lowering = _Lowering(definition, grounding.Setting(year, definition.parameters, options))
    awards = tuple(lowering.award(index, award) for index, award in enumerate(definition.awards))
    return Program(
        policy=definition.identity.id,
        document=definition.identity.document,
        digest=definition.digest,
        year=year,
        settings=tuple(lowering.settings()),
        payees=lowering.payees(),
        references=lowering.references(),
        awards=awards,
        stages=lowering.stages(),
    )


@dataclass(frozen=True)
class _Lowering:
    definition: Definition
    setting: grounding.Setting

    def settings(self) -> list[Setting]:
        found = []
        for name, each in self.definition.interpretations.items():
            option = self.setting.options[name]
            label = (
                each.options[option] if isinstance(option, str) else (each.number.label if each.number else same(""))
            )
            kind = each.number.kind if each.number is not None and not isinstance(option, str) else None
            found.append(Setting(name, option, kind, each.clause, each.question, label))
        return found

    def pick(self, choice: T | Chosen[T]) -> T:
        """What the chosen option selects."""
        if isinstance(choice, Chosen):
            picked: T = choice.options[self.setting.option_key(choice.interpretation)]
            return picked
        return choice

    def payees(self) -> str:
        """The one list whose things are paid; policies that pay several are refused when they are read."""
        return next((self.payee_list(award) for award in self.definition.awards), "")

    def references(self) -> dict[tuple[str, str], str]:
        """Each reference field → the list it points into."""
        lists = self.definition.vocabulary.lists
        return {
            (name, field_name): field.to
            for name, things in lists.items()
            for field_name, field in things.fields.items()
            if field.to is not None
        }

    def payee_list(self, award: Award) -> str:
        if award.payee is None:
            return award.subject
        return self.definition.vocabulary.lists[award.subject].fields[award.payee].to or ""

    def award(self, index: int, award: Award) -> AwardRule:
        first, last = number(award.first_year, self.setting), number(award.last_year, self.setting)
        cap = None if award.cap is None else ground(award.cap, self.setting)
        return AwardRule(
            id=award.id,
            index=index,
            clause=award.clause,
            label=award.label,
            subject=award.subject,
            payee=award.payee,
            payer=award.payer,
            once=award.once,
            first_year=first,
            last_year=last,
            open=first <= self.setting.year <= last,
            tiers=self.tiers(award),
            combine=Combine(self.pick(award.combine)),
            deduct_lower_tiers=self.pick(award.after_lower_tier) == "difference",
            cap=None if award.cap is None else max(0, number(award.cap, self.setting)),
            cap_source=cap.source if isinstance(cap, Constant) else "",
            rank=tuple(ground(each, self.setting) for each in self.pick(award.rank)),
            interpretations=_interpretations(award),
        )

    def tiers(self, award: Award) -> tuple[TierRule, ...]:
        if not award.tiers:
            return (self.tier(award, None, self.setting),)
        return tuple(self.tier(award, each, self.with_tier(group)) for each, group in sorted(award.tiers.items()))

    def with_tier(self, group: str) -> grounding.Setting:
        return grounding.Setting(self.setting.year, self.setting.parameters, self.setting.options, group)

    def tier(self, award: Award, tier: int | None, setting: grounding.Setting) -> TierRule:
        criteria = tuple(_criterion(each, setting) for each in award.criteria)
        return TierRule(tier, criteria, _not_negative(ground(award.amount, setting)))

    def stages(self) -> tuple[Stage, ...]:
        stages: list[Stage] = []
        within: list[CaseLimit] = []
        for index, limit in enumerate(self.definition.limits):
            rule = self.limit(index, limit)
            if isinstance(rule, CapRule | ExclusiveRule):
                within.append(rule)
            elif rule is not None:
                stages.append(Stage(tuple(within), rule))
                within = []
        return (*stages, Stage(tuple(within), None)) if within or not stages else tuple(stages)

    def limit(self, index: int, limit: AnyLimit) -> CaseLimit | SharedLimit | None:
        common: dict[str, Any] = {
            "id": limit.id,
            "index": index,
            "clause": limit.clause,
            "label": limit.label,
            "awards": limit.awards,
            "interpretations": _interpretations(limit),
        }
        match limit:
            case Cap():
                amount = max(0, number(limit.amount, self.setting))
                whole = self.pick(limit.period) == "whole_period"
                return CapRule(**common, amount=amount, whole_period=whole, cut=Cut(self.pick(limit.cut)))
            case Exclusive():
                return ExclusiveRule(**common)
            case Places():
                places = self.pick(limit.places)
                return None if places is None else PlacesRule(**common, places=number(places, self.setting))
            case Budget():
                tranches = tuple(TrancheRule(each.awards, each.by_rank) for each in self.pick(limit.tranches))
                less = None if limit.less is None else _not_negative(ground(limit.less, self.setting))
                return BudgetRule(**common, amount=number(limit.amount, self.setting), less=less, tranches=tranches)


def _criterion(criterion: Criterion, setting: grounding.Setting) -> CriterionRule:
    test = ground(criterion.test, setting)
    return CriterionRule(criterion.id, criterion.label, test, attributes(test))


def _not_negative(amount: Expression) -> Expression:
    """An amount that a difference could make negative is then nothing: no award takes money."""
    if not any(isinstance(part, Arithmetic) and part.operator == "-" for part in walk(amount)):
        return amount
    return Extremum("max", (amount, Constant(0, Kind.MONEY)), Kind.MONEY)


def _interpretations(provision: Award | Limit) -> tuple[str, ...]:
    """The interpretations that a provision asks, in the order in which it asks them."""
    return tuple(dict.fromkeys(_asked(vars(provision).values())))


def _asked(values: Any) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, Chosen):
            found += [value.interpretation, *_asked(value.options.values())]
        elif isinstance(value, tuple):
            found += _asked(value)
        elif isinstance(value, Text | str | int | None):
            continue
        elif hasattr(value, "test"):
            found += _in_formula(value.test)
        elif isinstance(value, Expression):
            found += _in_formula(value)
    return found


def _in_formula(expression: Expression) -> list[str]:
    return [each.interpretation for each in walk(expression) if isinstance(each, Switched | OptionValue)]
