from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.facts.load import load, problems_of
from policyrules.facts.readers.json_file import parse
from policyrules.facts.schema import facts_schema
from policyrules.facts.validation import validate
from policyrules.language.vocabulary import Vocabulary

from .samples import documents, whole

ROOT = Path(__file__).parents[2]
Mutation = Callable[[dict[str, Any]], object]
E = "/enterprises/0"


def put(path: str, value: object) -> Mutation:
    """Put a value at a pointer of the whole document."""

    def change(data: Any) -> None:
        *way, last = [int(step) if step.isdecimal() else step for step in path.split("/")[1:]]
        for step in way:
            data = data[step]
        data[str(last) if isinstance(data, dict) else last] = value

    return change


MUTATIONS: dict[str, tuple[Mutation, str, str]] = {
    "unknown property": (put(f"{E}/online_sale", {}), "unknown_property", f"{E}/online_sale"),
    "null is unknown": (put(f"{E}/name", None), "", ""),
    "missing id": (lambda d: d["platforms"].append({"operator": "E1"}), "missing", "/platforms/1/id"),
    "null id": (put("/live_bases/0/id", None), "missing", "/live_bases/0/id"),
    "blank id": (put("/live_bases/0/id", " "), "value", "/live_bases/0/id"),
    "number as id": (put("/live_bases/0/id", 7), "value", "/live_bases/0/id"),
    "duplicate id": (lambda d: d["enterprises"].append({"id": "E1"}), "duplicate_id", "/enterprises/1/id"),
    "identical items": (
        lambda d: d["enterprises"].append(dict(d["enterprises"][0])),
        "duplicate_id",
        "/enterprises/1/id",
    ),
    "identical payments": (
        lambda d: d["awards_paid"].append({**d["awards_paid"][0], "amount": 1e5}),
        "duplicate_item",
        "/awards_paid/1",
    ),
    "operator names nobody": (put("/platforms/0/operator", "E2"), "reference", "/platforms/0/operator"),
    "county elsewhere": (put(f"{E}/county", "长沙县"), "value", f"{E}/county"),
    "county by its stem": (put(f"{E}/county", "南康"), "", ""),
    "year key": (put(f"{E}/online_sales/25", 1), "unknown_property", f"{E}/online_sales/25"),
    "series is a number": (put(f"{E}/online_sales", 1), "type", f"{E}/online_sales"),
    "item is null": (put("/live_bases/0", None), "type", "/live_bases/0"),
    "list is null": (put("/awards_paid", None), "type", "/awards_paid"),
    "object is null": (put("/city", None), "", ""),
    "flag as number": (put(f"{E}/recognized", 1), "value", f"{E}/recognized"),
    "integral count": (put("/live_bases/0/hosts", 20.0), "", ""),
    "fractional count": (put("/live_bases/0/hosts", 20.5), "value", "/live_bases/0/hosts"),
    "count as text": (put("/live_bases/0/hosts", "20"), "value", "/live_bases/0/hosts"),
    "bool as count": (put("/live_bases/0/hosts", True), "value", "/live_bases/0/hosts"),
    "numpy count": (put("/live_bases/0/hosts", numpy.int64(20)), "", ""),
    "negative area": (put("/live_bases/0/floor_area_m2", -1), "value", "/live_bases/0/floor_area_m2"),
    "tier 0": (put("/awards_paid/0/tier", 0), "value", "/awards_paid/0/tier"),
    "unknown award": (put("/awards_paid/0/award", "live_bas"), "value", "/awards_paid/0/award"),
    "no subject": (lambda d: d["awards_paid"][0].pop("subject"), "", ""),
    "share above 1": (
        put("/city/courier_village_share/2024", 1.01),
        "value",
        "/city/courier_village_share/2024",
    ),
    "share as text": (put("/city/courier_village_share/2024", "0.8235"), "", ""),
    "unknown list": (put("/enterprise", []), "unknown_property", "/enterprise"),
    "huge": (put(f"{E}/online_sales/2025", 10**15 + 1), "value", f"{E}/online_sales/2025"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mistake_is_one_problem_at_its_own_pointer(name: str, vocabulary: Vocabulary) -> None:
    """One cause gives one problem, at the pointer that the contract names; a harmless change gives none."""
    change, code, pointer = MUTATIONS[name]
    data = whole()
    change(data)
    errors = [each for each in validate(data, vocabulary) if each.severity == "error"]
    assert [(each.code, each.place.pointer) for each in errors] == ([(code, pointer)] if code else [])
    for language in ("zh", "en"):
        assert all("\n" not in each.line(language) for each in errors)


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_exported_schema_agrees(name: str, vocabulary: Vocabulary) -> None:
    """A plain validator accepts what we accept, and rejects what we reject unless only we can see it."""
    data = whole()
    change, code, _ = MUTATIONS[name]
    change(data)
    data = json.loads(json.dumps(data, default=lambda number: number.item()))
    plain = jsonschema.Draft202012Validator(facts_schema(vocabulary, "ganzhou"))
    beyond = name in ("duplicate id", "operator names nobody")
    assert plain.is_valid(data) == (not code or beyond)


MONEY: list[tuple[Any, int | None]] = [
    (0, 0), (19.99, 1999), (12345678.91, 1234567891), ("12.5", 1250), ("0", 0), ("0.05", 5), (1e7, 10**9),
    (Decimal("1.50"), 150), (Decimal("1.5000"), 150), (numpy.float64(2.5), 250), (10**15, 10**17),
    ("1000000000000000.00", 10**17), ("1000000000000000.01", None), ("007", None), ("1.234", None),
    ("+1", None),
    ("1e3", None), (".5", None), ("5.", None), (" 5", None), ("5\n", None),
    ("５", None), (0.001, None), (-0.01, None),
    (True, None), (float("nan"), None), (float("inf"), None), (Decimal("NaN"), None),
    (Decimal("1e999999999"), None),
    (Decimal("1e-999999999"), None), ([], None), ({}, None), (10**5000, None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "fen"), MONEY, ids=range(len(MONEY)))
def test_money_is_exact_or_refused(written: Any, fen: int | None, vocabulary: Vocabulary) -> None:
    """Every spelling of an amount is read to the fen or refused at its pointer; nothing is rounded."""
    data = {"enterprises": [{"id": "E1", "online_sales": {"2025": written}}]}
    problems = validate(data, vocabulary)
    assert [each.place.pointer for each in problems] == (
        [] if fen is not None else [f"{E}/online_sales/2025"]
    )
    if fen is not None:
        assert load(data, vocabulary).lists["enterprises"][0].value("online_sales", 2025) == fen


@given(data=st.data())
def test_valid_facts_are_accepted_by_both(data: st.DataObject, vocabulary: Vocabulary) -> None:
    """Facts drawn from the vocabulary have no errors, here or under the exported schema with plain floats."""
    facts = data.draw(documents(vocabulary))
    assert [each for each in validate(facts, vocabulary) if each.severity == "error"] == []
    plain = json.loads(json.dumps(facts, default=float))
    jsonschema.Draft202012Validator(facts_schema(vocabulary, "ganzhou")).validate(plain)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    path=st.sampled_from([f"{E}/name", f"{E}/online_sales", "/platforms/0", "/city", "/enterprises"]),
    value=JSON_VALUES,
)
def test_anything_anywhere_gives_problems_not_crashes(
    path: str, value: object, vocabulary: Vocabulary
) -> None:
    """Whatever stands anywhere in the facts, validation ends, and each problem can be shown."""
    data = whole()
    put(path, value)(data)
    for each in validate(data, vocabulary):
        assert each.place.pointer is not None
        assert each.line("zh")
        assert each.line("en").encode()


def test_warnings_do_not_stop(vocabulary: Vocabulary) -> None:
    """A check of the vocabulary and a figure before founding warn at the figure, and the facts still load."""
    data = whole()
    data["enterprises"][0]["agri_upstream_sales"] = {"2018": "0.01", "2024": 5, "2025": 12000000.01}
    pointers = [each.place.pointer for each in load(data, vocabulary).warnings]
    assert pointers == [f"{E}/agri_upstream_sales/2018", f"{E}/agri_upstream_sales/2025"]


def test_problems_stand_in_document_order(vocabulary: Vocabulary) -> None:
    """Problems are listed in the order of the document, whatever found them."""
    data = whole()
    data["enterprises"][0] = {"founded_year": 1, "a/b~c": 1, "recognized": 2}
    pointers = [each.place.pointer for each in validate(data, vocabulary)]
    assert pointers == [
        f"{E}/founded_year", f"{E}/a~1b~0c", f"{E}/recognized", f"{E}/id",
        "/platforms/0/operator", "/live_bases/0/operator",
    ]  # fmt: skip


def test_repeated_keys_and_syntax_have_places(vocabulary: Vocabulary) -> None:
    """A key given twice is a problem at that key; strange numbers in JSON text are problems, not crashes."""
    city, enterprise = '"city": {"strong_towns": {"2025": 1, "2025": 2}}', '{"id": "E1", "founded_year": %s}'
    text = f'{{{city}, "enterprises": [{enterprise}]}}'
    assert [each.place.pointer for each in problems_of(parse(text % "2e3"), vocabulary)] == [
        "/city/strong_towns/2025"
    ]
    for number in ("1e999999999999999999999", "9" * 10000, "NaN", "-Infinity", "0." + "1" * 10000):
        pointers = [each.place.pointer for each in problems_of(parse(text % number), vocabulary)]
        assert pointers == ["/city/strong_towns/2025", f"{E}/founded_year"]


def test_the_schema_file_is_current(vocabulary: Vocabulary) -> None:
    """The exported schema is what the vocabulary says today, and is itself valid."""
    schema = facts_schema(vocabulary, "ganzhou")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads((ROOT / "schemas" / "ganzhou.facts.schema.json").read_text("utf-8")) == schema
