"""Bounds on what is shown: an output is kept in the notebook's file, whatever a result holds."""

from __future__ import annotations

from dataclasses import replace

from policyrules.reports.comparison.cards import Card
from policyrules.reports.explanation_view import PartView, PointView, View
from policyrules.reports.grid import Cell, Grid, Status
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.text import Language, Text

#: How many rows of a folded table are shown, and of one that says little unless it is whole.
FOLDED_ROWS, WHOLE_ROWS = 25, 40
#: How many columns, characters of a cell, tables, explanations, sentences, parts and points of an explanation.
_COLUMNS, _CHARACTERS, _GRIDS, _VIEWS, _LINES, _PARTS, _POINTS, _BELOW = 30, 400, 12, 12, 20, 24, 40, 12
_MORE = Text("……另有 {} {}", "… and {} more {}")


def shortened(sheet: Sheet, language: Language) -> Sheet:
    """The sheet within its bounds: what is left out is counted where it would stand."""
    tables, lines = Text("张表", "tables"), Text("句", "lines")
    grids = tuple(_grid(each, sheet.rows, language) for each in sheet.grids[:_GRIDS])
    folded = tuple(_grid(each, FOLDED_ROWS, language) for each in sheet.folded[:_GRIDS])
    left = len(sheet.grids) - len(grids) + len(sheet.folded) - len(folded)
    return Sheet(
        title=_cut(sheet.title),
        about=_cut(sheet.about),
        cards=tuple(_card(each) for each in sheet.cards[:_LINES]),
        lines=(
            *(Line(_cut(each.words), each.code) for each in sheet.lines[:_LINES]),
            *(Line(each) for each in _more(len(sheet.lines) - _LINES, lines, language)),
        ),
        grids=grids,
        views=tuple(_view(each, language) for each in sheet.views[:_VIEWS]),
        folded=folded,
        closing=(
            *_more(len(sheet.views) - _VIEWS, Text("项解释", "explanations"), language),
            *_more(left, tables, language),
            *(_cut(each) for each in sheet.closing),
        ),
    )


def more(number: int, of: Text, language: Language) -> str:
    """That there are so many more of something; empty where there are none."""
    return "".join(_more(number, of, language))


def _more(number: int, of: Text, language: Language) -> tuple[str, ...]:
    return (_MORE.pick(language).format(f"{number:,}", of.pick(language)),) if number > 0 else ()


def _grid(grid: Grid, most: int, language: Language) -> Grid:
    """The first rows, cells that are cut where they are long, and how many rows more there are."""
    left = more(len(grid.rows) - most, Text("行", "rows"), language)
    wide = grid.taking(range(min(len(grid.columns), _COLUMNS)))
    return replace(
        wide,
        title=_cut(grid.title),
        rows=tuple(tuple(map(_cell, row)) for row in wide.rows[:most]),
        note="\n".join(_cut(each) for each in (left, grid.note) if each),
    )


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, Status):
        return Status(cell.code, _cut(cell.words))
    return _cut(cell) if isinstance(cell, str) else cell


def _card(card: Card) -> Card:
    return replace(card, heading=_cut(card.heading), below=_cut(card.below))


def _view(view: View, language: Language) -> View:
    parts = tuple(_part(each, language) for each in view.parts[:_PARTS])
    return replace(view, subject=_cut(view.subject), title=_cut(view.title), figures=_cut(view.figures), parts=parts)


def _part(part: PartView, language: Language) -> PartView:
    points = [_point(each, language) for each in part.points[:_POINTS]]
    left = _more(len(part.points) - _POINTS, Text("条", "points"), language)
    return replace(part, points=(*points, *(PointView(each) for each in left)))


def _point(point: PointView, language: Language) -> PointView:
    left = _more(len(point.below) - _BELOW, Text("条", "lines"), language)
    return replace(point, text=_cut(point.text), below=(*map(_cut, point.below[:_BELOW]), *left))


def _cut(words: str) -> str:
    return words if len(words) <= _CHARACTERS else words[: _CHARACTERS - 1] + "…"
