from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import FactsError
from policyrules.facts import conformance
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
    "money with an exponent": (put(f"{E}/online_sales/2025", 1e7), "", ""),
    "count with an exponent": (put("/live_bases/0/hosts", Decimal("2e1")), "", ""),
    "minus nothing": (put(f"{E}/online_sales/2025", -0.0), "", ""),
    "bool as money": (put(f"{E}/online_sales/2025", True), "value", f"{E}/online_sales/2025"),
    "bool as share": (put("/city/parcel_24h_share", {"2025": False}), "value", "/city/parcel_24h_share/2025"),
    "bool as year": (put(f"{E}/founded_year", True), "value", f"{E}/founded_year"),
    "number as name": (put(f"{E}/name", 7), "value", f"{E}/name"),
    "number as county": (put(f"{E}/county", 7), "value", f"{E}/county"),
    "empty id": (put("/live_bases/0/id", ""), "value", "/live_bases/0/id"),
    "null payment": (lambda d: d["awards_paid"].append(None), "type", "/awards_paid/1"),
    "enterprises null": (
        lambda d: d.update(enterprises=None, platforms=[], live_bases=[]),
        "type",
        "/enterprises",
    ),
    "county with another ending": (put(f"{E}/county", "南康市"), "", ""),
    "another city": (put(f"{E}/county", "北京市"), "value", f"{E}/county"),
    "share 1.2": (put("/city/courier_village_share/2024", 1.2), "value", "/city/courier_village_share/2024"),
    "share of two decimals": (put("/city/courier_village_share/2024", "0.82"), "", ""),
    "year with its word": (
        put(f"{E}/online_sales/2025年", 1),
        "unknown_property",
        f"{E}/online_sales/2025年",
    ),
    "year as text": (put("/awards_paid/0/year", "2025"), "value", "/awards_paid/0/year"),
    "no operator": (lambda d: d["platforms"][0].pop("operator"), "missing", "/platforms/0/operator"),
    "escaped": (put(f"{E}/a~1b~0", 1), "unknown_property", f"{E}/a~01b~00"),
    "text with a line break": (put("/awards_paid/0/amount", "5\n"), "value", "/awards_paid/0/amount"),
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
    data = json.loads(json.dumps(data, default=lambda number: float(number)))
    plain = jsonschema.Draft202012Validator(facts_schema(vocabulary, "ganzhou"))
    beyond = name in ("duplicate id", "operator names nobody")
    assert plain.is_valid(data) == (not code or beyond)


MONEY: list[tuple[Any, int | None]] = [
    (0, 0), (19.99, 1999), (12345678.91, 1234567891), ("12.5", 1250), ("0", 0), ("0.05", 5), (1e7, 10**9),
    (Decimal("1.50"), 150), (Decimal("1.5000"), 150), (numpy.float64(2.5), 250), (10**15, 10**17),
    ("", None), ("5.123", None), ("-0", None), (0, 0), (-0.0, 0), (Decimal("-0"), 0), (1e-3, None),
    (Decimal("1e400"), None), (Decimal("1E+7"), 10**9), (1.005, None), (0.1 + 0.2, None), ("1E3", None),
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
    assert [each.place.pointer for each in problems] == ([] if fen is not None else [f"{E}/online_sales/2025"])
    if fen is not None:
        assert load(data, vocabulary).lists["enterprises"][0].value("online_sales", 2025) == fen


@settings(deadline=None)
@given(data=st.data())
def test_valid_facts_are_accepted_by_both(data: st.DataObject, any_vocabulary: Vocabulary) -> None:
    """Facts drawn from the vocabulary have no errors, here or under the exported schema with plain floats."""
    vocabulary = any_vocabulary
    facts = data.draw(documents(vocabulary))
    assert [each for each in validate(facts, vocabulary) if each.severity == "error"] == []
    plain = json.loads(json.dumps(facts, default=float))
    jsonschema.Draft202012Validator(facts_schema(vocabulary, "ganzhou")).validate(plain)


NEAR = [
    "5.123", "5.1", "007", "2025\n", "5\n", " ", "", "0.5", "1.0", "1.5", "南康", "growth", "E1", "P1",
    -1, 0, 1, 2,
    Decimal("1.234"), Decimal("19.99"), Decimal("1e400"), Decimal("2e1"), Decimal("NaN"), 1.005, 19.99,
    0.1 + 0.2, 1e15, 1e16, 10**15 + 1, 1.0, 1.2, 1900, 2101, True, False, None, [], {}, [None], {"2025": 1},
    {"25": 1}, "2025Q2", "2025Q5", "2101Q1", "2025-02-29", "2024-02-29", "2025-06-31\n", 23, 28, "display",
    ["display", "storage"], ["display", "display"], {"display": True, "storage": None}, {"display": 1},
    {"2025": "1.23", "2024": None}, {"2025\n": 1}, {"id": "E9"}, [{"id": "E1"}, {"id": "E1"}],
]  # fmt: skip
NAMES = st.sampled_from(
    [
        "id",
        "name",
        "tier",
        "2025",
        "25",
        "2025年",
        "2025\n",
        "online_sales",
        "enterprises",
        "a/b",
        "site",
        "zones",
        "display",
        "filings",
        "quarter",
        "work_point",
        "site.zones",
        "filed_on",
    ]
)
#: Nothing smaller: shares of more than forty decimals are refused, which no schema says.
FLOATS = st.floats().filter(lambda number: number == 0 or not abs(number) < 1e-20)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | st.text(max_size=5) | st.sampled_from(NEAR),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def inner(value: Any) -> Iterator[Any]:
    """Each object and list in some data, from the outside."""
    if isinstance(value, dict | list):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from inner(each)


@st.composite
def mutated(draw: st.DrawFn, vocabulary: Vocabulary) -> Any:
    """Valid facts with a few values changed, added, repeated or removed anywhere."""
    data = draw(documents(vocabulary) | st.builds(lambda: whole(vocabulary)))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.sampled_from(list(inner(data))))
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        change = draw(st.sampled_from(["put", "add", "repeat", "remove"]))
        at = draw(st.sampled_from(keys)) if keys else None
        if change == "add" and isinstance(place, dict):
            place[draw(NAMES)] = draw(JSON_VALUES)
        elif change == "repeat" and isinstance(place, list) and at is not None:
            place.append(copy.deepcopy(place[at]))
        elif change == "remove" and at is not None:
            del place[at]
        elif at is not None:
            place[at] = copy.deepcopy(draw(JSON_VALUES))
    return data


