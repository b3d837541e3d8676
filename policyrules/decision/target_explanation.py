"""Targets explained: what a unit of the city contributes to them, and towards which of them one thing counts."""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.decision.account import Account, Point, Section, listing
from policyrules.decision.figures import bound_words, compact, span
from policyrules.decision.needs import needed
from policyrules.decision.prose import Prose
from policyrules.decision.readings import readings
from policyrules.decision.targets import TargetLine
from policyrules.decision.things import name_of
from policyrules.decision.verdict_words import NO_NUMBER
from policyrules.engines.targets import Near, tally
from policyrules.engines.verdicts import verdict_of
from policyrules.facts.records import Thing
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute
from policyrules.program.criterion import CriterionRule
from policyrules.program.evaluate import Lookup, truth
from policyrules.text import Text, joined, same


def value_words(line: TargetLine) -> Text:
    """The value of a target, the range in which it surely lies, or that it is unknown."""
    if line.range is not None:
        return span(line.rule.kind, *line.range, unit_of(line))
    return compact(line.rule.kind, line.value, unit_of(line))


def unit_of(line: TargetLine) -> Text | None:
    """The counting word of a target: that of its bound, else that of the figure that it measures."""
    rule = line.rule
    if rule.unit is not None or not isinstance(rule.measure, Attribute):
        return rule.unit
    thing = line.outcome.world.owner(None, rule.measure.owner)
    unit = None if thing is None else thing.fields[rule.measure.field].unit
    return None if unit is None else unit.text


def gap_words(line: TargetLine) -> Text:
    """What is lacking; empty where nothing is, or where that cannot be said."""
    kind, gap = line.rule.kind, line.gap
    if not gap:
        return same("")
    if kind is Kind.MONEY and line.rule.strict and gap > 1:
        # One fen more than the difference is no figure to say aloud.
        less = compact(kind, gap - 1)
        return Text(f"超过 {less.zh}", f"above {less.en}")
    return compact(kind, gap, line.rule.unit)


def target_bound(line: TargetLine) -> Text:
    """What the target asks, in words."""
    rule = line.rule
    return NO_NUMBER if rule.bound is None else bound_words(rule.kind, rule.bound, rule.strict, rule.unit)


def near_words(near: Near, kind: Kind) -> Text:
    """One of the nearest below a bound: who, its figure, what it lacks."""
    figure, far, name = compact(kind, near.figure), distance(near, kind), thing_words(near.thing)
    return Text(f"{name}：{figure.zh}，{far.zh}", f"{name}: {figure.en}, {far.en}")


def distance(near: Near, kind: Kind) -> Text:
    """How far a figure is below its bound; one that lies on it has to exceed it, since it would count otherwise."""
    if near.figure == near.bound:
        return Text("恰在界限，须超过", "exactly at the bound, which must be exceeded")
    gap = compact(kind, near.bound - near.figure)
    return Text(f"距界限 {gap.zh}", f"{gap.en} from the bound")


def thing_words(thing: Thing) -> str:
    """The id of a thing, and its name where the facts give one."""
    name = name_of(thing)
    return f"{thing.id} {name}" if name else thing.id


def explain_place(place: str, lines: Sequence[TargetLine], city: Sequence[TargetLine]) -> Account:
    """What one unit contributes to the targets; `city` are the targets' own lines."""
    whole = {line.target: line for line in city}
    return Account(
        subject=place,
        name="",
        title=Text("目标", "Targets"),
        clause="",
        verdict="",
        summary=Text(f"{len(lines)} 项目标", f"{len(lines)} targets"),
        sections=tuple(_contribution(line, whole[line.target]) for line in lines),
    )


