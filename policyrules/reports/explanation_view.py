"""The explanation of a line in one language, arranged for reading: what text and pages are both made from."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.decision.explanation import LineExplanation
from policyrules.reports.grid import Money
from policyrules.reports.safe import plain
from policyrules.reports.words import MARKS, status
from policyrules.text import Language, Text


@dataclass(frozen=True)
class CriterionView:
    """A criterion: its mark (met, missed, unknown) as code and sign, what it asks, what was found."""

    code: str
    mark: str
    label: str
    asks: str
    found: str


@dataclass(frozen=True)
class TierView:
    """The criteria of one tier, under its heading."""

    heading: str
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True)
class NoteView:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A line, explained: what it is, how it came out, and why."""

    clause: str
    award: str
    enterprise: str
    subject: str
    code: str
    status: str
    amounts: str
    tiers: tuple[TierView, ...]
    notes: tuple[NoteView, ...]


#: Reasons that the criteria, or the list of missing facts, already show.
_SHOWN_ELSEWHERE = ("criterion_missed", "facts_missing")


def view(explanation: LineExplanation, language: Language) -> View:
    """Arrange an explanation."""
    named = status(explanation.status, language)
    return View(
        clause=explanation.clause,
        award=explanation.award.pick(language),
        enterprise=plain(explanation.enterprise),
        subject=plain(explanation.subject),
        code=named.code,
        status=named.words,
        amounts=_amounts(explanation, language),
        tiers=_tiers(explanation, language),
        notes=tuple(each for each in _notes(explanation, language) if each.lines),
    )


def _amounts(explanation: LineExplanation, language: Language) -> str:
    if explanation.entitled is None or explanation.paid is None:
        return Text("金额待定", "amount not yet known").pick(language)
    entitled, paid = Money(explanation.entitled), Money(explanation.paid)
    return Text(f"应得 {entitled} 元，实发 {paid} 元", f"entitled {entitled} yuan, paid {paid} yuan").pick(language)


def _tiers(explanation: LineExplanation, language: Language) -> tuple[TierView, ...]:
    criteria = Text("条件", "criteria").pick(language)
    return tuple(
        TierView(
            criteria if tier.label is None else f"{tier.label.pick(language)}{_gap(language)}{criteria}",
            tuple(
                CriterionView(
                    each.mark,
                    MARKS[each.mark],
                    each.label.pick(language),
                    plain(each.asks.pick(language)),
                    plain(each.found.pick(language)),
                )
                for each in tier.criteria
            ),
        )
        for tier in explanation.tiers
    )


def _notes(explanation: LineExplanation, language: Language) -> list[NoteView]:
    def picked(texts: list[Text]) -> tuple[str, ...]:
        return tuple(plain(each.pick(language)) for each in texts)

    number = explanation.nearest_tier
    nearest = Text("最少需要的改变", "smallest change that would qualify")
    if number is not None:
        nearest = Text(f"{nearest.zh}（第{number}档）", f"{nearest.en} (tier {number})")
    reasons = [each.text for each in explanation.reasons if each.code not in _SHOWN_ELSEWHERE]
    missing = [
        Text(f"{each.label.zh}（{each.pointer}）", f"{each.label.en} ({each.pointer})") for each in explanation.missing
    ]
    readings = [
        Text(
            f"{each.question.zh} → {each.label.zh}（{each.name}={each.option}）",
            f"{each.question.en} → {each.label.en} ({each.name}={each.option})",
        )
        for each in explanation.interpretations
    ]
    amount = [] if explanation.amount is None else [explanation.amount]
    headed = [
        (Text("金额如何得出", "how the amount comes about"), amount),
        (Text("原因", "reasons"), reasons),
        (Text("缺少的事实", "facts missing"), missing),
        (nearest, list(explanation.nearest)),
        (Text("所依据的解释", "interpretations used"), readings),
    ]
    return [NoteView(heading.pick(language), picked(lines)) for heading, lines in headed]


def _gap(language: Language) -> str:
    return "" if language == "zh" else " "
