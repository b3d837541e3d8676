"""The status of a numbered duty in words: what a computed one rests on, and what a unit filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyrules.decision.figures import span
from policyrules.decision.prose import Prose, enumeration, quantity
from policyrules.decision.target_explanation import thing_words
from policyrules.decision.tasks import Filing, TaskLine
from policyrules.decision.verdict_words import VERDICTS
from policyrules.engines.targets import Tally
from policyrules.language.tree import attributes
from policyrules.program.duty_rules import ConditionStatus
from policyrules.text import Text, joined, same


def basis_words(line: TaskLine, words: Mapping[str, Prose]) -> Iterator[Text]:
    """What the computed status of a duty in a unit rests on; nothing where it is filed as text."""
    computed = line.outcome.computed
    if computed is None:
        return
    if isinstance(line.duty.status, ConditionStatus):
        yield from _condition(line, line.duty.status, words[line.ledger.unit])
    for standard in computed.standards:
        verdict = VERDICTS[standard.verdict.value]
        name = thing_words(standard.subject)
        yield Text(f"{name}：{verdict.zh}", f"{name}: {verdict.en}")
    for target in computed.targets:
        if target.least is not None and target.most is not None:
            rule = target.rule
            value = span(rule.kind, target.least, target.most, rule.unit)
            yield Text(f"{rule.label.zh}：{value.zh}", f"{rule.label.en}: {value.en}")
    if computed.tally is not None:
        yield from _tally(computed.tally)
    for measure, figure in computed.measures:
        shown = quantity(measure.figure.kind, figure)
        yield Text(f"{measure.label.zh}：{shown.zh}", f"{measure.label.en}: {shown.en}")


def _condition(line: TaskLine, status: ConditionStatus, prose: Prose) -> Iterator[Text]:
    criterion = status.by_place.get(line.county)
    if criterion is None:
        return
    lookup = line.outcome.world.lookup(line.outcome.unit)
    found = [(prose.name(each), prose.value(each, lookup(each))) for each in attributes(criterion.test)]
    values = joined([Text(f"{name.zh} {value.zh}", f"{name.en} {value.en}") for name, value in found], "，", ", ")
    yield Text(f"{criterion.label.zh}：{values.zh}", f"{criterion.label.en}: {values.en}")


def _tally(tally: Tally) -> Iterator[Text]:
    for zh, en, things in (("符合", "found", tally.counted), ("待定", "may be among them", tally.possible)):
        if things:
            names = enumeration(same(thing_words(each)) for each in things)
            yield Text(f"{zh} {len(things)}：{names.zh}", f"{len(things)} {en}: {names.en}")
    if not tally.counted and not tally.possible:
        yield Text("目前没有符合的", "none so far")


def filing_words(filing: Filing) -> Text:
    """What was filed for a quarter, on what evidence, and whether in time."""
    return joined([same(f"{filing.quarter} {filing.status or ''}".rstrip()), *_beside(filing)], "；", "; ")


def _beside(filing: Filing) -> Iterator[Text]:
    if filing.evidence:
        yield Text(f"佐证：{filing.evidence}", f"evidence: {filing.evidence}")
    on = "" if filing.filed_on is None else filing.filed_on.isoformat()
    if filing.late is None:
        yield Text(f"未写填报日期（{filing.due} 到期）", f"no day of filing is given (due {filing.due})")
    elif filing.late:
        yield Text(f"{on} 填报，逾期（{filing.due} 到期）", f"filed on {on}, late (due {filing.due})")
    else:
        yield Text(f"{on} 填报，按时", f"filed on {on}, in time")


def external_words(line: TaskLine) -> Iterator[Text]:
    """What the document points to and does not contain, and whether the facts stand in for it."""
    for each in line.external:
        label, clause = each.rule.label, each.rule.clause
        if each.resolved:
            yield Text(f"另据（已给出）：{label.zh}（{clause}）", f"rests on (given): {label.en} ({clause})")
        else:
            yield Text(
                f"另据（文件未载，未给出）：{label.zh}（{clause}）",
                f"rests on (not in the document, not given): {label.en} ({clause})",
            )
