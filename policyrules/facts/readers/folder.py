"""A folder of CSV and Parquet files, one for each list."""

from __future__ import annotations

from pathlib import Path

from policyrules.facts.grids import Grid
from policyrules.facts.readers import csv_file, parquet
from policyrules.facts.readers.files import unreadable_file
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary


def read(path: Path, vocabulary: Vocabulary) -> Reading:
    """Read the tables of a folder; other files are left alone. Raises FactsError where it has none."""
    try:
        files = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith((".", "~")))
    except OSError as error:
        raise unreadable_file(path, error) from error
    grids = [grid for each in files if (grid := _grid(each)) is not None]
    if not grids:
        raise unreadable(str(path), "", "文件夹中没有 .csv 或 .parquet 文件", "the folder has no .csv or .parquet file")
    return assemble(grids, vocabulary)


def _grid(path: Path) -> Grid | None:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return csv_file.grid(path)
    return parquet.grid(path) if suffix == ".parquet" else None
