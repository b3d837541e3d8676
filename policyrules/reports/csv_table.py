"""A section of a decision as comma-separated values, under the names of the decision's JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.decision.lines import LINE_KEYS, AwardLine
from policyrules.reports import safe
from policyrules.reports.flat import FlatColumn, flat
from policyrules.reports.words import listed
from policyrules.text import Language


def csv_table(decision: Decision, language: Language, section: str = "awards") -> str:
    """One row for each line; reasons are in words; pointers, ids and other lists have a space between them.

    Cells that a spreadsheet would take for formulas begin with an apostrophe. Raises UsageError where there is no
    such section.
    """
    if section == "awards":
        return _written(LINE_KEYS, ([_award(line, key, language) for key in LINE_KEYS] for line in decision.awards))
    return csv_of_columns(flat(decision, section))


def csv_of_columns(columns: Sequence[FlatColumn]) -> str:
    """One row for each line of a section, written as `csv_table` writes them."""
    rows = zip(*(each.values for each in columns), strict=True)
    return _written([each.name for each in columns], ([_text(value) for value in row] for row in rows))


def _written(names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([safe.cell(safe.plain(value)) for value in row] for row in rows)
    return out.getvalue()


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _award(line: AwardLine, key: str, language: Language) -> str:
    if key == "reasons":
        return listed([each.text.pick(language) for each in line.reasons], language)
    return _text(list(line.missing) if key == "missing" else line[key])
