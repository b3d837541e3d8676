"""A report as one HTML page that prints as the sheets do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from policyrules.reports.grid import Grid
from policyrules.reports.ledger import overview
from policyrules.reports.ledger.cells import COLUMNS, WIDTHS, Cells, cells, notes, title
from policyrules.reports.ledger.grids import overview_grid
from policyrules.reports.ledger.report import LedgerReport, UnitReport
from policyrules.reports.markup import rendered
from policyrules.text import Language

_OTHERS = [key for key in COLUMNS if key not in ("number", "main_task")]


@dataclass(frozen=True)
class Section:
    """A row that is only a heading within a main task."""

    words: str


@dataclass(frozen=True)
class MainTask:
    """A main task, its name beside all of its rows."""

    words: str
    rows: tuple[Cells | Section, ...]


@dataclass(frozen=True)
class Table:
    """The report of one unit."""

    title: str
    particulars: str
    main_tasks: tuple[MainTask, ...]


def ledger_page(found: LedgerReport, language: Language, with_overview: bool) -> str:
    """The page: the city's overview where it is asked for, then each unit."""
    matrix: list[Grid] = [overview_grid(found, language)] if with_overview else []
    return rendered(
        "ledger.html.j2",
        language,
        title=title(found, None if with_overview else found.units[0].unit, language)[0],
        overview=matrix,
        legend=overview.legend(language),
        tables=[_table(found, unit, language) for unit in found.units],
        headings={key: words.pick(language) for key, words in COLUMNS.items()},
        widths=[round(100 * WIDTHS[key] / sum(WIDTHS.values()), 1) for key in COLUMNS],
        keys=_OTHERS,
        notes=notes(found, language),
    )


def _table(found: LedgerReport, unit: UnitReport, language: Language) -> Table:
    rows = [cells(row, found, language) for row in unit.rows]
    grouped = groupby(rows, lambda each: str(each["main_task"]))
    main_tasks = tuple(MainTask(words, tuple(_with_sections(list(group)))) for words, group in grouped)
    return Table(*title(found, unit.unit, language), main_tasks)


def _with_sections(rows: list[Cells]) -> Iterator[Cells | Section]:
    for section, group in groupby(rows, lambda each: each.section):
        if section:
            yield Section(section)
        yield from group
