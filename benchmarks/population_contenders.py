"""Who decides a population: the library on several backends, and the programs written by hand, over the same files.

`python -m benchmarks.population_contenders NAME FOLDER [OUTPUT]` loads a folder of Parquet files and waits to be told
to decide (`serving`). What is given back is the wide frame of every list, computed in full, and the totals.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from benchmarks.population_rules import AWARDS, Totals
from benchmarks.serving import serve

YEAR = 2025
Work = Callable[[], Totals]


def main() -> None:
    name, folder, *output = sys.argv[1:]
    work, version = CONTENDERS[name](Path(folder), *map(Path, output))
    serve(work, {"name": name, "version": version})


# The library


def library_on_polars(folder: Path) -> tuple[Work, str]:
    import polars as pl

    frames = {name: pl.read_parquet(file(folder, name)) for name in AWARDS}
    return lambda: decided(frames, lambda frame: frame), f"Polars {pl.__version__}"


def library_on_duckdb(folder: Path) -> tuple[Work, str]:
    connection, version = in_duckdb(folder)
    frames = {name: connection.table(name) for name in AWARDS}
    return lambda: decided(frames, lambda relation: relation.to_arrow_table()), version


def library_on_spark(cores: int) -> Callable[[Path], tuple[Work, str]]:
    def prepare(folder: Path) -> tuple[Work, str]:
        import pyspark

        session = (
            pyspark.sql.SparkSession.builder.master(f"local[{cores}]")
            .config("spark.driver.memory", "6g")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", str(2 * cores))
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        frames = {name: session.read.parquet(str(file(folder, name))).cache() for name in AWARDS}
        for frame in frames.values():
            frame.count()
        return lambda: decided(frames, computed_by_spark), f"PySpark {pyspark.__version__}"

    return prepare


def computed_by_spark(frame: Any) -> None:
    """Compute every row and column, and keep none."""
    frame.write.format("noop").mode("overwrite").save()


def decided(frames: dict[str, Any], compute: Callable[[Any], object]) -> Totals:
    """Decide frames with the library, and compute what it gives back."""
    from policyrules import load_policy

    decision = load_policy("ganzhou").decide_frame(frames, YEAR, check=False, guard=False)
    kept = [compute(decision.subjects(name)) for name in AWARDS]
    totals = astuple(decision.totals)
    kept.clear()
    return totals


# By hand


def polars_by_hand(split: bool) -> Callable[[Path], tuple[Work, str]]:
    def prepare(folder: Path) -> tuple[Work, str]:
        import polars as pl

        from benchmarks import population_polars

        frames = {name: pl.read_parquet(file(folder, name)).lazy() for name in AWARDS}
        return lambda: population_polars.decide(frames, split).totals, f"Polars {pl.__version__}"

    return prepare


def duckdb_by_hand(split: bool) -> Callable[[Path], tuple[Work, str]]:
    def prepare(folder: Path) -> tuple[Work, str]:
        from benchmarks import population_duckdb

        connection, version = in_duckdb(folder)
        return lambda: population_duckdb.decide(connection, split).totals, version

    return prepare


def in_duckdb(folder: Path) -> tuple[Any, str]:
    """A connection that knows the lists as tables of its own, in memory."""
    import duckdb

    connection = duckdb.connect()
    for name in AWARDS:
        connection.execute(f"CREATE TABLE {name} AS FROM read_parquet('{file(folder, name)}')")
    return connection, f"DuckDB {duckdb.__version__}"


# From files to files


def library_polars_files(folder: Path, output: Path) -> tuple[Work, str]:
    import polars as pl

    def write(frame: pl.LazyFrame, path: Path) -> None:
        frame.sink_parquet(path)

    return lambda: through_files(folder, output, "polars", write), f"Polars {pl.__version__}"


def library_duckdb_files(folder: Path, output: Path) -> tuple[Work, str]:
    import duckdb

    def write(relation: duckdb.DuckDBPyRelation, path: Path) -> None:
        relation.write_parquet(str(path))

    return lambda: through_files(folder, output, "duckdb", write), f"DuckDB {duckdb.__version__}"


def through_files(folder: Path, output: Path, library: str, write: Callable[[Any, Path], object]) -> Totals:
    """Decide files with the library, and write files."""
    from policyrules import load_policy

    frames = {name: file(folder, name) for name in AWARDS}
    decision = load_policy("ganzhou").decide_frame(frames, YEAR, check=False, guard=False, library=library)
    for name in AWARDS:
        write(decision.subjects(name), file(output, name))
    return astuple(decision.totals)


def polars_files_by_hand(folder: Path, output: Path) -> tuple[Work, str]:
    import polars as pl

    from benchmarks import population_polars

    return lambda: population_polars.write(folder, output), f"Polars {pl.__version__}"


def file(folder: Path, name: str) -> Path:
    """The file of a list."""
    return folder / f"{name}.parquet"


CONTENDERS: dict[str, Callable[..., tuple[Work, str]]] = {
    "policyrules on Polars": library_on_polars,
    "Polars by hand": polars_by_hand(split=False),
    "Polars by hand, the few in question apart": polars_by_hand(split=True),
    "policyrules on DuckDB": library_on_duckdb,
    "DuckDB by hand": duckdb_by_hand(split=False),
    "DuckDB by hand, the few in question apart": duckdb_by_hand(split=True),
    "policyrules on Spark local[1]": library_on_spark(1),
    "policyrules on Spark local[2]": library_on_spark(2),
    "policyrules on Polars, files": library_polars_files,
    "policyrules on DuckDB, files": library_duckdb_files,
    "Polars by hand, files": polars_files_by_hand,
}

if __name__ == "__main__":
    main()
