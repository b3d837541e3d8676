"""Bands of size: where they begin, in the smallest unit of their figure."""

from __future__ import annotations

from policyrules.language.quantities import Kind, Number, parse_quantity
from policyrules.language.vocabulary import Size, Vocabulary

#: The kinds of figure by which things are grouped.
SIZED = (Kind.MONEY, Kind.COUNT, Kind.AREA)


def bounds(size: Size, vocabulary: Vocabulary) -> tuple[Number, ...]:
    """Where each band above the lowest begins. Raises ValueError for what is no quantity."""
    counting = vocabulary.counting_words()
    return tuple(parse_quantity(str(each), counting)[1] for each in size.bands)
