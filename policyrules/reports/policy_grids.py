"""A policy as grids: who it is, its numbers, where it is silent, its awards, its limits, the facts it asks about."""

from __future__ import annotations

from collections.abc import Iterable

from policyrules.decision.prose import Prose, prose_of, quantity
from policyrules.language.definition import Parameter
from policyrules.language.options import options_of
from policyrules.language.quantities import Kind, plain_text
from policyrules.language.vocabulary import Field
from policyrules.policy import Policy
from policyrules.program.program import (
    AwardRule,
    BudgetRule,
    CapRule,
    Cut,
    ExclusiveRule,
    LimitRule,
    PlacesRule,
    Program,
)
from policyrules.reports.grid import Cell, Column, Grid
from policyrules.reports.words import column
from policyrules.text import Language, Text

_CUTS = {
    Cut.LOWER_RANK_FIRST: Text("先削减排名靠后的", "lower-ranked lines are cut first"),
    Cut.SMALLER_FIRST: Text("先削减金额较小的", "smaller lines are cut first"),
    Cut.LATER_CLAUSES_FIRST: Text("先削减条文靠后的", "later clauses are cut first"),
    Cut.PRO_RATA: Text("同比例削减", "lines are cut in proportion"),
}
_TITLES = {
    "policy": Text("政策", "Policy"),
    "parameters": Text("参数", "Parameters"),
    "interpretations": Text("解释", "Interpretations"),
    "awards": Text("奖励", "Awards"),
    "limits": Text("限制（按适用顺序）", "Limits, in the order in which they apply"),
    "facts": Text("事实", "Facts"),
}
_HEADINGS = {
    "id": Text("标识", "Id"),
    "reason": Text("理由", "Reason"),
    "asks": Text("条件与金额", "Criteria and amounts"),
    "says": Text("内容", "What it says"),
    "list": Text("列表", "List"),
    "field": Text("字段", "Field"),
    "kind": Text("种类", "Kind"),
    "headings": Text("表头", "Headings"),
}


