"""Facts of which nothing can be left out without losing what they show, in round figures as far as that goes."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Hashable, Iterator
from typing import Any

Json = dict[str, Any]
Path_ = tuple[Hashable, ...]
#: Figures from here on are amounts and areas, never years or counts of a few things.
_LARGE = 10_000
_FIGURE = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


def reduced(facts: Json, shows: Callable[[Json], bool]) -> Json:
    """The facts without whatever can be left out: lists first, then things, then properties, then figures of years.

    `shows` says whether facts still show what they are kept for; the facts given do. What is left is the same for
    the same facts.
    """
    smallest, again = facts, True
    while again:
        again, depth = False, 1
        while paths := [path for path in _parts(smallest, ()) if len(path) == depth]:
            # From the end, so that what comes before stays where it is.
            for path in paths:
                fewer = _without(smallest, path)
                if shows(fewer):
                    smallest, again = fewer, True
            depth += 1
    return smallest


def rounded(facts: Json, shows: Callable[[Json], bool]) -> Json:
    """The facts with the next round figure, from 20,000,000.01 to 30,000,000, wherever they show the same with it."""
    for path in list(_parts(facts, ())):
        figure = _round_figure(_at(facts, path))
        if figure is not None:
            plainer = copy.deepcopy(facts)
            _at(plainer, path[:-1])[path[-1]] = figure
            facts = plainer if shows(plainer) else facts
    return facts


def _round_figure(value: Any) -> int | None:
    """The least number of one digit and noughts that is no smaller; None for what is no large figure."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not _FIGURE.fullmatch(str(value)):
        return None
    whole, _, part = str(value).partition(".")
    figure = int(whole) + bool(part.strip("0"))
    step = 10 ** (len(str(figure)) - 1)
    found = -(-figure // step) * step
    return found if figure >= _LARGE and str(found) != str(value) else None


def _at(facts: Any, path: Path_) -> Any:
    for step in path:
        facts = facts[step]
    return facts


def _parts(value: Any, path: Path_) -> Iterator[Path_]:
    """Everything that can be left out, the last of each list and mapping first."""
    keys: list[Hashable] = list(value) if isinstance(value, dict) else []
    if isinstance(value, list):
        keys = list(range(len(value)))
    for key in reversed(keys):
        yield (*path, key)
        yield from _parts(value[key], (*path, key))


def _without(facts: Json, path: Path_) -> Json:
    """The facts without one part."""
    fewer = copy.deepcopy(facts)
    del _at(fewer, path[:-1])[path[-1]]
    return fewer
