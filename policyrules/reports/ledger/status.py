"""What the computed status of a task comes to, in words: its verdict, its figures, the names behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyrules.decision.decision import Decision
from policyrules.decision.prose import enumeration, quantity
from policyrules.decision.standards import StandardLine
from policyrules.decision.target_explanation import gap_words, target_bound, value_words
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine
from policyrules.decision.things import name_of
from policyrules.decision.verdict_words import VERDICTS
from policyrules.engines.targets import Tally
from policyrules.engines.verdicts import Verdict
from policyrules.facts.records import Thing
from policyrules.language.definition.duties import ByStandard, ByTargets
from policyrules.language.tree import attributes
from policyrules.program.duty_rules import ConditionStatus, CountStatus
from policyrules.text import Text, joined, same

#: A cell names no more than this many; the decision itself names all.
MOST_NAMES = 20


class StatusWords:
    """Words for the computed statuses of one decision."""

    def __init__(self, decision: Decision) -> None:
        self.prose = decision.prose
        self.targets = {(line.target, line.county): line for line in decision.targets}
        self.standards = {(line.standard, line.subject): line for line in decision.standards}

    def computed(self, task: TaskLine) -> Text | None:
        """The computed status in words; None where the document gives nothing to compute, or does not apply."""
        if task.applies is False:
            return None
        unsure = Text("是否适用于本地未知", "whether it applies here is unknown")
        parts = [*([unsure] if task.applies is None else []), *self._basis(task), *_external(task)]
        return joined(parts, "\n", "\n") if parts else None

    def target(self, name: str, county: str | None) -> TargetLine | None:
        """A target's line for a unit, or for the city."""
        return self.targets.get((name, county))

    def _basis(self, task: TaskLine) -> Iterator[Text]:
        computed = task.outcome.computed
        if computed is None:
            return
        match task.duty.status:
            case ConditionStatus() as status:
                yield self._condition(task, status)
            case ByStandard(standard=name):
                lines = [self.standards[name, each.subject.id] for each in computed.standards]
                yield from self._judged(task, name, lines)
            case ByTargets(targets=names):
                for each in names:
                    yield from self._contribution(each, task.county)
            case CountStatus(count=count) if computed.tally is not None:
                settled = computed.verdict is not Verdict.UNKNOWN
                yield _counted(joined([each.label for each in count.criteria], "，", ", "), computed.tally, settled)
        for rule, value in computed.measures:
            figure = quantity(rule.figure.kind, value)
            yield Text(f"{rule.label.zh}：{figure.zh}", f"{rule.label.en}: {figure.en}")

    def _condition(self, task: TaskLine, status: ConditionStatus) -> Text:
        """What is asked of the unit, and the facts behind it."""
        criterion, prose = status.by_place[task.county], self.prose[task.ledger.unit]
        lookup = task.outcome.world.lookup(task.outcome.unit)
        found = [
            (prose.name(each), prose.value(each, lookup(each))) for each in dict.fromkeys(attributes(criterion.test))
        ]
        facts = joined([Text(f"{name.zh}：{value.zh}", f"{name.en}: {value.en}") for name, value in found], "，", ", ")
        met = VERDICTS[task.outcome.computed.verdict.value] if task.outcome.computed else same("")
        return Text(f"{met.zh}：{criterion.label.zh}（{facts.zh}）", f"{met.en}: {criterion.label.en} ({facts.en})")

    def _judged(self, task: TaskLine, name: str, lines: Sequence[StandardLine]) -> Iterator[Text]:
        """How many things of the unit meet the standard, and what the others lack."""
        rule = task.outcome.world.program.standard(name)
        if not lines:
            things = self.prose[""].vocabulary.lists[rule.subject].label
            yield Text(f"没有列出须核验的{things.zh}", f"none to be judged is listed: {things.en.lower()}")
        for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN):
            found = [line for line in lines if line.outcome.verdict is verdict]
            if found:
                names = joined([_judged_name(line, verdict) for line in found[:MOST_NAMES]], "、", ", ")
                word = VERDICTS[verdict.value]
                yield Text(f"{word.zh} {len(found)} 个：{names.zh}", f"{len(found)} {word.en}: {names.en}")

    def _contribution(self, name: str, county: str) -> Iterator[Text]:
        """What the unit contributes to a target, and where the city stands."""
        ours, city = self.target(name, county), self.target(name, None)
        if city is None:
            return
        if ours is not None:
            value, names = value_words(ours), _named(ours.counted, ours.possible)
            yield Text(f"{ours.rule.label.zh}：{value.zh}{names.zh}", f"{ours.rule.label.en}: {value.en}{names.en}")
        label = same("") if ours is not None else Text(f"{city.rule.label.zh}：", f"{city.rule.label.en}: ")
        stands = city_words(city)
        yield Text(f"{label.zh}{stands.zh}", f"{label.en}{stands.en}")


