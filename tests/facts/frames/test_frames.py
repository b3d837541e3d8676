"""Frames as the columns that an engine reads: what they say, how they are headed, and what they may get wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars as pl
import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import FactsError, UsageError
from policyrules.facts import load
from policyrules.facts.frames.arriving import read
from policyrules.facts.frames.checking import refuse
from policyrules.facts.frames.names import column_of
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import load_policy
from policyrules.testing import facts as any_facts

from .as_frames import Spelling, as_frames
from .libraries import LIBRARIES, in_duckdb, records_hold, rows

POLICIES = {name: load_policy(name) for name in ("ganzhou", "zhanjiang")}
SALES = Attribute("online_sales", Kind.MONEY, year=2025)
FOUNDED = Attribute("founded_year", Kind.YEAR)


@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(sorted(POLICIES)), amounts=st.sampled_from(["decimal", "text", "float"]))
def test_columns_say_what_records_say(data: st.DataObject, name: str, amounts: Spelling) -> None:
    """Were a column read otherwise than a cell, the columnar engine would decide other facts than the reference."""
    facts = data.draw(any_facts(POLICIES[name], 2025, max_payees=6))
    vocabulary = POLICIES[name].definition.vocabulary
    frames = as_frames(facts, vocabulary, amounts)
    records_hold(read(frames, vocabulary), load.load(facts, vocabulary))


@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(sorted(POLICIES)), amounts=st.sampled_from(["decimal", "text", "float"]))
def test_duckdb_says_the_same(data: st.DataObject, name: str, amounts: Spelling) -> None:
    """The same expressions as SQL: types, nulls and patterns are not the same in every engine."""
    facts = data.draw(any_facts(POLICIES[name], 2025, max_payees=6))
    vocabulary = POLICIES[name].definition.vocabulary
    frames = in_duckdb(as_frames(facts, vocabulary, amounts))
    records_hold(read(frames, vocabulary), load.load(facts, vocabulary))


FACTS: dict[str, Any] = {
    "enterprises": [
        {"id": "E1", "county": "南康", "founded_year": 2024, "recognized": True, "online_sales": {"2025": "0.01"}},
        {"id": "E2", "county": "瑞金市", "recognized": False, "online_sales": {"2024": 5, "2025": 7}},
        {"id": "E3"},
    ],
    "platforms": [{"id": "P1", "operator": "E2", "self_built": True}, {"id": "P2", "operator": "E3"}],
    "awards_paid": [{"year": 2025, "award": "growth", "tier": 2, "enterprise": "E1", "amount": "300000.50"}],
    "city": {"other_support": {"2025": 12}},
}


def _vocabulary() -> Vocabulary:
    return POLICIES["ganzhou"].definition.vocabulary


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_results_are_of_the_kind_that_came_in(library: str) -> None:
    """Callers go on with their own library; the register and what references name are there in each."""
    given = LIBRARIES[library](as_frames(FACTS, _vocabulary()))
    frames = read(given, _vocabulary())
    recognized = Attribute("recognized", Kind.FLAG, "operator")
    table = frames.table("platforms", [recognized, Attribute("self_built", Kind.FLAG)])
    assert type(frames.backend.native(table)) is type(given["platforms"])
    assert sorted(frames.backend.collected(table).rows()) == [("P1", False, True), ("P2", None, None)]
    register = frames.register()
    assert register is not None
    assert frames.backend.collected(register).rows() == [(2025, "growth", 2, "E1", None, 30000050)]
    assert frames.facts.objects["city"].value("other_support", 2025) == 1200
    assert frames.has("enterprises")
    assert not frames.has("live_bases")
    assert frames.backend.collected(frames.table("live_bases", [Attribute("hosts", Kind.COUNT)])).shape == (0, 2)


def test_lists_as_data_stand_beside_frames() -> None:
    """A list that came as JSON-like data is a table too, and may refer to what stands in a frame."""
    frames = as_frames(FACTS, _vocabulary())
    mixed = {**frames, "platforms": FACTS["platforms"], "awards_paid": FACTS["awards_paid"]}
    for source in (mixed, in_duckdb(mixed)):
        found = read(source, _vocabulary())
        attributes = [Attribute("recognized", Kind.FLAG, "operator"), Attribute("operator", Kind.TEXT)]
        assert [tuple(row.values()) for row in rows(found, "platforms", attributes).values()] == [
            ("P1", False, "E2"),
            ("P2", None, "E3"),
        ]
        register = found.register()
        assert register is not None
        assert found.backend.collected(register).rows() == [(2025, "growth", 2, "E1", None, 30000050)]
        assert found.has("platforms")


def test_figures_in_tables_of_their_own() -> None:
    """A series with a row for each year, beside the list or in it, is the same figures as a column for each year."""
    wide = as_frames(FACTS, _vocabulary())
    enterprises = wide["enterprises"]
    years = [column for column in enterprises.columns if column.startswith("online_sales_")]
    series = enterprises.unpivot(years, index="id", variable_name="year").with_columns(
        pl.col("year").str.slice(-4).cast(pl.Int64)
    )
    split = {**wide, "enterprises": enterprises.drop(years), "enterprises_online_sales": series}
    # The figures of one year stand in the list's own table, and those of the others apart.
    both = {**split, "enterprises": enterprises.drop("online_sales_2024")}
    both["enterprises_online_sales"] = series.filter(pl.col("year") != 2025)
    whole = {**wide, "enterprises": enterprises.drop(years).join(series.rename({"value": "online_sales"}), on="id")}
    facts = load.load(FACTS, _vocabulary())
    for each in (split, both, whole):
        records_hold(read(each, _vocabulary()), facts)
        records_hold(read(in_duckdb(each), _vocabulary()), facts)


HEADINGS: dict[str, tuple[dict[str, Any], int]] = {
    "the unit of a heading": ({"网络销售额（万元）_2025": [1.5]}, 1500000),
    "a year before the name": ({"2025年网络销售额": ["20.5"]}, 2050),
    "a structure by years": ({"online_sales": [{"2024": 1, "2025": 2}]}, 200),
    "categories for text": ({"online_sales_2025": pl.Series(["3"], dtype=pl.Categorical)}, 300),
    "thousands apart": ({"online_sales_2025": ["1,234.50"]}, 123450),
    "unsigned numbers": ({"online_sales_2025": pl.Series([4], dtype=pl.UInt16)}, 400),
}


@pytest.mark.parametrize("name", sorted(HEADINGS))
def test_headings_are_those_of_tables(name: str) -> None:
    """A frame is headed as any table may be: in Chinese, with a unit, with the year before or after."""
    columns, wanted = HEADINGS[name]
    frames = {"电商企业": pl.DataFrame({"统一社会信用代码": ["E1"], **columns})}
    assert rows(read(frames, _vocabulary()), "enterprises", [SALES])["E1"]["online_sales@2025"] == wanted


def test_things_are_split_by_a_column_that_says_nothing() -> None:
    """A spreadsheet's empty column has no type: whoever is asked about it is unknown, and nothing breaks."""
    none = {"enterprises": pl.DataFrame({"id": ["E1", "E2"], "recognized": [None, None]})}
    for source in (none, in_duckdb(none)):
        frames = read(source, _vocabulary())
        cell = frames.cell("enterprises", Attribute("recognized", Kind.FLAG))
        assert cell is not None
        near, far = frames.split("enterprises", cell.fill_null(value=False))
        assert [len(rows(each, "enterprises", [SALES])) for each in (near, far)] == [0, 2]


