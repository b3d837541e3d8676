"""Numbered duties as cards: each unit with its duties, what their status rests on, and what was filed."""

from __future__ import annotations

from itertools import groupby

from policyrules.decision.decision import Decision
from policyrules.decision.task_words import basis_words, external_words, filing_words
from policyrules.decision.tasks import TaskLine
from policyrules.decision.verdict_words import verdict_code
from policyrules.reports.decision_page.folded import listed
from policyrules.reports.decision_page.model import Card, Cards, LineView, ToDo
from policyrules.reports.safe import plain
from policyrules.reports.task_grids import in_order
from policyrules.reports.words import modality, status
from policyrules.text import Language, Text

#: By which the lines of duties are filtered, as awards and standards are by their ids.
KIND = "tasks"
_TITLE = Text("各县重点任务", "Tasks by county")


def duty_cards(decision: Decision, language: Language) -> Cards:
    """A card for each unit."""
    grouped = groupby(in_order(decision), key=lambda line: line.county)
    cards = tuple(_card(place, list(lines), decision, language) for place, lines in grouped)
    return Cards("tasks", _TITLE.pick(language), cards)


def _card(place: str, lines: list[TaskLine], decision: Decision, language: Language) -> Card:
    return Card(
        id=plain(place),
        name="",
        place=place,
        lines=tuple(_line(line, decision, language) for line in lines),
        figure="",
        rank=sum(line.verdict == "not_met" for line in lines),
        to_do=tuple(each for line in lines for each in _to_do(line, decision, language)),
    )


def _line(line: TaskLine, decision: Decision, language: Language) -> LineView:
    return LineView(
        kind=KIND,
        status=status(verdict_code(line.verdict), language),
        title=f"{line.work_point} {line.duty.label.pick(language)}",
        about=modality(line.duty.modality, language),
        note=plain(filing_words(line.filings[-1]).pick(language)) if line.filings else "",
        text=_text(line, decision, language) if line.applies is not False else "",
    )


def _text(line: TaskLine, decision: Decision, language: Language) -> str:
    parts = (
        (Text("依据", "rests on"), [*basis_words(line, decision.prose), *external_words(line)]),
        (Text("填报情况", "filed"), [filing_words(each) for each in line.filings]),
        (Text("待查明的事实", "facts to find out"), [decision.prose[""].pointer(each) for each in line.missing]),
    )
    said = (
        listed(heading.pick(language), (plain(each.pick(language)) for each in texts), language)
        for heading, texts in parts
    )
    return "\n".join(each for each in said if each)


def _to_do(line: TaskLine, decision: Decision, language: Language) -> list[ToDo]:
    label, fact = line.duty.label.pick(language), decision.prose[""].fact
    behind = f"{line.work_point} {label}"
    return [ToDo(plain(fact(each).pick(language)), plain(each), behind) for each in line.missing]