def policy_grids(policy: Policy, year: int, language: Language) -> list[Grid]:
    """The policy as it decides the sales year `year`."""
    program = policy.program(year)
    shown = _Shown(policy, program, language)
    return [
        shown.policy(),
        shown.parameters(),
        shown.interpretations(),
        shown.awards(),
        shown.limits(),
        shown.facts(),
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
        words = key in ("question", "reason", "asks", "says", "headings", "option", "value")
        sort = "id" if key in ("id", "clause", "field") else "words" if words else "text"
        heading = _HEADINGS.get(key)
        found = column(key, self.language, sort)  # type: ignore[arg-type]
        return found if heading is None else Column(key, self.say(heading), found.sort)

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
            (Text("所示年度", "Shown for the sales year"), str(self.program.year)),
        ]
        return self.grid("policy", ("item", "value"), ((self.say(item), value) for item, value in rows))

    def parameters(self) -> Grid:
        parameters = self.definition.parameters.values()
        rows = ((each.name, each.clause, self.values(each), self.say(each.label)) for each in parameters)
        return self.grid("parameters", ("id", "clause", "value", "label"), rows)

    def values(self, parameter: Parameter) -> str:
        written = [(start, self.say(quantity(parameter.kind, value))) for start, value in parameter.values]
        if len(written) == 1:
            return written[0][1]
        return ", ".join(f"{value} ({start})" if start.year > 1 else value for start, value in written)

    def interpretations(self) -> Grid:
        rows: list[tuple[Cell, ...]] = []
        for each in self.definition.interpretations.values():
            named = [f"{option}: {self.say(label)}" for option, label in each.options.items()]
            if each.number is not None:
                named.append(f"{self.say(each.number.label)}: {options_of(each).split(' | ')[-1]}")
            default = each.default
            if not isinstance(default, str):
                default = plain_text(each.number.kind if each.number else Kind.COUNT, default)
            rows.append(
                (
                    each.name,
                    each.clause,
                    self.say(each.question),
                    "\n".join(named),
                    default,
                    self.say(each.reason),
                )
            )
        return self.grid("interpretations", ("id", "clause", "question", "option", "default", "reason"), rows)

    def awards(self) -> Grid:
        rows = (
            (each.id, each.clause, self.say(each.label), self.award(each)) for each in self.program.awards
        )
        return self.grid("awards", ("id", "clause", "award", "asks"), rows)

    def award(self, award: AwardRule) -> str:
        prose = self.prose[award.id]
        subject = self.say(self.definition.vocabulary.lists[award.subject].label.text)
        paid = Text("一次性", "once") if award.once else Text("每年", "yearly")
        years = f"{award.first_year}–{award.last_year}"
        lines = [
            f"{subject}; {self.say(paid)}; {years}"
            if self.language == "en"
            else f"{subject}；{self.say(paid)}；{years}年"
        ]
        for tier in award.tiers:
            number = (
                "" if tier.number is None else self.say(Text(f"第{tier.number}档：", f"tier {tier.number}: "))
            )
            asked = [self.say(prose.condition(each.test)) for each in tier.criteria]
            join = "；" if self.language == "zh" else "; "
            lines.append(f"{number}{join.join(asked)} → {self.say(prose.term(tier.amount))}")
        if award.cap is not None:
            lines.append(self.say(Text("最高 ", "at most ")) + self.say(quantity(Kind.MONEY, award.cap)))
        return "\n".join(lines)

    def limits(self) -> Grid:
        rows = (
            (each.id, each.clause, self.say(each.label), ", ".join(each.awards), self.limit(each))
            for each in self.program.limits()
        )
        return self.grid("limits", ("id", "clause", "label", "award", "says"), rows)

    def limit(self, limit: LimitRule) -> str:
        match limit:
            case CapRule():
                period = Text("整个方案期", "whole period") if limit.whole_period else Text("每年", "a year")
                amount = quantity(Kind.MONEY, limit.amount)
                return self.say(
                    Text(
                        f"每个企业{period.zh}最高 {amount.zh}；{_CUTS[limit.cut].zh}",
                        f"at most {amount.en} per payee, {period.en}; {_CUTS[limit.cut].en}",
                    )
                )
            case ExclusiveRule():
                return self.say(Text("只奖较高一项，相同时取前者", "only the higher one; the first on a tie"))
            case PlacesRule():
                return self.say(Text(f"前 {limit.places} 名", f"the first {limit.places}"))
            case BudgetRule():
                return self.budget(limit)
        return ""

    def budget(self, limit: BudgetRule) -> str:
        amount = quantity(Kind.MONEY, limit.amount)
        lines = [self.say(Text(f"每年最高 {amount.zh}", f"at most {amount.en} a year"))]
        if limit.less is not None:
            less = Prose(self.circumstance).term(limit.less)
            lines.append(self.say(Text(f"先减去：{less.zh}", f"less: {less.en}")))
        for tranche in limit.tranches:
            how = Text("按排名", "by rank") if tranche.by_rank else Text("同比例", "in proportion")
            lines.append(f"{', '.join(tranche.awards)}: {self.say(how)}")
        if not limit.tranches:
            lines.append(self.say(Text("不削减，只报告超出", "nothing is cut, an overrun is reported")))
        return "\n".join(lines)

    def circumstance(self, attribute: object) -> Field:
        """The field of a shared circumstance: a budget asks about nothing else."""
        owner, name = getattr(attribute, "owner", ""), getattr(attribute, "field", "")
        return self.definition.vocabulary.objects[owner].fields[name]

    def facts(self) -> Grid:
        rows: list[tuple[Cell, ...]] = []
        for name, group in self.definition.vocabulary.groups():
            for field_name, field in group.fields.items():
                series = Text("，按年", ", by year") if field.series else Text("", "")
                kind = field.type + self.say(series)
                headings = [field.label.zh, field.label.en, *field.headings]
                rows.append(
                    (name, field_name, self.say(field.label.text), kind, "、".join(dict.fromkeys(headings)))
                )
        return self.grid("facts", ("list", "field", "label", "kind", "headings"), rows)
