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


@dataclass(frozen=True)
class Salvaged:
    """A model without the entries that are wrong (None where nothing can be used), and what is wrong."""

    model: Model | None
    problems: Sequence[Problem] = ()
    broken: frozenset[str] = frozenset()
    """The names of the entries left out: nothing more is said about formulas that name them."""


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
    entries = {_entry(path) for path in found}
    problems = tuple(found.values())
    if None in entries:
        return Salvaged(None, problems)
    data = copy.deepcopy(document.data)
    for entry in entries:
        _remove(data, entry or ())
    try:
        rest = kind.model_validate(data)
    except ValidationError:
        return Salvaged(None, problems)
    names = {str(entry[-1]) for entry in entries if entry}
    # A name that is wrong for its capitals is most likely used without them.
    return Salvaged(rest, problems, frozenset(names | {name.lower() for name in names}))


def _entry(path: Path_) -> Path_ | None:
    """The entry that a path lies in; None where the file has no entries there."""
    if path[:1] in (("lists",), ("objects",)):
        return path[:4] if len(path) >= 4 and path[2] == "fields" else None
    if path[:1] in (("checks",), ("places",)):
        return path[:1]
    sections = ("parameters", "interpretations", "quantities", "awards", "limits", "clauses")
    return path[:2] if len(path) >= 2 and path[0] in sections else None


def _remove(data: Any, entry: Path_) -> None:
    for step in entry[:-1]:
        data = data[step]
    data.pop(entry[-1], None)
