"""Single cells: a column never says anything else of a cell than the reader of single cases does."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.facts import cells
from policyrules.facts.frames.arriving import read
from policyrules.facts.frames.columns import recognition_of
from policyrules.facts.frames.names import ID, SHARE_SCALE, column_of
from policyrules.facts.headings import Heading
from policyrules.facts.plan import plan_of
from policyrules.facts.values import membership
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute
from policyrules.language.vocabulary import KINDS, Vocabulary

from .libraries import in_duckdb

#: What columns compute does not depend on the Python that asks for it.
pytestmark = pytest.mark.thorough


def _label(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


OPTIONS = {
    "farm": {"label": _label("农户", "farm household")},
    "base_a": {"label": _label("种养、加工基地", "Base A")},
    "none": {"label": _label("尚未成立", "not founded")},
}
VOCABULARY = Vocabulary.model_validate(
    {
        "title": _label("事实", "Facts"),
        "lists": {
            "things": {
                "label": _label("物", "Things"),
                "fields": {
                    "id": {"type": "id", "required": True, "label": _label("编号", "Id")},
                    "money": {"type": "money", "label": _label("金额", "Money")},
                    "area": {"type": "area", "label": _label("面积", "Area")},
                    "count": {"type": "count", "label": _label("数量", "Count")},
                    "share": {"type": "share", "label": _label("比例", "Share")},
                    "year_begun": {"type": "year", "label": _label("始年", "Begun")},
                    "flag": {"type": "flag", "label": _label("条件", "Flag")},
                    "choice": {"type": "choice", "label": _label("选项", "Choice"), "options": OPTIONS},
                    "choices": {"type": "choices", "label": _label("多项", "Choices"), "options": OPTIONS},
                    "place": {"type": "place", "label": _label("地方", "Place")},
                    "text": {"type": "text", "label": _label("文字", "Text")},
                    "quarter": {"type": "quarter", "label": _label("季度", "Quarter")},
                    "day": {"type": "day", "label": _label("日期", "Day")},
                },
            }
        },
        "places": {
            "source": _label("区划", "Division"),
            "units": [{"name": "南康区"}, {"name": "开发区", "zone": True}],
        },
    }
)
#: The headings under which a property may stand, and the unit that each says.
HEADINGS = [
    *((name, name) for name in VOCABULARY.lists["things"].fields if name != "id"),
    ("money", "金额（万元）"),
    ("money", "Money (亿元)"),
    ("share", "比例（%）"),
]
WORDS = [
    "是",
    "否",
    "yes",
    "No",
    "农户",
    "farm",
    "Base A",
    "种养、加工基地",
    "none",
    "无",
    "尚未成立",
    "南康",
    "南康区",
    "开发区",
]
WORDS += [
    "2025",
    "2025年",
    "2025年度",
    "2025-06-28",
    "2025Q2",
    "1899",
    "true",
    "0",
    "1",
    "1.5",
    "0.005",
    "1e3",
    "-1",
    "",
    " ",
]
WORDS += [
    "1,200",
    "1.2万元",
    "50%",
    "12.30",
    "007",
    "3.",
    ".5",
    "1000000000000000",
    "1000000000000000.01",
    "9" * 30,
    "１２",
    "NaN",
]
TEXTS = st.sampled_from(WORDS) | st.lists(
    st.sampled_from([*WORDS, "、", ",", ";", "/", "-", "\u3000", "\t", "_", "A"]), max_size=5
).map("".join)
FLOATS = (
    st.floats()
    | st.integers(0, 10**13).map(lambda fen: fen / 100)
    | st.sampled_from([0.1 + 0.2, 1e15, 2e15, 0.5, 2025.0, 1e-300])
)
#: How cells of one column may be: their type, and what they hold.
SHAPES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "text": (pl.String(), TEXTS),
    "float": (pl.Float64(), FLOATS),
    "float32": (pl.Float32(), st.floats(width=32)),
    "whole": (
        pl.Int64(),
        st.integers(-(2**63), 2**63 - 1) | st.integers(-1, 3000) | st.integers(10**15 - 1, 10**15 + 1),
    ),
    "unsigned": (pl.UInt8(), st.integers(0, 255)),
    "cents": (pl.Decimal(20, 2), st.integers(-100, 10**18).map(lambda fen: Decimal(fen).scaleb(-2))),
    "decimal": (pl.Decimal(38, 14), st.integers(-1, 10**30).map(lambda units: Decimal(units).scaleb(-14))),
    "flag": (pl.Boolean(), st.booleans()),
    "date": (pl.Date(), st.dates(datetime.date(1890, 1, 1), datetime.date(2110, 1, 1))),
    "list": (pl.List(pl.String()), st.lists(st.sampled_from(sorted(OPTIONS)), unique=True)),
}


def asked(field: str) -> list[Attribute]:
    if field == "choices":
        return [Attribute(field, Kind.FLAG, member=option) for option in OPTIONS]
    return [Attribute(field, KINDS[VOCABULARY.lists["things"].fields[field].type])]


def by_columns(heading: str, dtype: Any, given: Sequence[Any], field: str, *, duckdb: bool) -> list[list[Any]]:
    frame = pl.DataFrame(
        [pl.Series("id", [f"{n:02d}" for n in range(len(given))]), pl.Series(heading, given, dtype=dtype)]
    )
    frames = in_duckdb({"things": frame}) if duckdb else {"things": frame}
    found = read(frames, VOCABULARY)
    table = found.backend.collected(found.table("things", asked(field))).sort(ID)
    return [list(row) for row in table.select(map(column_of, asked(field))).rows()]


def by_readers(heading: str, given: Sequence[Any], field: str) -> list[list[Any]]:
    """What the reader of single cases says of each cell; None where it refuses it."""
    prop = plan_of(VOCABULARY).groups["things"].properties[field]
    column = recognition_of(VOCABULARY).headings["things"].read(heading)
    assert isinstance(column, Heading)
    return [_read(cell, prop, column.unit) for cell in given]


def _read(cell: Any, prop: Any, unit: str | None) -> list[Any]:
    value = None if cells.is_empty(cell) else cells.value(cell, prop.field, unit)
    if prop.field.type == "choices":
        known = isinstance(value, list) and all(prop.read(each) for each in value) and len(set(value)) == len(value)
        return list(membership(prop.field, value).values()) if known else [None] * len(OPTIONS)
    read = None if value is None else prop.read(value)
    return [read * SHARE_SCALE if isinstance(read, Fraction) else read]


@settings(max_examples=tries(100), deadline=None)
@given(data=st.data())
def test_a_column_says_what_the_reader_says_or_nothing(data: st.DataObject) -> None:
    """Whatever a cell holds, it is never taken for something else: at most it is refused."""
    _compare(data, duckdb=False)


@settings(max_examples=tries(20), deadline=None)
@given(data=st.data())
def test_duckdb_says_no_more(data: st.DataObject) -> None:
    """Casts, patterns and NaN are not the same in SQL."""
    _compare(data, duckdb=True)


def _compare(data: st.DataObject, *, duckdb: bool) -> None:
    (field, heading), shape = data.draw(st.sampled_from(HEADINGS)), data.draw(st.sampled_from(sorted(SHAPES)))
    dtype, one = SHAPES[shape]
    # The readers do not look at each option of a list that stands for something else.
    given = (
        data.draw(st.lists(one | st.none(), min_size=1, max_size=30)) if shape != "list" or field == "choices" else [[]]
    )
    found = by_columns(heading, dtype, given, field, duckdb=duckdb)
    stored = pl.Series(given, dtype=dtype).to_list()
    for cell, got, wanted in zip(stored, found, by_readers(heading, stored, field), strict=True):
        if wanted == [None]:
            assert got == [None], (heading, cell)
        assert all(each in (None, other) for each, other in zip(got, wanted, strict=True)), (heading, cell, got, wanted)


#: What must be understood, not only left alone: heading, type, cell, value.
UNDERSTOOD: list[tuple[str, Any, Any, Any]] = [
    ("money", pl.String(), "12.30", 1230),
    ("money", pl.String(), " 007 ", 700),
    ("money", pl.String(), "1000000000000000", 10**17),
    ("money", pl.String(), "5.1000", 510),
    ("money", pl.Float64(), 5.77, 577),
    ("money", pl.Float64(), 1e15, 10**17),
    ("money", pl.Float64(), 0.1 + 0.2, 30),
    ("money", pl.Float32(), 2.5, 250),
    ("money", pl.Int64(), 10**15, 10**17),
    ("money", pl.Decimal(38, 14), Decimal("0.01"), 1),
    ("金额（万元）", pl.Float64(), 12.345678, 12345678),
    ("金额（万元）", pl.String(), "12.345678", 12345678),
    ("金额（万元）", pl.Decimal(20, 6), Decimal("12.345678"), 12345678),
    ("Money (亿元)", pl.Int64(), 3, 3 * 10**10),
    ("share", pl.Float64(), 0.82, 82 * 10**10),
    ("比例（%）", pl.Float64(), 82.5, 825 * 10**9),
    ("count", pl.Float64(), 20.0, 20),
    ("count", pl.String(), "20", 20),
    ("year_begun", pl.String(), "2024年度", 2024),
    ("year_begun", pl.Date(), datetime.date(2024, 5, 1), 2024),
    ("flag", pl.String(), " 是 ", True),
    ("flag", pl.String(), "No", False),
    ("flag", pl.Int64(), 1, True),
    ("flag", pl.Float64(), 0.0, False),
    ("choice", pl.String(), "尚未成立", "none"),
    ("choice", pl.String(), "base a", "base_a"),
    ("place", pl.String(), " 南康县", "南康区"),
    ("text", pl.Int64(), 7, "7"),
    ("day", pl.Date(), datetime.date(2025, 6, 28), "2025-06-28"),
    ("quarter", pl.String(), "2025Q2", "2025Q2"),
]


@pytest.mark.parametrize("duckdb", [False, True], ids=["polars", "duckdb"])
def test_what_is_understood(duckdb: bool) -> None:
    """The usual spellings of each type of column are read, and not refused."""
    for heading, dtype, cell, wanted in UNDERSTOOD:
        column = recognition_of(VOCABULARY).headings["things"].read(heading)
        assert column is not None
        assert by_columns(heading, dtype, [cell], column.field, duckdb=duckdb) == [[wanted]], heading


@pytest.mark.parametrize("duckdb", [False, True], ids=["polars", "duckdb"])
@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["农户、种养、加工基地", "Farm; none", "无", "、", "农户、别的", " ", None], None),
        (
            [["farm"], [], ["base_a", "none"], None],
            [[True, False, False], [False] * 3, [False, True, True], [None] * 3],
        ),
    ],
)
def test_several_options_in_one_cell(given: list[Any], wanted: list[list[bool | None]] | None, duckdb: bool) -> None:
    """Options in one cell are each there or not; a word that is none of them leaves all of them unknown."""
    dtype = pl.String() if wanted is None else pl.List(pl.String())
    expected = wanted or [
        [True, True, False],
        [True, False, True],
        [False] * 3,
        [False] * 3,
        [None] * 3,
        [None] * 3,
        [None] * 3,
    ]
    assert by_columns("choices", dtype, given, "choices", duckdb=duckdb) == expected
