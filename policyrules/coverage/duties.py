"""Duties whose status is computed, what the document points to, and the days by which is reported.

Only numbered duties of a policy with a ledger have lines; a status that is filed as text decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from policyrules.coverage import counts
from policyrules.coverage.conditions import Condition, shown
from policyrules.coverage.obligation import Impossible, Key, Obligation
from policyrules.coverage.run import Run
from policyrules.coverage.settlings import Asked, Found, of_conditions, settlings_of
from policyrules.decision.tasks import TaskLine
from policyrules.language.definition import Definition, Duty
from policyrules.language.definition.duties import ByCondition, ByCount, ByMeasures, ByStandard, ByTargets, Ledger
from policyrules.program.duty_rules import ConditionStatus, CountStatus
from policyrules.program.lowering.settling import Settling
from policyrules.text import Text

_NO_FACT = Text("没有事实可以代替文件所指的内容", "no fact can stand for what the document points to")


def catalogue(definition: Definition) -> Found:
    """What should be seen of the duties."""
    duties = definition.duties
    if duties.ledger is None:
        return
    numbered = [each for each in duties.duties if each.number is not None]
    for duty in numbered:
        settled = settlings_of(definition, duty)
        yield from _applies(definition, duty, duties.ledger, settled)
        yield from _status(definition, duty, duties.ledger, settled)
    for name in dict.fromkeys(name for duty in numbered for name in duty.external):
        reference = duties.references[name]
        yield Obligation(f"references.{name}", "unresolved", reference.label)
        resolved = Obligation(f"references.{name}", "resolved", reference.label)
        yield Impossible(resolved, _NO_FACT) if reference.fact is None else resolved
    for quarter in duties.ledger.due:
        for aspect in ("on_the_day", "day_after"):
            yield Obligation(f"ledger.due.{quarter}", aspect, duties.ledger.label)


def _applies(definition: Definition, duty: Duty, ledger: Ledger, settled: list[Settling]) -> Found:
    if duty.places:
        yield from (Obligation(f"duties.{duty.id}.places", each, duty.label) for each in ("here", "elsewhere"))
    if duty.applies is not None:
        asked = Asked(f"duties.{duty.id}.applies", duty.label, duty.applies)
        yield from of_conditions(definition, ledger.unit, [asked], [[each.maybe(duty.applies)] for each in settled])


def _status(definition: Definition, duty: Duty, ledger: Ledger, settled: list[Settling]) -> Found:
    address = f"duties.{duty.id}"
    match duty.status:
        case ByCondition(cases=cases):
            for index, case in enumerate(cases):
                asked = Asked(_case(duty, index), case.label, case.test)
                yield from of_conditions(
                    definition, ledger.unit, [asked], [[each.ground(case.test)] for each in settled]
                )
        case ByStandard():
            yield from (Obligation(address, each, duty.label) for each in ("met", "not_met", "unknown"))
        case ByTargets(targets=targets):
            yield from (Obligation(f"{address}.status.targets", each, duty.label) for each in targets)
        case ByCount(count=count):
            yield from (Obligation(address, each, duty.label) for each in ("no_bound", "unknown"))
            yield from counts.catalogue(definition, f"{address}.status.count", count, settled)
        case ByMeasures(measures=measures):
            for measure in measures:
                yield Obligation(f"{address}.status.measures.{measure.id}", "known", measure.label)
                yield Obligation(f"{address}.status.measures.{measure.id}", "unknown", measure.label)


def _case(duty: Duty, index: int) -> str:
    return f"duties.{duty.id}.status.cases.{index}"


# What a decision shows


def seen(run: Run) -> Iterator[Key]:
    """What the duties that a case expects something of show."""
    written = {each.id: each for each in run.policy.definition.duties.duties}
    for line in run.decision.tasks if run.asserted.tasks else ():
        if (line.work_point, line.county) in run.asserted.tasks:
            yield from _of_line(run, written[line.duty.id], line)


def _of_line(run: Run, duty: Duty, line: TaskLine) -> Iterator[Key]:
    address, outcome = f"duties.{duty.id}", line.outcome
    here = line.county in line.duty.places
    if duty.places:
        yield f"{address}.places", "here" if here else "elsewhere"
    for each in line.external:
        yield f"references.{each.rule.id}", "resolved" if each.resolved else "unresolved"
    yield from _filings(run, line)
    if not here:
        return
    unit = outcome.world.lookup(outcome.unit)
    if duty.applies is not None and line.duty.applies is not None and outcome.unit is not None:
        applies = Condition(f"{address}.applies", "", duty.applies, line.duty.applies)
        yield from shown([applies], run.settling.setting, unit)
    yield from _of_status(run, duty, line)


def _of_status(run: Run, duty: Duty, line: TaskLine) -> Iterator[Key]:
    address, outcome = f"duties.{duty.id}", line.outcome
    if outcome.computed is None:
        return
    match duty.status, line.duty.status:
        case ByCondition(), ConditionStatus(by_place=by_place):
            rule = by_place[line.county]
            index = int(rule.id.rpartition("_")[2]) - 1
            condition = Condition(_case(duty, index), "", duty.status.cases[index].test, rule.test)
            if outcome.applies is True:
                yield from shown([condition], run.settling.setting, outcome.world.lookup(outcome.unit))
        case ByStandard(), _:
            yield address, outcome.computed.verdict.value
        case ByTargets(), _:
            for each in outcome.computed.targets:
                if each.least:
                    yield f"{address}.status.targets", each.rule.id
        case ByCount(count=count), CountStatus(count=settled):
            yield address, outcome.computed.verdict.value
            yield from counts.seen(run, f"{address}.status.count", count, settled, outcome.world, run.program.year)
        case ByMeasures(), _:
            for measure, value in outcome.computed.measures:
                yield f"{address}.status.measures.{measure.id}", "unknown" if value is None else "known"


def _filings(run: Run, line: TaskLine) -> Iterator[Key]:
    for filing in line.filings:
        if filing.filed_on is None:
            continue
        quarter = int(filing.quarter[-1])
        if filing.filed_on == filing.due:
            yield f"ledger.due.{quarter}", "on_the_day"
        elif filing.filed_on == filing.due + timedelta(days=1):
            yield f"ledger.due.{quarter}", "day_after"
