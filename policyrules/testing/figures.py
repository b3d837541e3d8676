"""Strategies for single values: on a turning point, the smallest unit beside it, nothing, and far too much.

Values come out as facts hold them: money as whole yuan or decimal strings with two decimals, never as floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from policyrules.language.quantities import SCALE, Kind, Number, decimal_text
from policyrules.language.vocabulary import Field, Vocabulary

#: The most that facts may say, in yuan, square metres or pieces.
MOST = 10**15
#: The smallest step of a share: facts may give it more finely, but no document does.
_STEP = Fraction(1, 10**6)
_WORDS = ("甲", "X & <b>", "名")


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
    field: Field, vocabulary: Vocabulary, points: Sequence[Number], years: Sequence[int], side: str = "any"
) -> st.SearchStrategy[Any]:
    """Values of a field (of a series: of one year), but for ids and references."""
    match field.type:
        case "text" | "id" | "reference":
            return st.sampled_from(_WORDS)
        case "place":
            return st.sampled_from(sorted(vocabulary.place_names()) or list(_WORDS))
        case "year":
            return st.sampled_from(sorted({*years, *(int(point) for point in points)}))
        case "flag":
            return st.just(True) if side == "high" else st.booleans()
        case "choice":
            return st.sampled_from(list(field.options))
    return around(field.kind, points, side)