WRONG: dict[str, dict[str, Any]] = {
    "an unknown column": {"enterprises": pl.DataFrame({"id": ["E1"], "onlin_sales_2025": [1]})},
    "no id": {"enterprises": pl.DataFrame({"name": ["甲"]})},
    "a series without a year": {"enterprises": pl.DataFrame({"id": ["E1"], "online_sales": [1]})},
    "a column twice": {"enterprises": pl.DataFrame({"id": ["E1"], "county": ["南康"], "县区": ["南康"]})},
    "an unknown frame": {"enterprise_list": pl.DataFrame({"code": ["E1"]})},
    "wrong data beside it": {"enterprises": pl.DataFrame({"id": ["E1"]}), "city": {"strong_towns": {"2025": -1}}},
    "a single thing as a frame": {
        "enterprises": pl.DataFrame({"id": ["E1"]}),
        "city": pl.DataFrame({"year": [2025], "strong_towns": ["many"]}),
    },
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_wrong_headings_are_reported_as_for_single_cases(name: str) -> None:
    """The same problem in the same words, whether a frame is read row by row or as columns."""
    problems: list[list[tuple[str, str, str]]] = []
    for reads in (load.load, read):
        with pytest.raises(FactsError) as caught:
            reads(WRONG[name], _vocabulary())
        problems.append([(each.code, each.place.heading, each.line()) for each in caught.value.problems])
    records, columns = problems
    if name == "no id":
        # Records lack it in each row, columns once.
        assert [(code, heading) for code, heading, _ in columns] == [("missing", "")]
    else:
        assert columns == records


DANGLING = {"platforms": [{"id": "P1", "operator": "E9"}]}


@pytest.mark.parametrize("name", ["duplicate", "series alone", "dangling"])
def test_what_frames_alone_can_get_wrong(name: str) -> None:
    """Two tables for one list, figures of things that no table lists, data that refers to nothing at all."""
    one = pl.DataFrame({"id": ["E1"]})
    wrong: Mapping[str, tuple[dict[str, Any], str]] = {
        "duplicate": ({"enterprises": one, "电商企业": one}, "duplicate_table"),
        "series alone": ({"enterprises_online_sales": one.with_columns(year=2025, value=1)}, "missing"),
        "dangling": ({"live_bases": one.head(0).with_columns(operator=pl.lit("E1")), **DANGLING}, "reference"),
    }
    given, code = wrong[name]
    with pytest.raises(FactsError) as caught:
        read(given, _vocabulary())
    assert [each.code for each in caught.value.problems] == [code]


STRUCTURES: dict[str, tuple[str, dict[str, list[Any]], str]] = {
    "a field that is no year": (
        "ganzhou",
        {"online_sales": [{"2024": 1, "y2025": 2}]},
        "things:online_sales: a key of `online_sales` must be a year of four digits; found `y2025`",
    ),
    "a field that is no option": (
        "zhanjiang",
        {"site.zones": [{"display": True, "stores": False}]},
        "things:site.zones: no such property here; found `stores`; did you mean `storage`?",
    ),
    "a year that has a column too": (
        "ganzhou",
        {"online_sales": [{"2025": 1}], "online_sales_2025": [2]},
        "things:online_sales_2025: a column may stand only once; found `online_sales_2025`",
    ),
    "a structure for words": (
        "ganzhou",
        {"name": [{"zh": "甲"}]},
        "things:name:row 1: `name` must be text; found `{…}`",
    ),
}


@pytest.mark.parametrize("name", sorted(STRUCTURES))
def test_structures_hold_what_their_property_has(name: str) -> None:
    """Else what a column of structures says is left out without a word, or one of two figures is taken."""
    policy, columns, line = STRUCTURES[name]
    group = "enterprises" if policy == "ganzhou" else "town_centres"
    with pytest.raises(FactsError) as caught:
        refuse(read({group: pl.DataFrame({"id": ["E1"], **columns})}, POLICIES[policy].definition.vocabulary))
    assert caught.value.lines() == [line.replace("things", group)]


def test_lists_of_which_no_type_is_known() -> None:
    """A column in which nobody names an option says so; one of lists of other things is refused, not run."""
    vocabulary, asked = (
        POLICIES["zhanjiang"].definition.vocabulary,
        Attribute("site.zones", Kind.FLAG, member="display"),
    )
    none = {"town_centres": pl.DataFrame({"id": ["T1", "T2"], "site.zones": [[], None]})}
    assert refuse(read(none, vocabulary)) == []
    found = rows(read(none, vocabulary), "town_centres", [asked])
    assert {name: row[column_of(asked)] for name, row in found.items()} == {"T1": False, "T2": None}
    with pytest.raises(FactsError, match="must be one of: display"):
        refuse(read({"town_centres": pl.DataFrame({"id": ["T1"], "site.zones": [[{"a": 1}]]})}, vocabulary))


def test_files_and_folders(tmp_path: Path) -> None:
    """Parquet files are read where they lie, by Polars or DuckDB; small tables may stand beside them."""
    for name, frame in as_frames(FACTS, _vocabulary()).items():
        if isinstance(frame, pl.DataFrame):
            frame.write_parquet(tmp_path / f"{name}.parquet")
    (tmp_path / "city.csv").write_text("year,other_support\n2025,12\n")
    wanted = load.load(FACTS, _vocabulary())
    for library, kind in (("polars", "LazyFrame"), ("duckdb", "DuckDBPyRelation")):
        frames = read(tmp_path, _vocabulary(), library)
        records_hold(frames, wanted)
        assert frames.facts.objects["city"].value("other_support", 2025) == 1200
        assert type(frames.backend.native(frames.table("enterprises", [SALES]))).__name__ == kind
    alone = read(tmp_path / "enterprises.parquet", _vocabulary())
    assert rows(alone, "enterprises", [SALES])["E2"]["online_sales@2025"] == 700
    (tmp_path / "enterprises.csv").write_text("id\nE1\n")
    with pytest.raises(FactsError, match="only one table"):
        read(tmp_path, _vocabulary())


def test_whatever_else_holds_facts(tmp_path: Path) -> None:
    """A JSON file, or records, are columns too: the columnar engine takes the facts that every engine takes."""
    wanted = load.load(FACTS, _vocabulary())
    (tmp_path / "facts.json").write_text(json.dumps(FACTS))
    for source in (tmp_path / "facts.json", wanted, FACTS):
        frames = read(source, _vocabulary())
        records_hold(frames, wanted)
        assert frames.has("enterprises")


FRAME = pl.DataFrame({"id": ["P"]})
UNUSABLE: dict[str, Callable[[], dict[str, Any]]] = {
    "two libraries": (lambda: {"enterprises": pl.DataFrame(), **in_duckdb({"platforms": pl.DataFrame({"id": ["P"]})})}),
    "two connections": (lambda: {**in_duckdb({"enterprises": FRAME}), **in_duckdb({"platforms": FRAME})}),
}


@pytest.mark.parametrize("name", sorted(UNUSABLE))
def test_frames_that_cannot_be_joined(name: str) -> None:
    """One clear line instead of an error from inside a library."""
    with pytest.raises(UsageError) as caught:
        read(UNUSABLE[name](), _vocabulary())
    assert len(caught.value.lines()) == 1


UNREADABLE: dict[str, Callable[[], Any]] = {
    "pandas with a name twice": lambda: pandas.DataFrame([["E1", "E2"]], columns=["id", "id"]),
    "arrow with a name twice": lambda: pyarrow.table([["E1"], ["E2"]], names=["id", "id"]),
    "pandas with objects": lambda: pandas.DataFrame({"id": ["E1"], "name": [object()]}),
    "arrow with decimals that are too wide": lambda: pyarrow.table(
        {"id": ["E1"], "online_sales_2025": pyarrow.array([Decimal(1)], pyarrow.decimal256(60, 2))}
    ),
    "a plan of a column that is not there": lambda: FRAME.lazy().select("code"),
    "a plan of a file that is not there": lambda: pl.scan_csv("missing.csv"),
    "a relation whose connection is closed": lambda: _closed(),
    "a relation with a name twice": lambda: duckdb.sql(
        "SELECT 'E1' AS id, 1 AS online_sales_2025, 2 AS online_sales_2025"
    ),
    "no file": lambda: "missing.parquet",
}


def _closed() -> Any:
    connection = duckdb.connect()
    found = connection.sql("SELECT 'E1' AS id")
    connection.close()
    return found


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_frames_that_cannot_be_read(name: str) -> None:
    """One clear problem that names the frame or the file, and no traceback of a library."""
    with pytest.raises(FactsError) as caught:
        read({"enterprises": UNREADABLE[name]()}, _vocabulary())
    assert len(caught.value.lines()) == 1
    assert ("missing.parquet" if name == "no file" else "`enterprises`") in caught.value.lines()[0]


BROKEN: dict[str, Callable[[], Any]] = {
    "polars": lambda: FRAME.lazy().with_columns(founded_year=pl.col("id").cast(pl.Int64)),
    "duckdb": lambda: duckdb.sql("SELECT id, CAST(id AS INTEGER) AS founded_year FROM (VALUES ('P')) AS given(id)"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_plans_that_break_on_their_way(name: str) -> None:
    """What the caller's own plan gets wrong shows only where it runs: one line too, not the trace of a library."""
    frames = read({"enterprises": BROKEN[name]()}, _vocabulary())
    with pytest.raises(FactsError, match=r"^the dataframes cannot be computed; found ") as caught:
        refuse(frames)
    assert len(caught.value.lines()) == 1


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (None, "/: the facts must be one JSON object; found `null`"),
        ([FRAME], "/: the facts must be one JSON object; found `[…]`"),
        (FRAME, "dataframes are given by the names of their lists, like {'enterprises': frame}; found `DataFrame`"),
        ("none.parquet", "none.parquet: there is no such file"),
    ],
    ids=["nothing", "a list", "a frame", "no file"],
)
def test_what_holds_no_facts(source: Any, line: str) -> None:
    """One line that says how frames are given."""
    with pytest.raises(FactsError) as caught:
        read(source, _vocabulary())
    assert caught.value.lines() == [line]


def test_a_frame_without_columns_is_an_empty_list() -> None:
    """As it is in single cases: an empty result is no mistake."""
    for frame in (pl.DataFrame(), pandas.DataFrame()):
        found = read({"enterprises": frame}, _vocabulary())
        assert found.has("enterprises")
        assert rows(found, "enterprises", [SALES]) == {}


def test_a_workbook_that_another_library_read() -> None:
    """Its notes for people are left alone, as in single cases; a title taken for a heading is one line for the list."""
    sheets = {"说明": pandas.DataFrame({"请勿改动": ["…"]}), "企业": pandas.DataFrame({"编号": ["E1"]})}
    assert list(rows(read(sheets, _vocabulary()), "enterprises", [SALES])) == ["E1"]
    titled = {"平台": pandas.DataFrame({"2025年申报表": ["编号"], "Unnamed: 1": ["运营企业"]})}
    with pytest.raises(FactsError) as caught:
        read({**sheets, **titled}, _vocabulary())
    (line,) = caught.value.lines()
    assert "found `2025年申报表, Unnamed: 1`; a workbook with titles above its headings is best given by" in line


def test_pandas_columns_of_numbers_and_words() -> None:
    """A spreadsheet read by pandas may mix them in one column; each cell is still what it says."""
    frame = pandas.DataFrame({"id": [1, "E2"], "online_sales_2025": ["3", 4]})
    found = rows(read({"enterprises": frame}, _vocabulary()), "enterprises", [SALES])
    assert {name: row["online_sales@2025"] for name, row in found.items()} == {"1": 300, "E2": 400}
    years = pandas.DataFrame({"id": ["E1"], "online_sales": [{2025: 5}], "founded_year": [10**30]})
    found = rows(read({"enterprises": years}, _vocabulary()), "enterprises", [SALES, FOUNDED])
    assert [tuple(row.values()) for row in found.values()] == [("E1", 500, None)]


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames are an optional extra: whoever lacks it is told what to install."""
    monkeypatch.setattr("policyrules.facts.frames.missing.find_spec", lambda name: None if name == "polars" else name)
    with pytest.raises(UsageError, match=r'polars is not installed: pip install "policyrules\[columnar\]"'):
        read({"enterprises": FRAME}, _vocabulary())
