"""What of a file can still be used when part of it is wrong, so that one mistake does not hide the others."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from policyrules.errors import Problem
from policyrules.language.document import Document, Path_
from policyrules.language.mistakes import empty_values, problems_of
from policyrules.language.model import Model

#: The parts of files whose entries formulas name, and those whose entries only other entries name.
_NAMED_IN_FORMULAS = ("lists", "objects", "parameters", "interpretations", "quantities")
_NAMED_BY_ENTRIES = (
    "awards", "limits", "standards", "targets", "bodies", "headings", "references", "skipped", "duties", "invariants",
    "clauses",
)  # fmt: skip


@dataclass(frozen=True)
class Salvaged:
    """A model without the entries that are wrong (None where nothing can be used), and what is wrong."""

    model: Model | None
    problems: Sequence[Problem] = ()
    broken: frozenset[str] = frozenset()
    """The names of the entries left out: nothing more is said about formulas that name them."""
    lost: frozenset[str] = frozenset()
    """Those of entries that no formula names: nothing more is said about entries that do."""


def salvage(kind: type[Model], document: Document) -> Salvaged:
    """Read a document into its model, entry by entry where the whole fails."""
    found = empty_values(document)
    try:
        whole = kind.model_validate(document.data)
    except ValidationError as error:
        found = problems_of(kind, document, error.errors(include_url=False), found)
    else:
        if not found:
            return Salvaged(whole)
    problems = tuple(found.values())
    # An item of a standard by itself if the rest still makes one, else the standard.
    for entries in ({_entry(path) for path in found}, {_entry(path[:2]) or _entry(path) for path in found}):
        rest = None if None in entries else _without(kind, document, {each for each in entries if each})
        if rest is not None:
            broken = {str(each[-1]) for each in entries if each and each[0] in _NAMED_IN_FORMULAS}
            lost = {str(each[:2][-1]) for each in entries if each and each[0] not in _NAMED_IN_FORMULAS}
            return Salvaged(rest, problems, _as_used(broken), _as_used(lost))
    return Salvaged(None, problems)


def _as_used(names: set[str]) -> frozenset[str]:
    """A name that is wrong for its capitals is most likely used without them."""
    return frozenset(names | {name.lower() for name in names})


def _entry(path: Path_) -> Path_ | None:
    """The entry that a path lies in; None where the file has no entries there."""
    if path[:1] in (("lists",), ("objects",)):
        return path[:4] if path[2:3] == ("fields",) and len(path) >= 4 else None
    if path[:1] in (("checks",), ("places",), ("ledger",)):
        return path[:1]
    if path[:1] == ("standards",) and path[2:5:2] == ("blocks", "items") and len(path) >= 6:
        return path[:6]
    return path[:2] if len(path) >= 2 and path[0] in _NAMED_IN_FORMULAS + _NAMED_BY_ENTRIES else None


def _without(kind: type[Model], document: Document, entries: set[Path_]) -> Model | None:
    """A document without some entries, if its model can then be read."""
    data = copy.deepcopy(document.data)
    for entry in entries:
        _remove(data, entry)
    try:
        return kind.model_validate(data)
    except ValidationError:
        return None


def _remove(data: Any, entry: Path_) -> None:
    for step in entry[:-1]:
        data = data.get(step, {})
    data.pop(entry[-1], None)
