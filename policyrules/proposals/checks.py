"""What a change says against what the policy has: the kind and unit of a value, what it was, whether it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from policyrules.errors import Place, Problem
from policyrules.language.definition import Definition, Parameter
from policyrules.language.model import Written
from policyrules.language.quantities import Kind, Value, counting_word, parse_quantity
from policyrules.proposals.edit import Edit
from policyrules.proposals.file import InterpretationChange, ParameterChange
from policyrules.proposals.proposal import Proposal
from policyrules.text import Text

_NOTHING = Text("这一变更不改变任何内容", "this changes nothing")
_EXAMPLES: dict[Kind, Text] = {
    Kind.MONEY: Text("金额，如 30万元", "money, such as 30万元"),
    Kind.AREA: Text("面积，如 500平方米", "an area, such as 500平方米"),
    Kind.RATE: Text("比例，如 1%", "a rate, such as 1%"),
    Kind.YEAR: Text("年份，如 2026年", "a year, such as 2026年"),
    Kind.COUNT: Text("数量，如 20家", "a count, such as 20家"),
}


def value_problems(proposal: Proposal, definition: Definition) -> Iterator[Problem]:
    """New values of another kind or unit than their parameters. What is no quantity at all, the compiler reports."""
    for index, change in enumerate(proposal.changes):
        parameter = definition.parameters.get(change.parameter) if isinstance(change, ParameterChange) else None
        if isinstance(change, ParameterChange) and parameter is not None:
            place = proposal.place("changes", index, "value")
            yield from _value_problem(place, change.value, parameter, definition)


def _value_problem(place: Place, written: Written, parameter: Parameter, definition: Definition) -> Iterator[Problem]:
    read = _read(written, definition)
    if read is None:
        return
    kind, name = read[0], parameter.name
    if kind is not parameter.kind and not (parameter.kind is Kind.RATE and kind is Kind.COUNT):
        wanted = _EXAMPLES[parameter.kind]
        allowed = Text(f"`{name}` 须为{wanted.zh}", f"`{name}` must be {wanted.en}")
        yield Problem("kind", place, str(written), allowed)
    elif kind is Kind.COUNT and _unit(written, definition) != parameter.unit:
        unit = "" if parameter.unit is None else counting_word(_first_written(parameter, definition))
        allowed = Text(
            f"`{name}` 的单位是“{unit}”" if unit else f"`{name}` 没有单位",
            f"the unit of `{name}` is {unit}" if unit else f"`{name}` has no unit",
        )
        yield Problem("unit", place, str(written), allowed)


def was_problems(proposal: Proposal, definition: Definition) -> Iterator[Problem]:
    """Values and readings that are no longer what the proposal says they were."""
    for index, change in enumerate(proposal.changes):
        if not isinstance(change, ParameterChange | InterpretationChange) or change.was is None:
            continue
        now = _now(change, definition)
        if now is not None and str(now) != str(change.was) and not _same(now, change.was, definition):
            place = proposal.place("changes", index, "was")
            allowed = Text(f"政策中现为 `{now}`", f"the policy now says `{now}`")
            yield Problem("was", place, str(change.was), allowed)


def without_effect(
    edits: Sequence[Edit], proposals: Sequence[Proposal], before: Definition, after: Definition
) -> list[Problem]:
    """Changes that leave everything as it was, and proposals of which nothing is left."""
    problems = [
        Problem("no_change", edit.place, edit.address, _NOTHING) for edit in edits if _is_idle(edit, before, after)
    ]
    if not problems and replace(after, digest=before.digest) == before:
        problems = [Problem("no_change", each.place("changes", of_key=True), each.id, _NOTHING) for each in proposals]
    return problems


def _is_idle(edit: Edit, before: Definition, after: Definition) -> bool:
    match edit.change:
        case ParameterChange(parameter=name, from_=None):
            return _steps(before.parameters[name]) == _steps(after.parameters[name])
        case ParameterChange(parameter=name, from_=day) if day is not None:
            return before.parameters[name].value_on(day) == after.parameters[name].value_on(day)
        case InterpretationChange(interpretation=name):
            return before.interpretations[name] == after.interpretations[name]
    return False


def _steps(parameter: Parameter) -> list[tuple[date, Value]]:
    """The days on which a parameter's value really changes."""
    steps: list[tuple[date, Value]] = []
    for day, value in parameter.values:
        if not steps or steps[-1][1] != value:
            steps.append((day if steps else date.min, value))
    return steps


def _now(change: ParameterChange | InterpretationChange, definition: Definition) -> Written | None:
    """What the files say now of what a change replaces, as they write it."""
    if isinstance(change, InterpretationChange):
        document = definition.documents.get("interpretations.yaml")
        found = None if document is None else document.value(("interpretations", change.interpretation, "default"))
        return found if isinstance(found, str | int) else None
    document = definition.documents.get("parameters.yaml")
    entry = None if document is None else document.value(("parameters", change.parameter))
    if not isinstance(entry, dict):
        return None
    first = [entry["value"]] if "value" in entry else []
    dated = [each["value"] for each in entry.get("values", ()) if change.from_ and each["from"] <= str(change.from_)]
    values = [*first, *dated] or [each["value"] for each in entry.get("values", ())][:1]
    return values[-1] if values else None


def _same(first: Written, second: Written, definition: Definition) -> bool:
    read = _read(first, definition)
    return read is not None and read == _read(second, definition)


def _read(written: Written, definition: Definition) -> tuple[Kind, Value] | None:
    try:
        return parse_quantity(str(written), definition.vocabulary.counting_words())
    except ValueError:
        return None


def _unit(written: Written, definition: Definition) -> Text | None:
    word = counting_word(str(written))
    return definition.vocabulary.counting_word(word) if word else None


def _first_written(parameter: Parameter, definition: Definition) -> str:
    """The first value of a parameter as the files write it."""
    entry = definition.documents["parameters.yaml"].value(("parameters", parameter.name))
    return str(entry["value"] if "value" in entry else entry["values"][0]["value"])
