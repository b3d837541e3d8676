"""The invariants of a policy as a grid: what its document promises, whatever provisions and limits keep it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from policyrules.decision.prose import Prose, enumeration, quantity
from policyrules.invariants.rules import (
    AnyRule,
    Awards,
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
    settle,
)
from policyrules.language.quantities import Kind
from policyrules.policy import Policy
from policyrules.program.program import Program
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.policy_words import award_names
from policyrules.reports.words import column
from policyrules.text import Language, Text

_TITLE = Text("承诺（不因修改而变）", "Invariants: what the document promises")
_NOT_PROMISED = Text("在所选解释下不作承诺", "is not promised under these readings")


def invariant_provisions(
    policy: Policy, program: Program, words: Mapping[str, Prose], language: Language
) -> list[Grid]:
    """The invariants as a grid; none where the policy has none."""
    invariants = policy.definition.invariants
    if not invariants:
        return []
    of = partial(column, language=language)
    columns = (of("id", sort="id"), of("clause", sort="id"), of("label"), of("says", sort="words"))
    rules = {rule.id: rule for rule in settle(policy.definition, program.year, policy.options)}
    rows: list[tuple[Cell, ...]] = []
    for each in invariants:
        said = _words(rules[each.id], program, words) if each.id in rules else _NOT_PROMISED
        rows.append((each.id, each.clause, each.label.pick(language), said.pick(language)))
    return [Grid("invariants", _TITLE.pick(language), columns, tuple(rows))]


def _words(rule: AnyRule, program: Program, words: Mapping[str, Prose]) -> Text:
    """What an invariant says, as a sentence."""
    match rule:
        case MostRule(awards=awards, amount=amount, per_subject=per_subject):
            most, named, period = quantity(Kind.MONEY, amount), _awards(awards, program), _period(rule)
            each = Text("每个奖励对象", "for each subject") if per_subject else Text("每家", "each")
            return Text(
                f"{each.zh}{period.zh}最高 {most.zh}：{named.zh}",
                f"at most {most.en} {each.en}, {period.en}: {named.en}",
            )
        case WithinBudgetRule(awards=awards, amount=amount, less=less):
            most, named = quantity(Kind.MONEY, amount), _awards(awards, program)
            taken = Text("", "") if less is None else words[""].term(less)
            reduced = Text(f"，先减去{taken.zh}" if less else "", f", less {taken.en}" if less else "")
            return Text(
                f"每年共计最高 {most.zh}{reduced.zh}：{named.zh}",
                f"at most {most.en} a year in all{reduced.en}: {named.en}",
            )
        case OneOfRule(awards=awards):
            named = _awards(awards, program)
            return Text(f"每家同年只得一项：{named.zh}", f"each gets one of these for a year: {named.en}")
        case OnceRule(awards=awards):
            named = _awards(awards, program)
            return Text(
                f"已发放过的（同一对象、同一档次）不再发放：{named.zh}",
                f"what was paid, for the same subject and tier, is not paid again: {named.en}",
            )
        case WithinYearsRule(awards=awards, first=first, last=last):
            named = _awards(awards, program)
            return Text(f"只限{first}–{last}年度：{named.zh}", f"for {first}–{last} alone: {named.en}")
        case NeedsRule(award=award, test=test):
            named, asked = _awards((award,), program), words[program.award(award).subject].condition(test)
            return Text(f"{named.zh}须满足：{asked.zh}", f"{named.en} needs: {asked.en}")
        case MonotoneRule(awards=awards, things=things, figure=figure):
            named, raised = _awards(awards, program), words[things].name(figure)
            return Text(
                f"{raised.zh}提高后，收款人所得不减{_asked(rule).zh}：{named.zh}",
                f"with a higher figure of {raised.en} the payee gets no less{_asked(rule).en}: {named.en}",
            )
        case NeedsBlocksRule(standard=standard, blocks=blocks):
            labels = {block.id: block.label for block in program.standard(standard).blocks}
            named = enumeration(labels[each] for each in blocks)
            return Text(f"达标须各项达到：{named.zh}", f"what meets {standard} has each of: {named.en}")
        case NestedRule(targets=targets):
            named = enumeration(program.target(each).label for each in targets)
            return Text(f"后者的数量不少于前者：{named.zh}", f"each counts at least the one before it: {named.en}")


def _period(rule: MostRule) -> Text:
    if not rule.earlier:
        return Text("每次决定", "in one decision")
    return Text("整个方案期", "over the whole period") if rule.whole_period else Text("每年", "a year")


def _asked(rule: MonotoneRule) -> Text:
    """What the promise of a higher figure is made under, in brackets."""
    under = [] if rule.over_all else [Text("名额、预算分配之前", "before places and budgets")]
    under += [] if rule.any_register else [Text("此前未发放过奖励时", "where nothing was paid before")]
    named = enumeration(under)
    return Text(f"（{named.zh}）", f" ({named.en})") if under else named


def _awards(awards: Awards, program: Program) -> Text:
    return Text("全部奖励", "all awards") if awards is None else award_names(awards, program)
