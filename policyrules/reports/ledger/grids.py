"""A report as grids for a terminal and for CSV, and as data for machines."""

from __future__ import annotations

from typing import Any

from policyrules.reports.grid import Cell, Column, Grid, Sort, Status
from policyrules.reports.ledger import overview
from policyrules.reports.ledger.cells import COLUMNS, Cells, cells, title
from policyrules.reports.ledger.report import LedgerReport, Row, UnitReport
from policyrules.reports.words import column
from policyrules.text import Language

_SORTS: dict[str, Sort] = {
    "number": "number", "main_task": "text", "work_point": "words", "status": "words", "computed": "words",
    "evidence": "words", "missing": "words",
}  # fmt: skip


def unit_grid(found: LedgerReport, unit: UnitReport, language: Language) -> Grid:
    """The report of one unit."""
    columns = tuple(Column(key, words.pick(language), _SORTS.get(key, "status")) for key, words in COLUMNS.items())
    rows = tuple(_row(cells(row, found, language)) for row in unit.rows)
    return Grid(unit.unit, title(found, unit.unit, language)[0], columns, rows)


def all_rows(found: LedgerReport, language: Language) -> Grid:
    """The rows of all units one below the other, each with its unit."""
    grids = [(unit.unit, unit_grid(found, unit, language)) for unit in found.units]
    rows = tuple((unit, *row) for unit, grid in grids for row in grid.rows)
    return Grid("ledger", title(found, None, language)[0], (column("county", language), *grids[0][1].columns), rows)


def overview_grid(found: LedgerReport, language: Language) -> Grid:
    """Work points against units, in short marks, and below how many are filed."""
    names = (
        Column("number", COLUMNS["number"].pick(language), "id"),
        Column("work_point", COLUMNS["work_point"].pick(language), "words"),
    )
    units = tuple(Column(unit.unit, unit.unit, "id") for unit in found.units)
    rows: list[tuple[Cell, ...]] = [
        (str(line.duty.number), line.duty.label.pick(language), *(overview.mark(row) for row in line.rows))
        for line in overview.lines(found)
    ]
    for words, codes in overview.COUNTS:
        rows.append(("", words.pick(language), *(str(unit.count(*codes)) for unit in found.units)))
    return Grid("overview", title(found, None, language)[0], (*names, *units), tuple(rows))


def _row(found: Cells) -> tuple[Cell, ...]:
    """The cells of a row; what is in time, late or not filed bears its code."""
    late = Status(found.row.punctuality, str(found["late"]))
    return tuple(late if key == "late" else found[key] for key in COLUMNS)


def to_dict(found: LedgerReport) -> dict[str, Any]:
    """The report for machines."""
    decision = found.decision
    return {
        "policy": decision.policy,
        "year": decision.year,
        "quarter": found.quarter,
        "due": found.due.isoformat(),
        "as_of": None if found.as_of is None else found.as_of.isoformat(),
        "interpretations": decision.interpretations,
        "skipped": [
            {"number": number, "why": why.zh, "why_en": why.en} for number, why in found.duties.skipped.items()
        ],
        "counties": [_unit(unit) for unit in found.units],
    }


def _unit(unit: UnitReport) -> dict[str, Any]:
    counts = {
        key: sum(unit.count(code) for code in codes) for key, (_, codes) in zip(_COUNTED, overview.COUNTS, strict=True)
    }
    return {"county": unit.unit, **counts, "rows": [_record(row) for row in unit.rows]}


_COUNTED = ("filed", "late", "not_filed", "overdue", "not_applicable")


def _record(row: Row) -> dict[str, Any]:
    filing, computed = row.filing, row.computed
    return {
        "work_point": row.task.work_point,
        "duty": row.duty.id,
        "headings": [each.id for each in row.headings],
        "label": row.duty.label.zh,
        "label_en": row.duty.label.en,
        "applies": row.applies,
        "verdict": row.task.verdict,
        "computed": None if computed is None else computed.zh,
        "computed_en": None if computed is None else computed.en,
        "status": None if filing is None else filing.status,
        "evidence": None if filing is None else filing.evidence,
        "filed_on": None if filing is None or filing.filed_on is None else filing.filed_on.isoformat(),
        "punctuality": row.punctuality,
        "external": [each.to_dict() for each in row.task.external],
        "missing": [each.zh for each in row.missing],
        "missing_en": [each.en for each in row.missing],
        "missing_facts": list(row.task.missing),
    }
