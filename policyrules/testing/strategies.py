"""Strategies for whole facts, options and years of any policy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from policyrules.language.definition import NumericOption
from policyrules.language.quantities import SCALE, Kind, decimal_text
from policyrules.language.vocabulary import Field, Things, Vocabulary
from policyrules.policy import Policy
from policyrules.program.program import Program
from policyrules.testing.aims import aims_of
from policyrules.testing.figures import value_of
from policyrules.testing.payments import id_fields, payments, register_of

Json = dict[str, Any]

#: Ids that sort otherwise than they count, that pointers must escape, and that no ASCII holds.
IDS = ("1", "10", "2", "A", "a", "甲", "乙", "x/~y", "E 1", "é")
_SUFFIXES = {Kind.MONEY: "元", Kind.AREA: "平方米", Kind.YEAR: "年"}


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
) -> Json:
    """Facts that the policy accepts, whose figures aim at its thresholds for the sales year.

    `max_payees` enterprises at most, and `max_things` of each other list; `unknown=False` gives every figure;
    `paid` names the awards that the register may hold (all, unless given; `()` for none).
    """
    vocabulary = policy.definition.vocabulary
    drawing = _Drawing(draw, _figures(policy, year), unknown)
    program, aims = drawing.figures.program, drawing.figures.aims
    found: dict[str, list[Json]] = {}
    for name in _in_order(vocabulary, program):
        # Without payees there is nothing to decide, so that is rare.
        counts = [*range(1, max_payees + 1), 0] if name == program.payees else range(max_things + 1)
        found[name] = drawing.things(name, vocabulary.lists[name], draw(st.sampled_from(counts)), found)
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
    """The lists but the register, each after those that it refers to; the payees first."""
    names = [name for name, things in vocabulary.lists.items() if not things.register_of_awards]
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


class _Figures:
    """The strategies for the figures of a policy in a sales year, each made once."""

    def __init__(self, policy: Policy, year: int) -> None:
        self.vocabulary = policy.definition.vocabulary
        self.program = policy.program(year)
        self.aims = aims_of(self.program)
        self.year = year
        self.ids = id_fields(self.vocabulary)
        self.known: dict[tuple[str, str, str], st.SearchStrategy[Any]] = {}

    def of(self, name: str, key: str, field: Field, side: str) -> st.SearchStrategy[Any]:
        """The strategy for one figure."""
        found = self.known.get((name, key, side))
        if found is None:
            years = (self.year - 1, self.year, self.year + 1, self.year - 20)
            found = value_of(field, self.vocabulary, self.aims.of(name, key), years, side)
            self.known[name, key, side] = found
        return found


_figures = lru_cache(maxsize=64)(_Figures)
#: One chance in so many.
_CHANCES = {count: st.integers(0, count - 1) for count in (2, 5, 6, 20)}
_MOODS = st.sampled_from(["rising", "any", "rising"])


class _Drawing:
    """What drawing the things of one set of facts needs."""

    def __init__(self, draw: st.DrawFn, figures: _Figures, unknown: bool) -> None:
        self.draw = draw
        self.figures = figures
        self.unknown = unknown

    def chance(self, count: int) -> bool:
        """True once in `count` times."""
        return self.draw(_CHANCES[count]) == count - 1

    def things(self, name: str, things: Things, count: int, others: Mapping[str, list[Json]]) -> list[Json]:
        """Things of one list, with references to things of the others."""
        required = [field.to for field in things.fields.values() if field.to is not None and field.required]
        if any(not others.get(each) for each in required):
            return []
        found = []
        for each in self.draw(st.permutations(IDS))[:count]:
            # A thing that meets most criteria, rising above them this year, is rare among random ones.
            mood = self.draw(_MOODS)
            known: Json = {key: each for key, field in things.fields.items() if field.type == "id"}
            for key, field in things.fields.items():
                targets = [other[self.figures.ids[field.to or ""]] for other in others.get(field.to or "", ())]
                if targets:
                    known[key] = self.draw(st.sampled_from(targets))
            thing = self.thing(name, things.fields, known, mood)
            # Things without ids are told apart by what they say.
            if thing not in found:
                found.append(thing)
        return found

    def thing(self, name: str, fields: Mapping[str, Field], known: Json, mood: str) -> Json:
        """One thing: what is `known` of it already, and a figure for each other field, or none."""
        thing = dict(known)
        for key, field in fields.items():
            if key in thing or field.type in ("id", "reference"):
                continue
            if field.required or not self.is_unknown(mood):
                thing[key] = self.value(name, key, field, mood)
            elif self.chance(2):
                thing[key] = None
        return thing

    def is_unknown(self, mood: str) -> bool:
        """Seldom where a thing is meant to rise above the criteria."""
        return self.unknown and self.chance(20 if mood == "rising" else 5)

    def value(self, name: str, key: str, field: Field, mood: str) -> Any:
        """A figure, or for a series one for each year that formulas ask about, and at times for the next."""
        if not field.series:
            return self.draw(self.figures.of(name, key, field, "high" if mood == "rising" else mood))
        this_year = self.figures.year
        years = set(self.figures.aims.years.get((name, key)) or {this_year})
        found: Json = {}
        for year in sorted(years | ({this_year + 1} if self.chance(6) else set())):
            side = mood if mood != "rising" else ("low" if year < this_year else "high")
            if not self.is_unknown(mood):
                found[str(year)] = self.draw(self.figures.of(name, key, field, side))
            elif self.chance(2):
                found[str(year)] = None
        return found


def options(policy: Policy) -> st.SearchStrategy[dict[str, str]]:
    """Options for every interpretation of a policy, as `policy.interpret(**options)` takes them."""
    choices: dict[str, st.SearchStrategy[str]] = {}
    for name, each in policy.definition.interpretations.items():
        named = st.sampled_from(list(each.options)) if each.options else st.nothing()
        choices[name] = named if each.number is None else named | _numbers(each.number)
    return st.fixed_dictionaries(choices)


def _numbers(number: NumericOption) -> st.SearchStrategy[str]:
    """Numbers within the bounds of an option, both ends included, as documents write them."""
    if number.kind is Kind.RATE:
        least, most = Fraction(number.least or 0), Fraction(1 if number.most is None else number.most)
        return st.integers(0, 10_000).map(lambda part: decimal_text(least + (most - least) * part / 10_000))
    scale, suffix = SCALE[number.kind], _SUFFIXES.get(number.kind, "")
    low = -(-int(number.least or 0) // scale)
    high = low + 4 if number.most is None else int(number.most) // scale
    return st.integers(low, high).map(lambda value: f"{value}{suffix}")


def years(policy: Policy) -> st.SearchStrategy[int]:
    """Sales years in, before and after the years of the policy's awards."""
    in_force = policy.definition.identity.in_force
    awards = policy.program(in_force.from_.year).awards
    first = min([award.first_year for award in awards], default=in_force.from_.year)
    last = max([award.last_year for award in awards], default=first)
    return st.sampled_from([*range(first, last + 1), *range(first, last + 1), first - 1, last + 1])
