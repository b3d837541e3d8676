"""Provisions of a policy in words: what a limit says, what a field holds, which options there are."""

from __future__ import annotations

from policyrules.decision.prose import Prose, quantity
from policyrules.language.definition import Interpretation, NumericOption
from policyrules.language.quantities import Kind, Value
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.program.program import BudgetRule, CapRule, Cut, ExclusiveRule, LimitRule, PlacesRule, Program
from policyrules.text import Text, joined, same

_CUTS = {
    Cut.LOWER_RANK_FIRST: Text("先削减排名靠后的", "lower-ranked lines are cut first"),
    Cut.SMALLER_FIRST: Text("先削减金额较小的", "smaller lines are cut first"),
    Cut.LATER_CLAUSES_FIRST: Text("先削减条文靠后的", "later clauses are cut first"),
    Cut.PRO_RATA: Text("同比例削减", "lines are cut in proportion"),
}
_KINDS = {
    "id": Text("编号", "id"),
    "text": Text("文字", "text"),
    "place": Text("县（市、区）", "county"),
    "year": Text("年份", "year"),
    "quarter": Text("季度（2025Q2）", "quarter (2025Q2)"),
    "day": Text("日期（2025-06-28）", "day (2025-06-28)"),
    "duty": Text("工作要点序号", "number of a duty"),
    "flag": Text("是或否", "yes or no"),
    "area": Text("面积（平方米）", "area (m²)"),
    "money": Text("金额（元）", "money (yuan)"),
    "share": Text("比例（0–1）", "share (0–1)"),
}


def limit_words(limit: LimitRule, program: Program, vocabulary: Vocabulary) -> list[Text]:
    """What a limit says."""
    match limit:
        case CapRule():
            period = Text("整个方案期", "over the whole period") if limit.whole_period else Text("每年", "a year")
            amount, cut = quantity(Kind.MONEY, limit.amount), _CUTS[limit.cut]
            return [
                Text(f"每家{period.zh}最高 {amount.zh}；{cut.zh}", f"at most {amount.en} each, {period.en}; {cut.en}")
            ]
        case ExclusiveRule():
            return [Text("只奖较高一项，相同时取前者", "only the higher one; the first on a tie")]
        case PlacesRule():
            return [Text(f"前 {limit.places} 名", f"the first {limit.places}")]
        case BudgetRule():
            return _budget(limit, program, vocabulary)
    return []


def _budget(limit: BudgetRule, program: Program, vocabulary: Vocabulary) -> list[Text]:
    amount = quantity(Kind.MONEY, limit.amount)
    words = [Text(f"每年最高 {amount.zh}", f"at most {amount.en} a year")]
    if limit.less is not None:
        less = Prose(vocabulary).term(limit.less)
        words.append(Text(f"先减去{less.zh}", f"less {less.en}"))
    for number, tranche in enumerate(limit.tranches, 1):
        how = (
            Text("按排名用完为止", "by rank until it is used up")
            if tranche.by_rank
            else Text("不足时同比例", "in proportion")
        )
        names = award_names(tranche.awards, program)
        words.append(Text(f"{number}. {names.zh}：{how.zh}", f"{number}. {names.en}: {how.en}"))
    if not limit.tranches:
        words.append(Text("不削减，只报告超出", "nothing is cut, an overrun is reported"))
    return words


def award_names(awards: tuple[str, ...], program: Program) -> Text:
    """What awards are called."""
    return joined([program.award(each).label for each in awards], "、", ", ")


def option_words(interpretation: Interpretation) -> list[Text]:
    """Each option with its meaning; for numbers the kind and its bounds."""
    words = [Text(f"{name}：{label.zh}", f"{name}: {label.en}") for name, label in interpretation.options.items()]
    number = interpretation.number
    if number is not None:
        bounds = _bounds(number)
        words.append(Text(f"{number.label.zh}：{bounds.zh}", f"{number.label.en}: {bounds.en}"))
    return words


def _bounds(number: NumericOption) -> Text:
    least, most = (None if each is None else quantity(number.kind, each) for each in (number.least, number.most))
    if least and most:
        return Text(f"{least.zh} 至 {most.zh}", f"{least.en} to {most.en}")
    if least:
        return Text(f"不小于 {least.zh}", f"at least {least.en}")
    return Text(f"不大于 {most.zh}", f"at most {most.en}") if most else Text("任意", "any")


def option_name(interpretation: Interpretation, option: str | Value) -> Text:
    """An option as it is chosen: its name, or its number as the document writes it."""
    if interpretation.number is None or (isinstance(option, str) and option in interpretation.options):
        return same(str(option))
    return quantity(interpretation.number.kind, option)


def field_words(field: Field) -> Text:
    """What a field holds, with its unit."""
    if field.type in ("choice", "choices"):
        words = _options(field)
    elif field.type == "reference":
        words = Text(f"{field.to} 的编号", f"id of {field.to}")
    elif field.type == "count":
        unit = field.unit
        words = Text(f"整数（{unit.zh}）", f"whole number ({unit.en})") if unit else Text("整数", "whole number")
    else:
        words = _KINDS[field.type]
    if field.series:
        words = Text(f"{words.zh}，按年", f"{words.en}, by year")
    return Text(f"{words.zh}，必填", f"{words.en}, required") if field.required else words


def _options(field: Field) -> Text:
    """The values of a choice, or of several, each with what it is called."""
    zh = "、".join(f"{name}（{option.label.zh}）" for name, option in field.options.items())
    en = ", ".join(f"{name} ({option.label.en})" for name, option in field.options.items())
    return Text(f"多选：{zh}", f"any of: {en}") if field.type == "choices" else Text(f"单选：{zh}", f"one of: {en}")
