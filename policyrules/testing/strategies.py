"""Strategies for whole facts of any policy."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.nesting import heads, room
from policyrules.facts.renaming import id_fields, register_of
from policyrules.language.vocabulary import Field, Things, Vocabulary
from policyrules.policy import Policy
from policyrules.program.program import Program
from policyrules.testing.aims import aims_of
from policyrules.testing.figures import Calendar, options_of, value_of
from policyrules.testing.judged import bounds
from policyrules.testing.payments import payments

Json = dict[str, Any]

#: Ids that sort otherwise than they count, that pointers must escape, and that no ASCII holds.
IDS = ("1", "10", "2", "A", "a", "甲", "乙", "x/~y", "E 1", "é")


@st.composite
def facts(
    draw: st.DrawFn,
    policy: Policy,
    year: int,
    *,
    max_payees: int = 3,
    max_things: int = 3,
    unknown: bool = True,
    paid: Collection[str] | None = None,
    crowded: bool = False,
) -> Json:
    """Facts that the policy accepts, whose figures aim at its thresholds for the sales year.

    `max_payees` enterprises at most, and `max_things` of each other list; `unknown=False` gives every figure;
    `paid` names the awards that the register may hold (all, unless given; `()` for none). `crowded` fills the
    lists that targets count up to about the number that a target asks for.
    """
    vocabulary = policy.definition.vocabulary
    drawing = _Drawing(draw, _figures(policy, year), unknown)
    program, aims = drawing.figures.program, drawing.figures.aims
    wanted = bounds(program) if crowded else {}
    found: dict[str, list[Json]] = {}
    for name in _in_order(vocabulary, program):
        # Without payees there is nothing to decide, so that is rare.
        numbers = [*range(1, max_payees + 1), 0] if name == program.payees else range(max_things + 1)
        found[name] = drawing.things(name, vocabulary.lists[name], draw(st.sampled_from(numbers)), found)
        if name in wanted:
            found[name] += drawing.crowd(name, vocabulary.lists[name], wanted[name], found)
    whole: Json = {name: things for name, things in found.items() if things or drawing.chance(2)}
    for name, circumstances in vocabulary.objects.items():
        if drawing.chance(2):
            whole[name] = drawing.thing(name, circumstances.fields, {}, "any")
    register = register_of(vocabulary)
    if register is not None:
        entries = draw(payments(vocabulary, program, found, aims, paid))
        whole.update({register: entries} if entries else {})
    return whole


def _in_order(vocabulary: Vocabulary, program: Program) -> list[str]:
    """The lists at the top of the facts but the register, each after those that it refers to; the payees first."""
    names = [name for name, each in vocabulary.lists.items() if not each.register_of_awards and each.within is None]
    left = sorted(names, key=lambda name: name != program.payees)
    ordered: list[str] = []
    while left:
        targets = {name: _targets(vocabulary.lists[name], name) for name in left}
        ready = next((name for name in left if targets[name] <= set(ordered)), left[0])
        ordered.append(ready)
        left.remove(ready)
    return ordered


def _targets(things: Things, own: str) -> set[str]:
    return {field.to for field in things.fields.values() if field.to is not None and field.to != own}


class Figures:
    """The strategies for the figures of a policy in a sales year, each made once."""

    def __init__(self, policy: Policy, year: int) -> None:
        self.vocabulary = policy.definition.vocabulary
        self.program = policy.program(year)
        self.aims = aims_of(self.program)
        self.year = year
        self.ids = id_fields(self.vocabulary)
        ledger = self.program.duties.ledger
        due = () if ledger is None else tuple(ledger.due.values())
        self.calendar = Calendar((year - 1, year, year + 1, year - 20), due)
        self.known: dict[tuple[str, str, str, bool], st.SearchStrategy[Any]] = {}

    def of(self, name: str, key: str, field: Field, side: str = "any", complete: bool = False) -> Any:
        """The strategy for one figure, or for several options."""
        found = self.known.get((name, key, side, complete))
        if found is None and field.type == "choices":
            found = options_of(field, side, complete)
        elif found is None:
            found = value_of(field, self.vocabulary, self.aims.of(name, key), self.calendar, side)
        self.known[name, key, side, complete] = found
        return found

    def years_of(self, name: str, key: str) -> set[int]:
        """The years for which formulas ask about a series."""
        return set(self.aims.years.get((name, key)) or {self.year})


_figures = lru_cache(maxsize=64)(Figures)
#: One chance in so many.
_CHANCES = {count: st.integers(0, count - 1) for count in (2, 5, 6, 20)}
_MOODS = st.sampled_from(["rising", "any", "rising"])


def figures_of(policy: Policy, year: int) -> Figures:
    """The strategies for the figures of a policy in a sales year."""
    return _figures(policy, year)


class _Drawing:
    """What drawing the things of one set of facts needs."""

    def __init__(self, draw: st.DrawFn, figures: Figures, unknown: bool) -> None:
        self.draw = draw
        self.figures = figures
        self.unknown = unknown

    def chance(self, count: int) -> bool:
        """True once in `count` times."""
        return self.draw(_CHANCES[count]) == count - 1

    def things(self, name: str, things: Things, count: int, others: Mapping[str, list[Json]]) -> list[Json]:
        """Things of one list, with references to things of the others."""
        if self.tied_to_nothing(things, others):
            return []
        found = []
        for each in self.names(name, things, count):
            # A thing that meets most criteria, rising above them this year, is rare among random ones.
            thing = self.member(name, things, each, others, self.draw(_MOODS))
            # Things without ids are told apart by what they say.
            if thing not in found:
                found.append(thing)
        return found

    def tied_to_nothing(self, things: Things, others: Mapping[str, list[Json]]) -> bool:
        """Whether things must refer to a thing of another list, and there is none."""
        required = [field.to for field in things.fields.values() if field.to is not None and field.required]
        return any(not others.get(each) for each in required)

    def names(self, name: str, things: Things, count: int) -> list[str]:
        """Ids for things of one list, or official names where places tell them apart."""
        key = self.figures.ids.get(name)
        if key is None or things.fields[key].type != "place":
            return self.draw(st.permutations(IDS))[:count]
        units = self.figures.vocabulary.places.units if self.figures.vocabulary.places else ()
        return self.draw(st.permutations([unit.name for unit in units]))[:count]

    def member(self, name: str, things: Things, own: str, others: Mapping[str, list[Json]], mood: str) -> Json:
        """One thing of a list, and the things of the lists inside it."""
        key = self.figures.ids.get(name)
        known: Json = {} if key is None else {key: own}
        for each, field in things.fields.items():
            targets = [other[self.figures.ids[field.to or ""]] for other in others.get(field.to or "", ())]
            if targets:
                known[each] = self.draw(st.sampled_from(targets))
        thing = self.thing(name, things.fields, known, mood)
        for child, inside in self.figures.vocabulary.lists.items():
            if inside.within == name and self.chance(2):
                thing[child] = self.inside(child, inside)
        return thing

    def inside(self, name: str, things: Things) -> list[Json]:
        """The things of a list inside one thing, told apart by what is unique of them."""
        found: dict[tuple[Any, ...], Json] = {}
        for _ in range(self.draw(st.integers(0, 3))):
            thing = self.thing(name, things.fields, {}, "any")
            found.setdefault(tuple(thing[key] for key in things.unique), thing)
        return list(found.values())

    def crowd(self, name: str, things: Things, wanted: Collection[int], others: Mapping[str, list[Json]]) -> list[Json]:
        """So many things like one or two that a target may just be met, and just not."""
        if self.tied_to_nothing(things, others):
            return []
        count = self.draw(st.sampled_from(sorted(each + beside for each in wanted for beside in (-1, 0, 1))))
        models = [self.member(name, things, "", others, mood) for mood in ("rising", "any")]
        key = self.figures.ids.get(name)
        if key is None or things.fields[key].type == "place":
            return []
        odd = self.draw(st.integers(0, 2))
        return [
            {**copy.deepcopy(models[number >= count - odd]), key: f"crowd-{number:02d}"}
            for number in range(max(count - len(others.get(name, ())), 0))
        ]

    def thing(self, name: str, fields: Mapping[str, Field], known: Json, mood: str) -> Json:
        """One thing: what is `known` of it already, and a figure for each other field, or none."""
        found: Json = {}
        for key, field in fields.items():
            if key in known:
                _put(found, key, known[key])
            elif field.type in ("id", "reference") and not field.required:
                continue
            elif field.required or not self.is_unknown(mood):
                _put(found, key, self.value(name, key, field, mood))
            elif self.chance(2):
                _put(found, key, None)
        for head, parts in heads(fields).items():
            if "" not in parts and head not in found and self.chance(2):
                found[head] = None
        return found

    def is_unknown(self, mood: str) -> bool:
        """Seldom where a thing is meant to rise above the criteria."""
        return self.unknown and self.chance(20 if mood == "rising" else 5)

    def value(self, name: str, key: str, field: Field, mood: str) -> Any:
        """A figure, or for a series one for each year that formulas ask about, and at times for the next."""
        if not field.series:
            return self.draw(self.figures.of(name, key, field, "high" if mood == "rising" else mood, not self.unknown))
        this_year = self.figures.year
        found: Json = {}
        for year in sorted(self.figures.years_of(name, key) | ({this_year + 1} if self.chance(6) else set())):
            side = mood if mood != "rising" else ("low" if year < this_year else "high")
            if not self.is_unknown(mood):
                found[str(year)] = self.draw(self.figures.of(name, key, field, side))
            elif self.chance(2):
                found[str(year)] = None
        return found


def _put(thing: Json, key: str, value: Any) -> None:
    """Set a property, inside the objects that its dotted name says."""
    branch, last = room(thing, key)
    branch[last] = value
