"""Explanations in one language, arranged for reading: what text and pages are both made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.decision.account import Account, Section
from policyrules.decision.explanation import CriterionPart, LineExplanation
from policyrules.reports.grid import Money
from policyrules.reports.safe import plain
from policyrules.reports.words import MARKS, status
from policyrules.text import Language, Text


@dataclass(frozen=True)
class PointView:
    """A line with its mark (none where it has none), the classes of the mark, and the lines below it."""

    text: str
    code: str = ""
    mark: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartView:
    """Lines under a heading, which may have a verdict of its own."""

    heading: str
    points: tuple[PointView, ...]
    code: str = ""
    mark: str = ""


@dataclass(frozen=True)
class View:
    """An explanation: whom it is about, what it is, how it came out, and why."""

    subject: str
    title: str
    code: str
    status: str
    figures: str
    parts: tuple[PartView, ...]


#: Reasons that the criteria, or the list of missing facts, already show.
_SHOWN_ELSEWHERE = ("criterion_missed", "facts_missing")


def view(explanation: LineExplanation | Account, language: Language) -> View:
    """Arrange an explanation."""
    if isinstance(explanation, Account):
        return _account(explanation, language)
    named = status(explanation.status, language)
    about = [explanation.award.pick(language), explanation.clause]
    if explanation.subject != explanation.enterprise:
        about.insert(0, plain(explanation.subject))
    return View(
        subject=plain(explanation.enterprise),
        title=" · ".join(about),
        code=named.code,
        status=named.words,
        figures=_amounts(explanation, language),
        parts=(*_tiers(explanation, language), *_notes(explanation, language)),
    )


def _account(account: Account, language: Language) -> View:
    named = status(account.verdict, language)
    about = [account.name, account.title.pick(language), account.clause]
    return View(
        subject=plain(account.subject),
        title=" · ".join(plain(each) for each in about if each),
        code=named.code,
        status=named.words,
        figures=account.summary.pick(language),
        parts=tuple(_section(each, language) for each in account.sections),
    )


def _section(section: Section, language: Language) -> PartView:
    points = tuple(
        PointView(
            plain(each.text.pick(language)),
            f"{each.verdict} aside" if each.aside else each.verdict,
            MARKS.get(each.verdict, ""),
            tuple(plain(below.pick(language)) for below in each.below),
        )
        for each in section.points
    )
    return PartView(plain(section.heading.pick(language)), points, section.verdict, MARKS.get(section.verdict, ""))


def _amounts(explanation: LineExplanation, language: Language) -> str:
    if explanation.entitled is None or explanation.paid is None:
        return Text("金额待定", "amount not yet known").pick(language)
    entitled, paid = Money(explanation.entitled), Money(explanation.paid)
    return Text(f"应得 {entitled} 元，实发 {paid} 元", f"entitled {entitled} yuan, paid {paid} yuan").pick(language)


def _tiers(explanation: LineExplanation, language: Language) -> tuple[PartView, ...]:
    criteria, gap = Text("条件", "criteria").pick(language), "" if language == "zh" else " "
    return tuple(
        PartView(
            criteria if tier.label is None else f"{tier.label.pick(language)}{gap}{criteria}",
            tuple(_criterion(each, language) for each in tier.criteria),
        )
        for tier in explanation.tiers
    )


def _criterion(part: CriterionPart, language: Language) -> PointView:
    colon, semicolon, found = ("：", "；", "实际") if language == "zh" else (": ", "; ", "found")
    label, asks = part.label.pick(language), part.asks.pick(language)
    head = "" if label == asks else f"{label}{colon}"
    text = plain(f"{head}{asks}{semicolon}{found} {part.found.pick(language)}")
    return PointView(text, part.mark, MARKS[part.mark])


def _notes(explanation: LineExplanation, language: Language) -> tuple[PartView, ...]:
    number = explanation.nearest_tier
    nearest = Text("最少需要的改变", "smallest change that would qualify")
    if number is not None:
        nearest = Text(f"{nearest.zh}（第{number}档）", f"{nearest.en} (tier {number})")
    missing = [
        Text(f"{each.label.zh}（{each.pointer}）", f"{each.label.en} ({each.pointer})") for each in explanation.missing
    ]
    headed = [
        (Text("金额如何得出", "how the amount comes about"), [explanation.amount] if explanation.amount else []),
        (Text("原因", "reasons"), [each.text for each in explanation.reasons if each.code not in _SHOWN_ELSEWHERE]),
        (Text("缺少的事实", "facts missing"), missing),
        (nearest, list(explanation.nearest)),
        (Text("所依据的解释", "interpretations used"), [each.text for each in explanation.interpretations]),
    ]
    return tuple(
        PartView(heading.pick(language), tuple(PointView(plain(each.pick(language))) for each in lines))
        for heading, lines in headed
        if lines
    )


def view_text(line: View, language: Language) -> Iterator[str]:
    """An explanation as lines of text."""
    yield f"{line.subject} · {line.title}"
    semicolon = "；" if language == "zh" else "; "
    yield semicolon.join(each for each in (line.status, line.figures) if each)
    for part in line.parts:
        yield from _part_text(part, language)


def _part_text(part: PartView, language: Language) -> Iterator[str]:
    colon = "：" if language == "zh" else ":"
    yield f"  {_marked(part.mark, part.heading)}{colon}"
    for point in part.points:
        yield f"    {_marked(point.mark, point.text)}"
        yield from (f"        {each}" for each in point.below)


def _marked(mark: str, words: str) -> str:
    return f"{mark} {words}" if mark else words
