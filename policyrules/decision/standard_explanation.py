"""A standard for one thing, explained: block by block, what was found, what lacks, what must be found out."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.decision.account import Account, Point, Section, listing
from policyrules.decision.prose import Prose, enumeration, quantity
from policyrules.decision.readings import readings
from policyrules.decision.remedies import remedy
from policyrules.decision.standards import BlockFinding, ItemFinding, StandardLine
from policyrules.decision.things import name_of
from policyrules.decision.verdict_words import MODALITIES, ONLY_REPORTED
from policyrules.engines.verdicts import Verdict, verdict_of
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Expression, attributes
from policyrules.program.evaluate import Lookup
from policyrules.text import Text, joined


def explain_standard(line: StandardLine, prose: Prose) -> Account:
    """All that a line of the section `standards` can say for itself."""
    outcome = line.outcome
    rule, world = outcome.rule, outcome.world
    lookup = world.lookup(outcome.subject)
    wanted = [] if outcome.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE) else list(line.deciding)
    remedies = [_remedy(item, lookup, world.program.year, prose) for item in wanted if item.verdict is Verdict.NOT_MET]
    to_ask = [*line.missing, *(pointer for item in wanted for pointer in item.missing)]
    read = readings(world.program, rule.interpretations)
    return Account(
        subject=line.subject,
        name=name_of(outcome.subject),
        title=rule.label,
        clause=rule.clause,
        verdict=line.verdict,
        summary=summary(line),
        sections=(
            *_scope(line, lookup, prose),
            *(_block(block, lookup, prose) for block in line.blocks),
            *listing(Text("达到标准还须", "to meet the standard"), remedies),
            *listing(
                Text("待查明的事实", "facts to find out"), [prose.pointer(each) for each in dict.fromkeys(to_ask)]
            ),
            *listing(Text("所依据的解释", "interpretations used"), [each.text for each in read]),
        ),
    )


def summary(line: StandardLine) -> Text:
    """How many of the items on which the verdict rests are met, short and unknown; nothing where none is asked."""
    if line.outcome.verdict is Verdict.NOT_APPLICABLE:
        return Text("", "")
    asked = sum(1 for _ in line.deciding)
    met = asked - line.items_short - line.items_unknown
    return Text(
        f"必须项目 {asked} 项：达到 {met}，未达到 {line.items_short}，待定 {line.items_unknown}",
        f"{asked} required items: {met} met, {line.items_short} short, {line.items_unknown} unknown",
    )


def found_words(item: ItemFinding, prose: Prose) -> Text:
    """What of an item was found."""
    return _names(item.found, prose)


def lacking_words(item: ItemFinding, prose: Prose) -> Text:
    """What of an item is surely lacking."""
    return _names(item.lacking, prose)


def figure_words(item: ItemFinding, prose: Prose) -> Text | None:
    """The figure that is reported beside an item, and what it is."""
    measure = item.rule.measure
    if measure is None:
        return None
    name, value = prose.term(measure), quantity(measure.kind, item.value)
    return Text(f"{name.zh}：{value.zh}", f"{name.en}: {value.en}")


def _names(found: tuple[Attribute, ...], prose: Prose) -> Text:
    if not found:
        return Text("", "")
    return enumeration(prose.option(each) if each.member else prose.name(each) for each in found)


def _scope(line: StandardLine, lookup: Lookup, prose: Prose) -> tuple[Section, ...]:
    """Whether the standard applies, where that is not sure."""
    applies, outcome = line.outcome.rule.applies, line.outcome
    if applies is None or outcome.applies:
        return ()
    verdict = verdict_of(outcome.applies).value
    point = Point(prose.condition(applies), verdict, tuple(_values(applies, lookup, prose)))
    return (Section(Text("适用范围", "to what the standard applies"), (point,), verdict),)


def _block(block: BlockFinding, lookup: Lookup, prose: Prose) -> Section:
    rule = block.rule
    heading = Text(f"{rule.label.zh}（{rule.clause}）", f"{rule.label.en} ({rule.clause})")
    if not rule.counts:
        heading = Text(f"{heading.zh}，{ONLY_REPORTED.zh}", f"{heading.en}, {ONLY_REPORTED.en}")
    return Section(heading, tuple(_item(item, lookup, prose) for item in block.items), block.verdict.value)


def _item(item: ItemFinding, lookup: Lookup, prose: Prose) -> Point:
    rule = item.rule
    strength = MODALITIES[rule.modality]
    text = Text(f"{rule.label.zh}（{rule.clause}，{strength.zh}）", f"{rule.label.en} ({rule.clause}, {strength.en})")
    return Point(text, item.verdict.value, tuple(_details(item, lookup, prose)), not rule.decides)


def _details(item: ItemFinding, lookup: Lookup, prose: Prose) -> Iterator[Text]:
    """What an item asks, unless its label says it, and what of it was found."""
    test, met = item.rule.test, item.verdict is Verdict.MET
    if not met and not isinstance(test, Attribute):
        asks = prose.condition(test)
        yield Text(f"条件：{asks.zh}", f"asked: {asks.en}")
    if not isinstance(test, Attribute):
        for zh, en, names in (
            ("有", "found", found_words(item, prose)),
            ("缺", "lacking", lacking_words(item, prose)),
            # Of an item that is open itself, what is unknown stands below, with the place of each fact.
            ("未知", "unknown", _names(() if item.missing else item.unknown, prose)),
        ):
            if names.zh:
                yield Text(f"{zh}：{names.zh}", f"{en}: {names.en}")
        yield from _values(test, lookup, prose)
    figure = figure_words(item, prose)
    if figure is not None:
        yield figure
    for pointer in item.missing:
        where = prose.pointer(pointer)
        yield Text(f"待查：{where.zh}", f"to find out: {where.en}")


def _values(expression: Expression, lookup: Lookup, prose: Prose) -> Iterator[Text]:
    """The facts behind a condition that are no mere options, with the values found."""
    found = [each for each in attributes(expression) if each.kind is not Kind.FLAG or isinstance(expression, Attribute)]
    values = [(prose.name(each), prose.value(each, lookup(each))) for each in found]
    if values:
        words = joined([Text(f"{name.zh} {value.zh}", f"{name.en} {value.en}") for name, value in values], "；", "; ")
        yield Text(f"实际：{words.zh}", f"found: {words.en}")


def _remedy(item: ItemFinding, lookup: Lookup, year: int, prose: Prose) -> Text:
    way = remedy(item.rule.test, lookup, year, prose)
    return Text(f"{item.rule.label.zh}：{way.zh}", f"{item.rule.label.en}: {way.en}")