def _contribution(line: TargetLine, city: TargetLine) -> Section:
    ours, all_, bound = value_words(line), value_words(city), target_bound(city)
    points = [
        Point(Text(f"本地：{ours.zh}", f"here: {ours.en}")),
        Point(Text(f"全市：{all_.zh}（{bound.zh}）", f"the city: {all_.en} ({bound.en})"), city.verdict),
    ]
    for zh, en, names in (
        ("计入", "counted", [same(thing_words(each)) for each in line.counted]),
        ("待定", "may count", [same(thing_words(each)) for each in line.possible]),
        ("最接近", "nearest below", [near_words(each, _figure_kind(line)) for each in line.pipeline]),
    ):
        if names:
            points.append(Point(Text(zh, en), below=tuple(names)))
    return Section(heading(line), tuple(points))


def _figure_kind(line: TargetLine) -> Kind:
    figure = None if line.rule.count is None else line.rule.count.figure
    return Kind.COUNT if figure is None else figure.kind


def heading(line: TargetLine) -> Text:
    """What is aimed at, and where the document says so."""
    rule = line.rule
    return Text(f"{rule.label.zh}（{rule.clause}）", f"{rule.label.en} ({rule.clause})")


def explain_counted(thing: Thing, city: Sequence[TargetLine], prose: Prose, more: Sequence[Section] = ()) -> Account:
    """Towards which of the targets a thing counts, and how far it is from the next bound; `more` follows them."""
    asked = dict.fromkeys(name for line in city for name in line.rule.interpretations)
    read = [each.text for each in readings(city[0].outcome.world.program, asked)]
    return Account(
        subject=thing.id,
        name=name_of(thing),
        title=Text("目标", "Targets"),
        clause="",
        verdict="",
        summary=_counted_summary(thing, city),
        sections=(
            *(_counts(thing, line, prose) for line in city),
            *more,
            *listing(Text("所依据的解释", "interpretations used"), read),
        ),
    )


def _counted_summary(thing: Thing, city: Sequence[TargetLine]) -> Text:
    counted = sum(thing in line.counted for line in city)
    words = Text(f"计入 {counted}/{len(city)} 项目标", f"counts towards {counted} of {len(city)} targets")
    ahead = [(near, line) for line in city if (near := _near(thing, line)) is not None]
    if not ahead:
        return words
    near, line = min(ahead, key=lambda each: each[0].bound - each[0].figure)
    far, label = distance(near, _figure_kind(line)), line.rule.label
    return Text(f"{words.zh}；最近的是{label.zh}：{far.zh}", f"{words.en}; the next is {label.en}: {far.en}")


def _counts(thing: Thing, line: TargetLine, prose: Prose) -> Section:
    """One target: each condition with the values found, the distance to the bound, what must be found out."""
    count, world = line.rule.count, line.outcome.world
    assert count is not None
    counts = True if thing in line.counted else None if thing in line.possible else False
    lookup = world.lookup(thing)
    points = [_condition(criterion, lookup, prose) for criterion in count.criteria]
    near = _near(thing, line)
    if near is not None:
        points.append(Point(distance(near, _figure_kind(line))))
    to_ask = dict.fromkeys(needed(world, thing, count.test)) if counts is None else {}
    points += [Point(Text(f"待查：{where.zh}", f"to find out: {where.en}")) for where in map(prose.pointer, to_ask)]
    return Section(heading(line), tuple(points), verdict_of(counts).value)


def _condition(criterion: CriterionRule, lookup: Lookup, prose: Prose) -> Point:
    asks = prose.condition(criterion.test)
    values = joined([prose.value(each, lookup(each)) for each in criterion.attributes])
    text = Text(f"{asks.zh}；实际 {values.zh}", f"{asks.en}; found {values.en}")
    return Point(text, verdict_of(truth(criterion.test, lookup)).value)


def _near(thing: Thing, line: TargetLine) -> Near | None:
    """How far a thing that surely does not count is below the bound, if nothing but its figure keeps it out."""
    if line.rule.count is None or thing in line.counted or thing in line.possible:
        return None
    found = tally(line.rule.count, line.outcome.world, {thing: False}).pipeline
    return found[0] if found else None
