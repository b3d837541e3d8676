"""Figures in case files, as the document writes them or plainly → facts, and values to compare with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from policyrules.facts.plan import Branch, Group, Plan, Property
from policyrules.language.document import Document, Path_
from policyrules.language.quantities import SCALE, Kind, Number, decimal_text, parse_quantity

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
#: The kinds of facts that a document writes with a unit.
_WRITTEN = (Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.RATE, Kind.YEAR)


def value_of(kind: Kind, written: str | int, counting: Collection[str]) -> Number:
    """A figure of a kind in its smallest unit: 30万元 and 300000 are the same money, 82% and 0.82 the same rate.

    `counting` is the policy's own counting words. Raises ValueError for what is no such figure.
    """
    text = str(written).strip()
    if text[:1] == "-" != text[1:2]:  # figures that are computed can be negative: a change on last year
        return -value_of(kind, text[1:], counting)
    if kind in SCALE and _PLAIN.fullmatch(text):
        return _whole(Fraction(text) * SCALE[kind])
    found, value = parse_quantity(text, counting)
    if kind is Kind.RATE and found in (Kind.RATE, Kind.COUNT):
        return Fraction(value)
    if found is not kind:
        raise ValueError(written)
    return value


def _whole(units: Fraction) -> int:
    if units.denominator != 1:
        raise ValueError(f"{units} is no whole number of its smallest unit")
    return int(units)


# Facts


def as_read(document: Document, path: Path_) -> Any:
    """What stands at a path, with plain decimals as the numbers that they are; a new copy of it."""
    return _copied(document, path, document.value(path))


def _copied(document: Document, path: Path_, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(document, (*path, key), each) for key, each in value.items()}
    if isinstance(value, list):
        return [_copied(document, (*path, index), each) for index, each in enumerate(value)]
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        raw = document.raw.get(path)
        return value if raw is None or raw.written[:1] in ("'", '"') else Decimal(value)
    return value


def in_facts(data: dict[str, Any], plan: Plan, counting: Collection[str]) -> dict[str, Any]:
    """Facts with every figure as facts may hold it: 2亿元 → 200000000. What is no figure stays as it is."""
    return {
        name: _group(content, plan.top[name], counting) if name in plan.top else content
        for name, content in data.items()
    }


def _group(content: Any, group: Group, counting: Collection[str]) -> Any:
    if group.is_list and isinstance(content, list):
        return [_branch(item, group.root, counting) for item in content]
    return content if group.is_list else _branch(content, group.root, counting)


def _branch(content: Any, branch: Branch, counting: Collection[str]) -> Any:
    if not isinstance(content, Mapping):
        return content
    return dict(_members(content, branch, counting))


def _members(content: Mapping[str, Any], branch: Branch, counting: Collection[str]) -> Iterator[tuple[str, Any]]:
    for name, each in content.items():
        match branch.members.get(name):
            case Property() as member if member.field.series and isinstance(each, Mapping):
                yield name, {year: _figure(value, member, counting) for year, value in each.items()}
            case Property() as member:
                yield name, _figure(each, member, counting)
            case Branch() as inner:
                yield name, _branch(each, inner, counting)
            case Group() as inner:
                yield name, _group(each, inner, counting)
            case None:
                yield name, each


def _figure(value: Any, member: Property, counting: Collection[str]) -> Any:
    """A figure as facts may hold it: digits as text where that says it exactly, so that facts stay plain JSON."""
    kind = member.field.kind
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits if member.read(digits) is not None else value
    if kind not in _WRITTEN or not isinstance(value, str) or value[:1] == "-" or _PLAIN.fullmatch(value):
        return value
    try:
        units = value_of(kind, value, counting)
    except ValueError:
        return value
    amount = Fraction(units) / SCALE.get(kind, 1)
    return int(amount) if amount.denominator == 1 else decimal_text(amount)
