"""The lines of a decision as comma-separated values, under the names of the decision's JSON."""

from __future__ import annotations

import csv
import io

from policyrules.decision.decision import Decision
from policyrules.decision.lines import LINE_KEYS, AwardLine
from policyrules.reports import safe
from policyrules.reports.words import listed
from policyrules.text import Language


def csv_table(decision: Decision, language: Language) -> str:
    """One row for each line; reasons are in words, and missing facts are JSON pointers, a space between them.

    Cells that a spreadsheet would take for formulas begin with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(LINE_KEYS)
    writer.writerows([_cell(line, key, language) for key in LINE_KEYS] for line in decision.awards)
    return out.getvalue()


def _cell(line: AwardLine, key: str, language: Language) -> str:
    if key == "reasons":
        value = listed([each.text.pick(language) for each in line.reasons], language)
    elif key == "missing":
        value = " ".join(line.missing)
    else:
        value = "" if line[key] is None else str(line[key])
    return safe.cell(safe.plain(value))
