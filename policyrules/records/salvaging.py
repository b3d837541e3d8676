"""What is whole of a file of records that was cut off or altered."""

from __future__ import annotations

from pathlib import Path

from policyrules.records.model import Record
from policyrules.records.reading import lines


def intact_head(path: str | Path) -> tuple[Record, ...]:
    """The records before the first line at which anything is wrong. Raises RecordsError where it cannot be read."""
    found: list[Record] = []
    for _, each in lines(path):
        if not isinstance(each, Record) or each.previous != (found[-1].hash if found else None):
            break
        found.append(each)
    return tuple(found)
