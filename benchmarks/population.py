"""A whole population: the library on columns, beside the same rules by hand in Polars, DuckDB and OpenFisca-Core.

    pip install polars duckdb pyarrow pyspark        # and Java 17 for Spark
    python -m venv of && of/bin/pip install OpenFisca-Core
    python -m benchmarks.population --openfisca of/bin/python [--sizes 100000,1000000,10000000] [--times 5]

Everyone decides the same files (`policyrules.testing.population`, seed 1) for 2025 and gives back a wide frame of each
list, computed in full, and the totals. `population_check` comes first: the lines of everyone are those of the reference
evaluator; here the totals must agree. Each contender is a process of its own which holds its data in memory; they take
turns, so that noise hits all alike, and the best turn counts. Memory is the most that the first turn had above the
loaded data. Then come PySpark, which reads the files anew; files to files; and building the expressions. Quote ratios.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import polars as pl

import policyrules as pr
from benchmarks.contending import Contender, started
from benchmarks.measuring import versions
from benchmarks.population_check import check
from benchmarks.population_contenders import YEAR
from benchmarks.population_data import drawn, write
from benchmarks.population_rules import AWARDS
from policyrules.decision.frame_decision import FrameDecision
from policyrules.testing import population

MIB = 2**20
HELD = (
    "policyrules on Polars",
    "Polars by hand",
    "Polars by hand, the few in question apart",
    "policyrules on DuckDB",
    "DuckDB by hand",
    "DuckDB by hand, the few in question apart",
)
OPENFISCA = "OpenFisca-Core by hand"
SPARK = ("policyrules on Spark local[1]", "policyrules on Spark local[2]")
FILES = ("policyrules on Polars, files", "Polars by hand, files", "policyrules on DuckDB, files")
BESIDE = {
    "Polars": "Polars by hand",
    "DuckDB": "DuckDB by hand",
}


def command(name: str, folder: Path, openfisca: str | None, *output: Path) -> list[str | Path]:
    if name == OPENFISCA:
        return [str(openfisca), "-m", "benchmarks.population_openfisca", folder / "arrays.npz"]
    return [sys.executable, "-m", "benchmarks.population_contenders", name, folder, *output]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100000,1000000,10000000", help="numbers of enterprises")
    parser.add_argument("--times", type=int, default=5, help="turns of each contender")
    parser.add_argument("--openfisca", metavar="PYTHON", help="a Python that has OpenFisca-Core")
    parser.add_argument("--only", default="check,held,spark,files,building", help="parts to be run")
    parser.add_argument("--folder", type=Path, help="where populations are kept (default: a temporary folder)")
    asked = parser.parse_args()
    parts, sizes = asked.only.split(","), [int(size) for size in asked.sizes.split(",")]
    print(versions("policyrules", "narwhals", "polars", "duckdb", "pyarrow", "pyspark"), f"· {os.cpu_count()} cores")
    if "check" in parts:
        check(asked.openfisca)
    with tempfile.TemporaryDirectory() as temporary:
        folders = {size: written(asked.folder or Path(temporary), size) for size in sizes}
        if "held" in parts:
            held(folders, asked.openfisca, asked.times)
        if "spark" in parts:
            one_by_one("PySpark, JVM of 6 GiB", SPARK, folders, min(asked.times, 3), at_least=1_000_000)
        if "files" in parts:
            one_by_one("Parquet in, Parquet out", FILES, folders, asked.times)
    if "building" in parts:
        building(asked.times)


def written(folder: Path, size: int) -> Path:
    """The folder of a population, which a process of its own writes: this one stays small."""
    found = folder / str(size)
    if not (found / "arrays.npz").exists():
        found.mkdir(parents=True, exist_ok=True)
        code = f"from benchmarks.population import prepare; prepare({size}, {str(found)!r})"
        subprocess.run([sys.executable, "-c", code], check=True)
    return found


def prepare(size: int, folder: str) -> None:
    write(drawn(pr.load_policy("ganzhou"), size), Path(folder))


# Everyone in turn


def held(folders: dict[int, Path], openfisca: str | None, times: int) -> None:
    """Print what everyone needs for data that is in memory."""
    heading("population, in memory", "by hand = 1")
    for size, folder in folders.items():
        names = (*HELD, OPENFISCA) if openfisca else HELD
        with ExitStack() as stack:
            everyone = [stack.enter_context(started(name, command(name, folder, openfisca))) for name in names]
            for _ in range(times):
                for each in everyone:
                    each.turn()
        agree(everyone)
        by_name = {each.name: each for each in everyone}
        for each in everyone:
            beside = by_name[next((by_hand for word, by_hand in BESIDE.items() if word in each.name), HELD[1])]
            row(size, each, beside)


def agree(everyone: Sequence[Contender]) -> None:
    """Raises AssertionError where anyone's totals are not the others'."""
    first = everyone[0]
    for each in everyone:
        for turn in each.turns:
            assert turn["returned"] == first.totals, f"{each.name}: {turn['returned']}; {first.name}: {first.totals}"


def one_by_one(title: str, names: Sequence[str], folders: dict[int, Path], times: int, at_least: int = 0) -> None:
    """Print what those need that would hinder each other: one process at a time, beside the first."""
    heading(title, "first = 1")
    for size, folder in folders.items():
        if size < at_least:
            continue
        found: list[Contender] = []
        for name in names:
            with tempfile.TemporaryDirectory() as output:
                place = (Path(output),) if name in FILES else ()
                with started(name, command(name, folder, None, *place)) as each:
                    for _ in range(times):
                        each.turn()
                    found.append(each)
        agree(found)
        for each in found:
            row(size, each, found[0])


def heading(title: str, beside: str) -> None:
    print(f"\n| {title} | | seconds | million/s | {beside} | processor | {beside} | memory, MiB | MiB per million |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")


def row(size: int, each: Contender, beside: Contender) -> None:
    """Print a row: throughput beside another's (more is better), by the clock and by the processors' time."""
    memory = each.memory / MIB
    print(
        f"| {size:,} | {each.name} ({each.about['version']}) | {each.best:.3f} | {size / each.best / 1e6:.2f}"
        f" | {beside.best / each.best:.2f} | {each.work:.3f} | {beside.work / each.work:.2f}"
        f" | {memory:,.0f} | {memory / size * 1e6:,.0f} |",
        flush=True,
    )


# Building expressions


def building(times: int) -> None:
    """Print how long it takes to make a policy's expressions over lazy frames, with nothing computed."""
    print("\n| building the expressions of | milliseconds | processor |\n|---|---:|---:|")
    for name, make in (("ganzhou", award_plans), ("zhanjiang", standard_plans)):
        policy = pr.load_policy(name)
        made = population(policy, 10, 1)
        frames = {key: each.clear().lazy() for key, each in made.items() if isinstance(each, pl.DataFrame)}
        spent = []
        for _ in range(times + 1):
            worked, begun = time.process_time(), time.perf_counter()
            plans = make(policy.decide_frame(made | frames, YEAR, check=False, guard=False))
            spent.append(((time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000))
            assert all(isinstance(plan, pl.LazyFrame) for plan in plans)
        print(f"| {name}, the first time, with imports and the program | {spent[0][0]:.0f} | {spent[0][1]:.0f} |")
        again = [min(each) for each in zip(*spent[1:], strict=True)]
        print(f"| {name}, again, the best of {times} | {again[0]:.0f} | {again[1]:.0f} |")


def award_plans(decision: FrameDecision) -> list[Any]:
    return [decision.subjects(name) for name in AWARDS]


def standard_plans(decision: FrameDecision) -> list[Any]:
    return [decision.standards, decision.items]


if __name__ == "__main__":
    main()
