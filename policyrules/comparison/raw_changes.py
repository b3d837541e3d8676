"""Two policies' files, laid side by side: the smallest parts that differ, by their addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policyrules.comparison.model import ChangeKind
from policyrules.language.address import NAMING
from policyrules.language.definition import Definition

_LANGUAGES = {"zh", "en"}
#: Files whose parts are addressed below the name of the file.
_ROOTS = {"policy.yaml": "policy"}
#: Parts whose order means something: limits apply, awards and targets are listed, as they are written.
_ORDERED = {"limits", "awards", "standards", "targets", "duties", "tiers", "blocks", "items", "criteria"}
#: Files that say nothing of their own: digests of the official text.
_SILENT = {"sources.yaml"}


@dataclass(frozen=True)
class RawChange:
    """A part that differs: its address, what each side says there, and what encloses it on the side that has it."""

    address: str
    kind: ChangeKind
    before: Any
    after: Any
    around: tuple[tuple[str, Any], ...]
    """What encloses it, from the file inwards: the key, and what stands there."""


def raw_changes(base: Definition, amended: Definition) -> Iterator[RawChange]:
    """Every part that differs, in the order of the files and within them."""
    for file in dict.fromkeys((*base.documents, *amended.documents)):
        if file not in _SILENT:
            before, after = (each.documents[file].data if file in each.documents else {} for each in (base, amended))
            yield from _within(before, after, _ROOTS.get(file, ""), ())


def _within(before: Any, after: Any, address: str, around: tuple[tuple[str, Any], ...]) -> Iterator[RawChange]:
    """What differs between two values at one address."""
    if _written(before) == _written(after):
        return
    first, second = _parts(before), _parts(after)
    if first is None or second is None or _is_phrase(before) or _is_phrase(after):
        yield RawChange(address, "changed", before, after, around)
        return
    for name in dict.fromkeys((*first, *second)):
        inside = f"{address}.{name}" if address else name
        if name not in second:
            yield RawChange(inside, "removed", first[name], None, (*around, (name, first[name])))
        elif name not in first:
            yield RawChange(inside, "added", None, second[name], (*around, (name, second[name])))
        else:
            yield from _within(first[name], second[name], inside, (*around, (name, second[name])))
    yield from _reordered(list(first), list(second), address, around)


def _reordered(
    before: list[str], after: list[str], address: str, around: tuple[tuple[str, Any], ...]
) -> Iterator[RawChange]:
    """That what stands on both sides stands in another order, where the order means something."""
    first, second = [each for each in before if each in after], [each for each in after if each in before]
    if first != second and around and around[-1][0] in _ORDERED:
        yield RawChange(address, "reordered", first, second, around)


def _parts(value: Any) -> Mapping[str, Any] | None:
    """The named parts of a value; None where it is one thing. The elements of a list go by their `id` or `name`."""
    if isinstance(value, Mapping):
        return {str(key): each for key, each in value.items()}
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    names = [next((each[key] for key in NAMING if isinstance(each, Mapping) and key in each), None) for each in value]
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        return None
    return dict(zip(map(str, names), value, strict=True))


def _written(value: Any) -> str:
    """What a value says, in its order: mappings alone are equal whatever theirs."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _is_phrase(value: Any) -> bool:
    """Whether it is a phrase in both languages, which changes as one."""
    return isinstance(value, Mapping) and set(value) == _LANGUAGES
