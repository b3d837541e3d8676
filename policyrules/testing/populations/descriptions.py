"""What is no figure: ids, references, places, years, flags, options, and the little text that must be there."""

from __future__ import annotations

import numpy as np

from policyrules.facts.values import spelling
from policyrules.language.vocabulary import Field
from policyrules.testing.populations.columns import Column
from policyrules.testing.populations.draws import Mask, Words, part, skewed, weighted
from policyrules.testing.populations.members import Drawing

#: How many in a thousand were founded this year, a year ago, and so on.
_AGES = (25, 55, *([80] * 6), *([50] * 5), *([20] * 8), *([5] * 6))
#: How many options one word of random bits decides.
_OPTIONS_A_WORD = 16


def description(drawing: Drawing, key: str, field: Field, *year: int) -> list[Column]:
    """The column of a field, or of one year of it; none for text that need not be there, or references to nothing."""
    words = drawing.words(key, *year)
    is_id = key == drawing.plan.things.id_field
    if drawing.vocabulary.places is not None and spelling(key, drawing.plan.things, drawing.vocabulary) == "place":
        names = tuple(unit.name for unit in drawing.vocabulary.places.units)
        rows = np.arange(drawing.of.count) % len(names) if is_id else skewed(words, len(names))
        return [drawing.column(key, field, words, rows, "word", names)]
    if is_id:
        return [Column(key, None, "name", np.arange(drawing.of.count), None, (letter(drawing.plan.name),))]
    match field.type:
        case "reference":
            return _reference(drawing, key, field, words)
        case "flag":
            holds = part(words, 32, 3) != 0
            holds[drawing.of.sure_rows] = True
            return [drawing.column(key, field, words, holds, "flag")]
        case "year":
            return [drawing.column(key, field, words, drawing.year - weighted(words, _AGES).astype(np.int64))]
        case "choices":
            holds = _options(drawing, key, field, *year)
            return [drawing.column(key, field, words, holds, "options", tuple(field.options))]
        case "duty":
            numbers = np.array([int(each) for each in field.options] or [1, 2, 3], dtype=np.int64)
            return [drawing.column(key, field, words, numbers[skewed(words, len(numbers))])]
    said = _words(drawing, field)
    return [drawing.column(key, field, words, skewed(words, len(said)), "word", said)] if said else []


def letter(name: str) -> str:
    """The letter with which the ids of a list begin."""
    return name[0].upper()


def _words(drawing: Drawing, field: Field) -> tuple[str, ...]:
    """The words that a field may hold; none where nobody misses them."""
    match field.type:
        case "choice":
            return tuple(field.options)
        case "quarter":
            return tuple(f"{drawing.year}Q{quarter}" for quarter in (1, 2, 3, 4))
        case "day":
            return tuple(f"{drawing.year}-{month:02d}-15" for month in range(1, 13))
    return (field.label.zh,) if field.required or drawing.plan.things.within is not None else ()


def _reference(drawing: Drawing, key: str, field: Field, words: Words) -> list[Column]:
    """To whom a thing belongs, or else any thing of the other list."""
    target = field.to or ""
    rows = drawing.of.parents if key == drawing.plan.parent else None
    if rows is None:
        count = drawing.of.count if target == drawing.plan.name else drawing.counts.get(target, 0)
        rows = (part(words, 32, 31) * count) >> 31
        if count == 0:
            return []
    return [drawing.column(key, field, words, rows, "name", (letter(target),))]


def _options(drawing: Drawing, key: str, field: Field, *year: int) -> Mask:
    """Which options are there: three in four, and all where a thing is sure of them."""
    found = np.empty((drawing.of.count, len(field.options)), dtype=np.bool_)
    for index in range(len(field.options)):
        first = index % _OPTIONS_A_WORD
        if first == 0:
            words = drawing.words(key, "options", index, *year)
        found[:, index] = part(words, 2 * first, 2) != 0
    found[drawing.of.sure_rows] = True
    return found
