"""Duties whose status is computed, and the ledger, with one small change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from policyrules.coverage.mutants.formulas import variants
from policyrules.coverage.mutants.mutant import DROPPED, Change, Mutant, of, swapped, without
from policyrules.coverage.mutants.targets import of_count
from policyrules.language.definition import Definition, Duties, Duty
from policyrules.language.definition.duties import ByCondition, ByCount, ByTargets, Due, DutyStatus, Ledger
from policyrules.text import Text

#: Days fall due in any year; the one to count from is none of 366 days.
_ANY_YEAR = 2025


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Conditions dropped or changed, what a duty rests on, and the days by which is reported."""
    duties = definition.duties
    if duties.ledger is None:
        return
    for index, duty in enumerate(duties.duties):
        if duty.number is not None:
            for address, change, words, new in _of_duty(duty):
                changed = _with(definition, duties=swapped(duties.duties, index, new))
                yield of(address, change, words, changed)
    yield from _due(definition, duties, duties.ledger)


def _with(definition: Definition, **changes: Any) -> Definition:
    return replace(definition, duties=replace(definition.duties, **changes))


def _of_duty(duty: Duty) -> Iterator[tuple[str, Change, Text, Duty]]:
    address = f"duties.{duty.id}"
    if duty.applies is not None:
        yield f"{address}.applies", "dropped", DROPPED, replace(duty, applies=None)
        for change, words, test in variants(duty.applies):
            yield f"{address}.applies", change, words, replace(duty, applies=test)
    if duty.places:
        yield f"{address}.places", "dropped", DROPPED, replace(duty, places=())
    for index, name in enumerate(duty.external):
        words = Text(f"不指向 {name}", f"without {name}")
        yield f"{address}.external", "dropped", words, replace(duty, external=without(duty.external, index))
    if duty.status is not None:
        for rest, change, words, status in _of_status(duty.status):
            yield f"{address}.status.{rest}", change, words, replace(duty, status=status)


def _of_status(status: DutyStatus) -> Iterator[tuple[str, Change, Text, DutyStatus]]:
    match status:
        case ByCondition(cases=cases):
            for index, case in enumerate(cases):
                if len(cases) > 1:
                    yield f"cases.{index}", "dropped", DROPPED, replace(status, cases=without(cases, index))
                for change, words, test in variants(case.test):
                    changed = swapped(cases, index, replace(case, test=test))
                    yield f"cases.{index}", change, words, replace(status, cases=changed)
        case ByCount(count=count):
            for name, change, words, new in of_count(count):
                yield f"count.criteria.{name}", change, words, replace(status, count=new)
        case ByTargets(targets=targets):
            for index, name in enumerate(targets):
                words = Text(f"不含 {name}", f"without {name}")
                yield "targets", "dropped", words, replace(status, targets=without(targets, index))


def _due(definition: Definition, duties: Duties, ledger: Ledger) -> Iterator[Mutant]:
    for quarter, due in ledger.due.items():
        for days, words in ((-1, Text("提前一日", "a day earlier")), (1, Text("推迟一日", "a day later"))):
            day = date(_ANY_YEAR, due.month, due.day) + timedelta(days=days)
            changed: dict[int, Due] = {**ledger.due, quarter: replace(due, month=day.month, day=day.day)}
            if day.year == _ANY_YEAR:
                yield of(
                    f"ledger.due.{quarter}", "years", words,
                    replace(definition, duties=replace(duties, ledger=replace(ledger, due=changed))),
                )  # fmt: skip
