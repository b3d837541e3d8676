"""What the properties of one thing should satisfy together: checks, and nothing before founding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.errors import Place, Problem
from policyrules.facts.nesting import flat, path
from policyrules.facts.plan import Group
from policyrules.facts.pointers import joined
from policyrules.facts.wording import shown
from policyrules.language.quantities import Number
from policyrules.language.vocabulary import Check
from policyrules.text import Text


def warnings_of(group: Group, pointer: str, item: Mapping[Any, Any]) -> Iterator[Problem]:
    """The problems across properties of one thing; unknown and wrong values take no part."""
    item = dict(flat(item, group.properties)) if group.is_nested else item
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
    figures = _numbers(group, lower, item)
    bounds = _numbers(group, upper, item) if figures else {}
    for year, figure in figures.items():
        if year in bounds and figure > bounds[year]:
            yield Problem("check", *_where(pointer, lower, year, item), check.message.text, severity=check.severity)


def _before_founding(group: Group, name: str, founded: int, pointer: str, item: Mapping[Any, Any]) -> Iterator[Problem]:
    label = group.fields[name].label
    allowed = Text(
        f"{label.zh}在成立年份（{founded} 年）之前应为 0",
        f"`{name}` should be 0 before the founding year {founded}",
    )
    for year, figure in _numbers(group, name, item, before=founded).items():
        if figure > 0:
            yield Problem("before_founding", *_where(pointer, name, year, item), allowed, severity="warning")


def _where(pointer: str, name: str, year: str, item: Mapping[Any, Any]) -> tuple[Place, str]:
    """The place of a figure, and the figure as the facts write it."""
    if not year:
        return Place(pointer=pointer + path(name)), shown(item[name])
    series = item[name]
    return Place(pointer=pointer + path(name) + joined(year)), shown(
        series[year] if year in series else series[int(year)]
    )


def _numbers(group: Group, name: str, item: Mapping[Any, Any], before: int | None = None) -> dict[str, Number]:
    """The readable figures of a property by year, or those `before` one; a single one has the year ''."""
    raw, read = item.get(name), group.properties[name].read
    if not group.fields[name].series:
        figure = None if raw is None else read(raw)
        return {} if isinstance(figure, str | None) else {"": figure}
    found: dict[str, Number] = {}
    for key, value in raw.items() if isinstance(raw, Mapping) else ():
        year = str(key)
        if year.isascii() and year.isdecimal() and (before is None or int(year) < before):
            figure = None if value is None else read(value)
            if not isinstance(figure, str | None):
                found[year] = figure
    return found
