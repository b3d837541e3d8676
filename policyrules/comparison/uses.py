"""What a provision rests on, as addresses: itself, and the parameters, readings, quantities and facts it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from policyrules.comparison.model import Change
from policyrules.language.address import AddressError, resolve
from policyrules.language.definition import NUMBER, Award, Chosen
from policyrules.language.definition.duties import ByStandard, ByTargets
from policyrules.language.quantities import Kind
from policyrules.language.sections import whole
from policyrules.language.tree import (
    SUBJECT,
    Attribute,
    Constant,
    OptionValue,
    ParameterName,
    SeriesAt,
    Switched,
    TierParameter,
)
from policyrules.policy import Policy

_NAMES = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_NOTHING = Constant(0, Kind.YEAR)
#: Parameters that are not written as such.
_DATES = {"in_force.first_year": "policy.in_force.from", "in_force.last_year": "policy.in_force.until"}


def uses(
    policy: Policy, section: str, name: str, years: bool = True, tiers: Collection[int] | None = None
) -> frozenset[str]:
    """The addresses on which a provision rests under the policy's readings; none where there is no such provision.

    Without `years` what only says in which years an award is open is left out; with `tiers` so are other tiers.
    """
    provision = _provision(policy, section, name)
    if provision is None:
        return frozenset()
    if isinstance(provision, Award) and not years:
        provision = replace(provision, first_year=_NOTHING, last_year=_NOTHING)
    if isinstance(provision, Award) and tiers is not None:
        kept = {number: group for number, group in provision.tiers.items() if number in tiers}
        provision = replace(provision, tiers=kept)
    found = set(_Uses(policy, provision).within(provision))
    return frozenset({f"{section}.{name}", *found, *_quantities(policy, section, name)})


def causes(changes: Iterable[Change], used: frozenset[str]) -> tuple[str, ...]:
    """The addresses of the changes that touch what is used: the same address, one inside it or one around it."""
    return tuple(each.address for each in changes if any(_touches(each.address, address) for address in used))


def in_effect(policy: Policy, address: str) -> bool:
    """Whether something stands at an address, and in no option of an interpretation but the one that is chosen."""
    found: Any = whole(policy.definition.documents)
    try:
        path = resolve(found, address)
    except AddressError:
        return False
    for step, below in zip(path, (*path[1:], None), strict=True):
        switch = found.get("interpretation") if isinstance(found, Mapping) and step == "options" else None
        if isinstance(switch, str) and below is not None and below != _key(policy, switch):
            return False
        found = found[step]
    return True


def _key(policy: Policy, interpretation: str) -> str:
    """Under which key of `options` stands what holds under the option that is chosen."""
    option = policy.options[interpretation]
    return option if isinstance(option, str) else NUMBER


def _touches(first: str, second: str) -> bool:
    return first == second or first.startswith(f"{second}.") or second.startswith(f"{first}.")


def _provision(policy: Policy, section: str, name: str) -> Any:
    definition = policy.definition
    known = {
        "awards": definition.awards,
        "limits": definition.limits,
        "standards": definition.standards,
        "targets": definition.targets,
        "duties": definition.duties.duties,
    }
    return next((each for each in known[section] if each.id == name), None)


class _Uses:
    """The walk through one provision, under the readings that are chosen."""

    def __init__(self, policy: Policy, provision: Any) -> None:
        self.policy = policy
        self.tiers = tuple(provision.tiers.values()) if isinstance(provision, Award) else ()
        subject = getattr(provision, "subject", None) or getattr(getattr(provision, "count", None), "of", "")
        self.subject = str(subject)

    def within(self, value: Any) -> Iterator[str]:
        """The addresses that a part of the provision names."""
        match value:
            case ParameterName(name=name):
                yield _DATES.get(name, f"parameters.{name}")
            case TierParameter(name=name):
                yield from (f"parameters.{tier}.{name}" for tier in self.tiers)
            case OptionValue(interpretation=name):
                yield from self._reading(name)
            case Switched(interpretation=name, options=options):
                yield from self._reading(name)
                yield from self.within(dict(options).get(_key(self.policy, name)))
            case Chosen(interpretation=name, options=options):
                yield from self._reading(name)
                yield from self.within(options.get(_key(self.policy, name)))
            case ByStandard(standard=name):
                yield from uses(self.policy, "standards", name)
            case ByTargets(targets=names):
                for name in names:
                    yield from uses(self.policy, "targets", name)
            case Attribute(field=field, owner=owner) | SeriesAt(field=field, owner=owner):
                yield from self._fact(owner, field)
                if isinstance(value, SeriesAt):
                    yield from self.within(value.year)
            case Mapping():
                for each in value.values():
                    yield from self.within(each)
            case tuple():
                for each in value:
                    yield from self.within(each)
            case _ if is_dataclass(value) and not isinstance(value, type):
                for each in fields(value):
                    yield from self.within(getattr(value, each.name))

    def _reading(self, name: str) -> Iterator[str]:
        """An interpretation, and the parameters that its default or its bounds name."""
        yield f"interpretations.{name}"
        document = self.policy.definition.documents.get("interpretations.yaml")
        for path in (("default",), ("number", "least"), ("number", "most")):
            written = document.value(("interpretations", name, *path)) if document else None
            if written in self.policy.definition.parameters:
                yield f"parameters.{written}"

    def _fact(self, owner: str, field: str) -> Iterator[str]:
        vocabulary = self.policy.definition.vocabulary
        if owner in vocabulary.objects:
            yield f"objects.{owner}.fields.{field}"
            return
        target: str | None = self.subject
        if owner != SUBJECT:
            reference = vocabulary.lists[self.subject].fields.get(owner) if self.subject in vocabulary.lists else None
            target = reference.to if reference else None
        if target in vocabulary.lists:
            yield f"lists.{target}.fields.{field}"


def _quantities(policy: Policy, section: str, name: str) -> Iterator[str]:
    """The named quantities that formulas of a provision mention, and those that these mention."""
    document = policy.definition.documents.get("awards.yaml")
    known = (document.value(("quantities",)) if document else None) or {}
    file = policy.definition.documents.get(f"{section}.yaml")
    waiting, seen = [file.value((section, name)) if file else None], set[str]()
    while waiting:
        mentioned = {each for text in _texts(waiting.pop()) for each in _NAMES.findall(text)}
        for each in sorted((mentioned & known.keys()) - seen):
            seen.add(each)
            waiting.append(known[each])
            yield f"quantities.{each}"


def _texts(value: Any) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
