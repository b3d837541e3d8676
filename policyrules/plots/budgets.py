"""What a budget comes to under each reading of how it is shared out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from policyrules.decision.decision import Decision
from policyrules.facts.load import Source
from policyrules.facts.records import Facts
from policyrules.language.definition import Budget, Chosen
from policyrules.plots.amounts import money_axis
from policyrules.plots.bars import Layer, room, said, stacked, swatch
from policyrules.plots.colours import Look, Theme, look_of
from policyrules.plots.look import canvas, legend, nothing, row_labels, rows, title, wrapped
from policyrules.policy import Policy
from policyrules.program.program import BudgetRule
from policyrules.reports.comparison.words import short
from policyrules.reports.words import listed
from policyrules.text import Language, Text, joined, same

_CUT = Text("因预算未发", "not paid for want of budget")
_NO_BUDGET = Text("该政策没有预算限制", "the policy has no budget")
_IN_USE = Text("（现行解释）", " (in use)")


@dataclass(frozen=True)
class BudgetUse:
    """What a budget comes to under one reading: fen paid and cut by the budget, by award, and how many payees it cut.

    `available` is what the budget had, in fen; `unknown` how many lines are unknown.
    """

    label: Text
    paid: Mapping[str, int]
    cut: Mapping[str, int]
    payees_cut: int
    available: int | None
    unknown: int


def budget_use(
    policy: Policy,
    facts: Source,
    year: int,
    language: Language = "zh",
    ax: Axes | None = None,
    theme: Theme = "light",
) -> Axes:
    """A bar for each reading of how the budget is shared out: what is paid of each award, and what it does not reach.

    The readings are the options of the interpretations that govern the tranches of the policy's budgets; all else is
    as `policy` has it. The decisions are examined, not released: they may break promises. Facts in dataframes are
    decided as columns. Raises FactsError, UsageError, EngineError.
    """
    look = look_of(theme)
    found = uses(policy, facts, year)
    heading = Text(f"{year}年预算使用：各种解释", f"Use of the budget in {year}, reading by reading").pick(language)
    if not found:
        return nothing(canvas(ax, look, rows(2)), look, heading, _NO_BUDGET.pick(language))
    return _drawn(policy, found, heading, year, language, ax, look)


def uses(policy: Policy, facts: Source, year: int) -> list[BudgetUse]:
    """What the budget comes to under each reading; none where the policy has no budget."""
    if not any(isinstance(each, Budget) for each in policy.definition.limits):
        return []
    if _are_frames(facts):
        from policyrules.plots.frame_budgets import frame_uses

        return list(frame_uses(list(readings(policy)), facts, year))
    known = policy.facts(facts)
    return [_use(label, each.decide(known, year, guard=False)) for label, each in readings(policy)]


def readings(policy: Policy) -> Iterator[tuple[Text, Policy]]:
    """The policy under each option of the interpretations that say how its budgets are shared out."""
    budgets = [each for each in policy.definition.limits if isinstance(each, Budget)]
    names = dict.fromkeys(each.tranches.interpretation for each in budgets if isinstance(each.tranches, Chosen))
    if not names:
        yield joined([each.label for each in budgets], "、", ", "), policy
        return
    asked = [policy.definition.interpretations[name] for name in names]
    for options in product(*(each.options for each in asked)):
        chosen = dict(zip(names, options, strict=True))
        label = joined([each.options[option] for each, option in zip(asked, options, strict=True)], "；", "; ")
        in_use = all(policy.options[name] == option for name, option in chosen.items())
        yield joined([label, _IN_USE if in_use else same("")], "", ""), policy.interpret(**chosen)


def _are_frames(facts: Source) -> bool:
    """Whether facts hold dataframes: anything that is not what JSON would hold."""
    if isinstance(facts, Facts) or not isinstance(facts, Mapping):
        return False
    return not all(each is None or isinstance(each, Mapping | Sequence) for each in facts.values())


def _use(label: Text, decision: Decision) -> BudgetUse:
    paid: dict[str, int] = {}
    cut: dict[str, int] = {}
    payees: set[str] = set()
    for line in decision.awards:
        paid[line.award] = paid.get(line.award, 0) + (line.paid_fen or 0)
        taken = sum(each.taken for each in line.claim.cuts if isinstance(each.limit, BudgetRule))
        cut[line.award] = cut.get(line.award, 0) + taken
        payees |= {line.enterprise} if taken else set()
    totals = decision.totals
    return BudgetUse(label, paid, cut, len(payees), totals.budget, totals.unknown_lines)


def _drawn(
    policy: Policy,
    found: Sequence[BudgetUse],
    heading: str,
    year: int,
    language: Language,
    ax: Axes | None,
    look: Look,
) -> Axes:
    labels = [wrapped(each.label.pick(language), language) for each in found]
    axes = canvas(ax, look, rows(len(found), labels) + 0.3)
    layers = [
        Layer(award.label.pick(language), look.of(index), [each.paid.get(award.id, 0) for each in found])
        for index, award in enumerate(policy.program(year).awards)
    ]
    cut = Layer(_CUT.pick(language), look.bad, [sum(each.cut.values()) for each in found], hatched=True)
    shown = [each for each in (*layers, cut) if any(each.lengths)]
    stacked(axes, look, shown)
    row_labels(axes, look, labels)
    ends = [sum(layer.lengths[row] for layer in shown) for row in range(len(found))]
    words = [_words(each, language) for each in found]
    budgets = sorted({each.available for each in found if each.available is not None})
    most = max([*ends, *budgets])
    room(axes, labels, most, words)
    said(axes, look, ends, words)
    for budget in budgets:
        axes.axvline(budget, color=look.ink, linewidth=1.2, linestyle=(0, (4, 2)))
    handles: list[Patch | Line2D] = [swatch(look, each.color, each.hatched) for each in shown]
    names = [each.label for each in shown]
    for budget in budgets:
        handles.append(Line2D([], [], color=look.ink, linewidth=1.2, linestyle=(0, (4, 2))))
        names.append(Text(f"可用预算 {short(budget, 'zh')}", f"budget {short(budget, 'en')}").pick(language))
    notes = [money_axis(axes, look, most, language), *_unknown(found, language)]
    lines = legend(axes, look, handles, names, labels)
    title(axes, look, heading, [listed(notes, language)], above=lines)
    return axes


def _words(use: BudgetUse, language: Language) -> str:
    """`≈97 万元；14 家少发 20 万元`."""
    paid, cut = sum(use.paid.values()), sum(use.cut.values())
    if not cut:
        return short(paid, language)
    zh = f"{short(paid, 'zh')}；{use.payees_cut:,} 家少发 {short(cut, 'zh')}"
    en = f"{short(paid, 'en')}; {use.payees_cut:,} get {short(cut, 'en')} less"
    return Text(zh, en).pick(language)


def _unknown(found: Sequence[BudgetUse], language: Language) -> list[str]:
    most = max(each.unknown for each in found)
    words = Text(f"另有 {most:,} 项待定，未计入", f"{most:,} more lines are unknown and not counted")
    return [words.pick(language)] if most else []
