"""Facts as the rest of the library sees them: checked, immutable, exact, and independent of the order given.

Money is in fen, areas in hundredths of a square metre, shares are exact fractions; None is *unknown*. The
mappings are plain dicts behind read-only types, so that records can be copied and sent to other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from policyrules.errors import Problem
from policyrules.facts.plan import Group, Plan, plan_of
from policyrules.facts.pointers import joined
from policyrules.language.quantities import Value
from policyrules.language.vocabulary import Field, Vocabulary

Series = Mapping[int, Value]


@dataclass(frozen=True, slots=True)
class Thing:
    """One enterprise, one platform, the city: its id, where it stands in the facts, and its values."""

    group: str
    id: str
    pointer: str = field(hash=False)
    given: Mapping[str, Value | Series] = field(hash=False)
    """What the facts give, without the unknown: values, and series by year."""
    fields: Mapping[str, Field] = field(hash=False, compare=False, repr=False)

    def value(self, field: str, year: int | None = None) -> Value | None:
        """A value, in a series that of `year`; None where it is unknown.

        A given figure wins. Else a field that is zero when absent gives 0, and so does a year before the
        thing was founded, where the series says so. Raises KeyError where there is no such field, TypeError
        for a series without a year.
        """
        rule = self.fields[field]
        found = self.given.get(field)
        if not rule.series:
            return (0 if rule.absent == "zero" else None) if found is None else found  # type: ignore[return-value]
        if year is None:
            raise TypeError(f"`{field}` is a series: give a year")
        figure = found.get(year) if isinstance(found, Mapping) else None
        if figure is not None:
            return figure
        return 0 if rule.absent == "zero" or self._not_yet_founded(rule, year) else None

    def _not_yet_founded(self, rule: Field, year: int) -> bool:
        founded = self.given.get(rule.zero_before) if rule.zero_before else None
        return isinstance(founded, int) and year < founded

    def years(self, field: str) -> tuple[int, ...]:
        """The years for which a series has a figure, from the first."""
        found = self.given.get(field)
        return tuple(sorted(found)) if isinstance(found, Mapping) else ()

    def pointer_of(self, field: str, year: int | None = None) -> str:
        """The JSON pointer of a value, given or not: `/enterprises/0/online_sales/2024`."""
        return f"{self.pointer}{joined(field) if year is None else joined(field, f'{year:04d}')}"


@dataclass(frozen=True, slots=True)
class Paid:
    """One entry of the register of awards: `amount` fen for the sales year `year`."""

    year: int
    award: str
    tier: int | None
    enterprise: str
    subject: str | None
    amount: int
    pointer: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a decision. Every list is there, by id; an absent single thing has no values."""

    lists: Mapping[str, tuple[Thing, ...]]
    objects: Mapping[str, Thing]
    paid: tuple[Paid, ...] = ()
    warnings: tuple[Problem, ...] = ()


def build(data: Mapping[str, Any], vocabulary: Vocabulary, warnings: Iterable[Problem] = ()) -> Facts:
    """The records of facts that `validation.validate` has found without error."""
    plan = plan_of(vocabulary)
    lists: dict[str, tuple[Thing, ...]] = {}
    objects: dict[str, Thing] = {}
    paid: list[Paid] = []
    for group in plan.groups.values():
        if group.is_register:
            paid += [_paid(group, index, row) for index, row in enumerate(data.get(group.name, ()))]
        elif group.is_list:
            things = [_item(plan, group, index, item) for index, item in enumerate(data.get(group.name, ()))]
            lists[group.name] = tuple(sorted(things, key=lambda thing: thing.id))
        else:
            given = _given(plan, group, data.get(group.name) or {})
            objects[group.name] = Thing(group.name, group.name, joined(group.name), given, group.fields)
    paid.sort(key=lambda row: (row.year, row.award, row.enterprise, row.subject or "", row.tier or 0, row.amount))
    return Facts(lists, objects, tuple(paid), tuple(warnings))


def _item(plan: Plan, group: Group, index: int, item: Mapping[str, Any]) -> Thing:
    given = _given(plan, group, item)
    name = str(given[group.id_field]) if group.id_field else str(index)
    return Thing(group.name, name, joined(group.name, index), given, group.fields)


def _given(plan: Plan, group: Group, item: Mapping[str, Any]) -> Mapping[str, Value | Series]:
    given: dict[str, Value | Series] = {}
    for name, raw in item.items():
        if raw is None:
            continue
        read = group.properties[name].read
        if group.fields[name].series:
            figures = {int(year): read(figure) for year, figure in raw.items() if figure is not None}
            if known := {year: figure for year, figure in figures.items() if figure is not None}:
                given[name] = known
        elif (value := read(raw)) is not None:
            given[name] = value
    return given


def _paid(group: Group, index: int, row: Mapping[str, Any]) -> Paid:
    values = {name: group.properties[name].read(raw) for name, raw in row.items() if raw is not None}
    subject, tier, year, amount = (values.get(each) for each in ("subject", "tier", "year", "amount"))
    return Paid(
        year=year if isinstance(year, int) else 0,
        award=str(values["award"]),
        tier=tier if isinstance(tier, int) else None,
        enterprise=str(values["enterprise"]),
        subject=subject if isinstance(subject, str) else None,
        amount=amount if isinstance(amount, int) else 0,
        pointer=joined(group.name, index),
    )
