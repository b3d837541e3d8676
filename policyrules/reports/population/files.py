"""Sections of a decision over frames as files, written piece by piece as they are computed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from policyrules.decision.frame_decision import FrameDecision
from policyrules.reports.csv_table import csv_of_columns
from policyrules.reports.output import fill_file
from policyrules.reports.population.sections import MANY, few, frame_of, rows_of
from policyrules.reports.population.view import View


def write_csv(decision: FrameDecision, section: str, path: str | Path) -> None:
    """A section as a CSV file, whole or not at all. Raises UsageError where it cannot be written, EngineError."""
    # Excel takes a file for UTF-8 only where it begins with a byte order mark.
    fill_file(path, partial(fill_csv, decision, section, bom=True))


def write_parquet(decision: FrameDecision, section: str, path: str | Path) -> None:
    """A section as a Parquet file, whole or not at all. Raises UsageError where it cannot be written, EngineError."""
    fill_file(path, partial(frame_of(decision, section).sink_parquet, engine="streaming"))


def fill_csv(decision: FrameDecision, section: str, path: Path, *, bom: bool = False) -> None:
    """Write a section to a new file as CSV. Raises EngineError."""
    if section in MANY:
        rows_of(decision, section).sink_csv(path, include_bom=bom, engine="streaming")
    else:
        text = csv_of_columns(few(View(decision), section))
        path.write_text(text, encoding="utf-8-sig" if bom else "utf-8", newline="")
