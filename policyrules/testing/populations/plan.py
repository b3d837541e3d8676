"""What the population of a policy consists of: its lists, how they hang together, their years and thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from policyrules.facts.values import spelling
from policyrules.language.quantities import SCALE, Kind, Number
from policyrules.language.vocabulary import Field, Things, Vocabulary
from policyrules.program.program import Program
from policyrules.testing.aims import Aims

#: The whole numbers in which shares are drawn: ten-thousandths.
SHARE_PARTS = 10_000
#: No threshold is higher, and products with 16 bits stay within 64.
_HIGHEST = 2**46


@dataclass(frozen=True)
class ListPlan:
    """One list: what tells its things apart, what they hang on, what is asked of them.

    `thresholds` are in whole yuan, square metres, pieces, or ten-thousandths for shares. `within` lists stand
    inside the things of this one.
    """

    name: str
    things: Things
    is_places: bool
    parent: str | None
    """The reference by which its things belong to those of another list."""
    parents_have_many: bool
    is_select: bool
    """Its things are few and chosen, and many of them are near the thresholds: what is operated, what is judged."""
    years: tuple[int, ...]
    thresholds: Mapping[str, tuple[int, ...]]
    within: tuple[str, ...]

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields of its things."""
        return self.things.fields


def plans(vocabulary: Vocabulary, program: Program, aims: Aims) -> dict[str, ListPlan]:
    """The plans of all lists but the register, each after those that it refers to; lists within others last."""
    found = {
        name: _plan(name, things, vocabulary, program, aims)
        for name, things in vocabulary.lists.items()
        if not things.register_of_awards
    }
    return {name: found[name] for name in _in_order(found)}


def thresholds(kind: Kind, points: Iterable[Number]) -> tuple[int, ...]:
    """Turning points in whole units, least first; one unit or less is no threshold of money or an area."""
    if kind is Kind.RATE:
        return tuple(sorted({int(Fraction(each) * SHARE_PARTS) for each in points if 0 < each <= 1}))
    scale = SCALE.get(kind, 1)
    least = scale if scale > 1 else 0
    return tuple(sorted({-(-int(each) // scale) for each in points if least < each <= _HIGHEST * scale}))


def years_of(fields: Iterable[str], name: str, program: Program, aims: Aims) -> tuple[int, ...]:
    """All years from the first that a formula asks about, and the year before the sales year at the latest."""
    asked = {program.year, program.year - 1}.union(*(aims.years.get((name, field), ()) for field in fields))
    return tuple(range(min(asked), max(asked) + 1))


def _plan(name: str, things: Things, vocabulary: Vocabulary, program: Program, aims: Aims) -> ListPlan:
    id_field = things.id_field
    is_places = id_field is not None and spelling(id_field, things, vocabulary) == "place"
    parent = _parent(name, things, vocabulary, program)
    judged = {standard.subject for standard in program.standards}
    return ListPlan(
        name=name,
        things=things,
        is_places=is_places and vocabulary.places is not None,
        parent=parent,
        # Payees that are paid for nothing of their own are there for what belongs to them.
        parents_have_many=all(award.subject != things.fields[parent].to for award in program.awards)
        if parent
        else False,
        is_select=parent is not None or name in judged,
        years=years_of(things.fields, name, program, aims),
        thresholds={key: thresholds(field.kind, aims.of(name, key)) for key, field in things.fields.items()},
        within=tuple(child for child, inside in vocabulary.lists.items() if inside.within == name),
    )


def _parent(name: str, things: Things, vocabulary: Vocabulary, program: Program) -> str | None:
    """The reference to who is paid for a thing, or else the first that must be given."""
    paying = {award.payee for award in program.awards if award.subject == name}
    possible = [
        key
        for key, field in things.fields.items()
        if field.to in vocabulary.lists and field.to != name and spelling(key, things, vocabulary) != "place"
    ]
    chosen = [key for key in possible if key in paying] + [key for key in possible if things.fields[key].required]
    return chosen[0] if chosen else None


def _in_order(found: Mapping[str, ListPlan]) -> list[str]:
    left = sorted(found, key=lambda name: found[name].things.within is not None)
    ordered: list[str] = []
    while left:
        ready = next((name for name in left if _targets(found[name]) <= set(ordered)), left[0])
        ordered.append(ready)
        left.remove(ready)
    return ordered


def _targets(plan: ListPlan) -> set[str]:
    return {field.to for field in plan.fields.values() if field.to is not None and field.to != plan.name}
