"""Standards as cards: each thing that is judged, block by block, with what it lacks and what must be found out."""

from __future__ import annotations

from policyrules.decision.decision import Decision
from policyrules.decision.prose import Prose
from policyrules.decision.standard_explanation import explain_standard, summary
from policyrules.decision.standards import StandardLine
from policyrules.engines.verdicts import Verdict
from policyrules.reports.decision_page.folded import folded
from policyrules.reports.decision_page.model import Card, Cards, LineView, ToDo
from policyrules.reports.decision_page.warned import Warned
from policyrules.reports.explanation_view import view
from policyrules.reports.notes import name_of, place_of
from policyrules.reports.safe import plain
from policyrules.reports.standard_grids import lacks
from policyrules.reports.words import mark, status
from policyrules.text import Language


def standard_cards(decision: Decision, language: Language) -> list[Cards]:
    """For each list of which something is judged a card for each of its things."""
    lists: dict[str, dict[str, list[StandardLine]]] = {}
    for line in decision.standards:
        lists.setdefault(line.outcome.rule.subject, {}).setdefault(line.subject, []).append(line)
    warned, labels = Warned(decision, language), decision.prose[""].vocabulary.lists
    return [
        Cards(
            key=f"standards-{number}",
            title=labels[name].label.text.pick(language),
            cards=tuple(_card(lines, decision.prose[name], warned, language) for lines in things.values()),
        )
        for number, (name, things) in enumerate(lists.items(), 1)
    ]


def _card(lines: list[StandardLine], prose: Prose, warned: Warned, language: Language) -> Card:
    thing = lines[0].outcome.subject
    return Card(
        id=plain(thing.id),
        name=name_of(thing),
        place=place_of(thing),
        lines=tuple(_line(line, prose, language) for line in lines),
        figure="",
        rank=sum(line.items_short for line in lines),
        to_do=tuple(each for line in lines for each in _to_do(line, prose, language)),
        warnings=warned.about(thing.pointer),
    )


def _line(line: StandardLine, prose: Prose, language: Language) -> LineView:
    rule, judged = line.outcome.rule, line.outcome.verdict is not Verdict.NOT_APPLICABLE
    short = [item for item in line.deciding if item.verdict is Verdict.NOT_MET] if judged else []
    about = [line.clause, summary(line).pick(language)]
    return LineView(
        kind=line.standard,
        status=status(line.verdict, language),
        title=rule.label.pick(language),
        about=" · ".join(each for each in about if each),
        note="\n".join(plain(lacks(item, prose).pick(language)) for item in short),
        text=folded(view(explain_standard(line, prose), language), language),
        signs=tuple((block.rule.label.pick(language), mark(block.verdict.value)) for block in line.blocks)
        if judged
        else (),
    )


def _to_do(line: StandardLine, prose: Prose, language: Language) -> list[ToDo]:
    """What an open verdict needs; of one that is settled what is unknown among the items that decide."""
    if line.outcome.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
        return []
    pointers = dict.fromkeys([*line.missing, *(pointer for item in line.deciding for pointer in item.missing)])
    label = line.outcome.rule.label.pick(language)
    return [ToDo(plain(prose.fact(each).pick(language)), plain(each), label) for each in pointers]
