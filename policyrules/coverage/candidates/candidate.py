"""A candidate for a case, and how the candidates of conditions are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from policyrules.coverage.conditions import Condition, shown
from policyrules.coverage.obligation import Key
from policyrules.coverage.settlings import field_of
from policyrules.coverage.witness import Assignment, Domains, Wanted, witnesses
from policyrules.language.definition import Definition
from policyrules.language.options import defaults
from policyrules.language.quantities import Value
from policyrules.language.tree import Expression
from policyrules.program.lowering.settling import Settling


@dataclass(frozen=True)
class Candidate:
    """Facts, a sales year, and the options that are not the usual ones."""

    facts: Mapping[str, Any]
    year: int
    options: Mapping[str, str | Value] = field(default_factory=dict)


def unusual(definition: Definition, settled: Settling) -> dict[str, str | Value]:
    """The options that settle a policy otherwise than usual."""
    usual = defaults(definition)
    return {name: option for name, option in settled.setting.options.items() if option != usual[name]}


def usual_first(definition: Definition, settled: Iterable[Settling]) -> list[Settling]:
    """Ways to settle a policy, those with the fewest unusual options first, of these the latest year first."""
    return sorted(settled, key=lambda each: (len(unusual(definition, each)), -each.setting.year))


def in_turn(several: Iterable[Iterator[Candidate]]) -> Iterator[Candidate]:
    """The first candidate of each, then the second of each, and so on."""
    waiting = list(several)
    while waiting:
        left = []
        for each in waiting:
            found = next(each, None)
            if found is not None:
                yield found
                left.append(each)
        waiting = left


def domains_of(
    definition: Definition, group: str, formulas: Iterable[Expression], meets: Sequence[int] = (0,)
) -> Domains:
    """The values worth trying for what formulas ask of things of the list `group`."""
    return Domains(partial(field_of, definition, group)).learn(formulas, meets)


def deciding(
    conditions: Sequence[Condition], key: Key, settled: Settling, domains: Domains, also: Sequence[Wanted] = ()
) -> Iterator[Assignment]:
    """Values under which conditions that must hold together show an obligation; `also` must be as wanted beside."""
    index = next((at for at, each in enumerate(conditions) if _is_of(each, key)), None)
    if index is None:
        return
    others = [Wanted(each.settled, True) for at, each in enumerate(conditions) if at != index]
    for wanted in (True, False, None):
        for found in witnesses(Wanted(conditions[index].settled, wanted), [*others, *also], domains):
            if key in set(shown(conditions, settled.setting, found.get)):
                yield found


def _is_of(condition: Condition, key: Key) -> bool:
    address, aspect = key
    own = f"{condition.prefix}." if condition.prefix else ""
    return condition.address == address and aspect.startswith(own)


def holding(tests: Sequence[Expression], domains: Domains) -> Iterator[Assignment]:
    """Values under which all conditions hold."""
    if not tests:
        yield {}
        return
    first, *others = (Wanted(each, True) for each in tests)
    yield from witnesses(first, others, domains)