@settings(max_examples=tries(150), deadline=None)
@given(data=st.data())
def test_the_walk_and_the_schema_agree(data: st.DataObject, any_vocabulary: Vocabulary) -> None:
    """What the walk lets pass conforms to the schema as compiled; what it refuses does not, references apart.

    Items of the same id may be the same as a whole, which the schema sees, or not.
    """
    vocabulary = any_vocabulary
    facts = data.draw(mutated(vocabulary))
    errors = {each.code for each in validate(facts, vocabulary) if each.severity == "error"}
    refused = any(conformance.errors_of(vocabulary)(conformance.as_json(facts)))
    if "duplicate_id" not in errors or errors - {"duplicate_id", "reference"}:
        assert refused == bool(errors - {"reference"})


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_compiled_schema_agrees(name: str, vocabulary: Vocabulary) -> None:
    """Each change of the table is refused by the schema as compiled, unless only the walk can see it."""
    data = whole()
    change, code, _ = MUTATIONS[name]
    change(data)
    found = any(conformance.errors_of(vocabulary)(conformance.as_json(data)))
    assert found == (code != "" and name not in ("duplicate id", "operator names nobody"))


def test_the_schema_has_the_last_word(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the walk overlooks is still refused, at its pointer, up to the stated number of items."""
    data = whole()
    data["enterprises"][0]["online_sales"]["2025"] = "1.234"
    data["live_bases"][0]["hosts"] = -1
    monkeypatch.setattr("policyrules.facts.load.validate", lambda *_: [])
    with pytest.raises(FactsError) as caught:
        load(data, vocabulary)
    assert caught.value.lines("en") == [
        f"{place}: must conform to the JSON Schema of the facts (keyword `{keyword}`); found `{value}`"
        for place, keyword, value in (
            (f"{E}/online_sales/2025", "pattern", "1.234"),
            ("/live_bases/0/hosts", "minimum", "-1"),
        )
    ]
    many = [{"id": f"E{each}"} for each in range(conformance.MOST_ITEMS)]
    assert not conformance.departures({"enterprises": many}, vocabulary)
    assert conformance.departures({"enterprises": [*many[1:], {"id": 1}]}, vocabulary)
    assert not conformance.departures({"enterprises": [*many, {"id": 1}]}, vocabulary)


def test_misspelt_names_are_answered_with_the_nearest(vocabulary: Vocabulary) -> None:
    """All mistakes of a document come in one run, and where a name is near a known one, it is suggested."""
    data = whole() | {"enterprise": []}
    data["awards_paid"][0]["award"] = "live_bas"
    data["platforms"][0]["operator"] = "E2"
    with pytest.raises(FactsError) as caught:
        load(data, vocabulary)
    lines = caught.value.lines("en")
    assert [line.split(":")[0] for line in lines] == [
        "/platforms/0/operator",
        "/awards_paid/0/award",
        "/enterprise",
    ]
    assert all(f"`{name}`" in line for name, line in zip(("E1", "live_base", "enterprises"), lines, strict=True))
    with pytest.raises(FactsError, match="must be one JSON object"):
        load([], vocabulary)  # type: ignore[arg-type]


def test_the_example_of_the_contract_warns(vocabulary: Vocabulary) -> None:
    """A base founded in 2025 with a figure for 2024 is a warning, and the facts load."""
    data = whole()
    data["live_bases"][0] |= {"founded_year": 2025, "live_sales": {"2024": 10000000, "2025": 60000000}}
    (warning,) = load(data, vocabulary).warnings
    assert warning.place.pointer == "/live_bases/0/live_sales/2024"


@settings(deadline=None)
@given(
    path=st.sampled_from([f"{E}/name", f"{E}/online_sales", "/platforms/0", "/city", "/enterprises"]),
    value=JSON_VALUES,
)
def test_anything_anywhere_gives_problems_not_crashes(path: str, value: object, vocabulary: Vocabulary) -> None:
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
    assert [each.place.pointer for each in problems_of(parse(text % "2e3"), vocabulary)] == ["/city/strong_towns/2025"]
    for number in ("1e999999999999999999999", "9" * 10000, "NaN", "-Infinity", "0." + "1" * 10000):
        pointers = [each.place.pointer for each in problems_of(parse(text % number), vocabulary)]
        assert pointers == ["/city/strong_towns/2025", f"{E}/founded_year"]


def test_the_schema_file_is_current(vocabulary: Vocabulary) -> None:
    """The exported schema is what the vocabulary says today, and is itself valid."""
    schema = facts_schema(vocabulary, "ganzhou")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads((ROOT / "schemas" / "ganzhou.facts.schema.json").read_text("utf-8")) == schema
