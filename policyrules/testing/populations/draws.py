"""Random bits by name, and what whole-number arithmetic makes of them.

A word of 64 bits is drawn for each value. Its lowest 16 bits say whether the value is left open, the others what it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: How many codes the tables of `weighted` have: finer than any weight that matters.
_CODES = 4096
#: Ratios of two small numbers, in 1/256: from a fifth to five times, as often below one as above.
_AROUND_ONE = np.array([((4 + a) << 8) // (4 + b) for a in range(16) for b in range(16)], dtype=np.int64)
#: Last year's figure as a part of this year's, in 1/256: most things grow, some shrink.
_YEAR_BEFORE = np.array([((8 + a) << 8) // (9 + b) for a in range(8) for b in range(8)], dtype=np.int64)
#: The same of what grows in any case.
_LESS_BEFORE = np.array([((8 + a) << 8) // (16 + b) for a in range(8) for b in range(8)], dtype=np.int64)
#: The most that a thing is above the median, as a power of two, and the parts in which that is counted.
_MOST_ODDS, _ODDS_PARTS = 13, 12


class Draws:
    """Streams of random words. What a stream holds depends on the seed and its name alone."""

    def __init__(self, *seed: str | int) -> None:
        self._seed = seed

    def words(self, count: int, *name: str | int) -> Words:
        """The first `count` words of the stream of that name."""
        spelled = json.dumps([*self._seed, *name], ensure_ascii=True).encode()
        stream = PCG64(int.from_bytes(sha256(spelled).digest(), "big"))
        found: Words = stream.random_raw(count)
        return found


def part(words: Words, first: int, count: int) -> Whole:
    """`count` bits of each word (at most 63), from the bit `first` on."""
    return ((words >> np.uint64(first)) & np.uint64((1 << count) - 1)).astype(np.int64)


def chance(words: Words, of_65536: int) -> Mask:
    """True so many times in 65,536, by the lowest 16 bits."""
    found: Mask = (words & np.uint64(0xFFFF)) < np.uint64(of_65536)
    return found


def odds(words: Words) -> Whole:
    """How many times the median each thing is, in 2**-12: p to 1 − p for a uniform p.

    That is the log-logistic distribution of shape 1: its middle is like that of a log-normal one, and above the
    median twice the size is half as frequent, as among firms.
    """
    uniform = words >> np.uint64(32)
    found = (uniform << np.uint64(_ODDS_PARTS)) // (np.uint64(1 << 32) - uniform)
    return np.minimum(found, np.uint64(1 << (_ODDS_PARTS + _MOST_ODDS))).astype(np.int64)


def sizes(odds: Whole, words: Words, sixteenths: int) -> Whole:
    """Figures of things that are `odds` times as large as the median thing, each somewhat off.

    The median is given in 1/16 of a unit.
    """
    # All but the highest medians keep within 64 bits as they are.
    shift = max(0, sixteenths.bit_length() - 34)
    found = odds * _AROUND_ONE[part(words, 16, 8)]
    found >>= 8
    found *= sixteenths >> shift
    found >>= _ODDS_PARTS + 4
    return found << shift


def year_before(figures: Whole, words: Words, *, less: bool = False) -> Whole:
    """The figures a year earlier; `less`: of things that have all grown."""
    table = _LESS_BEFORE if less else _YEAR_BEFORE
    return (figures * table[part(words, 24, 6)]) >> 8


def above(bounds: Whole, words: Words) -> Whole:
    """Figures that reach bounds: an eighth exactly, an eighth one unit above, the others up to a quarter above."""
    mode = part(words, 32, 3)
    found = bounds + ((bounds * part(words, 40, 16)) >> 18)
    found = np.where(mode == 0, bounds, found)
    return np.where(mode == 1, bounds + 1, found)


def about(bounds: Whole, words: Words) -> Whole:
    """Figures about bounds: an eighth exactly, an eighth one unit below, the others up to an eighth off."""
    mode = part(words, 32, 3)
    found = bounds - (bounds >> 3) + ((bounds * part(words, 40, 16)) >> 18)
    found = np.where(mode == 0, bounds, found)
    return np.where(mode == 1, np.maximum(bounds - 1, 0), found)


def weighted(words: Words, weights: Sequence[int]) -> NDArray[Any]:
    """Indexes of `weights`, each as often as its weight says."""
    ends = np.cumsum(np.array(weights, dtype=np.int64)) * _CODES // sum(weights)
    codes = np.searchsorted(ends, np.arange(_CODES), side="right").astype(np.int32)
    found: NDArray[Any] = codes[words >> np.uint64(64 - 12)]
    return found


def skewed(words: Words, count: int) -> NDArray[Any]:
    """Indexes of `count` things, the first several times as often as the last."""
    return weighted(words, [840 // min(4 + index, 840) for index in range(count)])
