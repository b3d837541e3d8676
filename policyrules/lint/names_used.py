"""Which parameters, interpretations, quantities and facts a policy uses."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyrules.language.definition import Chosen, Definition
from policyrules.language.definition.duties import ByStandard
from policyrules.language.document import Path_
from policyrules.language.tree import (
    Attribute,
    Expression,
    OptionValue,
    ParameterName,
    SeriesAt,
    Switched,
    TierParameter,
    walk,
)

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
#: Keys that hold words for people.
_WORDS = ("label", "title", "question", "reason", "message", "clause", "headings", "describes")


def expressions(value: Any) -> Iterator[Expression]:
    """Every formula inside a provision, with all that is inside the formula."""
    if isinstance(value, Expression):
        yield from walk(value)
    elif isinstance(value, Chosen):
        for each in value.options.values():
            yield from expressions(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from expressions(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from expressions(getattr(value, field.name))


def provisions(definition: Definition) -> tuple[Any, ...]:
    """Everything that holds formulas."""
    duties = definition.duties
    ledger = () if duties.ledger is None else (duties.ledger,)
    rest = (*definition.standards, *definition.targets, *duties.duties, *duties.references.values(), *ledger)
    return (*definition.awards, *definition.limits, *rest)


def parameters(definition: Definition) -> set[str]:
    """The parameters that provisions and invariants name, and those that bound the options of interpretations."""
    asking = (*provisions(definition), *definition.invariants)
    found = {each.name for it in asking for each in expressions(it) if isinstance(each, ParameterName)}
    for award in definition.awards:
        own = {each.name for each in expressions(award) if isinstance(each, TierParameter)}
        found |= {f"{group}.{name}" for group in award.tiers.values() for name in own}
    for file in ("facts.yaml", "interpretations.yaml"):
        found |= words(definition, file) & definition.parameters.keys()
    return found


def interpretations(definition: Definition) -> set[str]:
    """The interpretations that any provision asks."""
    found = set()
    for value in provisions(definition):
        found |= {it.interpretation for it in expressions(value) if isinstance(it, Switched | OptionValue)}
        found |= {each.interpretation for each in choices(value)}
    return found


def choices(value: Any) -> Iterator[Chosen[Any]]:
    """Every choice by an interpretation inside a provision that is not inside a formula."""
    if isinstance(value, Chosen):
        yield value
        for each in value.options.values():
            yield from choices(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from choices(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Expression):
        for field in dataclasses.fields(value):
            yield from choices(getattr(value, field.name))


def words(definition: Definition, file: str, but: Path_ = ()) -> set[str]:
    """The names in all that a file says, save in words for people and at the path `but`."""
    document = definition.documents.get(file)
    return set() if document is None else set(_names(document.data, but))


def _names(data: Any, but: Path_) -> Iterator[str]:
    if isinstance(data, str):
        yield from _NAME.findall(data)
    elif isinstance(data, Mapping):
        for key, each in data.items():
            if but != (key,) and key not in _WORDS:
                yield from _names(each, but[1:] if but[:1] == (key,) else ())
    elif isinstance(data, Sequence):
        for each in data:
            yield from _names(each, ())


def facts(definition: Definition) -> set[tuple[str, str]]:
    """The facts that anything asks: list or single thing, and field."""
    return set(_facts(definition))


def _facts(definition: Definition) -> Iterator[tuple[str, str]]:
    vocabulary, duties = definition.vocabulary, definition.duties
    unit = duties.ledger.unit if duties.ledger else ""
    for award in definition.awards:
        yield from _asked(definition, award, award.subject)
        yield award.subject, award.payee or ""
    for shared in (*definition.limits, *definition.invariants):
        yield from _asked(definition, shared, "")
    for standard in definition.standards:
        yield from _asked(definition, standard, standard.subject)
    for target in definition.targets:
        yield from _asked(definition, target, target.count.of if target.count else "")
        yield (target.count.of, target.count.by or "") if target.count else ("", "")
    for duty in duties.duties:
        count = getattr(duty.status, "count", None)
        yield from _asked(definition, duty, count.of if count else unit)
        yield from _asked(definition, duty.applies, unit)
        yield (count.of, count.by or "") if count else ("", "")
        if isinstance(duty.status, ByStandard):
            judged = next((each.subject for each in definition.standards if each.id == duty.status.standard), "")
            yield judged, duty.status.by
    for reference in duties.references.values():
        yield from _asked(definition, reference, unit)
    for parameter in definition.parameters.values():
        group, _, field = (parameter.describes or "").partition(".")
        yield group, field
    for each in vocabulary.checks:
        yield from ((each.of, field) for field in each.not_above)
    for name, things in vocabulary.groups():
        yield from ((name, field.zero_before or "") for field in things.fields.values())
    for name, listed in vocabulary.lists.items():
        yield name, listed.size.field if listed.size else ""


def _asked(definition: Definition, value: Any, subject: str) -> Iterator[tuple[str, str]]:
    """The facts that the formulas inside something name, where they are asked of the things of `subject`."""
    fields = definition.vocabulary.lists[subject].fields if subject else {}
    for each in expressions(value):
        if isinstance(each, Attribute | SeriesAt):
            if each.owner in definition.vocabulary.objects:
                yield each.owner, each.field
            elif each.owner:
                yield subject, each.owner
                yield fields[each.owner].to or "" if each.owner in fields else "", each.field
            else:
                yield subject, each.field
