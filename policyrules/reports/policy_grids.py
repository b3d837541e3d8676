"""A policy as grids: who it is, its numbers, where it is silent, its awards, its limits, the facts it asks about."""

from __future__ import annotations

from collections.abc import Iterable

from policyrules.decision.prose import prose_of, quantity
from policyrules.language.definition import Parameter
from policyrules.language.quantities import Kind
from policyrules.language.sizes import bounds
from policyrules.policy import Policy
from policyrules.program.program import AwardRule, LimitRule, Program
from policyrules.reports.duty_provisions import duty_provisions
from policyrules.reports.grid import Cell, Column, Grid, Sort
from policyrules.reports.invariant_provisions import invariant_provisions
from policyrules.reports.policy_words import award_names, field_words, limit_words, option_name, option_words
from policyrules.reports.standard_provisions import standard_provisions
from policyrules.reports.target_provisions import target_provisions
from policyrules.reports.words import column
from policyrules.text import Language, Text

_TITLES = {
    "policy": Text("政策", "Policy"),
    "parameters": Text("参数", "Parameters"),
    "interpretations": Text("解释", "Interpretations"),
    "awards": Text("奖励", "Awards"),
    "limits": Text("限制（按适用顺序）", "Limits, in the order in which they apply"),
    "facts": Text("事实", "Facts"),
    "sizes": Text("报告中的规模分档", "Bands of size in reports"),
}


def policy_grids(policy: Policy, year: int, language: Language) -> list[Grid]:
    """The policy as it decides the year `year`: of each kind of provision that it has, a table."""
    program = policy.program(year)
    shown = _Shown(policy, program, language)
    return [
        shown.policy(),
        shown.parameters(),
        shown.interpretations(),
        *([shown.awards()] if program.awards else ()),
        *([shown.limits()] if policy.definition.limits else ()),
        *standard_provisions(program, shown.prose, language),
        *target_provisions(program, shown.prose, language),
        *duty_provisions(policy, program, shown.prose, language),
        *invariant_provisions(policy, program, shown.prose, language),
        shown.facts(),
        *shown.sizes(),
    ]