def city_words(city: TargetLine) -> Text:
    """Where the city stands with a target."""
    value, asked, gap, verdict = value_words(city), target_bound(city), gap_words(city), VERDICTS[city.verdict]
    lacking = Text(f"，差 {gap.zh}", f", {gap.en} short") if gap.zh else Text(f"，{verdict.zh}", f", {verdict.en}")
    return Text(f"全市 {value.zh}（{asked.zh}{lacking.zh}）", f"the city: {value.en} ({asked.en}{lacking.en})")


def thing_name(thing: Thing) -> str:
    """What people call a thing: its name, else its id."""
    return name_of(thing) or thing.id


def names_of(things: Sequence[Thing]) -> Text:
    """The names of things; of very many the first."""
    named = enumeration(same(thing_name(each)) for each in things[:MOST_NAMES])
    more = len(things) - MOST_NAMES
    return named if more <= 0 else Text(f"{named.zh}等 {len(things)} 个", f"{named.en} and {more} more")


def _named(counted: Sequence[Thing], possible: Sequence[Thing]) -> Text:
    """Who counts, and who may, in brackets."""
    parts = [names_of(counted)] if counted else []
    if possible:
        names = names_of(possible)
        parts.append(Text(f"待定 {len(possible)}：{names.zh}", f"{len(possible)} may count: {names.en}"))
    words = joined(parts, "；", "; ") if parts else same("")
    return Text(f"（{words.zh}）", f" ({words.en})") if parts else words


def _counted(asked: Text, tally: Tally, settled: bool) -> Text:
    """How many satisfy what is asked; nothing is said of nobody while a shared figure is unknown."""
    count, names = len(tally.counted), _named(tally.counted, tally.possible)
    number = Text(f"{count} 个", str(count))
    if not count and not settled:
        number = Text("尚不能确定", "cannot be said yet")
    return Text(f"{asked.zh}：{number.zh}{names.zh}", f"{asked.en}: {number.en}{names.en}")


def _judged_name(line: StandardLine, verdict: Verdict) -> Text:
    """A thing that was judged, and the items on which it fails or which are unknown."""
    name = thing_name(line.outcome.subject)
    items = [item.rule.label for item in line.deciding if item.verdict is verdict]
    if verdict is Verdict.MET or not items:
        return same(name)
    labels = joined(items, "、", ", ")
    zh, en = ("缺", "lacks") if verdict is Verdict.NOT_MET else ("待查", "to find out")
    return Text(f"{name}（{zh}：{labels.zh}）", f"{name} ({en}: {labels.en})")


def _external(task: TaskLine) -> Iterable[Text]:
    """What the document points to and does not contain, where the facts do not stand in for it."""
    for each in task.external:
        label = each.rule.label
        if each.resolved:
            continue
        if task.verdict == "unknown":
            yield Text(f"须先明确：{label.zh}（本文件未载）", f"first to be settled: {label.en} (not in this document)")
        else:
            yield Text(f"另据：{label.zh}（本文件未载）", f"see also: {label.en} (not in this document)")
