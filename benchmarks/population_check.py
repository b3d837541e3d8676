"""Does everyone decide the same? Each against the reference evaluator, line by line.

`python -m benchmarks.population_check [--openfisca PYTHON]`. Small populations come first: only there something is left
of the budget for the platforms, by rank.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

import policyrules as pr
from benchmarks import population_duckdb, population_polars
from benchmarks.population_contenders import YEAR
from benchmarks.population_data import Frames, drawn, results, write
from benchmarks.population_rules import AWARDS, Totals

Lines = dict[tuple[str, str], tuple[Any, ...]]
"""Payee, status, tier, entitled and paid, by award and subject."""
Decided = tuple[Lines, Totals]

#: Size and seed of the populations.
POPULATIONS = ((20, 1), (200, 2), (500, 3), (700, 4), (2_000, 5), (2_000, 6))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--openfisca", metavar="PYTHON", help="a Python that has OpenFisca-Core")
    check(parser.parse_args().openfisca)


def check(openfisca: str | None) -> None:
    """Compare everyone with the reference evaluator. Raises AssertionError."""
    policy = pr.load_policy("ganzhou")
    others = contenders(policy, openfisca)
    for size, seed in POPULATIONS:
        plain = drawn(policy, size, seed)
        for frames in (plain, concentrated(plain)):
            expected = by_reference(policy, frames)
            for name, decide in others.items():
                compare(f"{name} on {size}, seed {seed}", decide(frames), expected)
    print(f"{', '.join(others)}: lines and totals of the reference evaluator on {len(POPULATIONS) * 2} populations")


def compare(name: str, found: Decided, expected: Decided) -> None:
    """Raises AssertionError where lines or totals differ."""
    different = {key for key in found[0].keys() | expected[0].keys() if found[0].get(key) != expected[0].get(key)}
    for key in sorted(different)[:1]:
        raise AssertionError(f"{name}: {len(different)} lines; {key}: {found[0].get(key)} for {expected[0].get(key)}")
    assert found[1] == expected[1], f"{name}: totals {found[1]} for {expected[1]}"


def concentrated(frames: Frames) -> dict[str, pl.DataFrame]:
    """The same, with all platforms and bases large and run by the few that grew most, so that every cap cuts."""
    grown = pl.col("online_sales_2025") - pl.col("online_sales_2024")
    enterprises = frames["enterprises"].sort(grown, descending=True, nulls_last=True)
    operators = pl.lit(enterprises["id"][: max(1, len(enterprises) // 200)])
    larger = {
        "platforms": ["^.*_sales_2025$"],
        "live_bases": ["live_sales_2025", "floor_area_m2", "live_rooms", "hosts"],
    }
    found = dict(frames)
    for name, columns in larger.items():
        numbers = pl.int_range(pl.len()) % operators.len()
        found[name] = frames[name].with_columns(pl.col(columns) * 10, operator=operators.gather(numbers))
    return found


# The reference evaluator


def by_reference(policy: pr.Policy, frames: Frames) -> Decided:
    decision = policy.decide({name: facts_of(frame) for name, frame in frames.items()}, YEAR, engine="reference")
    lines = {
        (line.award, line.subject): (line.enterprise, line.status, line.tier, line.entitled_fen, line.paid_fen)
        for line in decision.awards
    }
    return lines, totals_of(decision.totals)


def totals_of(totals: Any) -> Totals:
    entitled, claimed, paid, budget, overrun, unknown = astuple(totals)
    return entitled, claimed, paid, budget, overrun, unknown


def facts_of(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of a list as facts."""
    things = []
    for row in frame.iter_rows(named=True):
        thing: dict[str, Any] = {}
        for name, value in row.items():
            field, _, year = name.rpartition("_")
            if value is not None and year.isdigit():
                thing.setdefault(field, {})[year] = value
            elif value is not None:
                thing[name] = value
        things.append(thing)
    return things


# The contenders


def contenders(policy: pr.Policy, openfisca: str | None) -> dict[str, Callable[[Frames], Decided]]:
    """All that decide a population."""

    def by_library(frames: Frames) -> Decided:
        decision = policy.decide_frame(frames, YEAR, check=False, guard=False)
        return lines_of({name: decision.subjects(name) for name in AWARDS}), totals_of(decision.totals)

    def by_library_on_duckdb(frames: Frames) -> Decided:
        connection = in_duckdb(frames)
        relations = {name: connection.table(name) for name in AWARDS}
        decision = policy.decide_frame(relations, YEAR, check=False, guard=False)
        return lines_of({name: decision.subjects(name).pl() for name in AWARDS}), totals_of(decision.totals)

    def by_polars(frames: Frames, split: bool) -> Decided:
        found = population_polars.decide({name: frame.lazy() for name, frame in frames.items()}, split)
        return lines_of(found.subjects), found.totals

    def by_duckdb(frames: Frames, split: bool) -> Decided:
        found = population_duckdb.decide(in_duckdb(frames), split)
        return lines_of({name: pl.DataFrame(table) for name, table in found.subjects.items()}), found.totals

    found: dict[str, Callable[[Frames], Decided]] = {
        "policyrules on Polars": by_library,
        "policyrules on DuckDB": by_library_on_duckdb,
        "Polars by hand": lambda frames: by_polars(frames, split=False),
        "Polars by hand, split": lambda frames: by_polars(frames, split=True),
        "DuckDB by hand": lambda frames: by_duckdb(frames, split=False),
        "DuckDB by hand, split": lambda frames: by_duckdb(frames, split=True),
    }
    if openfisca is not None:
        found["OpenFisca-Core by hand"] = lambda frames: by_openfisca(frames, openfisca)
    return found


def in_duckdb(frames: Frames) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, frame in frames.items():
        connection.register("given", frame.to_arrow())
        connection.execute(f"CREATE TABLE {name} AS FROM given")
    return connection


def by_openfisca(frames: Frames, python: str) -> Decided:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(frames, folder)
        files = [str(folder / "arrays.npz"), str(folder / "found.npz")]
        command = [python, "-m", "benchmarks.population_openfisca", *files]
        done = subprocess.run(command, input="decide\n", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        entitled, claimed, paid, budget, overrun, unknown = json.loads(done.stdout.splitlines()[-1])["returned"]
        lines = lines_of(results(frames, folder / "found.npz"))
        return lines, (entitled, claimed, paid, budget, overrun, unknown)


def lines_of(subjects: Mapping[str, pl.DataFrame]) -> Lines:
    """The lines of wide frames."""
    found = {}
    for name, awards in AWARDS.items():
        for award in awards:
            columns = [f"{award}_{what}" for what in ("status", "tier", "entitled_fen", "paid_fen")]
            for subject, *line in subjects[name].select("id", "payee", *columns).iter_rows():
                found[award, subject] = tuple(line)
    return found


if __name__ == "__main__":
    main()
