"""Strategies for single values: on a turning point, the smallest unit beside it, nothing, and far too much.

Values come out as facts hold them: money as whole yuan or decimal strings with two decimals, never as floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR
from policyrules.language.quantities import SCALE, Kind, Number, decimal_text
from policyrules.language.vocabulary import Field, Vocabulary

#: The most that facts may say, in yuan, square metres or pieces.
MOST = 10**15
#: The smallest step of a share: facts may give it more finely, but no document does.
_STEP = Fraction(1, 10**6)
_WORDS = ("甲", "X & <b>", "名")


@dataclass(frozen=True)
class Calendar:
    """The years that facts speak of, and the days (month, day) on which something falls due."""

    years: tuple[int, ...]
    due: tuple[tuple[int, int], ...] = ()

    def days(self) -> list[str]:
        """Each due day, the days beside it, and the ends of the years."""
        due = {date(year, *day) for year in self.years for day in self.due}
        found = {day + timedelta(days=beside) for day in due for beside in (-1, 0, 1)}
        found |= {date(year, month, day) for year in self.years for month, day in ((1, 1), (12, 31))}
        return sorted(each.isoformat() for each in found)

    def quarters(self) -> list[str]:
        """All quarters of the years."""
        return [f"{year}Q{quarter}" for year in sorted(set(self.years)) for quarter in (1, 2, 3, 4)]


def written(kind: Kind, value: Number, as_text: bool = False) -> Any:
    """A value in smallest units as facts write it: yuan as a number, or as a decimal string."""
    if kind is Kind.RATE:
        return decimal_text(Fraction(value))
    scale = SCALE[kind]
    units, rest = divmod(int(value), scale)
    if scale == 1 or (rest == 0 and not as_text):
        return units
    return f"{units}.{rest:02d}"


def most(kind: Kind) -> Number:
    """The greatest value that facts may hold, in smallest units."""
    return Fraction(1) if kind is Kind.RATE else MOST * SCALE[kind]


def around(kind: Kind, points: Sequence[Number], side: str = "any") -> st.SearchStrategy[Any]:
    """Values at and beside turning points. `side`: mostly at or
    above them (`high`), mostly below them all (`low`), or anything from 0 to far too much (`any`).
    """
    greatest = most(kind)
    points = [each for each in points if 0 <= each <= greatest]
    step = _STEP if kind is Kind.RATE else 1
    near = {each + beside for each in points for beside in (-step, 0, step)}
    reach = max(points, default=SCALE.get(kind, 1) * 1000)
    if side == "high" and points:
        near |= {2 * reach}
    elif side == "low" and points:
        near = {0, points[0] - step, points[0], points[0] // 2}
    else:
        near |= {0, step, greatest}
    possible = sorted(each for each in near if 0 <= each <= greatest and (kind is not Kind.RATE or _is_short(each)))
    possible = possible or [0, greatest]  # no turning point is a share that facts may write
    if side == "high" and points:
        # Thrice as often past them all: a thing that misses none of many criteria is rare otherwise.
        possible += [each for each in possible if each > points[-1]] * 2
    if side != "any" and points:
        return _spelled(kind, st.sampled_from(possible))
    if kind is Kind.RATE:
        parts = st.integers(0, 10**6).map(lambda millionths: Fraction(millionths, 10**6))
        return _spelled(kind, st.sampled_from(possible) | parts)
    return _spelled(kind, st.sampled_from(possible) | st.integers(0, min(int(greatest), 2 * int(reach) + 1)))


def _is_short(share: Number) -> bool:
    return (Fraction(share) * 10**12).denominator == 1


def _spelled(kind: Kind, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    if kind in (Kind.MONEY, Kind.AREA):
        return st.builds(lambda value, as_text: written(kind, value, as_text), values, st.booleans())
    return values.map(lambda value: written(kind, value))


def value_of(
    field: Field, vocabulary: Vocabulary, points: Sequence[Number], calendar: Calendar, side: str = "any"
) -> st.SearchStrategy[Any]:
    """Values of a field (of a series: of one year), but for ids, references and several options."""
    match field.type:
        case "text" | "id" | "reference":
            return st.sampled_from(_WORDS)
        case "place":
            return st.sampled_from(sorted(vocabulary.place_names()) or list(_WORDS))
        case "year":
            possible = (int(point) for point in points if FIRST_YEAR <= point <= LAST_YEAR)
            return st.sampled_from(sorted({*calendar.years, *possible}))
        case "quarter":
            return st.sampled_from(calendar.quarters())
        case "day":
            return st.sampled_from(calendar.days())
        case "duty":
            return st.sampled_from([int(number) for number in field.options] or [1, 2, 3])
        case "flag":
            return st.just(True) if side == "high" else st.booleans()
        case "choice":
            return st.sampled_from(list(field.options))
    return around(field.kind, points, side)


def options_of(field: Field, side: str = "any", complete: bool = False) -> st.SearchStrategy[Any]:
    """Several options of a field: the list of those that are there, or an answer for each, or for some of them.

    `side="high"`: mostly all of them. `complete` leaves none of them unknown.
    """
    options = list(field.options)
    some = st.lists(st.sampled_from(options), unique=True)
    answer = st.booleans() if complete else st.sampled_from([True, False, None])
    answers = st.fixed_dictionaries({}, optional=dict.fromkeys(options, answer))
    if complete:
        answers = st.fixed_dictionaries(dict.fromkeys(options, answer))
    if side != "high":
        return some | answers
    everything = st.permutations(options) | st.just(dict.fromkeys(options, True))
    # Far more often all of them: a thing that misses none of many items is rare otherwise.
    return st.sampled_from([everything] * 8 + [some | answers]).flatmap(lambda chosen: chosen)
