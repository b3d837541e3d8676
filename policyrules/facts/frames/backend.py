"""The library in which dataframes came: how they are read lazily there, and how results are given back.

Frames of Polars, pandas and PyArrow are run by Polars, whose lazy engine has all that an execution needs; DuckDB
relations by DuckDB; Spark frames by Spark. Nothing is imported before a frame of its library is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.errors import UsageError
from policyrules.facts.frames import conversion
from policyrules.facts.frames.missing import needed
from policyrules.facts.reading import unreadable
from policyrules.text import Text

if TYPE_CHECKING:
    import polars as pl


class Kind(Enum):
    """What a frame is, and so what results are given back as."""

    POLARS = "polars"
    POLARS_LAZY = "polars_lazy"
    PANDAS = "pandas"
    PYARROW = "pyarrow"
    DUCKDB = "duckdb"
    SPARK = "spark"
    PARQUET = "parquet"
    """The path of a file, which any library reads."""


class Library(Enum):
    """What runs the expressions."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


_BY_MODULE = {
    ("polars", "DataFrame"): Kind.POLARS,
    ("polars", "LazyFrame"): Kind.POLARS_LAZY,
    ("pandas", "DataFrame"): Kind.PANDAS,
    ("pyarrow", "Table"): Kind.PYARROW,
    ("pyarrow", "RecordBatch"): Kind.PYARROW,
    ("duckdb", "DuckDBPyRelation"): Kind.DUCKDB,
    ("_duckdb", "DuckDBPyRelation"): Kind.DUCKDB,
    ("pyspark", "DataFrame"): Kind.SPARK,
}
_LIBRARIES = {
    **dict.fromkeys((Kind.POLARS, Kind.POLARS_LAZY, Kind.PANDAS, Kind.PYARROW), Library.POLARS),
    Kind.DUCKDB: Library.DUCKDB,
    Kind.SPARK: Library.SPARK,
}
#: What files alone are given back as.
_OF_FILES = {Library.POLARS: Kind.POLARS_LAZY, Library.DUCKDB: Kind.DUCKDB, Library.SPARK: Kind.SPARK}


def kind_of(value: object) -> Kind | None:
    """What sort of frame a value is; None for JSON's shapes and whatever else is no frame."""
    if isinstance(value, Path) or (isinstance(value, str) and value.lower().endswith(".parquet")):
        return Kind.PARQUET
    for each in type(value).__mro__:
        found = _BY_MODULE.get((each.__module__.partition(".")[0], each.__name__))
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class Backend:
    """Where expressions run, and what results are given back as.

    `context` is a relation or a session of the caller: further tables are made where its own stand.
    """

    library: Library
    kind: Kind
    context: Any = None

    def lazy(self, frame: Any, name: str = "") -> nw.LazyFrame[Any]:
        """A frame that came in, under a name, read lazily. Raises FactsError where it cannot be read."""
        if kind_of(frame) is Kind.PARQUET:
            return _lazy(self._file(frame))
        refusals: tuple[type[Exception], ...] = (*self._refusals(), TypeError, ValueError, OverflowError)
        try:
            found = _lazy(self._native(frame))
            found.collect_schema()
        except refusals as error:
            said = f"`{name}` 不是可读取的数据框", f"`{name}` is no readable dataframe"
            raise unreadable("", conversion.reason(error), *said) from error
        return found

    def _file(self, path: str | Path) -> Any:
        if self.library is Library.DUCKDB:
            return conversion.duckdb_file(path, self.context)
        if self.library is Library.SPARK:
            return conversion.plainly_named(conversion.spark_file(path, self.context))
        return conversion.polars_file(path)

    def _native(self, frame: Any) -> Any:
        if self.library is Library.POLARS:
            kind = kind_of(frame)
            return conversion.polars_lazy(frame, kind is Kind.PANDAS, kind is Kind.PYARROW)
        return conversion.once_named(conversion.plainly_named(frame) if self.library is Library.SPARK else frame)

    def made(self, table: pl.DataFrame) -> nw.LazyFrame[Any]:
        """A small table of text, whole numbers and flags, put where the frames are."""
        if self.library is Library.DUCKDB:
            return _lazy(conversion.in_duckdb(table, self.context))
        if self.library is Library.SPARK:
            return _lazy(conversion.in_spark(table, self.context))
        return _lazy(table.lazy())

    def collected(self, frame: nw.LazyFrame[Any]) -> pl.DataFrame:
        """The rows of a small result. Raises FactsError where the caller's own plan cannot be run."""
        try:
            if self.library is Library.POLARS:
                return conversion.collected(frame.to_native())
            found: pl.DataFrame = frame.collect("polars").to_native()
        except self._refusals() as error:
            said = "数据框无法计算", "the dataframes cannot be computed"
            raise unreadable("", conversion.reason(error), *said) from error
        return found

    def native(self, frame: nw.LazyFrame[Any]) -> Any:
        """A result as the kind of frame that came in: computed where that holds its rows, lazy where it is lazy."""
        if self.kind is Kind.POLARS:
            return self.collected(frame)
        if self.kind is Kind.PANDAS:
            return conversion.to_pandas(self.collected(frame))
        return self.collected(frame).to_arrow() if self.kind is Kind.PYARROW else frame.to_native()

    def _refusals(self) -> tuple[type[Exception], ...]:
        return conversion.refusals(self.library is Library.DUCKDB, self.library is Library.SPARK)


def _lazy(native: Any) -> nw.LazyFrame[Any]:
    found = nw.from_native(native)
    assert isinstance(found, nw.LazyFrame)
    return found


def backend_of(frames: Mapping[str, Any], library: str | None = None) -> Backend:
    """The backend of all frames of one call; `library` says what reads files where there are only files.

    The first frame decides what results are given back as; where there is none at all, it is Polars frames. Raises
    UsageError where frames of libraries that cannot be joined are mixed, and where a library is not installed.
    """
    given = {name: kind for name, each in frames.items() if (kind := kind_of(each)) is not None}
    wanted = _wanted(library)
    found = {name: _LIBRARIES[kind] for name, kind in given.items() if kind is not Kind.PARQUET}
    if len(libraries := {*found.values(), *([wanted] if wanted else [])}) > 1:
        raise UsageError(_mixed(found, wanted))
    chosen = next(iter(libraries), Library.POLARS)
    needed(chosen.value)
    context = _context(chosen, [each for name, each in frames.items() if name in found])
    first = next((kind for kind in given.values() if kind is not Kind.PARQUET), None)
    files = _OF_FILES[chosen] if given else Kind.POLARS
    return Backend(chosen, first or files, context)


def _wanted(library: str | None) -> Library | None:
    if library is None:
        return None
    try:
        return Library(library)
    except ValueError:
        names = [each.value for each in Library]
        raise UsageError(
            Text(
                f"没有计算库“{library}”；可选：{'、'.join(names)}",
                f"there is no library `{library}`; there are {', '.join(names)}",
            )
        ) from None


def _mixed(found: Mapping[str, Library], wanted: Library | None) -> Text:
    said = [f"`{name}` ({library.value})" for name, library in found.items()]
    said += [f"library=`{wanted.value}`"] if wanted else []
    return Text(
        f"各数据框须由同一计算库执行，实际为：{'、'.join(said)}",
        f"the frames of one call must be of one library (pandas and PyArrow go with Polars); found {', '.join(said)}",
    )


def _context(library: Library, frames: Iterable[Any]) -> Any:
    if library is Library.DUCKDB:
        return conversion.one_connection(list(frames))
    if library is Library.SPARK:
        return next((each.sparkSession for each in frames), None) or conversion.spark_session()
    return None
