"""Frames of one library in another: pandas and PyArrow in Polars, small tables in DuckDB and Spark."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyrules.errors import UsageError
from policyrules.facts.cells.words import text
from policyrules.facts.numbers import plain
from policyrules.facts.readers.files import unreadable_file
from policyrules.facts.reading import unreadable
from policyrules.text import Text

if TYPE_CHECKING:
    import polars as pl

#: The name of the view over which a query finds the tables that Python holds.
_VIEW = "policyrules_context"

# Polars


def polars_lazy(frame: Any, is_pandas: bool, is_arrow: bool) -> pl.LazyFrame:
    """A Polars, pandas or PyArrow frame as a lazy Polars frame, without copies where memory allows."""
    import polars as pl

    if is_pandas:
        if any(each is not None for each in frame.index.names):
            frame = frame.reset_index()
        return _from_pandas(frame).lazy()
    if is_arrow:
        import pyarrow

        # What Polars has no type for ends the process, or close to it.
        for each in frame.schema:
            if pyarrow.types.is_decimal256(each.type):
                raise TypeError(f"{each.name}: {each.type}")
        table = pl.from_arrow(frame)
        assert isinstance(table, pl.DataFrame)
        return table.lazy()
    found: pl.LazyFrame = frame.lazy()
    return found


def _from_pandas(frame: Any) -> pl.DataFrame:
    import polars as pl
    import pyarrow

    frame = frame.rename(columns=str)
    try:
        return pl.from_pandas(frame)
    except (pyarrow.ArrowException, TypeError, OverflowError):
        # A column may hold numbers and words, as pandas reads them from a spreadsheet: then all are words.
        mixed = [name for name in frame if frame[name].dtype == object]
        words = {name: frame[name].map(partial(_word, str(name)), na_action="ignore") for name in mixed}
        return pl.from_pandas(frame.assign(**words))


def _word(column: str, cell: object) -> str | dict[str, object]:
    """A word, or a number as one; of a whole series its years as words. Raises TypeError for anything else."""
    if isinstance(cell, dict):
        return {str(year): figure for year, figure in cell.items()}
    found = None if isinstance(cell, bool) else text(plain(cell))
    if not isinstance(found, str):
        raise TypeError(f"{column}: cells of several types, one of them {type(cell).__name__}")
    return found


def once_named(frame: Any) -> Any:
    """A relation or a Spark frame, if its columns have each a name of its own. Raises TypeError where two share one."""
    names = frame.columns
    twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
    if twice is not None:
        raise TypeError(f"two columns are named {twice}")
    return frame


def refusals(is_duckdb: bool, is_spark: bool) -> tuple[type[Exception], ...]:
    """What a library raises for frames that it cannot take or compute."""
    import polars as pl
    import pyarrow
    from narwhals.exceptions import NarwhalsError

    found: tuple[type[Exception], ...] = (NarwhalsError, pl.exceptions.PolarsError, pyarrow.ArrowException, OSError)
    if is_duckdb:
        import duckdb

        found += (duckdb.Error,)
    if is_spark:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        found += (PySparkException, Py4JError)
    return found


def reason(error: Exception) -> str:
    """The first line of what a library says went wrong."""
    java = getattr(error, "java_exception", None)
    said = str(error) if java is None else str(java.getMessage())
    return next(iter(said.strip().splitlines()), type(error).__name__)


def polars_file(path: str | Path) -> pl.LazyFrame:
    """A Parquet file, read lazily. Raises FactsError where it cannot be read."""
    import polars as pl

    found = pl.scan_parquet(path)
    try:
        found.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(path, error) from error
    return found


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """The rows of a lazy frame, computed piece by piece."""
    return frame.collect(engine="streaming")


def to_pandas(table: pl.DataFrame) -> Any:
    """A table as a pandas frame whose columns can be null: Int64, boolean, string."""
    import pandas as pd
    import pyarrow

    types = {
        pyarrow.int64(): pd.Int64Dtype(),
        pyarrow.bool_(): pd.BooleanDtype(),
        pyarrow.string(): pd.StringDtype(),
        pyarrow.large_string(): pd.StringDtype(),
    }
    return table.to_arrow().to_pandas(types_mapper=types.get)


# DuckDB


def duckdb_file(path: str | Path, context: Any) -> Any:
    """A Parquet file as a relation. Raises FactsError where it cannot be read."""
    import duckdb

    name = str(path).replace("'", "''")
    query = f"SELECT * FROM read_parquet('{name}')"
    try:
        return duckdb.sql(query) if context is None else context.query(_VIEW, query)
    except duckdb.Error as error:
        raise _unreadable(path, error) from error


def in_duckdb(table: pl.DataFrame, context: Any) -> Any:
    """A small table as a relation of the connection in which the caller's own are."""
    import duckdb

    rows = table.to_arrow()
    # DuckDB finds `rows` by its name in this function, and keeps hold of it.
    query = "SELECT * FROM rows"
    found = duckdb.sql(query) if context is None else context.query(_VIEW, query)
    assert rows is not None
    return found


def one_connection(relations: Sequence[Any]) -> Any:
    """A relation in whose connection all are; None where there is none. Raises UsageError where they are of several."""
    import duckdb

    for each in relations[1:]:
        try:
            relations[0].set_alias("one").cross(each.set_alias("other"))
        except duckdb.InvalidInputException:
            raise UsageError(
                Text("各 DuckDB 关系须属于同一连接", "the DuckDB relations of one call must be of one connection")
            ) from None
    return relations[0] if relations else None


# Spark


def spark_session() -> Any:
    """The Spark session of this process."""
    from pyspark.sql import SparkSession

    return SparkSession.builder.getOrCreate()


def spark_file(path: str | Path, session: Any) -> Any:
    """A Parquet file as a Spark frame. Raises FactsError where it cannot be read."""
    try:
        return session.read.parquet(str(path))
    except refusals(is_duckdb=False, is_spark=True) as error:
        raise _unreadable(path, error) from error


def plainly_named(frame: Any) -> Any:
    """A Spark frame without dots in the names of its columns: they would name fields of structures.

    Headings mean the same with a slash.
    """
    names = [name.replace(".", "/").replace("`", "'") for name in frame.columns]
    return frame.toDF(*names) if names != frame.columns else frame


def in_spark(table: pl.DataFrame, session: Any) -> Any:
    """A small table as a Spark frame."""
    import polars as pl
    from pyspark.sql.types import BooleanType, LongType, StringType, StructField, StructType

    types = {pl.Int64(): LongType(), pl.Boolean(): BooleanType()}
    fields = [StructField(name, types.get(dtype, StringType())) for name, dtype in table.schema.items()]
    return session.createDataFrame(table.rows(), StructType(fields))


def _unreadable(path: str | Path, error: Exception) -> Exception:
    # The libraries take patterns and addresses too: that there is no such file is not for us to say beforehand.
    if isinstance(error, FileNotFoundError) or not (Path(path).exists() or set("*?[:") & set(str(path))):
        return unreadable_file(Path(path), FileNotFoundError())
    return unreadable(str(path), reason(error), "文件不是可读取的 Parquet", "the file is no readable Parquet")
