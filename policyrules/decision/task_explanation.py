"""The numbered duties of one unit, explained: what applies, how it stands, what was filed, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from policyrules.decision.account import Account, Point, Section, listing
from policyrules.decision.needs import needed
from policyrules.decision.prose import Prose
from policyrules.decision.readings import readings
from policyrules.decision.task_words import basis_words, external_words, filing_words
from policyrules.decision.tasks import TaskLine
from policyrules.decision.verdict_words import MODALITIES, VERDICTS, verdict_code
from policyrules.engines.verdicts import verdict_of
from policyrules.facts.records import Thing
from policyrules.program.duty_rules import CountStatus, DutyRule, DutyRules
from policyrules.text import Text, joined


def explain_tasks(lines: Sequence[TaskLine], words: Mapping[str, Prose]) -> Account:
    """All that the lines of one unit can say for themselves, under the headings of the document."""
    first = lines[0]
    program = first.outcome.world.program
    read = readings(program, {name for line in lines for name in line.duty.interpretations})
    sections = tuple(
        Section(heading, tuple(_point(line, words) for line in under))
        for heading, under in groupby(lines, lambda line: heading_of(line.duty, program.duties))
    )
    return Account(
        subject=first.county,
        name="",
        title=first.ledger.label,
        clause=first.ledger.clause,
        verdict="",
        summary=tasks_summary(lines),
        sections=(*sections, *listing(Text("所依据的解释", "interpretations used"), [each.text for each in read])),
    )


def tasks_summary(lines: Sequence[TaskLine]) -> Text:
    """How many of the lines have each verdict."""
    codes = [verdict_code(line.verdict) for line in lines]
    counts = [(VERDICTS[code], codes.count(code)) for code in VERDICTS if code in codes]
    return joined([Text(f"{label.zh} {count}", f"{count} {label.en}") for label, count in counts])


def lists_with(thing: Thing, lines: Sequence[TaskLine], words: Mapping[str, Prose]) -> tuple[Section, ...]:
    """On the lists of which duties a thing stands, or may stand."""
    points: dict[int, Point] = {}
    for line in lines:
        computed, status = line.outcome.computed, line.duty.status
        if computed is None or computed.tally is None or not isinstance(status, CountStatus):
            continue
        stands = thing in computed.tally.counted
        if stands or thing in computed.tally.possible:
            asks = words[status.count.of].condition(status.count.test)
            title = Text(f"{line.work_point} {line.duty.label.zh}", f"{line.work_point} {line.duty.label.en}")
            missing = () if stands else needed(line.outcome.world, thing, status.count.test)
            where = map(words[status.count.of].pointer, dict.fromkeys(missing))
            below = (asks, *(Text(f"待查：{each.zh}", f"to find out: {each.en}") for each in where))
            points[line.work_point] = Point(title, verdict_of(stands or None).value, below)
    heading = Text("列入工作要点的名单", "on the lists of work points")
    return (Section(heading, tuple(points.values())),) if points else ()


def heading_of(duty: DutyRule, duties: DutyRules) -> Text:
    """The headings above a duty, outermost first: `三 新型农村电商主体 · 三（一） 标杆企业`."""
    steps: list[Text] = []
    heading = duty.heading
    while heading is not None:
        steps.insert(0, Text(f"{heading.clause} {heading.label.zh}", f"{heading.clause} {heading.label.en}"))
        heading = None if heading.under is None else duties.heading(heading.under)
    return joined(steps, " · ", " · ") if steps else Text("任务", "tasks")


def _point(line: TaskLine, words: Mapping[str, Prose]) -> Point:
    duty, strength = line.duty, MODALITIES[line.duty.modality]
    text = Text(
        f"{line.work_point} {duty.label.zh}（{strength.zh}）",
        f"{line.work_point} {duty.label.en} ({strength.en})",
    )
    return Point(text, verdict_code(line.verdict), tuple(_below(line, words)))


def _below(line: TaskLine, words: Mapping[str, Prose]) -> Iterator[Text]:
    if line.applies is False:
        yield Text("不适用于本地", "does not apply here")
        return
    yield from basis_words(line, words)
    yield from external_words(line)
    for filing in line.filings:
        filed = filing_words(filing)
        yield Text(f"填报：{filed.zh}", f"filed: {filed.en}")
    if line.verdict is None and not line.filings:
        yield Text("尚未填报", "nothing is filed yet")
    for pointer in line.missing:
        where = words[""].pointer(pointer)
        yield Text(f"待查：{where.zh}", f"to find out: {where.en}")
