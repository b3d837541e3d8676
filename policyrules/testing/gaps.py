"""What facts leave unknown, and facts in which some of it, or all of it, is known."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.nesting import flat
from policyrules.facts.plan import Group, plan_of
from policyrules.language.vocabulary import Field
from policyrules.policy import Policy
from policyrules.testing.judged import place_fields
from policyrules.testing.strategies import Figures, Json, figures_of
from policyrules.testing.strategies import facts as facts_of

#: What no formula measures: names, references, and what is filed.
_TOLD = ("id", "text", "reference", "quarter", "day", "duty")


@dataclass(frozen=True)
class Gap:
    """A fact that a policy asks about and that is not given: the steps to it, and what it may say.

    `member` is set where it is one of several options: whether it is there. A step to a thing that the facts do
    not name is the name of its place, which then tells it apart.
    """

    steps: tuple[str, ...]
    group: str
    name: str
    field: Field
    member: str | None = None

    def values(self, figures: Figures) -> st.SearchStrategy[Any]:
        """What it may turn out to be."""
        found: st.SearchStrategy[Any] = (
            st.booleans() if self.member is not None else figures.of(self.group, self.name, self.field)
        )
        return found


def gaps(policy: Policy, facts: Json, year: int) -> list[Gap]:
    """All that the policy asks about and the facts do not say, for the sales year `year`.

    Found in the facts themselves: records that took the unknown for something else must not hide it.
    """
    figures = figures_of(policy, year)
    found: list[Gap] = []
    for group in plan_of(policy.definition.vocabulary).top.values():
        if not group.is_register:
            for steps, thing in _things(group, facts, figures):
                found += _of_thing(group, steps, thing, figures)
    return found


def _things(group: Group, facts: Json, figures: Figures) -> Iterator[tuple[tuple[str, ...], Json]]:
    """The things of a group with the steps to them: those given, and units that report and that are not."""
    if not group.is_list:
        yield (group.name,), facts.get(group.name) or {}
        return
    things = facts.get(group.name, ())
    yield from (((group.name, str(index)), thing) for index, thing in enumerate(things))
    ledger = figures.program.duties.ledger
    if ledger is not None and ledger.unit == group.name:
        named = {group.identity(thing[group.id_field or ""]) for thing in things}
        yield from (((group.name, place), {}) for place in figures.program.places if place not in named)


def _of_thing(group: Group, steps: tuple[str, ...], thing: Json, figures: Figures) -> Iterator[Gap]:
    places = place_fields(figures.program)
    for name, field in group.fields.items():
        asked = figures.aims.is_asked(group.name, name) or (group.name, name) in places
        if field.type in _TOLD or field.required or field.absent == "zero" or not asked:
            continue
        at, given = (*steps, *name.split(".")), dict(flat(thing, [name])).get(name)
        if field.series:
            known = {int(year) for year, figure in (given or {}).items() if figure is not None}
            known |= _zeros(field, thing, figures.years_of(group.name, name))
            for year in sorted(figures.years_of(group.name, name) - known):
                yield Gap((*at, str(year)), group.name, name, field)
        elif field.type == "choices":
            # A list is complete.
            answers = dict.fromkeys(field.options, True) if isinstance(given, list | tuple) else given or {}
            for member in field.options:
                if answers.get(member) is None:
                    yield Gap((*at, member), group.name, name, field, member)
        elif given is None:
            yield Gap(at, group.name, name, field)


def _zeros(field: Field, thing: Json, years: Iterable[int]) -> set[int]:
    """The years before the thing was founded, where these count as zero."""
    founded = dict(flat(thing, [field.zero_before])).get(field.zero_before) if field.zero_before else None
    return set() if founded is None else {year for year in years if year < founded}


def filled(policy: Policy, facts: Json, known: Iterable[tuple[Gap, Any]]) -> Json:
    """The facts with gaps filled: each gap and what it turns out to be."""
    whole = copy.deepcopy(facts)
    for gap, value in known:
        _put(whole, gap.steps, value, policy)
    return whole


def _put(whole: Json, steps: Sequence[str], value: Any, policy: Policy) -> None:
    name, *way, last = steps
    group = plan_of(policy.definition.vocabulary).top[name]
    if group.is_list:
        branch = _thing(whole.setdefault(name, []), way.pop(0), group)
    else:
        branch = whole[name] = whole.get(name) or {}
    for step in way:
        branch[step] = branch.get(step) or {}
        branch = branch[step]
    branch[last] = value


def _thing(things: list[Json], step: str, group: Group) -> Json:
    if step.isdecimal():
        return things[int(step)]
    own = group.id_field or ""
    found = next((thing for thing in things if group.identity(thing.get(own)) == step), None)
    if found is None:
        found = {own: step}
        things.append(found)
    return found


@st.composite
def completions(
    draw: st.DrawFn, policy: Policy, year: int, facts: st.SearchStrategy[Json] | None = None
) -> tuple[Json, Json]:
    """Facts, and the same with some of their gaps filled, or all of them. `facts` are the policy's unless given."""
    given = draw(facts_of(policy, year) if facts is None else facts)
    open_ = gaps(policy, given, year)
    if not open_:
        return given, given
    figures = figures_of(policy, year)
    few = st.lists(st.sampled_from(range(len(open_))), min_size=1, max_size=4, unique=True)
    chosen = [open_[index] for index in draw(few | st.just(list(range(len(open_)))))]
    return given, filled(policy, given, [(gap, draw(gap.values(figures))) for gap in chosen])
