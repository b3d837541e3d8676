"""The columns find what single cases find: the same problems, in the same words, at the same cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import FactsError, Place, Problem
from policyrules.facts import load
from policyrules.facts.frames.arriving import read
from policyrules.facts.frames.checking import check, refuse
from policyrules.facts.plan import Group, Property, plan_of
from policyrules.facts.validation import validate
from policyrules.language.vocabulary import Vocabulary

from ..conftest import vocabulary_of
from .libraries import in_duckdb

#: What columns compute does not depend on the Python that asks for it.
pytestmark = pytest.mark.thorough

Frames = dict[str, Any]
VOCABULARIES = {name: vocabulary_of(name) for name in ("ganzhou", "zhanjiang")}
#: Cells of each type that are right in one place or another, and wrong in others.
CELLS: dict[Any, list[Any]] = {
    pl.Int64(): [-5, 0, 1, 1899, 1900, 2025, 2100, 2101, 10**15, 10**15 + 1, 2**62],
    pl.Float64(): [-0.01, 0.0, 0.1, 1.0, 12.34, 1.005, 2025.5, 1e15, 1.1e15, 1e300, float("inf"), float("nan")],
    pl.Decimal(38, 4): list(map(Decimal, ("-1", "0", "0.05", "1", "1.2345", "2025", "1000000000000000.01"))),
    pl.Boolean(): [True, False],
    pl.String(): [
        *("", " ", "\u3000", "x", "甲 ", "#N/A", " #REF! ", "=A1", "是", "No", "无", "e0", "E0", "nobody"),
        *("长沙县", "南康", "南康区", "遂溪", "platform", "live_base", "企业", "linked", "2025Q2", "2025Q5"),
        *("2025-06-28", "2025-02-30", "-5", "5.25", "5.255", "005", "12,34", "5 m", "1e5", "2025", "1850"),
        *("main_road", "main_road、farmers", "display,office", "display,display"),
    ],
    pl.List(pl.String()): [[], ["display"], ["display", "display"], ["main_road", "nowhere"], ["operation", None]],
}
_WORDS = ("id", "text", "reference", "flag")


def kinds_of(prop: Property, *, is_answer: bool) -> Iterator[pl.DataType]:
    """The types of columns that are read cell by cell as single cases are.

    Of the others columns take less than tables for people: words are no fractions, options are answered by flags.
    """
    for kind in CELLS:
        if isinstance(kind, pl.List):
            fits = prop.field.type == "choices" and not is_answer
        elif is_answer:
            fits = isinstance(kind, pl.Boolean)
        else:
            fits = prop.field.type not in _WORDS or not isinstance(kind, pl.Float64 | pl.Decimal)
        if fits:
            yield kind


def any_frames(vocabulary: Vocabulary, rows: int, random: Random) -> Frames:
    """Every list that may be a frame: its ids, its references, and columns of any type with any cells."""
    groups = [each for each in plan_of(vocabulary).top.values() if each.is_list and not each.children]
    return {each.name: pl.DataFrame(list(columns(each, rows, random))) for each in groups}


def columns(group: Group, rows: int, random: Random) -> Iterator[pl.Series]:
    # A row that says nothing at all is left out of a table for people; in a frame it is a thing without an id.
    yield pl.Series("备注", ["…"] * rows)
    for name, prop in group.properties.items():
        headings = [f"{name}_{year}" for year in (2019, 2025)] if prop.field.series else [name]
        if prop.field.type == "choices" and random.random() < 0.5:
            headings = [f"{name}: {option}" for option in prop.field.options]
        for heading in headings:
            if name == group.id_field and random.random() < 0.7:
                yield pl.Series(heading, [f"{group.name[0]}{row}" for row in range(rows)])
            elif prop.field.required or random.random() < 0.3:
                kind = random.choice(list(kinds_of(prop, is_answer=heading != name and not prop.field.series)))
                cells = [
                    random.choice([None, *cells_of(kind, prop, is_id=name == group.id_field)]) for _ in range(rows)
                ]
                yield pl.Series(heading, cells, dtype=kind)


def cells_of(kind: pl.DataType, prop: Property, *, is_id: bool) -> list[Any]:
    """What a column may hold; ids with space around them are no ids in columns alone."""
    is_name = is_id or prop.field.type in ("id", "reference")
    return [each for each in CELLS[kind] if not (is_name and isinstance(each, str) and each.strip() not in ("", each))]


def by_cases(frames: Frames, vocabulary: Vocabulary) -> list[Problem]:
    """What the reading and the walk of single cases find, one for each cause."""
    reading = load.read(frames, vocabulary)
    found = [*reading.problems, *map(reading.placed, validate(reading.data, vocabulary))]
    unread = {each.place for each in found if each.code == "cell"}
    lists = plan_of(vocabulary).groups
    return [
        each
        for each in found
        # A cell that cannot be read is not missing as well, and things without an id are not also the same thing.
        if not (each.code == "missing" and each.place in unread)
        and not (each.code == "duplicate_item" and lists[each.place.sheet].id_field and not each.place.heading)
    ]


def by_ids(problems: list[Problem], frames: Frames, vocabulary: Vocabulary) -> list[Problem]:
    """The same where rows have no order: things are told by their ids, where they have one."""

    def place(of: Place) -> Place:
        rows = frames[of.sheet]
        id_field = plan_of(vocabulary).groups[of.sheet].id_field
        found = rows[id_field][of.row - 1] if id_field in rows.columns else None
        is_none = found is None or isinstance(found, bool) or not str(found).strip() or str(found).strip()[0] in "#="
        return Place(sheet=of.sheet, heading=of.heading, thing="" if is_none else str(found))

    return [replace(each, place=place(each.place)) if each.place.row else each for each in problems]


@settings(max_examples=tries(12), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.sampled_from(sorted(VOCABULARIES)), st.integers(0, 6), st.randoms(use_true_random=False))
def test_any_cells_make_the_problems_of_single_cases(name: str, rows: int, random: Random) -> None:
    """Else a population is refused for what is right in a single case, or decided on what is wrong there."""
    vocabulary = VOCABULARIES[name]
    frames = any_frames(vocabulary, rows, random)
    expected = by_cases(frames, vocabulary)
    assert as_set(check(read(frames, vocabulary), first=100)) == as_set(expected)
    assert as_set(check(read(in_duckdb(frames), vocabulary), first=100)) == as_set(by_ids(expected, frames, vocabulary))


def as_set(problems: Iterable[Problem]) -> set[tuple[object, ...]]:
    return {
        (each.code, str(each.place), each.place, each.found, each.allowed, each.hint, each.severity)
        for each in problems
    }


GANZHOU = VOCABULARIES["ganzhou"]
LIBRARIES: dict[str, Callable[[Frames], Frames]] = {"polars": dict, "duckdb": in_duckdb}


def enterprises(**cells: Any) -> Frames:
    rows = max(map(len, cells.values()))
    return {"enterprises": pl.DataFrame({"id": [f"e{row}" for row in range(rows)], **cells}, strict=False)}


#: What is wrong with some facts: code, column and count of each problem where two of each kind are listed.
MISTAKES: dict[str, tuple[Frames, list[tuple[str, str, int]]]] = {
    "more than are listed": (
        enterprises(founded_year=[2019, *[1] * 8]),
        [("value", "founded_year", 1), ("value", "founded_year", 7)],
    ),
    "things without an id": (enterprises(id=["e0", "", None]), [("missing", "id", 1), ("missing", "id", 1)]),
    "figures of nobody, twice, of no year": (
        {
            **enterprises(id=["e0", "e1"]),
            "enterprises_online_sales": pl.DataFrame(
                {"id": ["e0", "e0", "e0", "e9"], "year": [2024, 2025, 2024, None], "value": [1.0, 2.0, 1.0, -4.0]}
            ),
        },
        [("duplicate_value", "value", 1), ("value", "value", 1), ("year", "year", 1), ("reference", "id", 1)],
    ),
    "a row of totals": (enterprises(id=["e0", "合计", "Total"]), [("total_row", "", 1), ("total_row", "", 1)]),
    "ids that differ by space alone": (enterprises(id=["e0", "e0 ", "\u3000e0"]), [("value", "id", 1)] * 2),
    "figures by year beside columns for the years": (
        {
            **enterprises(id=["e0", "e1", "e2"], online_sales_2025=[5.0, 6.0, None]),
            "enterprises_online_sales": pl.DataFrame(
                {"id": ["e0", "e1", "e2", "e0"], "year": [2025, 2025, 2025, 2024], "value": [5.0, 7.0, 8.0, 9.0]}
            ),
        },
        [("duplicate_value", "value", 1), ("duplicate_value", "value", 1)],
    ),
    "columns for the same years in two tables": (
        {
            **enterprises(id=["e0", "e1", "e2"], online_sales_2025=[5.0, 6.0, None]),
            "enterprises_online_sales": pl.DataFrame({"id": ["e0", "e1", "e2"], "2025": [5.0, 7.0, 8.0]}),
        },
        [("duplicate_value", "2025", 1)],
    ),
    "records that refer to frames": (
        {**enterprises(id=["e0"]), "platforms": [{"id": "p0", "operator": "e0"}, {"id": "p1", "operator": "e7"}]},
        [("reference", "", 1)],
    ),
    "half a fen": (enterprises(online_sales_2025=[0.3, 999_999_999_999.995]), [("value", "online_sales_2025", 1)]),
    "numbers with words, which tables for people may have": (
        enterprises(online_sales_2025=["5.00", "5万元"], founded_year=[2019, None]),
        [("value", "online_sales_2025", 1)],
    ),
    "fractions as names": (enterprises(name=[1.0, 1.5]), [("value", "name", 1)]),
    "no rows": ({"enterprises": pl.DataFrame({"id": []}, schema={"id": pl.String}), "platforms": []}, []),
}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", MISTAKES)
def test_each_kind_is_counted_and_its_first_rows_are_listed(name: str, library: str) -> None:
    """Else a mistake in a million rows is a million lines, or some of them are told of nowhere."""
    frames, expected = MISTAKES[name]
    found = check(read(LIBRARIES[library](frames), GANZHOU), first=2)
    assert [(each.code, each.place.heading, each.count) for each in found] == expected


@pytest.mark.parametrize(
    ("library", "line"),
    [
        ("polars", "enterprises:id:row 3: an id must be unique within its list; found `e0`; and 2 more like this"),
        ("duckdb", "enterprises:id:e0: an id must be unique within its list; found `e0`; and 2 more like this"),
    ],
)
def test_errors_are_refused_with_their_place_and_number(library: str, line: str) -> None:
    """Else a decision is made on facts that are wrong, or a person is not told where they are."""
    frames = LIBRARIES[library](enterprises(id=["e0", "e1", "e0", "e0", "e0"]))
    with pytest.raises(FactsError) as caught:
        refuse(read(frames, GANZHOU), first=1)
    assert caught.value.lines() == [line]


def test_what_only_columns_refuse_is_said_with_the_way_out() -> None:
    """Else whoever reads that an amount is wanted, and that one was found, does not know what to change."""
    problems = check(read(enterprises(id=["e0", "e1 "], online_sales_2025=["5万元", "1,200"]), GANZHOU))
    assert [(each.found, each.place.row, each.line().rpartition("; ")[2]) for each in problems] == [
        ("e1 ", 2, "in dataframes without space before or after it"),
        ("5万元", 1, "in dataframes a number is plain digits, and its unit stands in the name of the column"),
    ]


def test_warnings_do_not_refuse() -> None:
    """Else facts that are only unlikely could not be decided."""
    frames = enterprises(founded_year=[2024, 2024], online_sales_2023=[0, 5])
    assert [each.code for each in refuse(read(frames, GANZHOU))] == ["before_founding"]
