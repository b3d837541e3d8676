"""What the properties of one thing should satisfy together: checks, and nothing before founding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts.plan import Group
from policyrules.facts.pointers import joined
from policyrules.facts.wording import shown
from policyrules.language.quantities import Number
from policyrules.language.vocabulary import Check
from policyrules.text import Text


def warnings_of(group: Group, pointer: str, item: Mapping[Any, Any]) -> Iterator[Problem]:
    """The problems across properties of one thing; unknown and wrong values take no part."""
    for check in group.checks:
        yield from _check(group, check, pointer, item)
    for name, founded_field in group.founded:
        founded = _numbers(group, founded_field, item).get("")
        if founded is not None:
            yield from _before_founding(group, name, int(founded), pointer, item)


def _check(group: Group, check: Check, pointer: str, item: Mapping[Any, Any]) -> Iterator[Problem]:
    lower, upper = check.not_above
    if item.get(lower) is None or item.get(upper) is None:
        return
    bounds = _numbers(group, upper, item)
    for year, figure in _numbers(group, lower, item).items():
        if year in bounds and figure > bounds[year]:
            yield Problem(
                "check", *_where(pointer, lower, year, item), check.message.text, severity=check.severity
            )


def _before_founding(
    group: Group, name: str, founded: int, pointer: str, item: Mapping[Any, Any]
) -> Iterator[Problem]:
    label = group.fields[name].label
    allowed = Text(
        f"{label.zh}在成立年份（{founded} 年）之前应为 0",
        f"`{name}` should be 0 before the founding year {founded}",
    )
    for year, figure in _numbers(group, name, item).items():
        if figure > 0 and int(year) < founded:
            yield Problem("before_founding", *_where(pointer, name, year, item), allowed, severity="warning")


def _where(pointer: str, name: str, year: str, item: Mapping[Any, Any]) -> tuple[Place, str]:
    """The place of a figure, and the figure as the facts write it."""
    if not year:
        return Place(pointer=pointer + joined(name)), shown(item[name])
    series = item[name]
    return Place(pointer=pointer + joined(name, year)), shown(
        series[year] if year in series else series[int(year)]
    )


def _numbers(group: Group, name: str, item: Mapping[Any, Any]) -> dict[str, Number]:
    """The readable figures of a property by year; one that is no series has the year ''."""
    raw, read = item.get(name), group.properties[name].read
    given = (raw if isinstance(raw, Mapping) else {}) if group.fields[name].series else {"": raw}
    found = {str(year): read(figure) for year, figure in given.items() if figure is not None}
    return {
        year: figure
        for year, figure in found.items()
        if not isinstance(figure, str | None) and (year == "" or (year.isascii() and year.isdecimal()))
    }