class _Shown:
    """One policy, one year, one language."""

    def __init__(self, policy: Policy, program: Program, language: Language) -> None:
        self.definition = policy.definition
        self.policy_options = policy.options
        self.program = program
        self.language = language
        self.prose = prose_of(program, policy.definition.vocabulary)

    def say(self, text: Text) -> str:
        return text.pick(self.language)

    def grid(self, key: str, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Grid:
        return Grid(key, self.say(_TITLES[key]), tuple(self.column(name) for name in columns), tuple(rows))

    def column(self, key: str) -> Column:
        words = key in ("question", "reason", "asks", "says", "headings", "option", "value", "bands")
        sort: Sort = "id" if key in ("id", "clause", "field") else "words" if words else "text"
        return column(key, self.language, sort)

    def policy(self) -> Grid:
        identity, in_force = self.definition.identity, self.definition.identity.in_force
        rows = [
            (Text("标识", "Id"), identity.id),
            (Text("文号", "Document"), identity.document),
            (Text("名称", "Title"), self.say(identity.title.text)),
            (Text("发文机关", "Issuer"), self.say(identity.issuer.text)),
            (Text("发文日期", "Issued"), str(identity.issued)),
            (Text("有效期", "In force"), f"{in_force.from_} … {in_force.until or ''}"),
            (Text("摘要", "Digest"), self.definition.digest),
            (Text("所示年度", "Shown for the year"), str(self.program.year)),
        ]
        return self.grid("policy", ("item", "value"), ((self.say(item), value) for item, value in rows))

    def parameters(self) -> Grid:
        parameters = self.definition.parameters.values()
        rows = ((each.name, each.clause, self.values(each), self.say(_meaning(each))) for each in parameters)
        return self.grid("parameters", ("id", "clause", "value", "label"), rows)

    def values(self, parameter: Parameter) -> str:
        written = [
            (start, self.say(quantity(parameter.kind, value, parameter.unit))) for start, value in parameter.values
        ]
        if len(written) == 1:
            return written[0][1]
        return ", ".join(f"{value} ({start})" if start.year > 1 else value for start, value in written)

    def interpretations(self) -> Grid:
        chosen = self.policy_options
        changed = any(chosen[name] != each.default for name, each in self.definition.interpretations.items())
        rows: list[tuple[Cell, ...]] = []
        for name, each in self.definition.interpretations.items():
            options = "\n".join(self.say(words) for words in option_words(each))
            default = self.say(option_name(each, each.default))
            in_effect = (self.say(option_name(each, chosen[name])),) if changed else ()
            rows.append(
                (name, each.clause, self.say(each.question), options, default, *in_effect, self.say(each.reason))
            )
        columns = ("id", "clause", "question", "option", "default", *(("in_effect",) if changed else ()), "reason")
        return self.grid("interpretations", columns, rows)

    def awards(self) -> Grid:
        rows = ((each.id, each.clause, self.say(each.label), self.award(each)) for each in self.program.awards)
        return self.grid("awards", ("id", "clause", "award", "asks"), rows)

    def award(self, award: AwardRule) -> str:
        prose = self.prose[award.subject]
        subject = self.definition.vocabulary.lists[award.subject].label.text
        paid = Text("一次性", "once") if award.once else Text("每年", "yearly")
        years = f"{award.first_year}–{award.last_year}"
        lines = [Text(f"{subject.zh}；{paid.zh}；{years}年", f"{subject.en}; {paid.en}; {years}")]
        for tier in award.tiers:
            amount = prose.term(tier.amount)
            head = Text(amount.zh, amount.en)
            if tier.number is not None:
                head = Text(f"第{tier.number}档：{amount.zh}", f"tier {tier.number}: {amount.en}")
            asked = [prose.condition(each.test) for each in tier.criteria]
            lines += [head, *(Text(f"  · {each.zh}", f"  · {each.en}") for each in asked)]
        if award.cap is not None:
            cap = quantity(Kind.MONEY, award.cap)
            lines.append(Text(f"最高 {cap.zh}", f"at most {cap.en}"))
        return "\n".join(self.say(each) for each in lines)

    def limits(self) -> Grid:
        rules = {each.id: each for each in self.program.limits()}
        rows = (
            (
                each.id,
                each.clause,
                self.say(each.label),
                self.say(award_names(each.awards, self.program)),
                self.limit(rules.get(each.id)),
            )
            for each in self.definition.limits
        )
        return self.grid("limits", ("id", "clause", "label", "award", "says"), rows)

    def limit(self, rule: LimitRule | None) -> str:
        if rule is None:
            return self.say(Text("在所选解释下不适用", "does not apply under these readings"))
        words = limit_words(rule, self.program, self.definition.vocabulary)
        return "\n".join(self.say(each) for each in words)

    def facts(self) -> Grid:
        rows: list[tuple[Cell, ...]] = []
        for name, group in self.definition.vocabulary.groups():
            for field_name, field in group.fields.items():
                headings = dict.fromkeys([field.label.zh, field.label.en, *field.headings])
                kind, label = self.say(field_words(field)), self.say(field.label.text)
                rows.append((name, field_name, label, kind, "、".join(headings)))
        return self.grid("facts", ("list", "field", "label", "kind", "headings"), rows)

    def sizes(self) -> list[Grid]:
        """How reports group the things of lists by size, where the policy says so."""
        vocabulary = self.definition.vocabulary
        rows: list[tuple[Cell, ...]] = []
        for name, group in vocabulary.lists.items():
            if group.size is not None:
                field = group.fields[group.size.field]
                words = (self.say(quantity(field.kind, each)) for each in bounds(group.size, vocabulary))
                rows.append((name, group.size.field, self.say(field.label.text), "\n".join(words)))
        return [self.grid("sizes", ("list", "field", "label", "bands"), rows)] if rows else []


def _meaning(parameter: Parameter) -> Text:
    """What a parameter is, and which fact it is part of where no formula needs it."""
    label, fact = parameter.label, parameter.describes
    return label if fact is None else Text(f"{label.zh}（说明 {fact}）", f"{label.en} (part of what {fact} means)")


def telling_year(policy: Policy) -> int:
    """The year to show a policy for: the first in which the most awards are open."""
    in_force = policy.definition.identity.in_force
    last = (in_force.until or in_force.from_).year
    years = range(in_force.from_.year, max(last, in_force.from_.year) + 1)
    return max(years, key=lambda year: (sum(each.open for each in policy.program(year).awards), -year))
