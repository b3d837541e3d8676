"""A Parquet file: one table. It needs pyarrow, which is imported at the first use."""

from __future__ import annotations

from pathlib import Path

from policyrules.errors import UsageError
from policyrules.facts.grids import Grid
from policyrules.facts.readers import frames
from policyrules.facts.readers.files import unreadable_file
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text


def read(path: Path, vocabulary: Vocabulary) -> Reading:
    """Read a Parquet file as one table. Raises FactsError where it is none, UsageError without pyarrow."""
    return assemble([grid(path)], vocabulary)


def grid(path: Path) -> Grid:
    """The cells of a Parquet file."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            Text(
                "读取 Parquet 须安装 `policyrules[parquet]`",
                "reading Parquet needs `pip install policyrules[parquet]`",
            )
        ) from error
    try:
        table = pyarrow.parquet.ParquetFile(path).read()
    except pyarrow.ArrowException as error:
        raise unreadable(str(path), "", "文件不是可读取的 Parquet", "the file is no readable Parquet") from error
    except OSError as error:
        raise unreadable_file(path, error) from error
    return frames.grid(path.stem, table, str(path))
