"""What two results say otherwise: line by line, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
#: The sections of a result that hold lines → what tells their lines apart.
SECTIONS: dict[str, tuple[str, ...]] = {
    "awards": ("award", "subject"),
    "standards": ("standard", "subject"),
    "targets": ("target", "county"),
    "tasks": ("work_point", "county"),
}
#: What names the parts of a line that are lists of objects.
_NAMES = ("block", "item", "measure", "reference", "target", "subject", "quarter", "id")
#: A list of objects that is one thing to a reader.
_WHOLE = "reasons"
#: The fields that say what a line comes to.
_OUTCOME = ("tier", "status", "verdict", "value", "paid")
_ABSENT: Json = {}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a line, before and after, as the decision's JSON holds them.

    `section` is awards, standards, targets, tasks or totals; `line` tells which line of it: two values, such as
    award and subject. `field` is `line` where the whole line is new (`before` is None) or gone (`after` is None), with
    what it comes to; parts inside a line have dotted names (`blocks.site.items.zones.verdict`). Where nothing but the
    order differs, `field` is `order`.
    """

    section: str
    line: tuple[str, ...]
    field: str
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON data."""
        return {
            "section": self.section,
            **dict(zip(SECTIONS.get(self.section, ()), self.line, strict=False)),
            "field": self.field,
            "before": self.before,
            "after": self.after,
        }


def differences(before: Json, after: Json) -> tuple[Difference, ...]:
    """What a result says otherwise than another; versions, engines and digests apart."""
    found = [each for section in SECTIONS for each in _section(section, before, after)]
    totals = _fields("totals", (), before.get("totals", _ABSENT), after.get("totals", _ABSENT))
    return (*found, *totals)


def _section(section: str, before: Json, after: Json) -> Iterator[Difference]:
    if before.get(section) == after.get(section):
        return
    old, new = (_lines(section, each.get(section, ())) for each in (before, after))
    found: list[Difference] = []
    for line in sorted(old.keys() | new.keys()):
        for was, becomes in _pairs(old.get(line, []), new.get(line, [])):
            if was is None or becomes is None:
                found.append(Difference(section, line, "line", _brief(was), _brief(becomes)))
            else:
                found += _fields(section, line, was, becomes)
    yield from found or [Difference(section, (), "order", None, None)]


def _lines(section: str, lines: Sequence[Json]) -> dict[tuple[str, ...], list[Json]]:
    found: dict[tuple[str, ...], list[Json]] = {}
    for line in lines:
        key = tuple("" if line.get(name) is None else str(line[name]) for name in SECTIONS[section])
        found.setdefault(key, []).append(line)
    return found


def _pairs(old: list[Json], new: list[Json]) -> Iterator[tuple[Json | None, Json | None]]:
    """Lines that belong together: the only one on either side, else those of the same tier."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    tiers = {line.get("tier"): line for line in old}, {line.get("tier"): line for line in new}
    for tier in sorted(tiers[0].keys() | tiers[1].keys(), key=lambda each: each or 0):
        yield tiers[0].get(tier), tiers[1].get(tier)


def _brief(line: Json | None) -> Json | None:
    """What a whole line comes to: of its fields those that say it."""
    return None if line is None else {name: line[name] for name in _OUTCOME if line.get(name) is not None}


def _fields(section: str, line: tuple[str, ...], before: Json, after: Json) -> Iterator[Difference]:
    old, new = _flat(before), _flat(after)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Difference(section, line, name, old.get(name), new.get(name))


def _flat(value: Json, prefix: str = "") -> dict[str, Any]:
    """The fields of a line by dotted names; lists of plain values stay whole."""
    found: dict[str, Any] = {}
    for name, each in value.items():
        if isinstance(each, dict):
            found |= _flat(each, f"{prefix}{name}.")
        elif name != _WHOLE and isinstance(each, list) and each and all(isinstance(part, dict) for part in each):
            for part_name, part in _named(each).items():
                found |= _flat(part, f"{prefix}{name}.{part_name}.")
        else:
            found[prefix + name] = each
    return found


def _named(parts: Sequence[Json]) -> dict[str, Json]:
    """Parts by what names them; those that share a name, or have none, by their index."""
    names = [next((str(part[name]) for name in _NAMES if isinstance(part.get(name), str)), "") for part in parts]
    unique = {name for name in names if name and names.count(name) == 1}
    return {names[index] if names[index] in unique else str(index): part for index, part in enumerate(parts)}
