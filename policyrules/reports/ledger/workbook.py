"""A report as a workbook: the sheet of one unit, or the city's overview and a sheet for each of its units."""

from __future__ import annotations

from policyrules.reports import paper
from policyrules.reports.ledger.overview_sheet import overview_sheet
from policyrules.reports.ledger.report import LedgerReport
from policyrules.reports.ledger.unit_sheet import unit_sheet
from policyrules.text import Language, Text

_OVERVIEW = Text("全市总览", "Overview")


def ledger_workbook(found: LedgerReport, language: Language, overview: bool) -> bytes:
    """The workbook; the same report gives the same bytes."""
    book = paper.new_book(f"policyrules {found.decision.library}")
    if overview:
        overview_sheet(book.create_sheet(_OVERVIEW.pick(language)), found, language)
    for unit in found.units:
        unit_sheet(book.create_sheet(paper.sheet_name(unit.unit)), found, unit, language)
    return paper.saved(book)
