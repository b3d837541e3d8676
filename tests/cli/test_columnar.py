"""Populations on the command line: what the columnar engine writes, when it is chosen, what it refuses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest

import policyrules as pr
from policyrules.cli import population as populations
from policyrules.decision.schema import decision_schema
from policyrules.facts.frames import missing
from policyrules.testing import population

from .conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
BOOKS = {name: EXAMPLES / name / f"{name}-2025.xlsx" for name in ("ganzhou", "zhanjiang")}
#: What only a decision of single cases says.
UNTOLD = {"reasons", "blocks", "missing", "counted", "possible", "pipeline"}
#: Of a computed duty also the things under its standard.
OF_TASKS = UNTOLD | {"standards"}


def _without(lines: list[dict[str, Any]], names: set[str]) -> list[dict[str, Any]]:
    return [{name: each for name, each in line.items() if name not in names} for line in lines]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def _parquet(folder: Path, frames: Mapping[str, pl.DataFrame]) -> Path:
    folder.mkdir()
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Parquet files with 20,100 enterprises, and what they operate."""
    drawn = population(pr.load_policy("ganzhou"), 20_100, seed=5)
    frames = {name: each for name, each in drawn.items() if isinstance(each, pl.DataFrame)}
    return _parquet(tmp_path_factory.mktemp("many") / "facts", frames)


@pytest.mark.parametrize("policy", BOOKS)
def test_json_is_that_of_rete_without_explanations(run: Run, policy: str) -> None:
    """On the example workbooks every line, amount, verdict and total is the same, in the same order, by contract."""
    line = f"decide {policy} {BOOKS[policy]} --year 2025 --format json --engine"
    by_rete, by_columns = (json.loads(run(f"{line} {engine}").out) for engine in ("rete", "columnar"))
    jsonschema.Draft202012Validator(decision_schema()).validate(by_columns)
    assert by_columns["engine"] == "columnar"
    for section in ("awards", "standards", "targets"):
        assert _without(by_columns[section], UNTOLD) == _without(by_rete[section], UNTOLD)
        assert not any({"reasons", "blocks", "counted"} & set(each) for each in by_columns[section])
    assert _without(by_columns["tasks"], OF_TASKS) == _without(by_rete["tasks"], OF_TASKS)
    for shared in ("policy", "year", "interpretations", "totals"):
        assert by_columns[shared] == by_rete[shared]


def test_schema_lets_no_other_engine_leave_out_its_reasons(run: Run) -> None:
    """A line without reasons is a columnar one: of rete it would break the contract."""
    found = json.loads(run("decide ganzhou facts.json --year 2025 --format json --engine columnar").out)
    validator = jsonschema.Draft202012Validator(decision_schema())
    assert validator.is_valid(found)
    assert not validator.is_valid({**found, "engine": "rete"})


@pytest.mark.parametrize(
    ("policy", "section"),
    [
        ("ganzhou", "awards"),
        ("ganzhou", "targets"),
        *(("zhanjiang", section) for section in ("standards", "items", "targets", "tasks", "filings")),
    ],
)
def test_csv_has_the_cells_of_rete(run: Run, policy: str, section: str) -> None:
    """Who reads the CSV of a decision by the names of its columns reads the same, as far as they exist."""
    line = f"decide {policy} {BOOKS[policy]} --year 2025 --format csv --section {section} --engine"
    expected, found = (_rows(run(f"{line} {engine}").out) for engine in ("rete", "columnar"))
    columns = [name for name in expected[0] if name in found[0]]
    assert list(found[0]) == columns
    assert {"awards": 8, "targets": 15, "standards": 6, "items": 6, "tasks": 13, "filings": 8}[section] == len(columns)
    told = [name for name in columns if name != "missing"]
    assert [[row[name] for name in told] for row in found] == [[row[name] for name in told] for row in expected]


