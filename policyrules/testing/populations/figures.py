"""Figures of a population: amounts, areas, numbers and shares, and series of years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from policyrules.facts.numbers import MOST
from policyrules.language.vocabulary import Field
from policyrules.testing.populations.columns import Column, Sort
from policyrules.testing.populations.descriptions import description
from policyrules.testing.populations.draws import Whole, Words, about, above, part, sizes, year_before
from policyrules.testing.populations.members import Drawing
from policyrules.testing.populations.plan import SHARE_PARTS

#: The types of field whose values are figures.
FIGURES = ("money", "area", "count", "share")
#: The median figure where nothing is asked of it, in whole yuan, square metres or pieces.
_MEDIANS = {"money": 10**6, "area": 200, "count": 4}


def figure(drawing: Drawing, key: str, field: Field) -> Column:
    """One figure for each thing."""
    words = drawing.words(key)
    return drawing.column(key, field, words, _figures(drawing, key, field, words), _sort(field))


def series(drawing: Drawing, key: str, field: Field, founded: Mapping[str, Column]) -> list[Column]:
    """A column for each year. There is nothing before the founding."""
    if field.type in FIGURES:
        columns = _yearly_figures(drawing, key, field)
    else:
        described = [(year, description(drawing, key, field, year)) for year in drawing.plan.years]
        columns = [replace(column, year=year) for year, found in described for column in found]
    if field.zero_before is not None:
        for column in columns:
            _end_before(column, founded[field.zero_before])
    return columns


def _yearly_figures(drawing: Drawing, key: str, field: Field) -> list[Column]:
    """A figure for each year: this year's is drawn, and the others from it."""
    years = drawing.plan.years
    words = {year: drawing.words(key, year) for year in years}
    found = {drawing.year: _figures(drawing, key, field, words[drawing.year])}
    for year in range(drawing.year - 1, years[0] - 1, -1):
        found[year] = _year_before(drawing, field, found[year + 1], words[year])
    for year in range(drawing.year + 1, years[-1] + 1):
        found[year] = _year_before(drawing, field, found[year - 1], words[year])
    return [replace(drawing.column(key, field, words[year], found[year], _sort(field)), year=year) for year in years]


def _sort(field: Field) -> Sort:
    return "share" if field.type == "share" else "whole"


def _figures(drawing: Drawing, key: str, field: Field, words: Words) -> Whole:
    """Figures in whole units: skewed, and about the thresholds for things that are near them."""
    of, thresholds = drawing.of, drawing.plan.thresholds[key]
    most = SHARE_PARTS if field.type == "share" else MOST
    found: Whole
    if field.type == "share":
        found = (part(words, 32, 31) * (most + 1)) >> 31
    else:
        found = sizes(of.odds, words, _median(drawing, field, thresholds))
    if field.type == "money" and field.series:
        # An eighth has nothing of this sort to show.
        found *= part(words, 30, 3) != 0
    if thresholds:
        bounds = np.array(thresholds, dtype=np.int64)[(of.place * len(thresholds)) >> 16]
        near = words[of.near]
        found[of.near] = np.where(of.sure, above(bounds, near), about(bounds, near))
    np.minimum(found, most, out=found)
    return found


def _median(drawing: Drawing, field: Field, thresholds: tuple[int, ...]) -> int:
    """The median figure, in 1/16 of a unit.

    A quarter of the lowest threshold; of an amount, which is far more skewed, a sixteenth of it where things are few
    and chosen, and 1/256 where they are many.
    """
    if not thresholds:
        return _MEDIANS[field.type] * 16
    if field.type != "money":
        return thresholds[0] * 4
    return thresholds[0] if drawing.plan.is_select else max(1, thresholds[0] // 16)


def _year_before(drawing: Drawing, field: Field, figures: Whole, words: Words) -> Whole:
    """The figures a year earlier; what is sure to reach its threshold this year has grown."""
    most = SHARE_PARTS if field.type == "share" else MOST
    found: Whole = np.minimum(year_before(figures, words), most)
    grown = drawing.of.sure_rows
    found[grown] = year_before(figures[grown], words[grown], less=True)
    return found


def _end_before(column: Column, founded: Column) -> None:
    """Leave out the year of a series for things that were founded later."""
    not_yet = founded.values > (column.year or 0)
    if founded.missing is not None:
        not_yet &= ~founded.missing
    column.missing = not_yet if column.missing is None else column.missing | not_yet
