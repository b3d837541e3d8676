"""Facts as the rest of the library sees them: checked, immutable, exact, and independent of the order given.

Money is in fen, areas in hundredths of a square metre, shares are exact fractions; None is *unknown*. The
mappings are plain dicts behind read-only types, so that records can be copied and sent to other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policyrules.errors import Problem
from policyrules.facts.nesting import flat, path
from policyrules.facts.plan import Group, plan_of
from policyrules.facts.pointers import joined
from policyrules.facts.values import membership
from policyrules.language.quantities import Value
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.showing import ShowsItself
from policyrules.text import Language

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.reports.notebook.sheet import Sheet

Series = Mapping[int, Value]
#: Of several options those that are known to be there (True), or not to be there.
Membership = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Thing:
    """One enterprise, one platform, the city: its id, where it stands in the facts, and its values."""

    group: str
    id: str
    pointer: str = field(hash=False)
    given: Mapping[str, Value | Series | Membership] = field(hash=False)
    """What the facts give, without the unknown: values, series by year, options that are there or not."""
    fields: Mapping[str, Field] = field(hash=False, compare=False, repr=False)
    parent: str = ""
    """The id of the thing inside which it stands."""
    answered_apart: frozenset[str] = field(default=frozenset(), hash=False, compare=False, repr=False)
    """The fields of several options that the facts answer option by option, not with a list."""

    def value(self, field: str, year: int | None = None, member: str | None = None) -> Value | None:
        """A value, in a series that of `year`, of several options whether `member` is one; None: unknown.

        A given figure wins. Else a field that is zero when absent gives 0, and so does a year before the
        thing was founded, where the series says so. Raises KeyError where there is no such field or option,
        TypeError for a series without a year and for several options without a member.
        """
        rule = self.fields[field]
        found: Any = self.given.get(field)
        if member is not None or rule.type == "choices":
            return self._has(field, member)
        if not rule.series:
            return (0 if rule.absent == "zero" else None) if found is None else found
        if year is None:
            raise TypeError(f"`{field}` is a series: give a year")
        figure: Value | None = found.get(year) if isinstance(found, Mapping) else None
        if figure is not None:
            return figure
        return 0 if rule.absent == "zero" or self._not_yet_founded(rule, year) else None

    def _has(self, field: str, member: str | None) -> bool | None:
        """Whether an option is one of those that the facts give."""
        rule = self.fields[field]
        if rule.type != "choices" or member is None:
            raise TypeError(f"`{field}` holds {'several options: name one' if member is None else 'no options'}")
        if member not in rule.options:
            raise KeyError(member)
        found: Any = self.given.get(field, {})
        known: bool | None = found.get(member)
        return known

    def _not_yet_founded(self, rule: Field, year: int) -> bool:
        founded = self.given.get(rule.zero_before) if rule.zero_before else None
        return isinstance(founded, int) and year < founded

    def years(self, field: str) -> tuple[int, ...]:
        """The years for which a series has a figure, from the first."""
        found: Any = self.given.get(field, ()) if self.fields[field].series else ()
        return tuple(sorted(found))

    def pointer_of(self, field: str, year: int | None = None, member: str | None = None) -> str:
        """The JSON pointer of a value, given or not: `/enterprises/0/online_sales/2024`.

        That of an option is the pointer of the list, as its absence there is what decides, unless the facts
        answer it apart: `/town_centres/0/site/zones/office`.
        """
        pointer = self.pointer + path(field)
        if year is not None:
            return f"{pointer}/{year:04d}"
        return pointer + joined(member) if member is not None and field in self.answered_apart else pointer


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
class Facts(ShowsItself):
    """All facts of a decision. Every list is there, by id; an absent single thing has no values."""

    lists: Mapping[str, tuple[Thing, ...]]
    objects: Mapping[str, Thing]
    paid: tuple[Paid, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def to_frame(self, section: str, library: str = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """A list as a dataframe of pandas or polars, or the register of awards under the name `paid`.

        A series is a column for each year; what is unknown is absent. Frames under the names of their lists are facts
        again. Raises UsageError where there is no such list or library.
        """
        from policyrules.reports.facts_frame import frame

        return frame(self, section, library)

    def __repr__(self) -> str:
        things = ", ".join(f"{len(each)} {name}" for name, each in self.lists.items() if each)
        return f"Facts({things or 'nothing'})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.facts import sheet

        return sheet(self, language)


def build(data: Mapping[str, Any], vocabulary: Vocabulary, warnings: Iterable[Problem] = ()) -> Facts:
    """The records of facts that `validation.validate` has found without error."""
    plan = plan_of(vocabulary)
    lists: dict[str, tuple[Thing, ...]] = {}
    objects: dict[str, Thing] = {}
    paid: list[Paid] = []
    for group in plan.top.values():
        rows = data.get(group.name) or ()
        if group.is_register:
            paid += [_paid(group, index, row) for index, row in enumerate(rows)]
        elif group.is_list:
            things = [_item(group, index, item) for index, item in enumerate(rows)]
            lists[group.name] = tuple(sorted(things, key=lambda thing: thing.id))
            for child in group.children:
                lists[child.name] = _inside(group, child, rows)
        else:
            objects[group.name] = _thing(group, group.name, joined(group.name), data.get(group.name) or {})
    lists = {name: lists[name] for name in plan.groups if name in lists}
    paid.sort(key=lambda row: (row.year, row.award, row.enterprise, row.subject or "", row.tier or 0, row.amount))
    return Facts(lists, objects, tuple(paid), tuple(warnings))


def _item(group: Group, index: int, item: Mapping[str, Any]) -> Thing:
    name = str(group.identity(item[group.id_field])) if group.id_field else str(index)
    return _thing(group, name, joined(group.name, index), item)


def _inside(holders: Group, group: Group, items: Sequence[Mapping[str, Any]]) -> tuple[Thing, ...]:
    """The things of a list that stands inside the things of another, by those, then by what tells them apart."""
    found: list[tuple[tuple[Any, ...], Thing]] = []
    for at, holder in enumerate(items):
        parent = str(holders.identity(holder[holders.id_field or ""]))
        for index, item in enumerate(holder.get(group.name) or ()):
            place = (parent, *(group.properties[name].read(item[name]) for name in group.unique))
            pointer = joined(holders.name, at, group.name, index)
            found.append((place, _thing(group, "/".join(map(str, place)), pointer, item, parent)))
    return tuple(thing for _, thing in sorted(found, key=lambda each: each[0]))


def _thing(group: Group, name: str, pointer: str, item: Mapping[str, Any], parent: str = "") -> Thing:
    given: dict[str, Value | Series | Membership] = {}
    apart: set[str] = set()
    plain = not group.is_nested and not group.children
    for each, raw in item.items() if plain else flat(item, group.properties):
        if raw is None:
            continue
        prop = group.properties[each]
        if prop.field.series:
            figures = {int(year): prop.read(figure) for year, figure in raw.items() if figure is not None}
            if known := {year: figure for year, figure in figures.items() if figure is not None}:
                given[each] = known
        elif prop.field.type == "choices":
            apart.update({each} if isinstance(raw, Mapping) else ())
            if members := membership(prop.field, raw):
                given[each] = members
        elif (value := prop.read(raw)) is not None:
            given[each] = value
    return Thing(group.name, name, pointer, given, group.fields, parent, frozenset(apart))


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
