"""Whom a decision can be asked about: payees and what is decided for them, things judged or counted, units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from policyrules.decision.account import Account
from policyrules.decision.explanation import LineExplanation
from policyrules.decision.standard_explanation import explain_standard
from policyrules.decision.target_explanation import explain_counted, explain_place
from policyrules.decision.targets import TargetLine
from policyrules.decision.task_explanation import explain_tasks, lists_with
from policyrules.errors import UsageError
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

if TYPE_CHECKING:
    from policyrules.decision.decision import Decision

Explanation = LineExplanation | Account
_SUFFIXES = ("区", "市", "县")


def explanations(decision: Decision, subject: str) -> tuple[Explanation, ...]:
    """All that a decision says about a subject. Raises UsageError where that is nothing."""
    found = tuple(_explanations(decision, subject))
    if not found:
        raise unknown_subject(subject, set(subjects(decision)), decision.program.places)
    return found


def _explanations(decision: Decision, subject: str) -> Iterator[Explanation]:
    awards = [line for line in decision.awards if line.enterprise == subject]
    for award in awards or [line for line in decision.awards if line.subject == subject]:
        yield award.explain()
    for standard in decision.standards:
        if standard.subject == subject:
            yield explain_standard(standard, decision.prose[standard.outcome.rule.subject])
    yield from _counted(decision, subject)
    yield from _place(decision, place_named(decision, subject))


def _counted(decision: Decision, subject: str) -> Iterator[Account]:
    """Towards which targets a thing counts, for each list that holds one of that id."""
    city = [line for line in decision.targets if line.county is None]
    for name in dict.fromkeys(filter(None, map(_of, city))):
        for thing in decision.facts.lists.get(name, ()):
            if thing.id == subject:
                lists = lists_with(thing, decision.tasks, decision.prose)
                yield explain_counted(thing, [line for line in city if _of(line) == name], decision.prose[name], lists)


def _of(line: TargetLine) -> str:
    """The list whose things a target counts; empty where it counts none."""
    return "" if line.rule.count is None else line.rule.count.of


def _place(decision: Decision, place: str | None) -> Iterator[Account]:
    tasks = [line for line in decision.tasks if line.county == place]
    if tasks:
        yield explain_tasks(tasks, decision.prose)
    targets = [line for line in decision.targets if place is not None and line.county == place]
    if targets:
        yield explain_place(place or "", targets, [line for line in decision.targets if line.county is None])


def place_named(decision: Decision, name: str) -> str | None:
    """The unit of that name, with or without 区, 市 or 县; None where there is none."""
    for place in decision.program.places:
        if name in (place, place.rstrip("".join(_SUFFIXES))) or (name[:-1] == place and name.endswith(_SUFFIXES)):
            return place
    return None


def subjects(decision: Decision) -> Iterator[str]:
    """The ids and names of all that a decision can be asked about."""
    for line in decision.awards:
        yield from (line.enterprise, line.subject)
    yield from (line.subject for line in decision.standards)
    for rule in decision.program.targets:
        if rule.count is not None:
            yield from (thing.id for thing in decision.facts.lists.get(rule.count.of, ()))
    if decision.tasks or any(line.county for line in decision.targets):
        yield from decision.program.places


def unknown_subject(subject: str, known: set[str], places: Sequence[str] = ()) -> UsageError:
    """That nothing is said of a subject, with the nearest that there is; what is no id may be meant for a unit."""
    hint = did_you_mean(subject, known)
    if hint is None and not subject.isascii():
        hint = did_you_mean(subject, known.intersection(places))
    zh, en = f"决定中没有 `{subject}`", f"the decision has no lines for `{subject}`"
    return UsageError(Text(zh, en) if hint is None else Text(f"{zh}；{hint.zh}", f"{en}; {hint.en}"))
