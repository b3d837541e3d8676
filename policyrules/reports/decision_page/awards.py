"""Awards as cards: each payee with its lines, what cut them, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from policyrules.decision.decision import Decision
from policyrules.decision.explanation import LineExplanation
from policyrules.decision.lines import AwardLine
from policyrules.reports.decision_page.folded import folded
from policyrules.reports.decision_page.model import Card, Cards, LineView, ToDo
from policyrules.reports.decision_page.warned import Warned
from policyrules.reports.explanation_view import view
from policyrules.reports.grid import Money
from policyrules.reports.notes import name_of, note, place_of
from policyrules.reports.safe import plain
from policyrules.reports.words import status
from policyrules.text import Language, Text


def award_cards(decision: Decision, numbers: Mapping[str, int], language: Language) -> Cards:
    """A card for each payee. `numbers` are those under which the page lists the interpretations."""
    warned = Warned(decision, language)
    grouped = groupby(decision.awards, key=lambda line: line.enterprise)
    cards = tuple(_card(list(lines), numbers, warned, language) for _, lines in grouped)
    label = decision.prose[""].vocabulary.lists[decision.program.payees].label.text
    return Cards("awards", label.pick(language), cards, money=True)


def _card(lines: list[AwardLine], numbers: Mapping[str, int], warned: Warned, language: Language) -> Card:
    payee = lines[0].claim.payee
    explained = [(line, line.explain()) for line in lines]
    paid = sum(line.paid_fen or 0 for line in lines)
    things = dict.fromkeys([payee.pointer, *(line.claim.subject.pointer for line in lines)])
    return Card(
        id=plain(payee.id),
        name=name_of(payee),
        place=place_of(payee),
        lines=tuple(_line(*each, numbers, language) for each in explained),
        figure=Text(f"实发 {Money(paid)} 元", f"paid {Money(paid)} yuan").pick(language),
        rank=paid,
        to_do=_to_do(explained, language),
        warnings=tuple(words for pointer in things for words in warned.about(pointer)),
    )


def _line(line: AwardLine, explanation: LineExplanation, numbers: Mapping[str, int], language: Language) -> LineView:
    tier = None if line.tier is None else Text(f"第{line.tier}档", f"tier {line.tier}").pick(language)
    own = line.subject == line.enterprise
    about = [line.clause, *([] if tier is None else [tier]), *([] if own else [plain(line.subject)])]
    return LineView(
        kind=line.award,
        status=status(line.status, language),
        title=line.award_label.pick(language),
        about=" · ".join(about),
        note=note(line, language),
        text=_text(explanation, numbers, language),
        entitled=None if line.entitled_fen is None else Money(line.entitled_fen),
        paid=None if line.paid_fen is None else Money(line.paid_fen),
    )


def _text(explanation: LineExplanation, numbers: Mapping[str, int], language: Language) -> str:
    """What the line does not say already; interpretations by their numbers, as each award repeats its own."""
    rest = replace(explanation, interpretations=(), missing=(), reasons=())
    parts = [folded(view(rest, language), language)]
    used = [str(numbers[each.name]) for each in explanation.interpretations]
    if used:
        zh, en = "、".join(used), ", ".join(used)
        words = Text(
            f"所依据的解释（序号见页末）：{zh}", f"interpretations used (numbered at the end of the page): {en}"
        )
        parts.append(words.pick(language))
    return "\n".join(each for each in parts if each)


def _to_do(explained: list[tuple[AwardLine, LineExplanation]], language: Language) -> tuple[ToDo, ...]:
    """Each fact that the open lines lack, once, with the awards that wait for it."""
    awards: dict[tuple[str, str], dict[str, None]] = {}
    for line, explanation in explained:
        for what, where in _open(line, explanation, language):
            awards.setdefault((what, where), {})[line.award_label.pick(language)] = None
    comma = "、" if language == "zh" else ", "
    return tuple(ToDo(what, where, comma.join(names)) for (what, where), names in awards.items())


def _open(line: AwardLine, explanation: LineExplanation, language: Language) -> Iterator[tuple[str, str]]:
    if line.status != "unknown":
        return
    for each in explanation.missing:
        yield plain(each.label.pick(language)), plain(each.pointer)
    if not explanation.missing:
        yield note(line, language), ""
