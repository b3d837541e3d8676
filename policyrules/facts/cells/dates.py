"""Cells that hold a year, a quarter or a day, however a spreadsheet or a person writes it."""

from __future__ import annotations

import datetime
import re
import unicodedata

from policyrules.facts.cells.numbers import whole

_YEAR = re.compile(r"(\d{4})(?:年度?|(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?(?:[ t].*)?))?")
_QUARTER = re.compile(r"(\d{4})(?:年|[-/._ ])?(?:q([1-4])|第?([1-4一二三四])季度?)")
_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:[ t]0{1,2}:00(?::00(?:\.0+)?)?)?")
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4}


def year(cell: object) -> object:
    """A year: 2025, 2025年, 2025年度, or that of a date."""
    if isinstance(cell, datetime.date):
        return cell.year
    if isinstance(cell, str):
        match = _YEAR.fullmatch(_plain(cell))
        return int(match[1]) if match else cell
    found = whole(cell)
    return cell if found is None else found


def quarter(cell: object) -> object:
    """A quarter as 2025Q2: from 2025年第二季度, 2025 Q2, or what pandas calls a period."""
    written = str(cell) if type(cell).__name__ == "Period" else cell
    match = _QUARTER.fullmatch(re.sub(r"\s+", "", _plain(written))) if isinstance(written, str) else None
    if match is None:
        return cell
    return f"{match[1]}Q{match[2] or _ORDINALS.get(match[3], match[3])}"


def day(cell: object) -> object:
    """A day as 2025-06-28: from a date, 2025/6/28 or 2025年6月28日."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    match = _DAY.fullmatch(_plain(cell)) if isinstance(cell, str) else None
    return f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}" if match else cell


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().lower()