def test_names_are_harmless(run: Run) -> None:
    """An id that a spreadsheet would run, or a terminal obey, comes out of columns as it comes out of rete."""
    ids = ["=1+1", "＠SUM(A1)", "E\u202e1", 'a,"b"', "plain"]
    Path("odd.json").write_text(json.dumps({"enterprises": [{"id": each} for each in ids]}))
    found = run("decide ganzhou odd.json --year 2025 --format csv --engine columnar")
    expected = run("decide ganzhou odd.json --year 2025 --format csv --engine reference")
    names = {row["enterprise"] for row in _rows(found.out)}
    assert names == {row["enterprise"] for row in _rows(expected.out)} == {
        "'=1+1", "'＠SUM(A1)", "E\\u202e1", 'a,"b"', "plain",
    }  # fmt: skip


def test_many_things_are_decided_as_columns(run: Run, many: Path) -> None:
    """Above the bound columns decide, and say so in one line; the same facts give the same bytes."""
    for name in ("one.csv", "two.csv", "one.parquet", "two.parquet"):
        done = run(f"decide ganzhou {many} --year 2025 --output {name}")
        assert (done.code, done.out) == (0, "")
        notes = [each for each in done.err.splitlines() if each.startswith("note: ")]
        assert len(notes) == 1
        assert "the engine columnar" in notes[0]
    assert "more than 20,000" in run(f"decide ganzhou {many} --year 2025").err
    assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()
    assert Path("one.parquet").read_bytes() == Path("two.parquet").read_bytes()
    frame, rows = pl.read_parquet("one.parquet"), pl.read_csv("one.csv", infer_schema=False)
    yuan = rows["paid"].str.replace(".", "", literal=True).cast(pl.Int64)
    assert yuan.equals(frame["paid_fen"], check_names=False)
    assert frame["award"].value_counts().filter(award="growth")["count"].item() == 20_100
    assert frame["paid_fen"].sum() > 0


