"""The same facts as two policies read them, where a proposal changes what facts may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from policyrules.facts.export import data_of
from policyrules.facts.load import Source, load
from policyrules.facts.records import Facts
from policyrules.language.vocabulary import Circumstances, Things, Vocabulary
from policyrules.policy import Policy

G = TypeVar("G", Things, Circumstances)


def facts_of_both(base: Policy, amended: Policy, source: Source) -> tuple[Facts, Facts]:
    """The facts as each of two policies reads them. Raises FactsError.

    What only one of them asks for may stand in the facts of both: without it nobody could decide a criterion that
    asks for a new field, and with it the base would refuse the facts.
    """
    if base.definition.vocabulary == amended.definition.vocabulary:
        known = base.facts(source)
        return known, known
    first, second = vocabularies_of_both(base, amended)
    data = data_of(source) if isinstance(source, Facts) else source
    return load(data, first), load(data, second)


def vocabularies_of_both(base: Policy, amended: Policy) -> tuple[Vocabulary, Vocabulary]:
    """What the facts of each of two policies may say where the same facts are given to both."""
    first, second = base.definition.vocabulary, amended.definition.vocabulary
    return _allowing(first, second), _allowing(second, first)


def _allowing(own: Vocabulary, other: Vocabulary) -> Vocabulary:
    """What a policy's facts may say, and besides the lists and fields of another policy that it does not have."""
    lists, objects = _joined(own.lists, other.lists), _joined(own.objects, other.objects)
    return own.model_copy(update={"lists": lists, "objects": objects})


def _joined(own: Mapping[str, G], other: Mapping[str, G]) -> dict[str, G]:
    found = dict(own)
    for name, group in other.items():
        held = found.get(name)
        fields = group.fields if held is None else {**held.fields, **_new(group, held)}
        found[name] = (held or group).model_copy(update={"fields": fields})
    return found


def _new(group: G, held: G) -> dict[str, object]:
    """The fields of a group that stand neither in, nor around, nor instead of one that is held."""
    known = [f"{name}." for name in held.fields]
    return {
        name: field
        for name, field in group.fields.items()
        if not any(f"{name}.".startswith(each) or each.startswith(f"{name}.") for each in known)
    }
