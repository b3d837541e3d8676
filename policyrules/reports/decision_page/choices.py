"""What the cards can be filtered by: only what occurs on them, in the order of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS
from policyrules.decision.verdict_words import VERDICTS
from policyrules.reports.decision_page.duties import KIND
from policyrules.reports.decision_page.model import Card, Cards
from policyrules.reports.words import status
from policyrules.text import Language, Text

#: The value of the choice of things whose place the facts do not say.
NOWHERE = "-"
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Choices:
    """The values of each filter with the words for them."""

    kinds: Options
    statuses: Options
    places: Options


def choices(decision: Decision, sections: Iterable[Cards], language: Language) -> Choices:
    """The filters for the cards of all sections."""
    cards = [card for section in sections for card in section.cards]
    held = {line.kind for card in cards for line in card.lines}
    codes = {line.status.code for card in cards for line in card.lines}
    known = dict.fromkeys([*STATUS_LABELS, *VERDICTS])
    return Choices(
        kinds=[each for each in _kinds(decision, language) if each[0] in held],
        statuses=[(code, status(code, language).words) for code in known if code in codes],
        places=list(_places(decision, cards, language)),
    )


def _kinds(decision: Decision, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((rule.id, rule.label.pick(language)) for rule in decision.program.awards)
    yield from ((rule.id, rule.label.pick(language)) for rule in decision.program.standards)
    yield KIND, Text("重点任务", "Tasks").pick(language)


def _places(decision: Decision, cards: list[Card], language: Language) -> Iterator[tuple[str, str]]:
    held = {card.place for card in cards}
    if held <= {""}:
        return
    order = dict.fromkeys([*decision.program.places, *sorted(held - {""})])
    yield from ((place, place) for place in order if place in held)
    if "" in held:
        yield NOWHERE, Text("（未写明）", "(not said)").pick(language)