def test_what_is_chosen_can_be_chosen_otherwise(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few things, formats that hold reasons, records, and an engine that is named stay with single cases."""
    line = "decide ganzhou facts.json --year 2025 --lang zh --format"
    assert "reasons" in run(f"{line} csv").out
    monkeypatch.setattr(populations, "LARGE", 1)
    chosen = run(f"{line} csv")
    assert "reasons" not in chosen.out
    assert chosen.err.splitlines()[0].startswith("说明：事实共 ")
    assert "--engine rete" in chosen.err.splitlines()[0]
    for other in ("csv --engine reference", "json", "html", "csv --record r.jsonl"):
        done = run(f"{line} {other}")
        assert (done.code, "说明" in done.err) == (0, False), other
        assert "reasons" in done.out or "html" in done.out
    monkeypatch.setitem(missing._MODULES, "polars", (("no_such_module",), "columnar"))
    assert "reasons" in run(f"{line} csv").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--engine columnar --format html", "--format html: the engine columnar has no reasons; use --engine rete"),
        ("--engine columnar --output x.xlsx", "--format xlsx: the engine columnar has no reasons; use --engine rete"),
        ("--engine columnar --record r.jsonl", "--record: the engine columnar has no reasons; use --engine rete"),
        ("--format parquet", "--format parquet needs --output FILE"),
        ("--output x.parquet --engine rete", "--format parquet: only --engine columnar writes it, not --engine rete"),
        ("--output x.parquet --record r.jsonl", "--format parquet: only --engine columnar writes it, not --record"),
        ("--engine columnar --section tasks", "--section: `ganzhou` has no tasks; it has: awards, targets"),
        ("--engine columnar --output facts.json", "--output facts.json: it would replace the input"),
    ],
)
def test_what_columns_cannot_do_is_refused(run: Run, folder: Path, arguments: str, said: str) -> None:
    """One clear line, exit code 2, and nothing is written."""
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    done = run(f"decide ganzhou facts.json --year 2025 {arguments}")
    assert (done.code, done.out, done.err) == (2, "", said + "\n")
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_engine_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for columns without the libraries is told what to install."""
    monkeypatch.setitem(missing._MODULES, "polars", (("no_such_module",), "columnar"))
    done = run("decide ganzhou facts.json --year 2025 --engine columnar")
    assert (done.code, done.out) == (2, "")
    assert 'pip install "policyrules[columnar]"' in done.err
    assert done.err.count("\n") == 1


def test_bad_parquet_is_refused(run: Run, folder: Path) -> None:
    """Problems of the facts are lines with their count, a damaged file one line; nothing is written or replaced."""
    ids = [f"E{number}" for number in range(40)]
    bad = pl.DataFrame({"id": [*ids, "E1"], "online_sales_2025": [-1] * 30 + [5] * 11})
    source = _parquet(folder / "bad", {"enterprises": bad}) / "enterprises.parquet"
    Path("kept.csv").write_text("kept")
    done = run("decide ganzhou bad --year 2025 --engine columnar --output kept.csv")
    assert (done.code, done.out) == (2, "")
    assert "and 20 more like this" in done.err
    assert any("E1" in each and "online_sales" not in each for each in done.err.splitlines())
    source.write_bytes(source.read_bytes()[:100])
    for engine in ("", "--engine columnar"):
        done = run(f"decide ganzhou bad --year 2025 --output kept.csv {engine}")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("bad/enterprises.parquet: the file is no readable Parquet")
        assert done.err.count("\n") == 1
    assert Path("kept.csv").read_text() == "kept"
    assert not list(folder.glob(".policyrules-*"))


def test_a_file_of_the_facts_is_never_replaced(run: Run, many: Path) -> None:
    """--output in the folder of the facts cannot replace what is read from it."""
    source = many / "enterprises.parquet"
    before = source.read_bytes()
    done = run(f"decide ganzhou {many} --year 2025 --output {source}")
    assert (done.code, done.out) == (2, "")
    assert "it would replace the input" in done.err
    assert source.read_bytes() == before


def test_table_sums_up(run: Run, many: Path) -> None:
    """A person sees how many lines came to what, the first of them in order, and that there are no reasons."""
    done = run(f"decide ganzhou {many} --year 2025 --engine columnar")
    policy = pr.load_policy("ganzhou")
    frames = policy.decide_frame(many, 2025, ordered=True)
    lines = frames.awards.collect()
    assert done.code == 0
    for (award, status), part in lines.group_by("award", "status"):
        label = next(each.label.en for each in policy.definition.awards if each.id == award)
        (row,) = [
            each.split()
            for each in done.out.splitlines()
            if each.startswith(f"{label} ") and f" {status.replace('_', ' ')} " in each and len(each.split()) < 12
        ][:1]
        assert row[-3:] == [f"{len(part):,}", *(_yuan(part[name].sum()) for name in ("entitled_fen", "paid_fen"))]
    shown = [each.split()[0] for each in done.out.split("The first 20 lines")[1].splitlines()[4:24]]
    assert shown == lines.filter(pl.col("paid_fen") > 0)["enterprise"].head(20).to_list()
    assert f"paid {_yuan(lines['paid_fen'].sum())} yuan" in done.out
    assert "decided as columns, without reasons" in done.out
    only = run(f"decide ganzhou {many} --year 2025 --engine columnar --only excluded").out
    assert "excluded" in only
    assert "not eligible" not in only
    assert "Targets" not in only


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def test_items_and_duties_of_a_table(run: Run) -> None:
    """Sections that are asked for alone are shown alone: items by verdict, duties by county."""
    line = f"decide zhanjiang {BOOKS['zhanjiang']} --year 2025 --engine columnar --section"
    items, tasks, standards = (run(f"{line} {section}").out for section in ("items", "tasks", "standards"))
    assert "Items of standards" in items
    assert "Work point" in tasks
    assert "Work point" not in standards
    by_rete = json.loads(run(f"decide zhanjiang {BOOKS['zhanjiang']} --year 2025 --format json").out)["standards"]
    met = sum(each["verdict"] == "met" for each in by_rete)
    assert any(each.split()[-2:] == ["met", str(met)] for each in standards.splitlines())
