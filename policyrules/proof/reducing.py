"""Facts of which nothing can be left out without losing what they show, in round figures as far as that goes."""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from policyrules.facts.nesting import flat, room
from policyrules.language.vocabulary import Vocabulary

Json = dict[str, Any]
Path_ = tuple[Hashable, ...]
Shows = Callable[[Json], bool]
_FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?")
#: What may be a year is never rounded.
_YEARS = range(1900, 3000)
#: The roundest figures: one digit and noughts.
_ROUND: tuple[int, ...] = (0, *(digit * 10**noughts for noughts in range(40) for digit in range(1, 10)))
#: How often all figures are gone through, at most.
_ROUNDS = 3
#: So many digits a figure has before its noughts, where none of the roundest will do.
_DIGITS = (1, 2, 3)


def reduced(facts: Json, shows: Shows) -> Json:
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


def rounded(facts: Json, shows: Shows) -> Json:
    """The facts with the roundest figures that show the same, small before large.

    What exceeds a threshold becomes the next figure of one digit and noughts; where none of these will do (what two
    thresholds enclose), one of a few digits beside the figure given. Years stay.
    """
    for _ in range(_ROUNDS):  # a figure that became rounder may allow another to
        before = facts
        for path in list(_parts(facts, ())):
            figure = _figure(_at(facts, path))
            if figure is not None:
                facts = _plainer(facts, path, figure, shows)
        if facts == before:
            break
    return facts


def _plainer(facts: Json, path: Path_, figure: tuple[int, bool], shows: Shows) -> Json:
    """The facts with a rounder figure at a path, if there is one."""

    def instead(value: int) -> Json:
        plainer = copy.deepcopy(facts)
        _at(plainer, path[:-1])[path[-1]] = value
        return plainer

    least = _least_round(*figure, lambda value: shows(instead(value)))
    if least is not None:
        return instead(least)
    return next((found for value in _near(*figure) if shows(found := instead(value))), facts)


def _least_round(whole: int, broken: bool, shows: Callable[[int], bool]) -> int | None:
    """The least of the roundest figures that shows it, where all above it do; None where the next one does not."""
    if shows(0):
        return 0
    misses, does = 0, bisect_left(_ROUND, whole + broken)
    if not shows(_ROUND[does]):
        return None
    while does - misses > 1:
        middle = (misses + does) // 2
        misses, does = (misses, middle) if shows(_ROUND[middle]) else (middle, does)
    return _ROUND[does]


def _near(whole: int, broken: bool) -> Iterator[int]:
    """Figures of few digits and noughts on either side of one, the roundest first."""
    for digits in _DIGITS:
        step = 10 ** max(0, len(str(whole)) - digits)
        yield from (-(-(whole + broken) // step) * step, whole // step * step)


def _figure(value: Any) -> tuple[int, bool] | None:
    """The whole part of a figure, and whether there is more to it; None for what is none, or may be a year."""
    if isinstance(value, bool) or not isinstance(value, int | str) or not _FIGURE.fullmatch(str(value)):
        return None
    whole, _, part = str(value).partition(".")
    broken = bool(part.strip("0"))
    return None if not broken and int(whole) in _YEARS else (int(whole), broken)


def listed(facts: Json, vocabulary: Vocabulary, shows: Shows) -> Json:
    """The facts with a list of the options that are there wherever all others may be absent, instead of one by one."""
    for name, things in vocabulary.lists.items():
        for index, thing in enumerate(facts.get(name, ())):
            for field, options in flat(thing, (each for each, rule in things.fields.items() if rule.type == "choices")):
                if isinstance(options, dict):
                    shorter = copy.deepcopy(facts)
                    into, last = room(shorter[name][index], field)
                    into[last] = [option for option, there in options.items() if there]
                    facts = shorter if shows(shorter) else facts
    return facts


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
